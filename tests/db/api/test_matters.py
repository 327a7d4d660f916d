"""Matters through the API: the same law, the same door, the same words."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.cast import (
    AGENCY,
    BEGIN,
    POLICE,
    PROCURATORATE,
    SECRETS,
    STRANGER,
    TITLE,
    TO_NOT_FILED,
    TO_REVIEW,
    asked,
    begin,
    walked,
)

from liandong.directory.keys import issue_key
from liandong.matters import door
from liandong.matters.models import Participation
from liandong.matters.rules import law

pytestmark = pytest.mark.usefixtures("cast")


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class Caller:
    """A unit's own system."""

    def __init__(self, unit: str) -> None:
        _, self.key = issue_key(unit, "系统", ["read", "write"], ["承办人", "负责人", "收件"], 1, BEGIN)

    def get(self, path: str, language: str = "zh-hans") -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Accept-Language": language}
        return Client().get(f"/api/v1/{path}", headers=headers)

    def upload(self, content: bytes, name: str = "某.pdf") -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        return Client().post("/api/v1/files", {"file": SimpleUploadedFile(name, content)}, headers=headers)

    def post(self, path: str, body: Any, language: str = "zh-hans") -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Accept-Language": language}
        return Client().post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def body_of(act: str, facts: Any = None, digest: str = "a" * 64) -> dict[str, Any]:
    what = asked(law().procedure("正向移送").acts[act], BEGIN, facts or {})
    enclosures = [{"label": item.label, "file_name": "某.pdf", "digest": digest} for item in what.enclosures]
    return {"fields": what.fields, "enclosures": enclosures, "reason": what.reason}


@pytest.mark.plan(19)
def test_a_matter_is_opened_acted_on_listed_and_read() -> None:
    agency = Caller(AGENCY)
    opened = agency.post("matters", {"procedure": "正向移送", "act": "登记", **body_of("登记")})
    assert opened.status_code == 201
    known = opened.json()
    assert (known["seq"], known["state"], known["opened"]) == (1, "核实中", [])
    done = agency.post(f"matters/{known['id']}/acts/报请审批", {**body_of("报请审批"), "seen": 1})
    assert done.status_code == 200
    assert (done.json()["seq"], done.json()["state"]) == (2, "待审批")
    (line,) = agency.get("matters").json()["matters"]
    assert (line["id"], line["number"], line["title"], line["turn"]) == (known["id"], known["number"], "某案", True)
    whole = agency.get(f"matters/{known['id']}").json()
    assert [step["act"] for step in whole["steps"]] == ["登记", "报请审批"]
    assert whole["steps"][1]["articles"] == ["《行政执法机关移送涉嫌犯罪案件的规定》第五条第一款"]
    assert {act["act"] for act in whole["open_acts"]} >= {"批准移送", "不批准移送"}


def test_a_refusal_is_a_problem_with_the_pages_words_the_article_and_every_fault() -> None:
    walk = begin()
    answer = Caller(AGENCY).post(f"matters/{walk.matter}/acts/报请审批", {"fields": {"案件名称": TITLE}})
    assert answer.status_code == 422
    assert answer["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "about:blank"
    assert problem["status"] == 422
    assert problem["code"] == "form"
    assert problem["detail"] == "请按下列提示逐项补正；已填写的内容均已保留。"
    assert problem["articles"] == ["《行政执法机关移送涉嫌犯罪案件的规定》第五条第一款"]
    assert {"field": "核实情况", "why": "请填写“核实情况”。"} in problem["faults"]


def test_a_refusal_is_said_in_english_to_who_asks_in_english() -> None:
    walk = begin()
    answer = Caller(AGENCY).post(f"matters/{walk.matter}/acts/批准移送", {}, language="en")
    assert answer.status_code == 409
    assert answer.json()["title"] == "The matter stands at “Verifying”; “Approve the transfer” is not open there."


def test_who_was_overtaken_is_told_who_did_what() -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    walk.do(POLICE, "立案")
    answer = Caller(POLICE).post(f"matters/{walk.matter}/acts/不立案", {**body_of("不立案"), "seen": 5})
    assert answer.status_code == 409
    assert answer.json()["code"] == "overtaken"
    assert [(step["seq"], step["act"], step["unit"]) for step in answer.json()["since"]] == [(6, "立案", POLICE)]


@pytest.mark.parametrize("unit", [STRANGER, PROCURATORATE])
def test_a_unit_that_takes_no_part_cannot_tell_the_matter_from_one_that_does_not_exist(unit: str) -> None:
    walk = begin()
    caller = Caller(unit)
    for answer, nothing in (
        (caller.get(f"matters/{walk.matter}"), caller.get(f"matters/{uuid.uuid4()}")),
        (caller.post(f"matters/{walk.matter}/acts/催办", {}), caller.post(f"matters/{uuid.uuid4()}/acts/催办", {})),
    ):
        assert answer.status_code == nothing.status_code == 404
        assert answer.json() == nothing.json()
    assert caller.get("matters").json() == {"matters": [], "next": None}


def test_sealed_values_and_other_units_internal_steps_are_in_no_answer() -> None:
    walk = walked(TO_NOT_FILED)
    for unit in (AGENCY, POLICE, PROCURATORATE):
        caller = Caller(unit)
        for answer in (caller.get(f"matters/{walk.matter}"), caller.get("matters")):
            for secret in SECRETS:
                assert secret not in answer.content.decode()
                assert secret not in str(answer.json())
        steps = caller.get(f"matters/{walk.matter}").json()["steps"]
        assert ("登记" in [step["act"] for step in steps]) is (unit == AGENCY)
    parties = Caller(POLICE).get(f"matters/{walk.matter}").json()["steps"][0]["fields"]["当事人"]
    assert parties == [
        {"名称": "钱大明", "类别": "自然人", "证件号码": "＊＊＊", "未成年人": False},
        {"名称": "＊＊＊", "类别": "自然人", "证件号码": "＊＊＊", "未成年人": True},
    ]


def test_reading_twice_says_the_same_and_changes_nothing() -> None:
    walk = walked(TO_REVIEW)
    caller = Caller(POLICE)
    paths = ("matters", f"matters/{walk.matter}", "procedures", "procedures/正向移送/acts/登记/schema")
    first = [caller.get(path) for path in paths]
    assert [answer.status_code for answer in first] == [200] * 4
    with CaptureQueriesContext(connection) as queries:
        second = [caller.get(path) for path in paths]
    assert [answer.content for answer in first] == [answer.content for answer in second]
    written = [query["sql"] for query in queries if query["sql"].split()[0].lower() in ("insert", "update", "delete")]
    assert written == []


def many(count: int) -> None:
    """So many lines in the agency's ledger, each an hour later than the one before, two of them at the same moment."""
    walk = begin()
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        row = Participation.objects.get(unit=AGENCY)
        from liandong.matters.models import Matter

        matter = Matter.objects.get()
        for number in range(1, count):
            matter.pk, matter.number = uuid.uuid4(), f"420102-SJ-2026-{90000 + number:05d}"
            door.build(matter.pk)
            matter.family = matter.pk
            matter.save(force_insert=True)
            row.pk, row.matter_id, row.number = None, matter.pk, matter.number
            row.last_at = BEGIN + dt.timedelta(hours=number // 2)
            row.save(force_insert=True)


def test_the_cursor_goes_through_the_ledger_once_and_misses_nothing() -> None:
    many(120)
    caller = Caller(AGENCY)
    seen: list[str] = []
    path = "matters"
    pages = 0
    while path:
        page = caller.get(path).json()
        seen += [line["number"] for line in page["matters"]]
        pages += 1
        path = f"matters?after={page['next'].replace('+', '%2B')}" if page["next"] else ""
    assert pages == 3
    assert len(seen) == len(set(seen)) == 120
    assert caller.get("matters?state=核实中&procedure=正向移送").json()["matters"]
    assert caller.get("matters?state=已立案").json()["matters"] == []


@pytest.mark.parametrize("cursor", ["x", "~", "2026-01-01~1", "2026-01-01T00:00:00Z~0", "2026-01-01T00:00:00Z~x", "~1"])
def test_a_cursor_that_is_none_is_refused(cursor: str) -> None:
    answer = Caller(AGENCY).get(f"matters?after={cursor}")
    assert answer.status_code == 422
    assert answer.json()["title"] == "游标 after 不对。"


@pytest.mark.parametrize(
    "path", ["matters?state=%00", "matters?procedure=%00", "matters?after=%00~1", "matters?state=%ED%A0%80"]
)
def test_text_that_no_column_holds_finds_nothing_and_breaks_nothing(path: str) -> None:
    assert Caller(AGENCY).get(path).status_code in (200, 422)


@pytest.mark.parametrize(
    "body",
    [
        {"at": "0001-01-01T00:00:00+08:00"},
        {"at": "9999-12-31T23:59:59-08:00"},
        {"at": "1990-01-01T00:00:00Z"},
        {"reason": "\x00"},
        {"fields": {"案件名称": "\ud800"}},
        {"fields": {"\ud800": 1}},
        {"fields": {"案件名称": {"甲": ["乙"]}}},
        {"fields": {"当事人": 7}},
        {"numbers": {"涉嫌犯罪案件移送书": "\ud800"}},
        {"enclosures": [{"label": "\ud800", "digest": "a" * 64}]},
        {"about": 999999, "about_role": "\x00"},
        {"seen": 1_000_001},
    ],
    ids=str,
)
def test_whatever_is_sent_is_answered_with_a_problem(body: dict[str, Any]) -> None:
    walk = begin()
    caller = Caller(AGENCY)
    for path, more in (
        ("matters", {"procedure": "正向移送", "act": "登记"}),
        (f"matters/{walk.matter}/acts/报请审批", {}),
    ):
        answer = caller.post(path, {**more, **body})
        assert answer.status_code in (400, 409, 422), answer.content
        assert answer["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_is_a_problem_too() -> None:
    headers = {"Authorization": f"Bearer {Caller(AGENCY).key}"}
    for body in (b"{", b"\xff\xfe", b"[]", b"", b"nul"):
        answer = Client().post("/api/v1/matters", body, content_type="application/json", headers=headers)
        assert answer.status_code in (400, 422)
        assert answer["content-type"] == "application/problem+json", body


def test_a_procedure_is_read_whole_with_the_form_of_each_act() -> None:
    caller = Caller(AGENCY)
    whole = caller.get("procedures/正向移送").json()
    assert (whole["version"], whole["variant"], whole["points"]) == ("2020-09-01", "", [7, 10, 15])
    (limit,) = [limit for limit in whole["limits"] if limit["name"] == "待审批"]
    assert (limit["kind"], limit["period"], limit["runs_from"]) == ("应当", "3日", "作出 报请审批")
    assert limit["articles"] == ["《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款"]
    (act,) = [act for act in whole["acts"] if act["name"] == "报请审批"]
    assert (act["from_states"], act["to_state"], act["posts"]) == (["核实中"], "待审批", ["承办人"])
    assert act["form"] == caller.get("procedures/正向移送/acts/报请审批/schema").json()
    assert caller.get("procedures/正向移送?variant=生态环境").json()["variant"] == "生态环境"
    assert caller.get("procedures/正向移送?version=1999-01-01").json()["title"] == (
        "程序“正向移送”没有1999-01-01施行的版本，有：2020-09-01"
    )


def test_an_unknown_procedure_or_act_is_said_so() -> None:
    caller = Caller(AGENCY)
    assert caller.get("procedures/没有").status_code == 404
    assert caller.get("procedures/没有/acts/登记/schema").status_code == 404
    assert caller.get("procedures/正向移送/acts/没有/schema").status_code == 404
    answer = caller.post("matters", {"procedure": "没有", "act": "登记"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_procedure")
    answer = caller.post("matters", {"procedure": "正向移送", "act": "没有"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_act")


@pytest.mark.usefixtures("folder")
def test_the_number_of_a_registered_paper_cannot_be_typed_in() -> None:
    walk = walked(TO_REVIEW[:2])
    agency = Caller(AGENCY)
    body = body_of("移送", walk.results[-1].standing.facts, agency.upload(PDF).json()["digest"])
    done = agency.post(f"matters/{walk.matter}/acts/移送", {**body, "numbers": {"涉嫌犯罪案件移送书": "自编1号"}})
    assert done.status_code == 200
    (step,) = Caller(POLICE).get(f"matters/{walk.matter}").json()["steps"]
    assert step["papers"][0]["number"] != "自编1号"
    assert step["papers"][0]["number"].endswith("〔2026〕1号")


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> None:
    """Files are kept in a folder of this test."""
    settings.DATA = tmp_path


@pytest.mark.usefixtures("folder")
def test_who_only_knows_the_digest_of_a_file_has_no_file() -> None:
    walk = walked(TO_REVIEW[:2])
    digest = Caller(POLICE).upload(PDF).json()["digest"]
    agency = Caller(AGENCY)
    body = body_of("移送", walk.results[-1].standing.facts, digest)
    answer = agency.post(f"matters/{walk.matter}/acts/移送", body)
    assert answer.status_code == 422
    assert {item["field"] for item in answer.json()["faults"]} == {"涉嫌犯罪案件情况的调查报告", "涉案物品清单"}
    agency.upload(PDF)
    assert agency.post(f"matters/{walk.matter}/acts/移送", body).status_code == 200


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("content", "name"), [(b"MZ\x90", "某.exe"), (b"", "某.pdf"), (b"MZ\x90", "某.pdf")])
def test_a_file_that_may_not_be_kept_is_refused_in_words(content: bytes, name: str) -> None:
    answer = Caller(AGENCY).upload(content, name)
    assert answer.status_code == 422
    assert answer["content-type"] == "application/problem+json"
    assert f"“{name}”" in answer.json()["title"] + answer.json()["detail"]


def test_no_list_needs_more_queries_for_more_lines() -> None:
    caller = Caller(AGENCY)
    many(5)
    with CaptureQueriesContext(connection) as few:
        caller.get("matters")
    many_more()
    with CaptureQueriesContext(connection) as lots:
        assert len(caller.get("matters").json()["matters"]) == 50
    assert len(lots) == len(few) <= 10


def many_more() -> None:
    """Forty-five more."""
    with door.acting_for([AGENCY]):
        row = Participation.objects.filter(unit=AGENCY).first()
        assert row is not None
        door.enter(row.matter_id, [AGENCY])
        from liandong.matters.models import Matter

        matter = Matter.objects.get()
        for number in range(45):
            matter.pk, matter.number = uuid.uuid4(), f"420102-SJ-2026-{80000 + number:05d}"
            door.build(matter.pk)
            matter.save(force_insert=True)
            row.pk, row.matter_id, row.number = None, matter.pk, matter.number
            row.save(force_insert=True)
