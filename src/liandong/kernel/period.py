"""A period 期间 as a statute writes it: a count and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from liandong.kernel.numerals import NUMERAL_CHARACTERS, half_width, to_number


class Unit(StrEnum):
    """What a period is counted in. DAY is 日 as written; the regime says whether it means working days."""

    HOUR = "小时"
    DAY = "日"
    WORKDAY = "个工作日"
    MONTH = "个月"
    YEAR = "年"


_WRITTEN = {
    "小时": Unit.HOUR,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "工作日": Unit.WORKDAY,
    "个工作日": Unit.WORKDAY,
    "个月": Unit.MONTH,
    "年": Unit.YEAR,
}
_ENGLISH = {
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.WORKDAY: "working day",
    Unit.MONTH: "month",
    Unit.YEAR: "year",
}
_PERIOD = re.compile(rf"([0-9]+|[{NUMERAL_CHARACTERS}]+)({'|'.join(_WRITTEN)})")


@dataclass(frozen=True, slots=True)
class Period:
    """So many of a unit; at least one."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"期间至少为一，不能是{self.count}{self.unit}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """3日, 24小时, 10个工作日, 3个月, 2年, 三日, 二十四小时. Errors: ValueError, in Chinese."""
        match = _PERIOD.fullmatch(half_width(text.strip()))
        if match is None:
            raise ValueError(f"期间“{text}”看不懂：应写作 24小时、3日、10个工作日、3个月 或者 2年")
        try:
            number = to_number(match[1])
        except ValueError:
            raise ValueError(f"期间“{text}”看不懂：“{match[1]}”不是一个数") from None
        return cls(number, _WRITTEN[match[2]])

    def __str__(self) -> str:
        """3日, 24小时, 10个工作日."""
        return f"{self.count}{self.unit}"

    def in_english(self) -> str:
        """3 days, 24 hours, 10 working days."""
        return f"{self.count} {_ENGLISH[self.unit]}{'s' if self.count > 1 else ''}"
