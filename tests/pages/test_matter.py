"""The matter's page: what it says, what it hides, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import (
    ADULTS_NUMBER,
    AGENCY,
    MINOR,
    MINORS_NUMBER,
    POLICE,
    PROCURATORATE,
    REPORTER,
    SECRETS,
    TITLE,
    TO_NOT_FILED,
    TO_REVIEW,
    Walk,
    begin,
    username,
    walked,
)

from liandong.matters import door
from liandong.trust.models import Reading

type SignIn = Callable[[str], Client]


def page(client: Client, walk: Walk) -> Any:
    answer = client.get(reverse("matter", args=[walk.matter]))
    assert answer.status_code == 200
    return answer


def test_it_says_what_it_is_where_it_stands_and_whose_turn_it_is(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    shown = page(sign_in(username(POLICE, "head")), walk).context["matter"]
    assert (shown.title, shown.number, shown.state, shown.turn) == (
        TITLE,
        walk.number,
        "待审查",
        "武汉市公安局江岸区分局",
    )
    assert shown.mine
    assert [service.recipient for service in shown.unsigned] == ["武汉市公安局江岸区分局"]
    assert [step.act for step in shown.steps] == ["移送"]


def test_what_others_did_is_seen_without_reload_and_nothing_else_is_sent(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    client = sign_in(username(POLICE, "handler"))
    live = reverse("matter_live", args=[walk.matter])
    assert client.get(live, {"seq": 4}).status_code == 204
    walk.do(AGENCY, "催办")
    answer = client.get(live, {"seq": 4})
    assert answer.status_code == 200
    assert [step.act for step in answer.context["new_steps"]] == ["催办"]
    assert [notice.act for notice in answer.context["notices"]] == ["催办"]


def test_of_another_units_internal_step_the_live_part_tells_nobody(sign_in: SignIn) -> None:
    walk = walked(TO_NOT_FILED)
    walk.do(PROCURATORATE, "启动监督")
    answer = sign_in(username(AGENCY, "handler")).get(reverse("matter_live", args=[walk.matter]), {"seq": 7})
    assert answer.status_code == 200
    assert answer.context["notices"] == ()
    assert answer.context["new_steps"] == ()
    assert "启动监督" not in answer.content.decode()


@pytest.mark.parametrize("seq", ["", "x", "-1", "²", "9" * 30, "\0"])
def test_a_live_request_with_any_number_is_answered(sign_in: SignIn, seq: str) -> None:
    walk = begin()
    client = sign_in(username(AGENCY, "handler"))
    assert client.get(reverse("matter_live", args=[walk.matter]), {"seq": seq}).status_code == 200


@pytest.mark.parametrize("unit", [AGENCY, POLICE, PROCURATORATE])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_sealed_values_are_masked_on_the_page(sign_in: SignIn, unit: str, language: str) -> None:
    walk = walked(TO_NOT_FILED)
    client = sign_in(username(unit, "handler"))
    for name in ("matter", "matter_live"):
        answer = client.get(reverse(name, args=[walk.matter]), headers={"Accept-Language": language})
        assert not [secret for secret in SECRETS if secret in answer.content.decode()]
    whole = client.get(reverse("matter", args=[walk.matter]), headers={"Accept-Language": language})
    assert {"zh-hans": "已加密", "en": "Encrypted"}[language] in whole.content.decode()


def open_value(client: Client, walk: Walk, *place: Any, purpose: str = "核对当事人身份", htmx: bool = True) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse("open_value", args=[walk.matter, *place]), {"purpose": purpose}, headers=headers)


def readings(walk: Walk) -> list[tuple[Any, ...]]:
    """The reading log of a matter."""
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        return list(Reading.objects.order_by("id").values_list("seq", "field", "owner_unit", "unit", "purpose"))


def test_a_sealed_value_is_opened_with_a_purpose_and_on_the_record(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    answer = open_value(sign_in(username(POLICE, "handler")), walk, 4, "当事人", 0)
    assert answer.status_code == 200
    assert ADULTS_NUMBER in answer.content.decode()
    assert MINORS_NUMBER not in answer.content.decode()
    answer = open_value(sign_in(username(AGENCY, "handler")), walk, 4, "当事人", 1, purpose="办理移送手续")
    assert MINOR in answer.content.decode()
    assert MINORS_NUMBER in answer.content.decode()
    assert readings(walk) == [
        (4, "当事人", AGENCY, POLICE, "核对当事人身份"),
        (4, "当事人", AGENCY, AGENCY, "办理移送手续"),
    ]


def test_a_unit_sees_who_opened_what_it_entered_and_no_other_party_sees_it(sign_in: SignIn) -> None:
    walk = walked(TO_NOT_FILED)
    open_value(sign_in(username(POLICE, "handler")), walk, 4, "当事人", 0)
    (reading,) = page(sign_in(username(AGENCY, "handler")), walk).context["matter"].opened
    assert (reading.unit, reading.person) == ("武汉市公安局江岸区分局", "演示ga承办人")
    assert (reading.field, reading.purpose) == ("当事人", "核对当事人身份")
    for unit in (POLICE, PROCURATORATE):
        answer = page(sign_in(username(unit, "handler")), walk)
        assert answer.context["matter"].opened == ()
        assert "核对当事人身份" not in answer.content.decode()
        assert not answer.context["matter"].owns_sealed


def test_a_sealed_reporter_stands_among_the_parties_of_his_own_unit_and_can_be_opened_there(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    people = page(sign_in(username(AGENCY, "handler")), walk).context["matter"].people
    (reporter,) = [person for person in people if person.kind == "举报人"]
    assert (reporter.name, reporter.open_href) == ("", reverse("open_value", args=[walk.matter, 1, "举报人", 0]))
    others = page(sign_in(username(POLICE, "handler")), walk).context["matter"].people
    assert [(person.name, person.minor) for person in others] == [("钱大明", False), ("", True)]


def test_what_moves_the_matter_stands_first_and_the_rest_is_folded(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")), timezone.now() - dt.timedelta(hours=8))
    shown = page(sign_in(username(POLICE, "head")), walk).context["matter"]
    assert {act.name for act in shown.acts} >= {"立案", "不立案", "退回移送", "转送管辖", "通知补正"}
    assert {act.name for act in shown.beside} >= {"补充材料", "催办", "移送公职人员线索"}
    assert not {act.name for act in shown.acts} & {act.name for act in shown.beside}
    assert {act.name for act in shown.acts if act.irreversible} == {"立案", "不立案", "退回移送", "转送管辖"}


def test_what_awaits_legal_review_is_said_once(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    answer = page(sign_in(username(AGENCY, "handler")), walk)
    doubted = [clock.question for clock in answer.context["matter"].clocks if clock.question]
    assert len(doubted) > 1
    assert len(set(doubted)) == 1
    assert answer.content.decode().count(doubted[0]) == 1


def test_a_reporter_is_opened_by_his_own_unit_alone(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    assert REPORTER in open_value(sign_in(username(AGENCY, "handler")), walk, 1, "举报人", 0).content.decode()
    assert open_value(sign_in(username(POLICE, "handler")), walk, 1, "举报人", 0).status_code == 404


@pytest.mark.parametrize("purpose", ["", "   ", "看看", "\0\0\0\0"])
def test_without_a_purpose_nothing_is_opened_and_nothing_is_recorded(sign_in: SignIn, purpose: str) -> None:
    walk = walked(TO_REVIEW)
    answer = open_value(sign_in(username(POLICE, "handler")), walk, 4, "当事人", 0, purpose=purpose)
    assert answer.status_code == 422
    assert answer.content.decode() == "请写明查看目的（不少于4个字）。"
    assert readings(walk) == []


def test_a_value_is_not_opened_by_an_address_alone(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    address = reverse("open_value", args=[walk.matter, 4, "当事人", 0])
    assert sign_in(username(POLICE, "handler")).get(address).status_code == 405


@pytest.mark.parametrize(
    "place",
    [
        (4, "当事人", 2),
        (4, "当事人", 10**9),
        (4, "没有", 0),
        (9, "当事人", 0),
        (10**9, "当事人", 0),
        (4, "案件名称", 0),
        (1, "专案组成员", 0),
    ],
)
def test_where_nothing_is_sealed_nothing_is_opened(sign_in: SignIn, place: tuple[Any, ...]) -> None:
    walk = walked(TO_REVIEW)
    assert open_value(sign_in(username(AGENCY, "handler")), walk, *place).status_code == 404
    assert readings(walk) == []


def test_without_a_script_the_value_stands_on_a_page_of_its_own_that_nobody_keeps(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    client = sign_in(username(POLICE, "handler"))
    answer = open_value(client, walk, 4, "当事人", 0, htmx=False)
    assert answer.status_code == 200
    assert ADULTS_NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert reverse("matter", args=[walk.matter]) in answer.content.decode()
    assert len(readings(walk)) == 1


def test_no_page_of_a_matter_needs_more_than_20_queries_nor_more_for_more_steps(sign_in: SignIn) -> None:
    walk = walked(TO_NOT_FILED, timezone.now() - dt.timedelta(days=2))
    client, reader = sign_in(username(AGENCY, "handler")), sign_in(username(POLICE, "handler"))
    counts: dict[str, list[int]] = {}
    for wanted in (5, 45):
        for _ in range(wanted):
            walk.do(POLICE, "催办", hours=0.01)
            open_value(reader, walk, 4, "当事人", 0)
        for address in (
            reverse("matter", args=[walk.matter]),
            reverse("matter_live", args=[walk.matter]),
            reverse("act", args=[walk.matter, "提请复议"]),
            reverse("act", args=[walk.matter, "建议监督"]),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.setdefault(address, []).append(len(queries))
    for address, (few, many) in counts.items():
        assert few == many <= 20, (address, few, many)


def test_a_related_matter_stands_on_the_page_of_those_who_take_part_in_both(sign_in: SignIn) -> None:
    walk = walked(TO_NOT_FILED)
    (other,) = walk.do(AGENCY, "建议监督").opened
    related = page(sign_in(username(AGENCY, "handler")), walk).context["matter"].related
    assert [item.href for item in related] == [reverse("matter", args=[other])]
    assert page(sign_in(username(POLICE, "handler")), walk).context["matter"].related == ()
