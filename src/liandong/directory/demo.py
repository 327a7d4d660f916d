"""Accounts for a demonstration. The people are invented, and their names say so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from liandong.directory.models import Post, Unit, User
from liandong.procedures.grammar import PostKind

SINCE = dt.date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """One account: what it is, where, and under which name it signs in."""

    role: str
    unit: str  # name of the unit; empty for an administrator
    username: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    username: str
    name: str
    role: str
    unit_code: str = ""
    posts: tuple[PostKind, ...] = ()
    admin_role: str = ""


_HANDLER = ("chengban", "承办人", (PostKind.HANDLER,))
_HEAD = ("fuze", "负责人", (PostKind.HEAD,))
_REGISTRY = ("shoujian", "收件", (PostKind.REGISTRY,))
_ORGANS = {
    "SJ": ("市监", (_HANDLER, _HEAD, _REGISTRY)),
    "GA": ("公安", (_REGISTRY, _HANDLER, _HEAD)),
    "JC": ("检察", (_REGISTRY, ("chengban", "检察官", (PostKind.HANDLER,)), ("fuze", "检察长", (PostKind.HEAD,)))),
    "ST": ("生态", (("chengban", "承办人兼收件", (PostKind.HANDLER, PostKind.REGISTRY)), _HEAD)),
    "YJ": ("应急", (("chengban", "承办人兼收件", (PostKind.HANDLER, PostKind.REGISTRY)), _HEAD)),
    "SF": ("司法", (("chayue", "查阅", (PostKind.READER,)),)),
}
_ALL = tuple(_ORGANS)
_PLACES = (
    ("ja", "江岸", "420102", _ALL),
    ("wh", "武汉", "420100", _ALL),
    ("yd", "宜都", "420581", _ALL),
    ("yc", "宜昌", "420500", ("JC",)),  # stands above 宜都
    ("hb", "湖北", "420000", _ALL),
    ("fc", "樊城", "420606", ("SJ",)),  # the stranger: takes part in nothing of the others
)


def demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts of the demonstration in the order in which one meets them. One query.

    Errors: LookupError where the region has not been loaded.
    """
    seats = tuple(_seats())
    codes = {seat.unit_code for seat in seats if seat.unit_code}
    names = dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))
    if len(names) < len(codes):
        raise LookupError("演示账号的单位不在名录里，请先运行 load_region hubei")
    return tuple(
        DemoAccount(role=seat.role, unit=names[seat.unit_code] if seat.unit_code else "", username=seat.username)
        for seat in seats
    )


@transaction.atomic
def load_demo(password: str) -> tuple[DemoAccount, ...]:
    """Make the accounts, or give those that are there this password; if it is the same, no session ends.

    Errors: LookupError where the region has not been loaded.
    """
    accounts = demo_accounts()
    seats = tuple(_seats())
    known = User.objects.filter(username=seats[0].username).values_list("password", flat=True).first()
    # One password, so one hash: deriving fifty of them would take most of the start.
    encoded = known if known and check_password(password, known) else make_password(password)
    users = User.objects.bulk_create(
        [
            User(
                username=seat.username,
                name=seat.name,
                email=f"{seat.username}@example.invalid",
                password=encoded,
                admin_role=seat.admin_role,
            )
            for seat in seats
        ],
        update_conflicts=True,
        unique_fields=["username"],
        update_fields=["name", "email", "password", "admin_role", "must_change_password"],
    )
    Post.objects.bulk_create(
        [
            Post(user=user, unit_id=seat.unit_code, kind=kind.value, since=SINCE)
            for user, seat in zip(users, seats, strict=True)
            for kind in seat.posts
        ],
        ignore_conflicts=True,
    )
    return accounts


def _seats() -> Iterator[_Seat]:
    for place, place_name, division, organs in _PLACES:
        for letters in organs:
            organ_name, people = _ORGANS[letters]
            for post, role, kinds in people:
                yield _Seat(
                    username=f"{place}-{letters.lower()}-{post}",
                    name=f"演示·{place_name}{organ_name}{role}",
                    role=role,
                    unit_code=f"{division}-{letters}",
                    posts=kinds,
                )
    for username, role in (
        ("admin-xitong", User.AdminRole.SYSTEM),
        ("admin-anquan", User.AdminRole.SECURITY),
        ("admin-shenji", User.AdminRole.AUDIT),
    ):
        yield _Seat(username=username, name=f"演示·{role.label}", role=role.label, admin_role=role.value)
