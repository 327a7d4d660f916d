"""Doing acts in the browser: forms, drafts, refusals, conflicts, signatures."""

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
    AGENCY,
    MINOR,
    POLICE,
    SECRETS,
    TO_NOT_FILED,
    TO_REVIEW,
    Walk,
    begin,
    username,
    walked,
)

from liandong.directory.models import User
from liandong.matters import door
from liandong.matters.models import Draft, Participation, Step
from liandong.matters.rules import law

type SignIn = Callable[[str], Client]
BEFORE = dt.timedelta(hours=20)
REPORT = {
    "v-案件名称": "江岸某食品厂案",
    "v-涉嫌罪名": "生产、销售有毒、有害食品罪",
    "v-当事人-0-名称": "钱大明",
    "v-当事人-0-类别": "自然人",
    "v-当事人-0-证件号码": "＊＊＊",
    "v-当事人-1-名称": "＊＊＊",
    "v-当事人-1-类别": "自然人",
    "v-当事人-1-证件号码": "＊＊＊",
    "v-当事人-1-未成年人": "是",
    "v-案发地": "江岸区",
    "v-简要案情": "略",
    "v-核实情况": "略",
    "v-移送依据": "略",
    "v-已作行政处罚": "否",
}


@pytest.fixture
def agency(sign_in: SignIn) -> Client:
    """A clerk of the agency."""
    return sign_in(username(AGENCY, "handler"))


def act(walk: Walk, name: str, view: str = "act") -> str:
    return reverse(view, args=[walk.matter, name])


def last_step(walk: Walk) -> Step:
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        return Step.objects.filter(matter=walk.matter).latest("seq")


def test_a_matter_is_opened_by_its_form(agency: Client) -> None:
    opening = reverse("opening", args=["正向移送", "登记"])
    assert agency.get(opening).status_code == 200
    typed = {key: value for key, value in REPORT.items() if "证件" not in key and "-1-" not in key}
    typed |= {
        "v-案件来源": "日常检查",
        "v-发现日期": "2026-03-02",
        "v-知识产权案件": "否",
        "v-专案组成员": "甲一\n乙二",
    }
    for extra in ("v-核实情况", "v-移送依据", "v-已作行政处罚"):
        del typed[extra]
    answer = agency.post(opening, typed)
    assert answer.status_code == 302
    with door.acting_for([AGENCY]):
        row = Participation.objects.get()
    assert answer["location"] == reverse("matter", args=[row.matter_id])
    assert row.title == "江岸某食品厂案"


def test_the_form_is_filled_with_what_is_known_and_what_is_sealed_stays_hidden_and_whole(agency: Client) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    page = agency.get(act(walk, "报请审批")).content.decode()
    assert not [secret for secret in SECRETS if secret in page]
    assert agency.post(act(walk, "报请审批"), {**REPORT, "seq": "1"}).status_code == 302
    from liandong.matters.records import unsealed

    parties = unsealed(last_step(walk).body["fields"]["当事人"])
    assert [(row["名称"], row["证件号码"]) for row in parties] == [
        ("钱大明", "420102198001015678"),
        (MINOR, "420102201501011234"),
    ]


def test_a_refusal_keeps_what_was_typed_and_says_what_is_wrong_beside_each_field(agency: Client) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    answer = agency.post(act(walk, "报请审批"), {**REPORT, "v-核实情况": "", "v-移送依据": "依刑法", "seq": "1"})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert {field.label: field.error for group in form.groups for field in group.fields if field.error} == {
        "核实情况": "请填写“核实情况”。"
    }
    again = agency.get(act(walk, "报请审批")).context["form"]
    assert next(f.value for g in again.groups for f in g.fields if f.label == "移送依据") == "依刑法"
    assert last_step(walk).seq == 1


def test_a_form_for_a_colleague_in_another_post_says_so_before_anything_is_typed(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")), at=timezone.now() - BEFORE)
    said = "“立案”须由本单位负责人办理。"
    assert said in sign_in(username(POLICE, "handler")).get(act(walk, "立案")).content.decode()
    assert said not in sign_in(username(POLICE, "head")).get(act(walk, "立案")).content.decode()


def test_who_was_overtaken_keeps_what_he_typed_and_is_told_who_did_what(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")), timezone.now() - BEFORE)
    walk.do(POLICE, "立案")
    client = sign_in(username(POLICE, "head"))
    answer = client.post(act(walk, "不立案"), {"seq": "5", "理由": "没有犯罪事实", "v-不立案情形": "没有犯罪事实"})
    assert answer.status_code == 409
    conflict = answer.context["form"].conflict
    assert (conflict.who, conflict.act) == ("武汉市公安局江岸区分局", "立案")
    assert "没有犯罪事实" in client.get(act(walk, "不立案")).content.decode()
    assert last_step(walk).act == "立案"


def test_the_same_form_sent_twice_is_stored_once(agency: Client) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    assert agency.post(act(walk, "报请审批"), {**REPORT, "seq": "1"}).status_code == 302
    assert agency.post(act(walk, "报请审批"), {**REPORT, "seq": "1"}).status_code == 409
    assert last_step(walk).seq == 2


def test_a_draft_is_kept_by_itself_and_forgotten_when_done_or_discarded(agency: Client, sign_in: SignIn) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    saved = agency.post(act(walk, "报请审批", "act_draft"), {"v-核实情况": "写到一半"}, headers={"HX-Request": "true"})
    assert saved.status_code == 200
    assert "写到一半" in agency.get(act(walk, "报请审批")).content.decode()
    assert "写到一半" not in sign_in(username(AGENCY, "head")).get(act(walk, "报请审批")).content.decode()
    author = User.objects.get(username=username(AGENCY, "handler")).pk
    with door.acting_for([AGENCY], user=author):
        assert "写到一半" not in Draft.objects.get().sealed
    assert agency.post(act(walk, "报请审批", "act_discard")).status_code == 302
    assert "写到一半" not in agency.get(act(walk, "报请审批")).content.decode()
    agency.post(act(walk, "报请审批", "act_draft"), {"v-核实情况": "写到一半"})
    agency.post(act(walk, "报请审批"), {**REPORT, "seq": "1"})
    with door.acting_for([AGENCY], user=author):
        assert not Draft.objects.exists()


@pytest.mark.plan(15)
def test_one_signs_by_the_act_that_the_procedure_has_for_the_paper(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW, timezone.now() - BEFORE)
    client = sign_in(username(POLICE, "registry"))
    answer = client.get(reverse("sign", args=[walk.matter, 4]))
    assert answer.status_code == 302
    assert answer["location"] == f"{act(walk, '签收')}?about=4"
    assert client.post(answer["location"], {"seq": "4"}).status_code == 302
    assert (last_step(walk).act, last_step(walk).body["about"]) == ("签收", 4)
    assert client.get(reverse("sign", args=[walk.matter, 4]))["location"] == reverse("matter", args=[walk.matter])


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59", "1990-01-01T00:00", "x", "2026-13-01", "\0"])
@pytest.mark.parametrize("new", [True, False])
def test_a_time_that_cannot_be_is_refused_in_words(agency: Client, at: str, new: bool) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    address = reverse("opening", args=["正向移送", "登记"]) if new else act(walk, "报请审批")
    answer = agency.post(address, {**REPORT, "seq": "1", "办理时间": at})
    assert answer.status_code == 422
    assert agency.get(address).status_code == 200  # the draft that was kept can be shown


@pytest.mark.parametrize("name", ["v-案件名称", "v-当事人-0-名称", "理由", "办理时间", "n-移送涉嫌犯罪案件的书面报告"])
@pytest.mark.parametrize("text", ["\0", "甲\x1b乙", "长" * 30_000])
def test_whatever_is_typed_the_form_answers(agency: Client, name: str, text: str) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    answer = agency.post(act(walk, "报请审批"), {**REPORT, "seq": "1", name: text})
    assert answer.status_code in (302, 422)
    assert agency.get(act(walk, "报请审批")).status_code in (200, 404)


@pytest.mark.parametrize(
    "query", ["about=x", "about=-1", "about=99999999999", "about_role=%00", "about=4&about_role=没有"]
)
def test_whatever_the_address_says_a_form_is_about_it_is_shown(agency: Client, query: str) -> None:
    walk = walked(TO_REVIEW, timezone.now() - BEFORE)
    assert agency.get(f"{act(walk, '登记送达')}?{query}").status_code == 200
    assert agency.post(f"{act(walk, '登记送达')}?{query}", {"seq": "4", "理由": "拒收"}).status_code == 422


def test_an_act_that_the_procedure_does_not_have_is_not_there(agency: Client) -> None:
    walk = begin()
    for name in ("没有", "登记"):
        assert agency.get(act(walk, name)).status_code == 404
    assert agency.get(reverse("opening", args=["没有", "登记"])).status_code == 404
    assert agency.get(reverse("opening", args=["正向移送", "移送"])).status_code == 404


@pytest.mark.parametrize("name", sorted({"正向移送", "立案监督", "督促移送"}))
def test_every_form_of_every_procedure_can_be_shown_in_both_languages(sign_in: SignIn, name: str) -> None:
    procedure = law().procedure(name)
    walk = walked(TO_NOT_FILED, timezone.now() - BEFORE)
    for language in ("zh-hans", "en"):
        for item in procedure.acts.values():
            client = sign_in(username(AGENCY, "handler"))
            address = reverse("opening", args=[name, item.name]) if item.opens else act(walk, item.name)
            if not item.opens and item.name not in law().procedure("正向移送").acts:
                continue
            answer = client.get(address, headers={"Accept-Language": language})
            assert answer.status_code == 200, (item.name, language)
            assert not [secret for secret in SECRETS if secret in answer.content.decode()]


def test_a_request_for_an_act_needs_at_most_25_statements_and_one_commit(sign_in: SignIn) -> None:
    walk = begin(at=timezone.now() - BEFORE)
    client = sign_in(username(AGENCY, "handler"))
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.post(act(walk, "报请审批"), {**REPORT, "seq": "1"}).status_code == 302
    assert len(queries) <= 25, [query["sql"][:100] for query in queries]


def test_without_the_token_of_the_page_nothing_is_done(sign_in: SignIn) -> None:
    from liandong.directory.models import User

    walk = begin(at=timezone.now() - BEFORE)
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username=username(AGENCY, "handler")))
    assert client.post(act(walk, "报请审批"), {**REPORT, "seq": "1"}).status_code == 403
    assert last_step(walk).seq == 1


def test_who_acts_for_two_units_does_so_for_the_one_he_chose(sign_in: SignIn, as_owner: Any) -> None:
    from liandong.directory.models import Post, User

    with as_owner():
        user = User.objects.get(username=username(AGENCY, "handler"))
        Post.objects.create(user=user, unit_id=POLICE, kind="承办人", since=dt.date(2020, 1, 1))
    walk = walked(TO_REVIEW)
    begun = begin()
    client = sign_in(username(AGENCY, "handler"))
    first, second = (AGENCY, POLICE) if client.get("/").context["request"].acting.unit == AGENCY else (POLICE, AGENCY)
    client.post(reverse("acting"), {"unit": second})
    assert client.get("/").context["request"].acting.unit == second
    client.post(reverse("acting"), {"unit": "420606-SJ"})  # not his
    assert client.get("/").context["request"].acting.unit == second
    client.post(reverse("acting"), {"unit": POLICE})
    assert client.get(reverse("matter", args=[begun.matter])).status_code == 404
    assert client.get(reverse("matter", args=[walk.matter])).status_code == 200
    assert {first, second} == {AGENCY, POLICE}
