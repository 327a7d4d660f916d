"""An instrument and an article as people write them, found among those that law/ knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Instrument
from liandong.kernel.numerals import NUMERAL_CHARACTERS, to_number

_NUMBER = f"[0-9]+|[{NUMERAL_CHARACTERS}]+"
_IN_WORDS = re.compile(
    rf"第?(?P<article>{_NUMBER})[条点]?(?P<branch>之[一二三四五六七八九十]+)?"
    rf"(?:第?(?P<paragraph>{_NUMBER})款|\((?P<noted>[0-9]+)\))?(?:第?\(?(?P<item>{_NUMBER})\)?项)?"
)
_TEXT_YEAR = re.compile(r"^[12][0-9]{3}年|\([^()]*(?:[0-9]|修订|修正)[^()]*\)$")  # which text of it: （2020年修正）
_ISSUERS = re.compile(r"^(?:(?:最高人民法院|最高人民检察院|公安部|国务院)、?)+(?=关于)")


class UnknownInstrument(LookupError):  # it reads as a sentence where it is raised
    """No instrument of that name; the message says in Chinese which there are."""


def cited_as(instruments: Mapping[str, Instrument], *, instrument: str, article: str) -> Citation:
    """The place that is meant.

    `instrument` is the name of its text file, its short name, full title, other name or number, with or without 《》,
    中华人民共和国, the issuing organ and the year; `article` is `560`, `560(2)`, `第560条`, `五百六十` or
    `第五百六十条第二款`. Errors: UnknownInstrument; ValueError for an article that cannot be read.
    """
    return Citation.parse(_article(article), default=_short_name(instruments, instrument))


def _short_name(instruments: Mapping[str, Instrument], asked: str) -> str:
    wanted = _plain(asked)
    for short, instrument in instruments.items():
        if wanted in {_plain(name) for name in _names(instrument)}:
            return short
    known = "、".join(instrument.title for instrument in instruments.values())
    raise UnknownInstrument(f"没有登记名为“{asked}”的法律文件。已登记：{known}")


def _names(instrument: Instrument) -> Iterator[str]:
    yield from (instrument.short, instrument.title, *instrument.other_names)
    if instrument.text_file:
        yield instrument.text_file
    number = instrument.number.partition("（")[0]
    if number.endswith("号"):
        yield number


def _plain(name: str) -> str:
    name = unicodedata.normalize("NFKC", name).strip().rpartition("/")[2].removesuffix(".md").strip("《》")
    name = _ISSUERS.sub("", _TEXT_YEAR.sub("", name)).removeprefix("中华人民共和国")
    return re.sub(r"第(?=[0-9]+号)", "", name)


def _article(asked: str) -> str:
    """第五百六十条第二款 in the notation of Citation; anything else as it stands."""
    asked = unicodedata.normalize("NFKC", asked).strip()
    words = _IN_WORDS.fullmatch(asked)
    if words is None:
        return asked
    try:
        number = {name: to_number(text) for name, text in words.groupdict().items() if text and name != "branch"}
    except ValueError:
        return asked
    paragraph = number.get("paragraph") or number.get("noted")
    item = f"[{number['item']}]" if "item" in number else ""
    return f"{number['article']}{words['branch'] or ''}{f'({paragraph})' if paragraph else ''}{item}"
