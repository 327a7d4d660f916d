"""Every limit that law/ draws from an article, and when it would be due: 为何是这一天, asked without a matter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from liandong.kernel.citation import Citation
from liandong.kernel.due import Due
from liandong.kernel.numerals import NUMERAL_CHARACTERS, half_width, to_number
from liandong.procedures.clocks import due_of
from liandong.procedures.grammar import Limit, Procedure
from liandong.procedures.law import Law

_NUMBER = f"[0-9]+|[{NUMERAL_CHARACTERS}]+"
_IN_WORDS = re.compile(
    rf"第?(?P<article>{_NUMBER})[条点]?(?P<branch>之[一二三四五六七八九十]+)?"
    rf"(?:第(?P<paragraph>{_NUMBER})款)?(?:第[（(]?(?P<item>{_NUMBER})[）)]?项)?"
)


class UnknownInstrument(LookupError):  # it reads as a sentence where it is raised
    """No instrument of that name; the message says in Chinese which there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLimit:
    """One limit drawn from the article, and when it is due if it starts then."""

    procedure: Procedure
    limit: Limit
    due: Due


def dues(law: Law, *, instrument: str, article: str, start: dt.datetime) -> tuple[DueLimit, ...]:
    """The limits drawn from an article, the newest version of each procedure, due from `start` (aware).

    `instrument` is the text's file name, the short name or the full title; `article` is `560`, `560(2)`, `第五百六十条`
    or `第五百六十条第二款`. Where a variant has the same limit as its procedure it is not said again.
    Errors: UnknownInstrument; ValueError for an article that cannot be read, OverflowError for a day past all years.
    """
    asked = Citation.parse(_article(article), default=_short_name(law, instrument))
    found: list[DueLimit] = []
    for procedure in _newest(law):
        for limit in procedure.limits.values():
            cited = tuple(c for c in limit.citations if asked.covers(c) or c.covers(asked))
            if not cited or limit.period is None or _said_already(found, procedure, limit):
                continue
            drawn = replace(limit, citations=cited)  # the reasons name the article that was asked for
            found.append(
                DueLimit(
                    procedure=procedure,
                    limit=limit,
                    due=due_of(drawn, start, {}, law.calendar, english=procedure.english),
                )
            )
    return tuple(found)


def _newest(law: Law) -> list[Procedure]:
    newest = [versions[-1] for versions in law.procedures.values()]
    variants = [variant.versions[-1] for name in law.procedures for variant in law.variants.get(name, ())]
    return newest + variants


def _said_already(found: list[DueLimit], procedure: Procedure, limit: Limit) -> bool:
    return bool(procedure.variant) and any(
        item.procedure.name == procedure.name
        and (item.limit.name, item.limit.period, item.limit.regime) == (limit.name, limit.period, limit.regime)
        for item in found
    )


def _short_name(law: Law, asked: str) -> str:
    wanted = asked.removesuffix(".md").strip("《》").translate(str.maketrans("()", "（）"))
    for short, instrument in law.instruments.items():
        if wanted in (short, instrument.title, instrument.text_file):
            return short
    known = "、".join(instrument.title for instrument in law.instruments.values())
    raise UnknownInstrument(f"没有登记名为“{asked}”的法律文件。已登记：{known}")


def _article(asked: str) -> str:
    """第五百六十条第二款 in the notation of Citation; anything else as it stands."""
    words = _IN_WORDS.fullmatch(half_width(asked.strip()))
    if words is None:
        return asked.strip()
    try:
        number = {name: to_number(text) for name, text in words.groupdict().items() if text and name != "branch"}
    except ValueError:
        return asked.strip()
    paragraph = f"({number['paragraph']})" if "paragraph" in number else ""
    item = f"[{number['item']}]" if "item" in number else ""
    return f"{number['article']}{words['branch'] or ''}{paragraph}{item}"
