"""liandong administrator: how a province gets its first administrators."""

from __future__ import annotations

import contextlib
import getpass
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from liandong.directory.models import Administered, User
from liandong.program.main import main

type Command = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`liandong administrator …` on the test's database: exit code, what was printed, what was complained of."""
    monkeypatch.setattr("liandong.program.database.database", lambda _kind: contextlib.nullcontext())

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["administrator", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def printed_password(said: str) -> str:
    (password,) = re.findall(r"初始密码 first password：(\S+)", said)
    return str(password)


def types(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    typed = iter(answers)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))


def test_the_first_system_administrator_signs_in_and_must_choose_a_password(command: Command) -> None:
    code, said, _ = command("li-xitong", "--name", "演示管理员")
    assert code == 0
    assert said.startswith("系统管理员 system administrator：li-xitong\n")
    assert said.endswith("只显示这一次，首次登录须修改 · shown once; must be changed at the first sign-in\n")
    user = User.objects.get()
    assert (user.name, user.admin_role, user.must_change_password) == ("演示管理员", "系统", True)
    client = Client()
    client.post(reverse("account_login"), {"login": "li-xitong", "password": printed_password(said)})
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(reverse("administration_people"))["location"] == reverse("account_change_password")


@pytest.mark.parametrize(("role", "word"), [("system", "系统"), ("security", "安全"), ("audit", "审计")])
def test_each_of_the_three_is_made_and_stands_in_the_log(command: Command, role: str, word: str) -> None:
    assert command("li-guanli", "--role", role)[0] == 0
    row = Administered.objects.get()
    assert row.what == f"在服务器上用命令新建{word}管理员 li-guanli"
    assert row.by == User.objects.get(username="li-guanli", admin_role=word)


def test_a_second_one_of_a_kind_is_refused_unless_told(command: Command) -> None:
    command("li-xitong")
    code, said, complaint = command("li-er")
    assert (code, said) == (1, "")
    assert complaint == (
        "\n已经有系统管理员：li-xitong。\nThere is a system administrator already: li-xitong.\n"
        "\n确实要再建一个，加 --another；忘记密码的，用 --reset 重设。\n"
        "Add --another to make one more; use --reset for one who has lost his password.\n"
    )
    assert command("li-anquan", "--role", "security")[0] == 0
    assert command("li-er", "--another")[0] == 0
    assert User.objects.filter(admin_role="系统").count() == 2


def test_an_administrator_who_was_closed_is_none(command: Command) -> None:
    command("li-xitong")
    User.objects.update(is_active=False)
    assert command("li-er")[0] == 0


@pytest.mark.parametrize(
    ("username", "why"), [("li-xitong", "这个用户名已有人使用。"), ("li xitong", "请输入合法的用户名。")]
)
def test_a_name_that_will_not_do_is_refused_with_the_reason(command: Command, username: str, why: str) -> None:
    command("li-xitong")
    code, _, complaint = command(username, "--another")
    assert code == 1
    assert complaint.startswith(f"\n不能建这个账号：{why}")
    assert User.objects.count() == 1


def test_a_lost_password_is_reset_and_the_account_opened_again(command: Command) -> None:
    before = printed_password(command("li-xitong")[1])
    User.objects.update(is_active=False, must_change_password=False)
    code, said, _ = command("li-xitong", "--reset")
    assert code == 0
    user = User.objects.get()
    assert user.check_password(printed_password(said))
    assert not user.check_password(before)
    assert user.is_active
    assert user.must_change_password
    assert Administered.objects.order_by("pk").last().what == "在服务器上用命令重设系统管理员 li-xitong 的密码"  # type: ignore[union-attr]


def test_only_an_administrator_of_that_kind_is_reset(command: Command) -> None:
    User.objects.create_user("yanshi-jia", name="演示甲")
    code, _, complaint = command("yanshi-jia", "--reset")
    assert code == 1
    assert complaint == (
        "\n没有这个系统管理员：yanshi-jia。\nThere is no system administrator yanshi-jia.\n"
        "\n请核对用户名和 --role。\nCheck the username and --role.\n"
    )


def test_a_typed_password_is_not_printed(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "ein-langes-Wort-7", "ein-langes-Wort-7")
    code, said, _ = command("li-xitong", "--ask")
    assert (code, said) == (0, "系统管理员 system administrator：li-xitong\n")
    assert User.objects.get().check_password("ein-langes-Wort-7")


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        (("ein-langes-Wort-7", "ein-langes-Wort-8"), "\n两次输入的密码不一样。\nThe two passwords differ.\n"),
        (("kurz",), "\n这个密码不能用：此密码太短，至少要包含 10 个字符。\n"),
        (("li-xitong-x",), "\n这个密码不能用：密码跟 用户名 太相似了。\n"),
    ],
)
def test_a_typed_password_that_will_not_do_is_refused(
    command: Command, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], complaint: str
) -> None:
    types(monkeypatch, *typed)
    code, _, said = command("li-xitong", "--ask")
    assert code == 1
    assert said.startswith(complaint)
    assert not User.objects.exists()
