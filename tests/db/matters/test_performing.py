"""perform(): one step stored once, with everything it changes, or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from tests.cast import (
    AGENCY,
    BEGIN,
    OTHER_POLICE,
    POLICE,
    PROCURATORATE,
    SECRETS,
    STRANGER,
    TITLE,
    TO_NOT_FILED,
    TO_REVIEW,
    asked,
    begin,
    party,
    walked,
)

from liandong.matters import door
from liandong.matters.models import Deadline, Matter, Participation, Register, Service, Step
from liandong.matters.performing import Overtaken, Performed, open_matter, perform
from liandong.matters.rules import law
from liandong.procedures.decision import Party
from liandong.procedures.grammar import PostKind
from liandong.procedures.refusal import Refused
from liandong.trust.canonical import GENESIS, digest

pytestmark = pytest.mark.usefixtures("cast")


def test_each_step_is_stored_once_with_a_hash_over_the_one_before() -> None:
    walk = walked(TO_REVIEW)
    with door.acting_for([AGENCY]):
        matter = door.enter(walk.matter, [AGENCY])
        steps = list(Step.objects.filter(matter=walk.matter).order_by("seq"))
    assert [(step.seq, step.act) for step in steps] == [(1, "登记"), (2, "报请审批"), (3, "批准移送"), (4, "移送")]
    previous = GENESIS
    for step in steps:
        assert step.previous == previous
        assert step.digest == digest(previous, step.body)
        previous = step.digest
    assert matter is not None
    assert (matter.head, matter.seq, matter.state) == (previous, 4, "待审查")


def test_the_first_step_also_hashes_which_version_of_the_procedure_it_follows() -> None:
    walk = begin()
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        body = Step.objects.get(matter=walk.matter).body
    assert body["procedure"] == ["正向移送", "2020-09-01", ""]


def test_a_matter_is_numbered_by_unit_and_the_year_in_shanghai() -> None:
    new_year = dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)  # 0:30 on 1 January 2027 in Shanghai
    assert begin().number == "420102-SJ-2026-00001"
    assert begin().number == "420102-SJ-2026-00002"
    assert begin(at=new_year).number == "420102-SJ-2027-00001"


def test_a_refused_act_stores_nothing() -> None:
    walk = begin()
    result = walk.attempt(AGENCY, "批准移送")
    assert isinstance(result, Refused)
    assert result.why == "事项现处于“核实中”，不能办理“批准移送”。"
    assert rows_of(walk.matter) == (1, 0, 0, 1)


def test_a_refused_opening_draws_no_number() -> None:
    act = law().procedure("正向移送").acts["登记"]
    with door.acting_for([AGENCY]):
        result = open_matter(
            name="正向移送", asked=asked(act, BEGIN, {}, {"案件名称": ""}), party=party(AGENCY), now=BEGIN
        )
        assert isinstance(result, Refused)
        assert [item.why for item in result.faults] == ["请填写“案件名称”。"]
        assert not Register.objects.exists()
    assert begin().number == "420102-SJ-2026-00001"


def test_a_hand_over_opens_the_other_matter_with_what_was_filled_in_and_the_units_that_take_part() -> None:
    walk = walked(TO_NOT_FILED)
    result = walk.do(AGENCY, "建议监督")
    (other,) = result.opened
    with door.acting_for([PROCURATORATE]):
        matter = door.enter(other, [PROCURATORATE])
        assert matter is not None
        assert (matter.procedure, matter.state, matter.title) == ("立案监督", "捕诉审查", TITLE)
        assert (matter.parent, matter.parent_seq, matter.family) == (walk.matter, 8, walk.matter)
        assert set(Participation.objects.filter(matter=other).values_list("unit", flat=True)) == {AGENCY, PROCURATORATE}


def test_a_refused_hand_over_stores_nothing_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from liandong.matters import performing

    walk = walked(TO_NOT_FILED)
    before = rows_of(walk.matter)
    refusal = performing.decide(
        procedure=law().procedure("立案监督"),
        standing=performing.NOTHING,
        asked=asked(law().procedure("立案监督").acts["建议监督"], walk.at, {}),
        party=Party(unit="", posts=frozenset(), actor="谁也不是"),
        recorded_at=walk.at,
    )
    assert isinstance(refusal, Refused)
    monkeypatch.setattr(performing, "units_for", lambda *_: refusal)
    assert walk.attempt(AGENCY, "建议监督") == refusal
    assert rows_of(walk.matter) == before
    with door.acting_for([AGENCY]):
        assert Participation.objects.count() == 1
        matter = door.enter(walk.matter, [AGENCY])
        assert matter is not None
        assert matter.state == "不予立案"


def test_who_submits_after_somebody_else_is_told_who_did_what() -> None:
    walk = walked(TO_REVIEW)
    walk.do(POLICE, "签收", seen=4)
    walk.do(POLICE, "立案", seen=5)
    result = walk.attempt(POLICE, "不立案", seen=5)
    assert isinstance(result, Overtaken)
    assert [(step.seq, step.act, step.unit) for step in result.since] == [(6, "立案", POLICE)]
    assert rows_of(walk.matter)[0] == 6


def test_an_act_that_leaves_the_state_alone_does_not_conflict() -> None:
    walk = walked(TO_REVIEW)
    walk.do(POLICE, "签收")
    walk.do(AGENCY, "补充材料", seen=4)
    assert rows_of(walk.matter)[0] == 6


def test_what_another_unit_keeps_to_itself_is_no_conflict_that_anybody_is_told_of() -> None:
    walk = walked(TO_NOT_FILED)
    walk.do(PROCURATORATE, "启动监督", seen=7)
    walk.do(AGENCY, "提请复议", seen=7)
    assert walk.results[-1].standing.state == "复议中"


def test_of_what_happened_meanwhile_one_is_told_only_what_one_may_see() -> None:
    walk = walked(TO_NOT_FILED)
    walk.do(PROCURATORATE, "启动监督", seen=7)
    walk.do(AGENCY, "提请复议", seen=7)
    result = walk.attempt(AGENCY, "不提异议", seen=7)
    assert isinstance(result, Overtaken)
    assert [step.act for step in result.since] == ["提请复议"]


def test_a_unit_that_takes_no_part_gets_the_same_answer_as_for_a_matter_that_does_not_exist() -> None:
    walk = begin()
    assert walk.attempt(STRANGER, "补充材料") is None
    assert walk.attempt(POLICE, "补充材料") is None  # not yet


def test_a_wrong_post_is_refused_and_named() -> None:
    walk = begin()
    walk.do(AGENCY, "报请审批", posts=("handler",))
    result = walk.attempt(AGENCY, "批准移送", posts=("handler",))
    assert isinstance(result, Refused)
    assert result.why == "“批准移送”须由本单位负责人办理。"
    assert [str(citation) for citation in result.citations] == ["移送规定 5(2)"]


def test_sealed_values_stand_in_no_column_of_any_table(as_owner: Any) -> None:
    walk = walked(TO_NOT_FILED)
    walk.do(AGENCY, "建议监督")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'public'"
            " and (data_type in ('text', 'character varying', 'jsonb', 'json') or data_type = 'ARRAY')"
        )
        columns = cursor.fetchall()
        assert ("matters_step", "body") in columns
        cursor.execute("set local role liandong_jobs")
        for table, column in columns:
            cursor.execute("select has_table_privilege(%s, 'select')", [f'"{table}"'])
            if not cursor.fetchone()[0]:
                continue
            for secret in SECRETS:
                cursor.execute(
                    f'select count(*) from "{table}" where "{column}"::text like %s',  # noqa: S608 - from the catalogue
                    [f"%{secret}%"],
                )
                assert cursor.fetchone() == (0,), (table, column, secret)


def test_a_minor_reporter_is_found_by_no_search_of_the_ledger() -> None:
    walked(TO_REVIEW)
    with door.acting_for([AGENCY]):
        (words,) = Participation.objects.filter(unit=AGENCY).values_list("words", flat=True)
    assert {"420102-SJ-2026-00001", TITLE, "钱大明"} <= set(words.splitlines())
    assert not [secret for secret in SECRETS if secret in words]


def test_a_field_for_a_unit_takes_only_an_organ_that_exists_and_fits() -> None:
    for wrong in ("另一单位", "某" * 300, AGENCY):
        walk = walked((*TO_REVIEW, (POLICE, "签收")))
        result = walk.attempt(POLICE, "转送管辖", {"有管辖权的公安机关": wrong})
        assert isinstance(result, Refused), wrong
        assert [(item.field, item.why) for item in result.faults] == [
            ("有管辖权的公安机关", "“有管辖权的公安机关”应是单位目录中的公安。")
        ]


def test_who_handed_the_matter_on_keeps_it_in_his_ledger_and_sees_where_it_went() -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    walk.do(POLICE, "转送管辖")
    with door.acting_for([POLICE]):
        row = Participation.objects.get(matter=walk.matter, unit=POLICE)
        assert (row.roles, row.turn, row.turn_unit, row.last_act) == ([], False, OTHER_POLICE, "转送管辖")
    with door.acting_for([OTHER_POLICE]):
        assert Participation.objects.get(matter=walk.matter, unit=OTHER_POLICE).turn
    result = walk.attempt(POLICE, "立案")
    assert isinstance(result, Refused)
    assert result.why == "本单位不是本事项中可以办理“立案”的主体。"


@pytest.mark.parametrize("place", ["reason", "label", "file_name", "number", "about_role"])
@pytest.mark.parametrize("character", ["\x00", "\ud800"])
def test_text_that_cannot_be_stored_is_refused(place: str, character: str) -> None:
    from dataclasses import replace

    from liandong.procedures.standing import Enclosure

    walk = walked(TO_REVIEW[:2])
    act = law().procedure("正向移送").acts["移送"]
    what = asked(act, walk.at, walk.results[-1].standing.facts)
    numbers = {}
    match place:
        case "reason":
            what = replace(what, reason=f"甲{character}乙")
        case "label" | "file_name":
            extra = {"label": "行政处罚决定书", "file_name": "乙"} | {place: f"甲{character}乙"}
            what = replace(what, enclosures=(*what.enclosures, Enclosure(digest="b" * 64, **extra)))
        case "number":
            numbers = {"涉嫌犯罪案件移送书": f"甲{character}乙"}
        case _:
            what = replace(what, about_role=f"甲{character}乙")
    with door.acting_for([AGENCY]):
        result = perform(matter_id=walk.matter, asked=what, party=party(AGENCY), now=walk.at, numbers=numbers)
    if place == "about_role":  # says whose receipt; this act has none
        assert isinstance(result, Performed)
    else:
        assert isinstance(result, Refused)
    assert rows_of(walk.matter)[0] == (4 if place == "about_role" else 3)


def test_a_reader_may_look_but_do_nothing() -> None:
    walk = begin()
    with door.acting_for([AGENCY]):
        result = perform(
            matter_id=walk.matter,
            asked=asked(law().procedure("正向移送").acts["报请审批"], walk.at, walk.results[0].standing.facts),
            party=Party(unit=AGENCY, posts=frozenset({PostKind.READER}), actor="chayue"),
            now=walk.at,
        )
    assert isinstance(result, Refused)
    assert result.code == "wrong_post"


def rows_of(matter: Any) -> tuple[int, int, int, int]:
    """How many steps, services, deadlines and participations a matter has."""
    with door.acting_for([AGENCY]):
        assert door.enter(matter, [AGENCY]) is not None
        counts = [model.objects.filter(matter=matter).count() for model in (Step, Service, Deadline, Participation)]
        assert Matter.objects.count() == 1
    return (counts[0], counts[1], counts[2], counts[3])
