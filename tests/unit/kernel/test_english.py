"""Periods, articles, days and reasons in English, for the reader who switched."""

from __future__ import annotations

import datetime as dt

import pytest

from liandong.kernel.calendar import Calendar, Year
from liandong.kernel.citation import Citation
from liandong.kernel.due import SHANGHAI, count, extend, resume
from liandong.kernel.instrument import Instrument, Mark
from liandong.kernel.period import Period
from liandong.kernel.regime import Regime

CALENDAR = Calendar(
    {
        2026: Year(
            published=True,
            rests={dt.date(2026, 10, 1): "国庆节", dt.date(2026, 10, 2): "国庆节"},
            works={dt.date(2026, 10, 10): "国庆节"},
        ),
        2027: Year(published=False, rests={dt.date(2027, 1, 1): "元旦"}, works={}),
    },
    english={"国庆节": "National Day", "元旦": "New Year's Day"},
)
PLAIN = Regime(name="试验", question="怎样计算？", question_en="How to count?")
WORKDAYS = Regime(name="试验", day_is_workday=True)


def _instrument(points_are: str = "条") -> Instrument:
    return Instrument(
        short="试验法",
        title="试验用的法",
        number="",
        in_force=None,
        repealed=None,
        text_file=None,
        regime="试验",
        articles={},
        last_article=None,
        mark=Mark.V,
        question="",
        points_are="点" if points_are == "点" else "条",
        short_en="Trial Law",
    )


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("24小时", "24 hours"),
        ("1日", "1 day"),
        ("10个工作日", "10 working days"),
        ("1个月", "1 month"),
        ("2年", "2 years"),
    ],
)
def test_a_period_in_english(period: str, said: str) -> None:
    assert Period.parse(period).in_english() == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("5", "Trial Law, art. 5"),
        ("5(2)", "Trial Law, art. 5(2)"),
        ("6(1)[3]", "Trial Law, art. 6(1)[3]"),
        ("276之一(1)", "Trial Law, art. 276-1(1)"),
        ("待核", "Trial Law (article to be verified)"),
    ],
)
def test_an_article_in_english(place: str, said: str) -> None:
    assert Citation.parse(place, "试验法").in_english({"试验法": _instrument()}) == said


def test_a_paper_without_articles_has_points() -> None:
    assert Citation.parse("1", "试验法").in_english({"试验法": _instrument("点")}) == "Trial Law, point 1"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-10-01", "National Day holiday"),
        ("2026-10-10", "make-up workday for National Day"),
        ("2027-01-01", "New Year's Day, a statutory holiday"),
        ("2026-10-03", "Saturday"),
    ],
)
def test_what_a_day_is_in_english(day: str, said: str) -> None:
    assert CALENDAR.why_in_english(dt.date.fromisoformat(day)) == said


def _at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_the_reasons_of_a_day_in_english() -> None:
    due = count(
        start=_at("2026-09-28 09:00"),
        period=Period.parse("3日"),
        regime=PLAIN,
        calendar=CALENDAR,
        event="收到",
        event_en="receipt",
    )
    assert [reason.english for reason in due.reasons] == [
        "Runs from 28 September 2026 (receipt); that day does not count",
        "The period is 3 days; the last day is 1 October 2026",
        "The last day is a rest day: 1 October 2026 (National Day holiday), 2 October 2026 (National Day holiday),"
        " 3 October 2026 (Saturday), 4 October 2026 (Sunday). It moves to 5 October 2026, the next working day",
        "How days are counted awaits legal review: How to count?",
    ]


def test_hours_and_working_days_in_english() -> None:
    hours = count(start=_at("2026-09-30 09:30"), period=Period.parse("24小时"), regime=WORKDAYS, calendar=CALENDAR)
    assert hours.reasons[0].english == (
        "24 hours from 30 September 2026 09:30, by the clock and through rest days: until 1 October 2026 09:30"
    )
    days = count(start=_at("2026-09-30 09:30"), period=Period.parse("1日"), regime=WORKDAYS, calendar=CALENDAR)
    assert [reason.english for reason in days.reasons[1:]] == [
        "“1 day” means working days",
        "The period is 1 working day; the last day is 5 October 2026",
        "Rest days passed over: 1 October 2026 (National Day holiday), 2 October 2026 (National Day holiday),"
        " 3 October 2026 (Saturday), 4 October 2026 (Sunday)",
    ]


def test_what_moved_a_day_in_english() -> None:
    regime = Regime(name="试验", roll_over=False)
    due = count(start=_at("2028-01-31 09:00"), period=Period.parse("1个月"), regime=regime, calendar=CALENDAR)
    assert due.reasons[-1].english == (
        "February 2028 has no day 31; the last day of that month is the last day of the period"
    )
    longer = extend(due, by=Period.parse("7日"), regime=regime, calendar=CALENDAR)
    assert longer.reasons[-2].english == (
        "Extended by 7 days, running on from the day after the former last day, 29 February 2028"
    )
    resumed = resume(
        due,
        paused_from=_at("2028-02-10 09:00"),
        resumed_at=_at("2028-02-12 09:00"),
        period=Period.parse("1个月"),
        regime=regime,
        calendar=CALENDAR,
    )
    assert resumed.reasons[-1].english == (
        "Suspended on 10 February 2028, resumed on 12 February 2028; the 2 day(s) between do not count."
        " The last day is now 2 March 2028"
    )


def test_a_year_without_a_calendar_is_said_to_be_assumed() -> None:
    early = count(start=_at("2026-12-30 09:00"), period=Period.parse("2日"), regime=WORKDAYS, calendar=CALENDAR)
    assert early.reasons[-1].english == (
        "The rest days of 2027 are not yet announced: weekends and statutory holidays are assumed"
    )
    far = count(start=_at("2031-01-06 09:00"), period=Period.parse("2日"), regime=WORKDAYS, calendar=CALENDAR)
    assert far.reasons[-1].english == "There is no calendar of rest days for 2031: only weekends are assumed"


def test_english_is_no_part_of_what_a_reason_is() -> None:
    english = count(start=_at("2026-09-28 09:00"), period=Period.parse("3日"), regime=PLAIN, calendar=CALENDAR)
    without = Calendar(CALENDAR.years)
    assert english == count(start=_at("2026-09-28 09:00"), period=Period.parse("3日"), regime=PLAIN, calendar=without)
