"""A right that is not used in time comes to the act that its article names, at the moment of expiry."""

from __future__ import annotations

import datetime as dt

from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, POLICE, Matter, day

from liandong.procedures.decision import THE_CLOCK, decide
from liandong.procedures.lapsing import lapsed
from liandong.procedures.standing import ClockState, Step


def _lapse(matter: Matter, now: dt.datetime) -> Step:
    asked = lapsed(house.procedure(), matter.standing, now)
    assert asked is not None
    step = decide(
        procedure=house.procedure(),
        standing=matter.standing,
        asked=asked,
        party=THE_CLOCK,
        recorded_at=now,
    )
    assert isinstance(step, Step), step
    matter.take(step)
    return step


def test_a_right_that_lapses_moves_the_matter_at_the_moment_of_expiry() -> None:
    matter = house.objecting()  # until Monday 9 March
    assert lapsed(house.procedure(), matter.standing, day("03-09", "23:59")) is None
    step = _lapse(matter, day("03-12", "08:00"))
    assert (step.act, step.role, step.unit, step.post, step.actor) == ("不异议", "甲", "", "", "期限")
    assert (step.at, step.recorded_at) == (day("03-10"), day("03-12", "08:00"))
    assert step.reason == "“异议期”的期限已于2026-03-09届满。"
    assert matter.standing.state == "了结"
    clock = matter.standing.clock("异议期")
    assert clock is not None
    assert clock.state is ClockState.LAPSED


def test_the_right_may_be_waived_before_it_lapses() -> None:
    matter = house.objecting()
    matter.do(AGENCY, "不异议", day("03-05"))
    clock = matter.standing.clock("异议期")
    assert clock is not None
    assert clock.state is ClockState.DONE


def test_a_waiver_after_the_right_ran_out_is_recorded_as_its_lapse() -> None:
    matter = house.objecting()
    matter.do(AGENCY, "不异议", day("03-12"))
    clock = matter.standing.clock("异议期")
    assert clock is not None
    assert clock.state is ClockState.LAPSED


def test_an_act_of_the_clock_alone_ends_a_right() -> None:
    matter = house.announced("2026-03-06")  # five days: 11 March
    step = _lapse(matter, day("03-12"))
    assert (step.act, step.at, matter.standing.state) == ("公告期满", day("03-12"), "了结")
    assert matter.standing.entered == {"甲", "公", "检"}


def test_a_right_whose_paper_is_not_signed_for_does_not_lapse() -> None:
    assert lapsed(house.procedure(), house.not_filed().standing, day("2030-01-01")) is None


def test_a_duty_never_lapses() -> None:
    assert lapsed(house.procedure(), house.under_review().standing, day("2030-01-01")) is None


def test_nothing_lapses_in_a_suspended_or_a_closed_matter() -> None:
    matter = house.announced("2026-03-06")
    matter.do(POLICE, "中止", day("03-09"))
    assert lapsed(house.procedure(), matter.standing, day("2030-01-01")) is None
    closed = house.under_review()
    closed.do(POLICE, "立案", day("03-05"))
    assert lapsed(house.procedure(), closed.standing, day("2030-01-01")) is None


def test_a_right_that_had_run_out_before_its_state_was_reached_lapses_on_entry() -> None:
    matter = house.announced("2026-02-02")  # over long before the answer of 5 March at 10:00
    step = _lapse(matter, day("03-05", "11:00"))
    assert step.at == day("03-05", "10:00")
    assert matter.standing.state == "了结"


def test_a_corrected_receipt_may_bring_a_right_to_its_end() -> None:
    matter = house.not_filed()
    matter.do(AGENCY, "签收文书", day("03-09", "10:00"))
    assert lapsed(house.procedure(), matter.standing, day("03-11")) is None
    matter.do(AGENCY, "更正签收", day("03-04", "10:00"), about=4, now=day("03-11"))
    asked = lapsed(house.procedure(), matter.standing, day("03-11"))
    assert asked is not None
    assert asked.at == day("03-10")
