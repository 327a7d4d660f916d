"""The text of a statute, taken apart into articles, so that a citation and a limit can be held against it.

Reads the plain form in which public collections keep statutes: one paragraph a line, `第五条 …` at the start of an
article, `（一）…` at the start of an item, `#` before headings. A text without articles is taken apart at its
points `一、…`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liandong.kernel.citation import Citation
from liandong.kernel.numerals import NUMERAL_CHARACTERS, half_width, to_number
from liandong.kernel.period import Period

_ARTICLE = re.compile(rf"第([{NUMERAL_CHARACTERS}]+)\s*条(之[一二三四五六七八九十]+)?(\s*)")
_POINT = re.compile(rf"([{NUMERAL_CHARACTERS}]+)()(、)")
_ITEM = re.compile(rf"（([{NUMERAL_CHARACTERS}]+)）")
_PERIOD = re.compile(
    rf"(?<![0-9月{NUMERAL_CHARACTERS}])([0-9]+|[{NUMERAL_CHARACTERS}]+)(个工作日|工作日|小时|日|天|个月|年)"
)


@dataclass(frozen=True, slots=True)
class StatuteText:
    """Articles by their number in the notation of a citation (5, 276之一), each as its lines in half-width digits."""

    articles: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, path: Path) -> StatuteText:
        """Read one text. Errors: OSError; ValueError, in Chinese, if it has neither articles nor points."""
        lines = [
            half_width(line.strip("\u200b \u3000\t\ufeff")) for line in path.read_text(encoding="utf-8").splitlines()
        ]
        head = _ARTICLE if any(_ARTICLE.match(line) for line in lines) else _POINT
        articles: dict[str, list[str]] = {}
        current: list[str] | None = None
        last = 0
        for line in filter(None, lines):
            match = head.match(line)
            if match and (match[3] or to_number(match[1]) == last + 1):  # else a line that only speaks of an article
                last = to_number(match[1])
                current = articles.setdefault(f"{last}{match[2] or ''}", [])
                line = line[match.end() :]
            elif line.startswith("#"):
                current = None
            if current is not None:
                current.append(line)
        if not articles:
            raise ValueError(f"{path}中没有找到条文")
        return cls({number: tuple(text) for number, text in articles.items()})

    def article(self, number: str) -> str:
        """The whole article without its number, a line per paragraph or item. Errors: KeyError if there is none."""
        return "\n".join(self.articles[number])

    def paragraphs(self, number: str) -> tuple[str, ...]:
        """The 款 of an article, each with its items. Errors: KeyError."""
        paragraphs: list[str] = []
        for line in self.articles[number]:
            if _ITEM.match(line) and paragraphs:
                paragraphs[-1] += "\n" + line
            else:
                paragraphs.append(line)
        return tuple(paragraphs)

    def passage(self, citation: Citation) -> str:
        """What a citation points to: article, paragraph or item. Errors: KeyError, naming it, if it is not there."""
        try:
            paragraphs = self.paragraphs(citation.article)
            text = paragraphs[citation.paragraph - 1] if citation.paragraph else "\n".join(paragraphs)
        except (KeyError, IndexError):
            raise KeyError(str(citation)) from None
        if not citation.item:
            return text
        for line in text.split("\n"):
            match = _ITEM.match(line)
            if match and to_number(match[1]) == citation.item:
                return line
        raise KeyError(str(citation))


def states_period(text: str, period: Period) -> bool:
    """Whether a text names this period, however it writes the number: 七日以内, ２４小时, 两年."""
    return any(_same(match[1] + match[2], period) for match in _PERIOD.finditer(half_width(text)))


def _same(words: str, period: Period) -> bool:
    try:
        return Period.parse(words) == period
    except ValueError:
        return False
