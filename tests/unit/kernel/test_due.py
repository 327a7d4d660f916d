from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel.citation import Citation
from liandong.kernel.due import SHANGHAI, Due, Reason, count, extend, resume
from liandong.kernel.period import Period, Unit
from liandong.kernel.reading import read_calendar, read_regimes
from liandong.kernel.regime import Regime

LAW = Path(__file__).parents[3] / "law"
CALENDAR = read_calendar(LAW)
REGIMES = read_regimes(LAW)
CRIMINAL = REGIMES["刑事诉讼"]
PENALTY = REGIMES["行政处罚法"]
STEADY = Regime(name="不顺延", roll_over=False)
ARTICLE = Citation("移送规定", "5", 2)

MOMENTS = st.datetimes(
    dt.datetime.fromisoformat("2004-01-02"),
    dt.datetime.fromisoformat("2027-12-31"),
    timezones=st.sampled_from([SHANGHAI, dt.UTC, ZoneInfo("Europe/Paris")]),
)
ANY_REGIME = st.sampled_from(list(REGIMES.values()))
WHOLE = st.sampled_from([Unit.DAY, Unit.WORKDAY, Unit.MONTH, Unit.YEAR])


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def _due(start: str, period: str, regime: Regime = CRIMINAL) -> Due:
    return count(start=_at(start), period=Period.parse(period), regime=regime, calendar=CALENDAR, citation=ARTICLE)


def _texts(due: Due) -> list[str]:
    return [reason.text for reason in due.reasons]


@given(MOMENTS, MOMENTS, st.integers(1, 400), st.sampled_from(Unit), ANY_REGIME)
def test_who_starts_later_is_not_due_earlier(
    one: dt.datetime, other: dt.datetime, number: int, unit: Unit, regime: Regime
) -> None:
    period = Period(min(number, 30) if unit is Unit.YEAR else number, unit)
    early, late = sorted([one, other])
    first = count(start=early, period=period, regime=regime, calendar=CALENDAR)
    second = count(start=late, period=period, regime=regime, calendar=CALENDAR)
    assert first.at <= second.at


@given(MOMENTS, st.integers(1, 100), st.integers(1, 100), st.sampled_from(Unit))
def test_a_longer_period_does_not_end_earlier(start: dt.datetime, one: int, other: int, unit: Unit) -> None:
    short, long = sorted([one, other])
    first = count(start=start, period=Period(short, unit), regime=CRIMINAL, calendar=CALENDAR)
    second = count(start=start, period=Period(long, unit), regime=CRIMINAL, calendar=CALENDAR)
    assert first.at <= second.at


@given(MOMENTS, st.integers(1, 100), WHOLE, ANY_REGIME)
def test_where_the_regime_moves_it_the_last_day_is_never_a_rest_day(
    start: dt.datetime, number: int, unit: Unit, regime: Regime
) -> None:
    period = Period(number, unit)
    due = count(start=start, period=period, regime=regime, calendar=CALENDAR)
    if regime.roll_over or regime.means_workdays(period):
        assert not CALENDAR.is_rest(due.last_day)


@given(MOMENTS, st.integers(1, 100), WHOLE, ANY_REGIME)
def test_whole_days_end_at_midnight_in_shanghai(start: dt.datetime, number: int, unit: Unit, regime: Regime) -> None:
    due = count(start=start, period=Period(number, unit), regime=regime, calendar=CALENDAR)
    assert due.at.tzinfo is SHANGHAI
    assert due.at.time() == dt.time()
    assert due.at.date() == due.last_day + dt.timedelta(days=1)
    assert due.last_day > start.astimezone(SHANGHAI).date()


@given(MOMENTS, st.integers(1, 2000), ANY_REGIME)
def test_hours_are_exact_under_every_regime(start: dt.datetime, number: int, regime: Regime) -> None:
    due = count(start=start, period=Period(number, Unit.HOUR), regime=regime, calendar=CALENDAR)
    assert due.at - start.astimezone(dt.UTC) == dt.timedelta(hours=number)
    assert due.at.tzinfo is SHANGHAI
    assert due.last_day == due.at.date()
    assert not due.assumed


@given(MOMENTS, st.integers(1, 120))
def test_working_days_are_as_many_as_one_counts_on_the_calendar(start: dt.datetime, number: int) -> None:
    due = count(start=start, period=Period(number, Unit.WORKDAY), regime=STEADY, calendar=CALENDAR)
    first = start.astimezone(SHANGHAI).date().toordinal() + 1
    days = [dt.date.fromordinal(day) for day in range(first, due.last_day.toordinal() + 1)]
    assert len([day for day in days if not CALENDAR.is_rest(day)]) == number
    assert not CALENDAR.is_rest(due.last_day)


@given(MOMENTS, st.integers(1, 120))
def test_days_are_consecutive(start: dt.datetime, number: int) -> None:
    due = count(start=start, period=Period(number, Unit.DAY), regime=STEADY, calendar=CALENDAR)
    assert (due.last_day - start.astimezone(SHANGHAI).date()).days == number


@given(MOMENTS, st.integers(1, 60))
def test_months_end_on_the_same_number_or_the_last_day(start: dt.datetime, number: int) -> None:
    day = start.astimezone(SHANGHAI).date()
    last = count(start=start, period=Period(number, Unit.MONTH), regime=STEADY, calendar=CALENDAR).last_day
    assert (last.year * 12 + last.month) - (day.year * 12 + day.month) == number
    assert last.day == min(day.day, months.monthrange(last.year, last.month)[1])


@given(MOMENTS, st.integers(1, 30), ANY_REGIME)
def test_a_year_is_twelve_months(start: dt.datetime, number: int, regime: Regime) -> None:
    years = count(start=start, period=Period(number, Unit.YEAR), regime=regime, calendar=CALENDAR)
    twelve = count(start=start, period=Period(number * 12, Unit.MONTH), regime=regime, calendar=CALENDAR)
    assert years.at == twelve.at


@given(MOMENTS, st.integers(1, 60), WHOLE, ANY_REGIME)
def test_an_assumption_is_always_said_and_never_said_without_need(
    start: dt.datetime, number: int, unit: Unit, regime: Regime
) -> None:
    due = count(start=start, period=Period(number, unit), regime=regime, calendar=CALENDAR)
    assert due.assumed == any("（假定）" in text for text in _texts(due))
    if due.last_day < dt.date(2027, 1, 1) and (due.nominal or due.last_day) < dt.date(2027, 1, 1):
        assert not due.assumed


@given(MOMENTS, st.integers(1, 60), st.sampled_from(Unit), ANY_REGIME)
def test_an_open_question_of_the_regime_is_said_once(
    start: dt.datetime, number: int, unit: Unit, regime: Regime
) -> None:
    due = count(start=start, period=Period(number, unit), regime=regime, calendar=CALENDAR)
    questions = [text for text in _texts(due) if text.startswith("计期方式待法制审核：")]
    assert questions == ([f"计期方式待法制审核：{regime.question}"] if regime.question else [])


def test_the_reasons_stand_in_order_with_their_articles() -> None:
    due = count(
        start=_at("2019-09-27 09:00"),
        period=Period.parse("五日"),
        regime=CRIMINAL,
        calendar=CALENDAR,
        citation=Citation("立案监督规定", "10"),
        event="收到通知撤销案件书",
    )
    skipped = "、".join(f"2019年10月{day}日（国庆节放假）" for day in range(2, 8))
    assert due.reasons == (
        Reason("自2019年9月27日（收到通知撤销案件书）起算，当日不计入", Citation("刑事诉讼法", "105", 2)),
        Reason("期间5日，最后一日为2019年10月2日", Citation("立案监督规定", "10")),
        Reason(f"最后一日遇休息日：{skipped}，顺延至其后第一个工作日2019年10月8日", Citation("刑事诉讼法", "105", 4)),
    )
    assert due.nominal == dt.date(2019, 10, 2)


def test_hours_say_from_when_to_when() -> None:
    due = count(
        start=_at("2026-09-30 17:05"),
        period=Period.parse("24小时"),
        regime=CRIMINAL,
        calendar=CALENDAR,
        citation=ARTICLE,
        event="决定批准",
    )
    text = "自2026年9月30日17:05（决定批准）起算24小时，按钟点连续计算，遇休息日不顺延，至2026年10月1日17:05届满"
    assert due.reasons == (Reason(text, ARTICLE),)


def test_the_day_of_the_start_is_the_day_in_shanghai() -> None:
    evening = dt.datetime(2026, 3, 2, 16, 30, tzinfo=dt.UTC)  # 00:30 on the 3rd in Shanghai
    due = count(start=evening, period=Period.parse("3日"), regime=CRIMINAL, calendar=CALENDAR)
    assert due.last_day == dt.date(2026, 3, 6)


def test_a_start_without_a_time_zone_is_refused() -> None:
    naive = dt.datetime(2026, 3, 2, 9)  # noqa: DTZ001  # the point of the test
    with pytest.raises(ValueError, match=r"^时间必须带时区$"):
        count(start=naive, period=Period.parse("3日"), regime=CRIMINAL, calendar=CALENDAR)


def test_where_the_start_day_counts_the_period_ends_a_day_earlier() -> None:
    counted = replace(CRIMINAL, start_counts=True, roll_over=False)
    assert _due("2026-03-02 09:00", "3日", counted).last_day == dt.date(2026, 3, 4)
    assert _due("2026-03-02 09:00", "3个工作日", counted).last_day == dt.date(2026, 3, 4)
    assert _due("2026-03-02 09:00", "1个月", counted).last_day == dt.date(2026, 4, 1)
    assert _texts(_due("2026-03-02 09:00", "3日", counted))[0] == "自2026年3月2日起算，当日计入"


def test_an_extension_runs_on_from_the_end_before_it_was_moved() -> None:
    due = _due("2026-03-04 09:00", "3日")  # ends on Saturday the 7th, moved to Monday the 9th
    longer = extend(due, by=Period.parse("7日"), regime=CRIMINAL, calendar=CALENDAR, citation=ARTICLE, event="批准延长")
    assert longer.last_day == dt.date(2026, 3, 16)  # the 14th is a Saturday
    assert longer.nominal == dt.date(2026, 3, 14)
    assert _texts(longer)[: len(due.reasons)] == _texts(due)
    assert _texts(longer)[len(due.reasons)] == "期间延长7日（批准延长），自原最后一日2026年3月7日的次日起接续计算"


def test_extensions_in_hours_and_working_days() -> None:
    due = _due("2026-03-04 15:20", "24小时")
    assert extend(due, by=Period.parse("24小时"), regime=CRIMINAL, calendar=CALENDAR).at == _at("2026-03-06 15:20")
    due = _due("2026-03-05 09:00", "3日", PENALTY)  # Tuesday the 10th
    assert extend(due, by=Period.parse("3日"), regime=PENALTY, calendar=CALENDAR).last_day == dt.date(2026, 3, 13)


def test_an_extension_of_an_open_question_asks_it_once() -> None:
    transfer = REGIMES["移送规定"]
    due = extend(_due("2026-03-02 09:00", "3日", transfer), by=Period.parse("3日"), regime=transfer, calendar=CALENDAR)
    assert sum(text.startswith("计期方式待法制审核") for text in _texts(due)) == 1


def _resumed(due: Due, paused: str, resumed: str, period: str, regime: Regime = CRIMINAL) -> Due:
    return resume(
        due,
        paused_from=_at(paused),
        resumed_at=_at(resumed),
        period=Period.parse(period),
        regime=regime,
        calendar=CALENDAR,
        citation=ARTICLE,
    )


def test_suspended_days_are_given_back_whole() -> None:
    due = _due("2026-03-02 09:00", "30日")  # Wednesday, 1 April
    again = _resumed(due, "2026-03-10 17:00", "2026-03-20 08:00", "30日")
    assert again.nominal == dt.date(2026, 4, 11)  # a Saturday
    assert again.last_day == dt.date(2026, 4, 13)
    text = "2026年3月10日中止，2026年3月20日恢复，其间10日不计入期间，最后一日改为2026年4月11日"
    assert Reason(text, ARTICLE) in again.reasons


def test_suspended_working_days_are_given_back_as_working_days() -> None:
    due = _due("2026-03-02 09:00", "10个工作日")  # Monday the 16th
    again = _resumed(due, "2026-03-09 09:00", "2026-04-30 09:00", "10个工作日")
    # Left at the pause: 9, 10, 11, 12, 13, 16 March; counted again: 30 April, 6, 7, 8, 9 (worked Saturday), 11 May.
    assert again.last_day == dt.date(2026, 5, 11)
    text = "2026年3月9日中止，2026年4月30日恢复，其间不计入期间；中止当日起尚余6个工作日，最后一日改为2026年5月11日"
    assert Reason(text, ARTICLE) in again.reasons


def test_suspended_hours_are_given_back_exactly() -> None:
    due = _due("2026-03-04 15:20", "24小时")
    again = _resumed(due, "2026-03-04 16:00", "2026-03-06 10:30", "24小时")
    assert again.at == _at("2026-03-07 09:50")
    assert again.last_day == dt.date(2026, 3, 7)


@given(
    st.sampled_from(["20日", "2个月", "20个工作日", "48小时"]),
    st.integers(0, 20),
    st.sampled_from(["刑事诉讼", "行政处罚法"]),
)
def test_a_pause_of_no_length_changes_nothing(period: str, days: int, regime: str) -> None:
    due = _due("2026-03-02 09:00", period, REGIMES[regime])
    moment = (_at("2026-03-02 10:00") + dt.timedelta(days=days)).isoformat(sep=" ")[:16]
    again = _resumed(due, moment, moment, period, REGIMES[regime])
    assert (again.at, again.last_day) == (due.at, due.last_day)


def test_a_pause_after_the_end_changes_nothing() -> None:
    due = _due("2026-03-02 09:00", "3日")
    assert _resumed(due, "2026-03-06 00:00", "2026-03-20 09:00", "3日") is due


def test_a_pause_cannot_end_before_it_began() -> None:
    with pytest.raises(ValueError, match=r"^恢复的时间不能早于中止的时间$"):
        _resumed(_due("2026-03-02 09:00", "30日"), "2026-03-10 09:00", "2026-03-09 09:00", "30日")
