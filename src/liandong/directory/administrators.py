"""Administrators are made on the server, because no page may make one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from liandong.directory.models import Administered, User
from liandong.directory.passwords import give_first_password


@transaction.atomic
def make_administrator(
    *, username: str, name: str, role: User.AdminRole, now: dt.datetime, password: str = ""
) -> tuple[User, str]:
    """A new administrator and his first password, made up if none is named; it stands in the log of administration.

    Errors: ValidationError for a name that cannot be or is taken.
    """
    user = User(username=username, name=name, admin_role=role)
    given = give_first_password(user, password)
    user.full_clean()
    user.save()
    _note(user, f"在服务器上用命令新建{role.label} {username}", now)
    return user, given


@transaction.atomic
def readmit_administrator(user: User, now: dt.datetime, password: str = "") -> str:
    """A new first password for an administrator who has lost his, or whose account was closed; sessions end.

    His second factor stays: the security administrator takes it away where it is lost too.
    """
    given = give_first_password(user, password)
    user.is_active = True
    user.save(update_fields=["password", "must_change_password", "is_active"])
    _note(user, f"在服务器上用命令重设{User.AdminRole(user.admin_role).label} {user.username} 的密码", now)
    return given


def _note(user: User, what: str, now: dt.datetime) -> None:
    """Who sat at the server's terminal is not known to the platform; the line stands under the account's own name."""
    Administered.objects.create(by=user, what=what, at=now)
