"""The door to a matter: who may read what, asked of the database itself in the web's role."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from tests.cast import (
    AGENCY,
    BEGIN,
    OTHER_POLICE,
    POLICE,
    PROCURATORATE,
    STRANGER,
    TO_NOT_FILED,
    TO_REVIEW,
    begin,
    walked,
)

from liandong.matters import door
from liandong.matters.models import Deadline, Matter, Participation, Register, Service, Step
from liandong.matters.records import steps_of
from liandong.matters.rules import procedure_of
from liandong.matters.seeing import steps_seen

pytestmark = pytest.mark.usefixtures("cast")
GUARDED = [model for app in ("matters", "trust", "documents") for model in apps.get_app_config(app).get_models()]


def fill_every_table() -> uuid.UUID:
    """A matter with rows in every guarded table of this test's apps."""
    from liandong.matters import drafts
    from liandong.matters.drafts import Desk
    from liandong.trust.models import Reading

    walk = walked(TO_NOT_FILED)
    with door.acting_for([AGENCY], user=1):
        door.enter(walk.matter, [AGENCY])
        desk = Desk(user=1, unit=AGENCY, procedure="正向移送", act="提请复议", matter=walk.matter)
        drafts.save(desk, {"reason": "略"}, BEGIN)
        Reading.objects.create(
            matter=walk.matter, seq=1, field="当事人", owner_unit=AGENCY, user=1, unit=AGENCY, purpose="核对", at=BEGIN
        )
    return walk.matter


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_a_stranger_finds_nothing_by_any_query(model: Any) -> None:
    fill_every_table()
    with door.acting_for([STRANGER]):
        assert list(model._default_manager.all()[:1]) == []


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_who_says_for_no_unit_that_he_asks_finds_nothing(model: Any) -> None:
    fill_every_table()
    with connection.cursor() as cursor:
        for setting in ("app.units", "app.matter", "app.user"):
            cursor.execute("select set_config(%s, '', true)", [setting])
    assert list(model._default_manager.all()[:1]) == []


@pytest.mark.parametrize("unit", [STRANGER, PROCURATORATE, OTHER_POLICE])
def test_a_unit_that_takes_no_part_cannot_enter(unit: str) -> None:
    walk = begin()
    with door.acting_for([unit]):
        assert door.enter(walk.matter, [unit]) is None
        assert door.enter(walk.matter, [AGENCY]) is None  # to name another's unit does not help
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('app.matter')")
            assert cursor.fetchone() == ("",)
        assert not Step.objects.exists()
        assert not Matter.objects.exists()


def test_a_matter_that_does_not_exist_gets_the_same_answer() -> None:
    with door.acting_for([STRANGER]):
        assert door.enter(uuid.uuid4(), [STRANGER]) is None


def test_through_the_door_one_sees_this_matter_and_no_other() -> None:
    first, second = begin(), begin(given={"案件名称": "另一案"})
    with door.acting_for([AGENCY]):
        assert door.enter(first.matter, [AGENCY]) is not None
        assert list(Matter.objects.values_list("pk", flat=True)) == [first.matter]
        assert {step.matter_id for step in Step.objects.all()} == {first.matter}
        assert Participation.objects.count() == 2  # the ledger stays one's own
    assert second.matter != first.matter


def test_the_door_closes_with_the_transaction(as_owner: Any) -> None:
    walk = begin()
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
    with door.acting_for([STRANGER]):
        assert not Step.objects.exists()


@pytest.mark.parametrize("model", [Matter, Step, Service, Deadline], ids=lambda model: model.__name__)
def test_rows_of_another_matter_cannot_be_written(model: Any) -> None:
    walk = walked(TO_REVIEW)
    other = begin(given={"案件名称": "另一案"})
    with door.acting_for([AGENCY]):
        assert door.enter(walk.matter, [AGENCY]) is not None
        row = model.objects.first()
    with door.acting_for([AGENCY]):
        assert door.enter(other.matter, [AGENCY]) is not None
        row.pk = None if model is not Matter else uuid.uuid4()
        if model is Matter:
            row.number = "420102-SJ-2026-99999"
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)


def test_a_ledger_line_for_a_unit_can_be_written_only_in_its_name_or_through_the_door() -> None:
    walk = begin()
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with door.acting_for([STRANGER]), refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("insert into matters_register (unit, year, last) values (%s, 2026, 1)", [AGENCY])
    with door.acting_for([AGENCY]):
        assert Register.objects.get().last == 1
    assert walk.number.endswith("00001")


def test_a_unit_that_comes_later_sees_the_earlier_steps_but_not_what_is_internal_to_another() -> None:
    walk = walked(TO_REVIEW)
    with door.acting_for([POLICE]):
        matter = door.enter(walk.matter, [POLICE])
        assert matter is not None
        seen = steps_seen(procedure_of(matter), steps_of(matter), POLICE)
    assert [step.act for step in seen] == ["移送"]  # the agency keeps 登记, 报请审批 and 批准移送 to itself
    walk.do(PROCURATORATE, "启动监督")
    walk.do(AGENCY, "催办")
    with door.acting_for([PROCURATORATE]):
        matter = door.enter(walk.matter, [PROCURATORATE])
        assert matter is not None
        seen = steps_seen(procedure_of(matter), steps_of(matter), PROCURATORATE)
        assert [step.act for step in seen] == ["移送", "启动监督", "催办"]
        assert [step.act for step in steps_seen(procedure_of(matter), steps_of(matter), AGENCY)] == [
            "登记",
            "报请审批",
            "批准移送",
            "移送",
            "催办",
        ]


def test_the_search_words_of_a_ledger_leave_out_what_is_internal_to_another() -> None:
    walk = begin(given={"当事人": [{"名称": "早先的当事人", "类别": "单位"}]})
    walk.do(AGENCY, "报请审批", {"当事人": [{"名称": "后来的当事人", "类别": "单位"}]})
    walk.do(AGENCY, "批准移送")
    walk.do(AGENCY, "移送")
    words = {}
    for unit in (AGENCY, POLICE):
        with door.acting_for([unit]):
            lines = Participation.objects.get(unit=unit).words.splitlines()
            words[unit] = [line for line in lines if line.endswith("当事人")]
    assert words == {AGENCY: ["早先的当事人", "后来的当事人"], POLICE: ["后来的当事人"]}
