"""When a period ends, and why: the one place where days are counted.

Days, working days, months and years end with their last day: `Due.at` is 00:00 in Shanghai of the day after, and late
is whoever acts at or after it. Hours run by the clock from the minute of the event, through rest days too.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from liandong.kernel.calendar import Calendar
from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Instrument
from liandong.kernel.period import Period, Unit
from liandong.kernel.regime import Regime

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = dt.timedelta(days=1)
_DAY_EN, _MOMENT_EN = "%-d %B %Y", "%-d %B %Y %H:%M"


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the count: a sentence in Chinese and in English, and the article that says so where there is one.

    The Chinese is what is kept on the record; two reasons are the same where it is.
    """

    text: str
    citation: Citation | None = None
    english: str = field(default="", compare=False)

    def words(self, instruments: Mapping[str, Instrument]) -> str:
        """The sentence with its article behind it."""
        return f"{self.text}（{self.citation.words(instruments)}）" if self.citation else self.text


@dataclass(frozen=True, slots=True)
class Due:
    """The end of a period.

    `at`: the first moment that is late, in Shanghai's time.
    `last_day`: the last day in Shanghai on which one is in time.
    `assumed`: a year without a published calendar was counted through.
    `nominal`: the last day before a rest day moved it; None where nothing did.
    """

    at: dt.datetime
    last_day: dt.date
    reasons: tuple[Reason, ...]
    assumed: bool
    nominal: dt.date | None = None


def count(
    *,
    start: dt.datetime,
    period: Period,
    regime: Regime,
    calendar: Calendar,
    citation: Citation | None = None,
    event: str = "",
    event_en: str = "",
) -> Due:
    """Count a period from the event that starts it.

    `start` must be aware; `citation` is the article that sets the period, `event` what happened, in words (接到报告),
    and `event_en` the same in English.
    Errors: ValueError for a naive `start`.
    """
    begin = _in_shanghai(start)
    words, words_en = f"（{event}）" if event else "", f" ({event_en})" if event_en else ""
    if period.unit is Unit.HOUR:
        end = _after_hours(begin, period.count)
        text = f"自{_moment(begin)}{words}起算{period}，按钟点连续计算，遇休息日不顺延，至{_moment(end)}届满"
        english = (
            f"{period.in_english()} from {begin:{_MOMENT_EN}}{words_en}, by the clock and through rest days:"
            f" until {end:{_MOMENT_EN}}"
        )
        return Due(end, end.date(), (Reason(text, citation, english), *_question(regime)), False)
    counter = _Counter(regime, calendar)
    counter.say_start(begin.date(), words, words_en)
    if regime.means_workdays(period):
        counter.count_workdays(begin.date(), period, citation)
    else:
        counter.count_days(begin.date(), period, citation)
    return counter.finish()


def extend(
    due: Due,
    *,
    by: Period,
    regime: Regime,
    calendar: Calendar,
    citation: Citation | None = None,
    event: str = "",
) -> Due:
    """Add a period that runs on from the end of the first (加); “延长至” is a new `count` from the old start."""
    words = f"（{event}）" if event else ""
    if by.unit is Unit.HOUR:
        end = _after_hours(due.at, by.count)
        english = f"Extended by {by.in_english()}: until {end:{_MOMENT_EN}}"
        reason = Reason(f"期间延长{by}{words}，至{_moment(end)}届满", citation, english)
        return Due(end, end.date(), (*due.reasons, reason), due.assumed)
    counter = _Counter(regime, calendar, due)
    counter.say(
        f"期间延长{by}{words}，自原最后一日{_day(_nominal(due))}的次日起接续计算",
        citation,
        f"Extended by {by.in_english()}, running on from the day after the former last day, {_nominal(due):{_DAY_EN}}",
    )
    if regime.means_workdays(by):
        counter.count_workdays(_nominal(due), by, citation)
    else:
        counter.count_days(_nominal(due), by, citation, start_counts=False)
    return counter.finish()


def resume(
    due: Due,
    *,
    paused_from: dt.datetime,
    resumed_at: dt.datetime,
    period: Period,
    regime: Regime,
    calendar: Calendar,
    citation: Citation | None = None,
) -> Due:
    """Give back the time of a suspension: hours exactly, else whole days; the day of resumption is counted.

    A suspension that began after the period had ended changes nothing. Errors: ValueError if it ended before it began.
    """
    paused, resumed = _in_shanghai(paused_from), _in_shanghai(resumed_at)
    if resumed < paused:
        raise ValueError("恢复的时间不能早于中止的时间")
    if paused >= due.at:
        return due
    if period.unit is Unit.HOUR:
        stood_still = resumed.astimezone(dt.UTC) - paused.astimezone(dt.UTC)
        end = (due.at.astimezone(dt.UTC) + stood_still).astimezone(SHANGHAI)
        text = f"{_moment(paused)}中止，{_moment(resumed)}恢复，其间不计入期间，改至{_moment(end)}届满"
        english = (
            f"Suspended at {paused:{_MOMENT_EN}}, resumed at {resumed:{_MOMENT_EN}}; the time between does not count:"
            f" until {end:{_MOMENT_EN}}"
        )
        return Due(end, end.date(), (*due.reasons, Reason(text, citation, english)), due.assumed)
    counter = _Counter(regime, calendar, due)
    stopped_en = f"Suspended on {paused.date():{_DAY_EN}}, resumed on {resumed.date():{_DAY_EN}}"
    stopped = f"{_day(paused.date())}中止，{_day(resumed.date())}恢复"
    if regime.means_workdays(period):
        left = counter.workdays_between(paused.date() - _DAY, _nominal(due))
        counter.step_workdays(resumed.date() - _DAY, left)
        text = f"{stopped}，其间不计入期间；中止当日起尚余{left}个工作日，最后一日改为{_day(counter.last)}"
        english = f"the time between does not count. Working days left at the suspension: {left}"
        counter.say(text, citation, f"{stopped_en}; {english}. The last day is now {counter.last:{_DAY_EN}}")
    else:
        stood = resumed.date() - paused.date()
        counter.move_to(_nominal(due) + stood)
        english = f"{stopped_en}; the {stood.days} day(s) between do not count"
        text = f"{stopped}，其间{stood.days}日不计入期间，最后一日改为{_day(counter.last)}"
        counter.say(text, citation, f"{english}. The last day is now {counter.last:{_DAY_EN}}")
    return counter.finish()


class _Counter:
    """Walks to the last day and keeps the reasons on the way."""

    def __init__(self, regime: Regime, calendar: Calendar, due: Due | None = None) -> None:
        self._regime = regime
        self._calendar = calendar
        self._reasons: list[Reason] = list(due.reasons) if due else []
        self._assumed = due.assumed if due else False
        self._years: set[int] = set()  # without a published calendar, that were looked into
        self._workdays = False
        self.last = _nominal(due) if due else dt.date.min

    def say(self, text: str, citation: Citation | None, english: str) -> None:
        self._reasons.append(Reason(text, citation, english))

    def say_start(self, day: dt.date, words: str, words_en: str) -> None:
        counted = "当日计入" if self._regime.start_counts else "当日不计入"
        english = f"Runs from {day:{_DAY_EN}}{words_en}; that day {'counts' if self._regime.start_counts else 'does not count'}"
        self.say(f"自{_day(day)}{words}起算，{counted}", self._regime.start_basis or self._regime.basis, english)

    def say_period(self, period: Period, citation: Citation | None) -> None:
        english = f"The period is {period.in_english()}; the last day is {self.last:{_DAY_EN}}"
        self.say(f"期间{period}，最后一日为{_day(self.last)}", citation, english)

    def move_to(self, day: dt.date) -> None:
        self.last = day

    def count_days(
        self, start: dt.date, period: Period, citation: Citation | None, *, start_counts: bool | None = None
    ) -> None:
        counts = self._regime.start_counts if start_counts is None else start_counts
        if period.unit is Unit.DAY:
            self.last = start + _DAY * (period.count - counts)
            self.say_period(period, citation)
            return
        step = period.count * (12 if period.unit is Unit.YEAR else 1)
        same, clamped = _months_later(start, step)
        self.last = same - _DAY if counts else same
        self.say_period(period, citation)
        if clamped:
            text = f"{same.year}年{same.month}月没有{start.day}日，以该月最后一日为期间的最后一日"
            english = f"{same:%B %Y} has no day {start.day}; the last day of that month is the last day of the period"
            self.say(text, self._regime.month_basis or self._regime.basis, english)

    def count_workdays(self, start: dt.date, period: Period, citation: Citation | None) -> None:
        if period.unit is Unit.DAY:
            self.say(f"{period}指工作日", self._regime.basis, f"“{period.in_english()}” means working days")
        first = start - _DAY if self._regime.start_counts else start
        passed = self.step_workdays(first, period.count)
        self.say_period(Period(period.count, Unit.WORKDAY), citation)
        if passed:
            english = f"Rest days passed over: {self._list_en(passed)}"
            self.say(f"其间不计入的休息日：{self._list(passed)}", self._regime.basis, english)

    def step_workdays(self, day: dt.date, number: int) -> list[dt.date]:
        """Go so many working days on; returns the rest days that were passed."""
        self._workdays = True
        passed = []
        while number:
            day += _DAY
            if self._is_rest(day):
                passed.append(day)
            else:
                number -= 1
        self.last = day
        return passed

    def workdays_between(self, after: dt.date, until: dt.date) -> int:
        """Working days after the first day up to and with the second."""
        days = (after + _DAY * step for step in range(1, (until - after).days + 1))
        return sum(not self._is_rest(day) for day in days)

    def finish(self) -> Due:
        nominal = self.last
        if self._regime.roll_over and not self._workdays:
            self._roll()
        for year in sorted(self._years):
            known = year in self._calendar.years
            if known:
                text = f"{year}年放假安排尚未公布，按周末和法定节日推算（假定）"
                english = f"The rest days of {year} are not yet announced: weekends and statutory holidays are assumed"
            else:
                text = f"没有{year}年的放假安排，只按周末推算（假定）"
                english = f"There is no calendar of rest days for {year}: only weekends are assumed"
            self.say(text, None, english)
        for reason in _question(self._regime):
            if reason not in self._reasons:
                self._reasons.append(reason)
        at = dt.datetime.combine(self.last + _DAY, dt.time(), SHANGHAI)
        moved = nominal if nominal != self.last else None
        return Due(at, self.last, tuple(self._reasons), self._assumed or bool(self._years), moved)

    def _roll(self) -> None:
        skipped = []
        while self._is_rest(self.last):
            skipped.append(self.last)
            self.last += _DAY
        if skipped:
            text = f"最后一日遇休息日：{self._list(skipped)}，顺延至其后第一个工作日{_day(self.last)}"
            english = f"The last day is a rest day: {self._list_en(skipped)}. It moves to {self.last:{_DAY_EN}}, the next working day"
            self.say(text, self._regime.end_basis or self._regime.basis, english)

    def _is_rest(self, day: dt.date) -> bool:
        if not self._calendar.published(day.year):
            self._years.add(day.year)
        return self._calendar.is_rest(day)

    def _list(self, days: list[dt.date]) -> str:
        return "、".join(f"{_day(day)}（{self._calendar.why(day)}）" for day in days)

    def _list_en(self, days: list[dt.date]) -> str:
        return ", ".join(f"{day:{_DAY_EN}} ({self._calendar.why_in_english(day)})" for day in days)


def _nominal(due: Due) -> dt.date:
    return due.nominal or due.last_day


def _question(regime: Regime) -> tuple[Reason, ...]:
    if not regime.question:
        return ()
    english = f"How days are counted awaits legal review: {regime.question_en}"
    return (Reason(f"计期方式待法制审核：{regime.question}", english=english),)


def _months_later(start: dt.date, number: int) -> tuple[dt.date, bool]:
    """The same-number day so many months on, or the month's last day where it has none (and True)."""
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    length = months.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, length)), start.day > length


def _after_hours(begin: dt.datetime, hours: int) -> dt.datetime:
    return (begin.astimezone(dt.UTC) + dt.timedelta(hours=hours)).astimezone(SHANGHAI)


def _in_shanghai(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("时间必须带时区")
    return moment.astimezone(SHANGHAI)


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: dt.datetime) -> str:
    return f"{_day(moment.date())}{moment:%H:%M}"
