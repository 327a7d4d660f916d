"""The system administrator sees which units there are, and in which of them something would get stuck."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import AGENCY, POLICE, username

from liandong.directory.models import Post, Unit, User

type SignIn = Callable[[str], Client]
SYSTEM = "admin-xitong"


def found(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse("administration_units"), asked)
    assert answer.status_code == 200
    return [row.code for row in answer.context["units"]]


@pytest.mark.parametrize(
    ("words", "codes"),
    [("江岸 公安", [POLICE]), ("420102-sj", [AGENCY]), ("Jiang'an Market", [AGENCY]), ("没有的局", [])],
)
def test_a_unit_is_found_by_parts_of_its_name_or_its_code(sign_in: SignIn, words: str, codes: list[str]) -> None:
    assert found(sign_in(SYSTEM), q=words) == codes


def test_units_in_which_nobody_would_sign_or_approve_are_found(sign_in: SignIn) -> None:
    client = sign_in(SYSTEM)
    assert AGENCY not in found(client, lacking="收件")
    User.objects.filter(username=username(AGENCY, "registry")).update(is_active=False)
    assert AGENCY in found(client, lacking="收件")
    assert AGENCY not in found(client, lacking="any")
    Post.objects.filter(unit=AGENCY).update(until="2021-01-01")
    assert AGENCY in found(client, lacking="any")
    assert AGENCY in found(client, lacking="负责人")


def test_a_unit_says_who_holds_which_post_now(sign_in: SignIn) -> None:
    Post.objects.filter(user__username=username(AGENCY, "head")).update(until="2021-01-01")
    answer = sign_in(SYSTEM).get(reverse("administration_unit", args=[AGENCY]))
    assert [(row.username, row.kind) for row in answer.context["holders"]] == [
        (username(AGENCY, "handler"), "承办人"),
        (username(AGENCY, "registry"), "收件"),
    ]
    assert answer.context["unit"].posts == "承办人 1 · 收件 1"


def test_a_unit_that_is_not_there_is_not_found(sign_in: SignIn) -> None:
    assert sign_in(SYSTEM).get(reverse("administration_unit", args=["999999-XX"])).status_code == 404


@pytest.mark.parametrize("person", ["admin-anquan", "admin-shenji", username(AGENCY, "head")])
def test_the_list_is_the_system_administrators_alone(sign_in: SignIn, person: str) -> None:
    client = sign_in(person)
    assert client.get(reverse("administration_units")).status_code == 403
    assert client.get(reverse("administration_unit", args=[AGENCY])).status_code == 403


def test_thousands_of_units_are_paged_at_a_cost_that_does_not_grow(sign_in: SignIn, as_owner: Any) -> None:
    pattern = Unit.objects.get(pk=AGENCY)
    with as_owner():
        Unit.objects.bulk_create(
            Unit(
                code=f"990000-{n:04}",
                name=f"演示单位{n:04}",
                name_en=f"Unit {n}",
                kind="演示",
                enforcement=False,
                division=pattern.division,
                level=pattern.level,
            )
            for n in range(3500)
        )
    client = sign_in(SYSTEM)
    address = reverse("administration_units")
    with CaptureQueriesContext(connection) as queries:
        first = client.get(address, {"q": "演示单位"})
    assert len(queries) <= 20
    assert len(first.context["units"]) == 50
    (following,) = first.context["turns"]
    second = client.get(following.href)
    assert [row.code for row in second.context["units"]] == [f"990000-{n:04}" for n in range(50, 100)]
    assert found(client, q="演示单位", page="70") == []
    assert found(client, q="演示单位", page="-1") == found(client, q="演示单位")
