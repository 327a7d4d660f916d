"""Rest days and make-up working days, year by year, as the State Council's general office announces them.

A year without an announcement is known to be unknown: `published` is False, and whoever counts across it must say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year: the days off with the feast they belong to, the weekend days that are worked with the reason."""

    published: bool
    rests: Mapping[dt.date, str]
    works: Mapping[dt.date, str]
    notice: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """All years that are known; in any other year only weekends are rest days. `english` has the names of the feasts."""

    years: Mapping[int, Year]
    english: Mapping[str, str] = field(default_factory=dict)

    def is_rest(self, day: dt.date) -> bool:
        """Whether nobody works on that day."""
        year = self.years.get(day.year)
        if year is not None and day in year.rests:
            return True
        if year is not None and day in year.works:
            return False
        return day.weekday() >= 5

    def why(self, day: dt.date) -> str:
        """What the day is, in words: 国庆节放假, 国庆节调休上班, 周六, or 周三 for a plain working day."""
        year = self.years.get(day.year)
        if year is not None and day in year.rests:
            return f"{year.rests[day]}放假" if year.published else f"法定节日{year.rests[day]}"
        if year is not None and day in year.works:
            return f"{year.works[day]}调休上班"
        return _WEEKDAYS[day.weekday()]

    def why_in_english(self, day: dt.date) -> str:
        """The same in English: National Day holiday, make-up workday for National Day, Saturday."""
        year = self.years.get(day.year)
        if year is not None and day in year.rests:
            feast = self.english.get(year.rests[day], year.rests[day])
            return f"{feast} holiday" if year.published else f"{feast}, a statutory holiday"
        if year is not None and day in year.works:
            return f"make-up workday for {self.english.get(year.works[day], year.works[day])}"
        return _WEEKDAYS_EN[day.weekday()]

    def published(self, year: int) -> bool:
        """Whether the arrangement of that year has been announced and is in law/calendars."""
        return year in self.years and self.years[year].published

    def notice(self, year: int) -> str:
        """The notice that set the year; "" where it is not known."""
        return self.years[year].notice if year in self.years else ""
