"""What one unit sees of another's inner clocks."""

from __future__ import annotations

import pytest
from tests.cast import TO_REVIEW, walked

from liandong.matters.models import Participation
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import clocks_seen, course_seen
from liandong.procedures.advance import replay
from liandong.procedures.chart import draw, strip

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(("unit", "sees"), [("420102-SJ", True), ("420102-GA", False), ("420102-JC", False)])
def test_the_heads_time_to_approve_is_seen_by_his_own_unit_alone(unit: str, sees: bool) -> None:
    walked(TO_REVIEW)
    matter = Participation.objects.get(unit="420102-SJ").matter
    procedure = procedure_of(matter)
    standing = replay(procedure, steps_of(matter), law().calendar)
    seen = {clock.limit for clock in clocks_seen(procedure, standing, unit)}
    assert "待审查" in seen
    assert ("待审批" in seen) is sees


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("unit", "way"),
    [
        ("420102-SJ", ("核实中", "待审批", "待移送", "待审查")),
        ("420102-GA", ("待审查",)),
        ("420102-JC", ("待审查",)),
    ],
)
def test_the_way_to_approval_is_drawn_for_the_unit_that_went_it_alone(unit: str, way: tuple[str, ...]) -> None:
    walked(TO_REVIEW)
    matter = Participation.objects.get(unit=unit).matter
    procedure = procedure_of(matter)
    standing = replay(procedure, steps_of(matter), law().calendar)
    course, seen = course_seen(procedure, standing, unit)
    assert seen == way
    before = {"核实中", "待审批", "待移送", "未移送"}
    assert before & course.states.keys() == (before if unit == "420102-SJ" else set())
    assert course.acts["移送"].opens is (unit != "420102-SJ")  # with it the others' drawing begins
    for drawing in (draw(course, current=standing.state, visited=seen), strip(course, seen, standing.state)):
        assert ("待审批" in drawing) is (unit == "420102-SJ")
