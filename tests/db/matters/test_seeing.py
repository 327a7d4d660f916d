"""What one unit sees of another's inner clocks."""

from __future__ import annotations

import pytest
from tests.cast import TO_REVIEW, walked

from liandong.matters.models import Participation
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import clocks_seen
from liandong.procedures.advance import replay

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
