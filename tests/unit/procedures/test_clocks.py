"""Clocks start from the fact that their article names, move with their reasons kept, and end when they should."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, POLICE, PROSECUTOR, STRANGER, Matter, day

from liandong.procedures.clocks import due_of, start_words
from liandong.procedures.standing import Clock, ClockState


def _clock(matter: Matter, limit: str) -> Clock:
    clock = matter.standing.clock(limit)
    assert clock is not None
    return clock


def _due(matter: Matter, limit: str) -> str:
    clock = _clock(matter, limit)
    assert clock.due is not None
    return clock.due.last_day.isoformat()


def _reasons(matter: Matter, limit: str) -> list[str]:
    clock = _clock(matter, limit)
    assert clock.due is not None
    return [reason.words(house.law().instruments) for reason in clock.due.reasons]


def test_a_limit_from_an_act_runs_from_the_time_of_the_act() -> None:
    clock = _clock(house.registered(), "核实")  # Monday 2 March, three days: Thursday
    assert clock.state is ClockState.RUNNING
    assert clock.started_at == day("03-02", "09:00")
    assert clock.due is not None
    assert (clock.due.last_day, clock.due.at) == (dt.date(2026, 3, 5), day("03-06"))
    assert _reasons(house.registered(), "核实") == [
        "自2026年3月2日（作出“登记”）起算，当日不计入（《样板用的法》第十条）",
        "期间3日，最后一日为2026年3月5日（《样板用的法》第一条）",
    ]


def test_the_urgent_variant_is_taken_where_its_question_was_answered_yes() -> None:
    assert _clock(house.registered(人在押=True), "核实").due == due_of(
        house.procedure().limits["核实"], day("03-02", "09:00"), {"人在押": True}, house.law().calendar
    )
    due = _clock(house.registered(人在押=True), "核实").due
    assert due is not None
    assert due.at == day("03-03", "09:00")
    assert _due(house.registered(人在押=False), "核实") == "2026-03-05"


def test_a_limit_from_a_receipt_waits_until_the_paper_is_signed_for() -> None:
    matter = house.transferred()
    waiting = _clock(matter, "审查")
    assert (waiting.state, waiting.due, waiting.source_seq) == (ClockState.WAITING, None, 2)
    assert not waiting.overdue(day("2030-01-01"))
    matter.do(POLICE, "签收", day("03-04", "10:00"))  # Wednesday: three days end on Saturday, so on Monday 9 March
    assert _clock(matter, "审查").started_at == day("03-04", "10:00")
    assert _due(matter, "审查") == "2026-03-09"


def test_a_copy_signed_for_by_another_does_not_start_the_clock() -> None:
    matter = house.transferred()
    matter.do(PROSECUTOR, "签收文书", day("03-04", "10:00"))
    assert _clock(matter, "审查").state is ClockState.WAITING


def test_service_proved_by_the_sender_starts_the_clock_of_who_does_not_sign() -> None:
    matter = house.transferred()
    matter.do(AGENCY, "登记送达", day("03-04", "10:00"), enclosures=("凭证",), about=2, about_role="公")
    assert _due(matter, "审查") == "2026-03-09"
    (service,) = [service for service in matter.standing.services if service.role == "公"]
    assert (service.received_at, service.proved_by_sender) == (day("03-04", "10:00"), True)
    matter.do(POLICE, "更正签收", day("03-03", "15:00"), about=2, now=day("03-05"))
    (service,) = [service for service in matter.standing.services if service.role == "公"]
    assert (service.received_at, service.proved_by_sender) == (day("03-03", "15:00"), True)


def test_a_limit_from_a_field_runs_from_the_day_that_was_entered() -> None:
    matter = house.announced("2026-03-09")  # Monday; five days end on Saturday, so on Monday 16 March
    assert _clock(matter, "公告").started_at == day("03-09")
    assert _due(matter, "公告") == "2026-03-16"
    assert _reasons(matter, "公告")[0] == "自2026年3月9日（所填“公告日”）起算，当日不计入（《样板用的法》第十条）"


def test_a_day_in_a_field_is_itself_the_due_day_and_a_rest_day_does_not_move_it() -> None:
    matter = house.reexamined("2026-03-21")  # a Saturday
    clock = _clock(matter, "复查")
    assert clock.due is not None
    assert (clock.due.last_day, clock.due.at) == (dt.date(2026, 3, 21), day("03-22"))
    assert _reasons(matter, "复查") == ["期限由“答复期限”载明，至2026-03-21届满。（《样板用的法》第四条）"]


def test_a_limit_from_an_act_done_later_in_the_state_waits_for_it() -> None:
    matter = house.announced()
    matter.do(POLICE, "撤回公告", day("03-09"))
    assert _clock(matter, "等待").state is ClockState.WAITING
    matter.do(POLICE, "提醒", day("03-10", "09:00"))
    assert _due(matter, "等待") == "2026-03-12"


def test_starts_are_said_as_the_page_says_them() -> None:
    limits = house.procedure().limits
    assert [start_words(limits[name]) for name in ("核实", "审查", "公告")] == [
        "作出“登记”",
        "收到《移送书》或《转送书》",
        "所填“公告日”",
    ]


def test_a_corrected_receipt_counts_anew_and_keeps_the_old_value_with_the_reason() -> None:
    matter = house.under_review()
    matter.do(POLICE, "更正签收", day("03-04", "09:00"), reason="回执载明3月4日", about=2, now=day("03-05"))
    clock = _clock(matter, "审查")
    assert _due(matter, "审查") == "2026-03-09"
    assert [(moved.due_at, moved.why, moved.seq) for moved in clock.moved] == [
        (day("03-07"), "更正签收时间：回执载明3月4日", 4)
    ]
    (service,) = [service for service in matter.standing.services if service.role == "公"]
    assert (service.received_at, service.earlier) == (day("03-04", "09:00"), (day("03-03", "10:00"),))


def test_a_receipt_is_corrected_after_the_matter_has_moved_on_and_late_becomes_in_time() -> None:
    matter = house.under_review()  # due on Friday 6 March
    matter.do(POLICE, "立案", day("03-09", "09:00"))
    assert _clock(matter, "审查").state is ClockState.DONE_LATE
    matter.do(POLICE, "更正签收", day("03-05", "09:00"), about=2, now=day("03-11"))  # Thursday: until Monday
    assert _clock(matter, "审查").state is ClockState.DONE
    matter.do(POLICE, "更正签收", day("03-03", "09:30"), about=2, now=day("03-12"))
    assert _clock(matter, "审查").state is ClockState.DONE_LATE
    assert len(_clock(matter, "审查").moved) == 2


def test_the_sender_corrects_a_receipt_that_he_names() -> None:
    matter = house.under_review()
    step = matter.do(AGENCY, "更正签收", day("03-04", "09:00"), about=2, about_role="公")
    assert (step.about, step.about_role) == (2, "公")
    assert _due(matter, "审查") == "2026-03-09"


def test_who_names_no_receipt_corrects_his_own() -> None:
    matter = house.under_review()
    matter.do(POLICE, "转送", day("03-03", "11:00"), fields={"接收机关": STRANGER})
    matter.do(AGENCY, "签收文书", day("03-03", "12:00"))
    matter.do(STRANGER, "签收文书", day("03-03", "13:00"))
    step = matter.do(STRANGER, "更正签收", day("03-03", "11:30"), now=day("03-04"))
    assert (step.about, step.about_role) == (4, "")
    assert [(s.role, s.received_at) for s in matter.standing.services if s.seq == 4] == [
        ("公", day("03-03", "11:30")),
        ("甲", day("03-03", "12:00")),
    ]


def test_a_matter_closed_at_the_first_late_moment_stays_late_after_a_correction() -> None:
    matter = house.under_review()
    matter.do(POLICE, "立案", day("03-10"))
    matter.do(POLICE, "更正签收", day("03-05", "09:00"), about=2, now=day("03-11"))  # until the end of Monday 9 March
    assert _due(matter, "审查") == "2026-03-09"
    assert _clock(matter, "审查").state is ClockState.DONE_LATE


def test_a_correction_leaves_clocks_alone_that_do_not_run_from_a_receipt() -> None:
    matter = house.under_review()  # 报告 runs from the transfer itself, step 2, which is also what was signed for
    before = _clock(matter, "报告")
    matter.do(POLICE, "更正签收", day("03-04", "09:00"), about=2)
    assert _clock(matter, "报告") == before


def test_an_extension_up_to_a_period_counts_from_the_old_start() -> None:
    matter = house.under_review()
    matter.do(POLICE, "延长审查", day("03-05", "09:00"), fields={"延长至": "7日"}, reason="案情复杂")
    clock = _clock(matter, "审查")
    assert (_due(matter, "审查"), clock.extended) == ("2026-03-10", 1)  # Tuesday 3 March + 7
    assert [(moved.due_at, moved.why) for moved in clock.moved] == [(day("03-07"), "延长审查：案情复杂")]


def test_an_extension_by_a_period_runs_on_from_the_old_end() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(AGENCY, "签收文书", day("03-04", "09:00"))  # three days: Saturday 7 March, so Monday 9
    assert _due(matter, "补正") == "2026-03-09"
    matter.do(POLICE, "延长补正", day("03-05", "09:00"))  # two days on from Saturday: Monday 9
    assert _due(matter, "补正") == "2026-03-09"
    assert (_clock(matter, "补正").extended, _clock(matter, "补正").moved) == (1, ())


def test_a_correction_keeps_what_was_extended() -> None:
    matter = house.under_review()
    matter.do(POLICE, "延长审查", day("03-04", "09:00"), fields={"延长至": "10日"})
    matter.do(POLICE, "更正签收", day("03-04", "08:00"), about=2, now=day("03-05"))
    assert _due(matter, "审查") == "2026-03-16"  # Wednesday 4 March + 10: Saturday 14, so Monday


def test_an_extension_is_not_carried_to_the_next_unit() -> None:
    matter = house.under_review()
    matter.do(POLICE, "延长审查", day("03-04", "09:00"), fields={"延长至": "10日"})
    matter.do(POLICE, "转送", day("03-04", "10:00"), fields={"接收机关": STRANGER})
    matter.do(STRANGER, "签收文书", day("03-05", "10:00"))
    matter.do(STRANGER, "更正签收", day("03-05", "09:00"), about=5, now=day("03-06"))
    assert _due(matter, "审查") == "2026-03-09"


def test_a_suspension_after_a_clock_ended_gives_it_nothing() -> None:
    matter = house.announced("2026-03-20")  # the review ended with 不立案 on 4 March
    matter.do(POLICE, "中止", day("03-06", "09:00"))
    matter.do(POLICE, "恢复", day("03-10", "09:00"))
    matter.do(POLICE, "更正签收", day("03-03", "12:00"), about=2, now=day("03-11"))
    assert _due(matter, "审查") == "2026-03-06"
    assert _clock(matter, "审查").moved == ()


def test_a_limit_of_a_role_that_nobody_plays_yet_does_not_start() -> None:
    assert house.transferred().standing.clock("协查") is None


def test_a_suspension_stops_running_clocks_and_a_resumption_gives_the_days_back() -> None:
    matter = house.under_review()  # due on 6 March
    matter.do(POLICE, "中止", day("03-04", "09:00"))
    stopped = _clock(matter, "审查")
    assert (stopped.state, stopped.stopped_at) == (ClockState.STOPPED, day("03-04", "09:00"))
    assert not stopped.overdue(day("03-30"))
    matter.do(POLICE, "恢复", day("03-10", "15:00"), reason="原因消失")  # six days stood still: 12 March
    clock = _clock(matter, "审查")
    assert (clock.state, clock.stopped_at, _due(matter, "审查")) == (ClockState.RUNNING, None, "2026-03-12")
    assert [(moved.due_at, moved.why) for moved in clock.moved] == [(day("03-07"), "恢复：原因消失")]
    assert matter.standing.suspended is False


def test_a_suspension_gives_back_what_an_extension_does_not_forget() -> None:
    matter = house.under_review()
    matter.do(POLICE, "中止", day("03-04", "09:00"))
    matter.do(POLICE, "恢复", day("03-05", "09:00"))
    matter.do(POLICE, "延长审查", day("03-05", "10:00"), fields={"延长至": "7日"})
    assert _due(matter, "审查") == "2026-03-11"  # 3 March + 7 + the one day that stood still


def test_a_correction_keeps_what_a_suspension_gave_back() -> None:
    matter = house.under_review()
    matter.do(POLICE, "中止", day("03-05", "09:00"))
    matter.do(POLICE, "恢复", day("03-10", "09:00"))
    matter.do(POLICE, "更正签收", day("03-03", "12:00"), about=2, now=day("03-10", "10:00"))
    assert _due(matter, "审查") == "2026-03-11"  # 6 March + 5


def test_a_clock_that_starts_while_the_matter_is_suspended_does_not_run() -> None:
    matter = house.transferred()
    matter.do(POLICE, "中止", day("03-03", "12:00"))
    matter.do(POLICE, "签收", day("03-04", "09:00"))
    clock = _clock(matter, "审查")
    assert (clock.state, clock.stopped_at) == (ClockState.STOPPED, day("03-04", "09:00"))
    matter.do(POLICE, "恢复", day("03-06", "09:00"))  # 7 March + 2 days = Monday 9
    assert _due(matter, "审查") == "2026-03-09"


def test_a_suspension_before_the_day_from_which_a_clock_runs_takes_nothing_from_it() -> None:
    matter = house.announced("2026-03-20")
    matter.do(POLICE, "中止", day("03-06", "09:00"))
    matter.do(POLICE, "恢复", day("03-10", "09:00"))
    assert _clock(matter, "公告").state is ClockState.RUNNING
    assert _due(matter, "公告") == "2026-03-25"


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (day("03-06", "23:59"), ClockState.DONE),
        (day("03-07", "00:00"), ClockState.DONE_LATE),
    ],
)
def test_a_duty_is_done_in_time_up_to_the_end_of_its_last_day_and_late_from_then_on(
    at: dt.datetime, state: ClockState
) -> None:
    matter = house.under_review()
    assert _clock(matter, "审查").overdue(at) is (state is ClockState.DONE_LATE)
    step = matter.do(POLICE, "立案", at)
    clock = _clock(matter, "审查")
    assert (clock.state, clock.ended_at, clock.ended_seq) == (state, at, step.seq)


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (day("03-04", "09:59"), ClockState.DONE),
        (day("03-04", "10:00"), ClockState.DONE_LATE),  # 24 hours by the clock from the receipt
    ],
)
def test_an_act_that_is_due_within_a_time_is_late_after_it_but_not_refused(at: dt.datetime, state: ClockState) -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", at)
    assert _clock(matter, "通知补正").state is state


def test_the_limit_of_an_act_that_is_never_done_falls_away_with_its_state() -> None:
    matter = house.under_review()
    matter.do(POLICE, "不立案", day("03-06", "09:00"))
    assert _clock(matter, "通知补正").state is ClockState.VOID
    assert _clock(matter, "审查").state is ClockState.DONE


def test_the_time_for_an_act_starts_again_where_its_paper_comes_again() -> None:
    matter = house.under_review()
    matter.do(POLICE, "转送", day("03-04", "09:00"), fields={"接收机关": STRANGER})
    first, second = [clock for clock in matter.standing.clocks if clock.limit == "通知补正"]
    assert (first.state, second.state) == (ClockState.VOID, ClockState.WAITING)
    matter.do(STRANGER, "签收文书", day("03-05", "10:00"))
    due = _clock(matter, "通知补正").due
    assert due is not None
    assert due.at == day("03-06", "10:00")


def test_a_handed_on_review_counts_anew_for_the_new_unit() -> None:
    matter = house.under_review()
    matter.do(POLICE, "转送", day("03-04", "09:00"), fields={"接收机关": STRANGER})
    assert matter.standing.units["公"] == STRANGER
    first, second = [clock for clock in matter.standing.clocks if clock.limit == "审查"]
    assert (first.state, second.state) == (ClockState.DONE, ClockState.WAITING)
    matter.do(STRANGER, "签收文书", day("03-05", "10:00"))
    assert _due(matter, "审查") == "2026-03-09"


def test_a_limit_beside_the_states_runs_on_through_them_and_ends_with_its_act() -> None:
    matter = house.objecting()
    assert _clock(matter, "报告").state is ClockState.RUNNING
    assert _due(matter, "报告") == "2026-03-10"
    matter.do(POLICE, "说明", day("03-11", "09:00"))
    assert _clock(matter, "报告").state is ClockState.DONE_LATE


def test_a_second_notice_does_not_start_a_limit_twice() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(AGENCY, "签收文书", day("03-03", "12:00"))
    matter.do(POLICE, "通知补正", day("03-03", "13:00"))
    assert [clock.opened_seq for clock in matter.standing.clocks if clock.limit == "补正"] == [4]
    matter.do(AGENCY, "补正材料", day("03-04", "09:00"))
    assert _clock(matter, "补正").state is ClockState.DONE


def test_a_limit_starts_again_after_it_was_met() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(AGENCY, "补正材料", day("03-03", "12:00"))
    matter.do(POLICE, "通知补正", day("03-04", "09:00"))
    states = [clock.state for clock in matter.standing.clocks if clock.limit == "补正"]
    assert states == [ClockState.DONE, ClockState.WAITING]


def test_nothing_runs_on_in_a_closed_matter() -> None:
    matter = house.under_review()
    matter.do(POLICE, "通知补正", day("03-03", "11:00"))
    matter.do(POLICE, "立案", day("03-05", "09:00"))
    assert {clock.limit: clock.state for clock in matter.standing.clocks} == {
        "核实": ClockState.DONE,
        "审查": ClockState.DONE,
        "补正": ClockState.VOID,
        "通知补正": ClockState.DONE,
        "转送": ClockState.VOID,
        "报告": ClockState.VOID,
        "通报": ClockState.VOID,
    }
    matter.do(AGENCY, "签收文书", day("03-06", "09:00"))
    matter.do(POLICE, "通报", day("03-06", "10:00"))  # from which 报告 would start in an open matter
    assert not any(clock.open for clock in matter.standing.clocks)


def test_a_last_day_on_a_feast_moves_to_the_working_day_after_it() -> None:
    matter = Matter()
    matter.do(AGENCY, "登记", day("09-28", "09:00"), fields={"案件名称": "某案"})  # until 1 October, a Thursday
    assert _due(matter, "核实") == "2026-10-06"
    assert _reasons(matter, "核实")[-1] == (
        "最后一日遇休息日：2026年10月1日（国庆节放假）、2026年10月2日（国庆节放假）、2026年10月3日（周六）、"
        "2026年10月4日（周日）、2026年10月5日（国庆节放假），顺延至其后第一个工作日2026年10月6日（《样板用的法》第十条）"
    )
