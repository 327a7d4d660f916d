"""Where in the law something stands: instrument, article 条, paragraph 款, item 项.

Notation in law/: `5` = 第五条, `5(2)` = 第五条第二款, `6[3]` = 第六条第（三）项, `6(1)[3]` = 第六条第一款第（三）项,
`276之一(1)` = 第二百七十六条之一第一款, `待核` = the instrument says so but the article is not known.
Another instrument's short name stands in front: `公安程序规定 180(2)`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liandong.kernel.numerals import to_chinese, to_number

if TYPE_CHECKING:
    from liandong.kernel.instrument import Instrument

UNKNOWN = "待核"
_PLACE = re.compile(
    r"(?P<article>[1-9][0-9]*(?:之[一二三四五六七八九十]+)?)(?:\((?P<paragraph>[1-9][0-9]*)\))?(?:\[(?P<item>[1-9][0-9]*)\])?"
)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """One place in one instrument; `article` is "" where it is not known, paragraph and item are 0 for the whole."""

    instrument: str
    article: str
    paragraph: int = 0
    item: int = 0

    @classmethod
    def parse(cls, text: str, default: str = "") -> Citation:
        """Read the notation; `default` is the instrument where none is named. Errors: ValueError, in Chinese."""
        instrument, _, place = text.strip().rpartition(" ")
        instrument = instrument.strip() or default
        if not instrument:
            raise ValueError(f"出处“{text}”没有写明是哪一件法律文件")
        if place == UNKNOWN:
            return cls(instrument, "")
        match = _PLACE.fullmatch(place)
        if match is None:
            raise ValueError(f"出处“{text}”看不懂：应写作 5、5(2)、6[3]、6(1)[3]、276之一(1) 或者 待核")
        return cls(instrument, match["article"], int(match["paragraph"] or 0), int(match["item"] or 0))

    def __str__(self) -> str:
        """The notation, with the instrument: 公安程序规定 180(2)."""
        return f"{self.instrument} {self.place}"

    @property
    def place(self) -> str:
        """The notation without the instrument: 180(2)."""
        paragraph = f"({self.paragraph})" if self.paragraph else ""
        item = f"[{self.item}]" if self.item else ""
        return f"{self.article}{paragraph}{item}" if self.article else UNKNOWN

    def words(self, instruments: Mapping[str, Instrument]) -> str:
        """As a paper cites it: 《刑事诉讼法》第一百零五条第四款. Errors: KeyError for an unknown instrument."""
        instrument = instruments[self.instrument]
        if not self.article:
            return f"《{instrument.title}》（条文待核）"
        number, after, branch = self.article.partition("之")
        words = f"《{instrument.title}》第{to_chinese(int(number))}{instrument.points_are}{after}{branch}"
        if self.paragraph:
            words += f"第{to_chinese(self.paragraph)}款"
        if self.item:
            words += f"第（{to_chinese(self.item)}）项"
        return words

    def in_english(self, instruments: Mapping[str, Instrument]) -> str:
        """As an English text cites it: Criminal Procedure Law, art. 105(4); an item is [3], as in the notation of law/.

        Errors: KeyError for an unknown instrument.
        """
        instrument = instruments[self.instrument]
        if not self.article:
            return f"{instrument.short_en} (article to be verified)"
        number, _, branch = self.article.partition("之")
        places = f"({self.paragraph})" * bool(self.paragraph) + f"[{self.item}]" * bool(self.item)
        unit = "art." if instrument.points_are == "条" else "point"
        return f"{instrument.short_en}, {unit} {number}{f'-{to_number(branch)}' if branch else ''}{places}"

    def covers(self, other: Citation) -> bool:
        """5 covers 5(2) and 5(2)[1]; 5(2) does not cover 5. An unknown article covers only itself."""
        if not self.article:
            return self == other
        return (
            (self.instrument, self.article) == (other.instrument, other.article)
            and self.paragraph in (0, other.paragraph)
            and self.item in (0, other.item)
        )
