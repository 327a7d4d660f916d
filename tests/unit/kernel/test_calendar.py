from __future__ import annotations

import datetime as dt
from pathlib import Path

import holidays

from liandong.kernel.calendar import Calendar
from liandong.kernel.reading import read_calendar

CALENDAR = read_calendar(Path(__file__).parents[3] / "law")


def test_every_day_agrees_with_an_independent_package_but_one() -> None:
    # 2005-12-31, a Saturday, was worked in exchange for the first days of 2006: the notice for 2006 reaches back into
    # December, and the package `holidays` keeps it as an ordinary Saturday.
    china = holidays.country_holidays("CN", years=range(2004, 2027))
    days = [
        dt.date(2004, 1, 1) + dt.timedelta(days=step)
        for step in range((dt.date(2027, 1, 1) - dt.date(2004, 1, 1)).days)
    ]
    assert [day for day in days if CALENDAR.is_rest(day) == china.is_working_day(day)] == [dt.date(2005, 12, 31)]


def test_the_years_that_were_announced_are_known_and_no_others() -> None:
    assert [year for year in range(1990, 2040) if CALENDAR.published(year)] == list(range(2004, 2027))


def test_a_day_says_what_it_is() -> None:
    assert CALENDAR.why(dt.date(2026, 10, 1)) == "国庆节放假"
    assert CALENDAR.why(dt.date(2026, 10, 3)) == "国庆节放假"
    assert CALENDAR.why(dt.date(2026, 10, 10)) == "国庆节调休上班"
    assert CALENDAR.why(dt.date(2026, 3, 7)) == "周六"
    assert CALENDAR.why(dt.date(2026, 3, 8)) == "周日"
    assert CALENDAR.why(dt.date(2026, 3, 9)) == "周一"
    assert CALENDAR.why(dt.date(2027, 10, 1)) == "法定节日国庆节"


def test_a_year_to_come_knows_its_thirteen_statutory_days() -> None:
    year = CALENDAR.years[2027]
    assert len(year.rests) == 13
    assert not year.works
    assert not year.published


def test_a_year_says_which_notice_set_it() -> None:
    assert CALENDAR.notice(2024) == "国务院办公厅关于2024年部分节假日安排的通知"
    assert CALENDAR.notice(2027) == ""
    assert CALENDAR.notice(1999) == ""


def test_without_any_year_only_weekends_are_rest_days() -> None:
    empty = Calendar({})
    assert not empty.is_rest(dt.date(2026, 10, 1))
    assert empty.is_rest(dt.date(2026, 10, 10))
