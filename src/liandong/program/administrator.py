"""liandong administrator: the first administrators of a province, and a new password for one who has lost his."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liandong.directory.models import User

NAME = "administrator"
HELP = "在服务器上建管理员，或者重设管理员的密码 · make an administrator, or give one a new password"
ROLES = {"system": "系统", "security": "安全", "audit": "审计"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """USERNAME [--role R] [--name NAME] [--ask] [--another | --reset]"""
    parser.add_argument("username", metavar="USERNAME", help="登录用的用户名 · the name to sign in with")
    parser.add_argument(
        "--role", choices=ROLES, default="system", help="系统（默认）、安全、审计管理员 · which of the three"
    )
    parser.add_argument("--name", default="", help="姓名，默认同用户名 · the person's name")
    parser.add_argument(
        "--ask", action="store_true", help="在终端里输入初始密码，不由平台生成 · type the first password"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--another", action="store_true", help="已有这种管理员时再建一个 · one more of a kind that is there"
    )
    how.add_argument(
        "--reset", action="store_true", help="给已有的管理员重设密码 · a new password for one who is there"
    )


def run(args: argparse.Namespace) -> int:
    """0 with the first password printed once, unless it was typed. Errors: LiandongError."""
    from liandong.program.database import database

    with database("web"):
        from django.db import ProgrammingError

        try:
            user, password = _readmitted(args) if args.reset else _made(args)
        except ProgrammingError as error:
            raise _refused(
                "数据库里还没有数据表。\nThe database has no tables yet.",
                "先运行一次 liandong start --no-demo，看到网址后再建管理员。\n"
                "Run liandong start --no-demo once; make the administrator when it has printed its address.",
            ) from error
        role = next(english for english, chinese in ROLES.items() if chinese == user.admin_role)
        print(f"{user.get_admin_role_display()} {role} administrator：{user.username}")
    if not args.ask:
        print(f"初始密码 first password：{password}")
        print("只显示这一次，首次登录须修改 · shown once; must be changed at the first sign-in")
    return 0


def _made(args: argparse.Namespace) -> tuple[User, str]:
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from liandong.directory.administrators import make_administrator
    from liandong.directory.models import User

    role = User.AdminRole(ROLES[args.role])
    there = User.objects.filter(admin_role=role, is_active=True).values_list("username", flat=True).first()
    if there and not args.another:
        raise _refused(
            f"已经有{role.label}：{there}。\nThere is a {args.role} administrator already: {there}.",
            "确实要再建一个，加 --another；忘记密码的，用 --reset 重设。\n"
            "Add --another to make one more; use --reset for one who has lost his password.",
        )
    try:
        return make_administrator(
            username=args.username,
            name=args.name or args.username,
            role=role,
            now=timezone.now(),
            password=_typed(User(username=args.username, name=args.name)) if args.ask else "",
        )
    except ValidationError as error:
        raise _refused(
            f"不能建这个账号：{'；'.join(error.messages)}\nThis account cannot be made.",
            "请换一个用户名或姓名。\nChoose another username or name.",
        ) from error


def _readmitted(args: argparse.Namespace) -> tuple[User, str]:
    from django.utils import timezone

    from liandong.directory.administrators import readmit_administrator
    from liandong.directory.models import User

    user = User.objects.filter(username=args.username, admin_role=ROLES[args.role]).first()
    if user is None:
        raise _refused(
            f"没有这个{User.AdminRole(ROLES[args.role]).label}：{args.username}。\n"
            f"There is no {args.role} administrator {args.username}.",
            "请核对用户名和 --role。\nCheck the username and --role.",
        )
    return user, readmit_administrator(user, timezone.now(), _typed(user) if args.ask else "")


def _typed(user: User) -> str:
    """A password typed twice on the terminal, that the rules allow."""
    import getpass

    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    password = getpass.getpass("初始密码 first password: ")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise _refused(
            f"这个密码不能用：{''.join(error.messages)}\nThis password will not do.",
            "请另选一个，或去掉 --ask 由平台生成。\nChoose another, or leave --ask out and the platform makes one.",
        ) from error
    if getpass.getpass("再输一次 once more: ") != password:
        raise _refused(
            "两次输入的密码不一样。\nThe two passwords differ.", "请重新运行本命令。\nRun the command again."
        )
    return password


def _refused(what: str, do: str) -> Exception:
    from liandong.embedded.errors import LiandongError

    return LiandongError(what=what, do=do)
