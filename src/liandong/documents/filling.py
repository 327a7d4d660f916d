"""Filling a letter: the template of a statutory paper and the values of one matter become one paper's text.

Pure: no clock, no database, no files. What the layout needs stands in `Filled`; the PDF and the DOCX are both made from it,
so that they cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from liandong.procedures.letters import IN_NUMBER, Letter, Numbering

# The built-in placeholders that the layout itself needs; every other one is a field by its name.
ISSUER, ADDRESSEE, COPIES = "发文名称", "主送名称", "抄送名称"
NUMBER, SERIAL, DATE, ATTACHMENTS = "文号", "号", "作出日期", "附件清单"

_PLACEHOLDER = re.compile(r"\{([^{}\s]+)\}")
_FIRST_HEADING = re.compile(r"[一二三四五六七八九十]+、")
_SECOND_HEADING = re.compile(r"（[一二三四五六七八九十]+）")


class Rank(StrEnum):
    """What a paragraph is, after GB/T 9704-2012 7.3: it decides typeface and indent."""

    ADDRESSEE = "主送"
    FIRST = "一级"
    SECOND = "二级"
    TEXT = "正文"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; `missing` where it stands for a value that nobody has given yet."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body."""

    rank: Rank
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The paragraph as one string."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One paper, ready to be set: everything that stands on its pages."""

    title: str
    issuer: Span
    number: tuple[Span, ...]
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[str, ...]
    date: Span
    copies: str
    missing: tuple[str, ...]  # names of what is wanting, in the order of the paper
    awaits_number: bool  # the register draws it at issue; it is no fault of the draft

    @property
    def complete(self) -> bool:
        """Nothing is missing but, perhaps, the number that issue itself draws."""
        return not self.missing

    @property
    def draft(self) -> bool:
        """Not a paper yet: it must be marked 草稿."""
        return bool(self.missing) or self.awaits_number


def fill(letter: Letter, values: Mapping[str, str]) -> Filled:
    """Put `values` (text as it is to stand on the paper) into the letter's places.

    A value that is absent or blank is missing and its place is marked, unless the letter's 内容 says that it need not be
    there; a paragraph that would hold only such places is left out. `附件清单` is one attachment a line.
    """
    lines = {name: [line.strip() for line in text.splitlines() if line.strip()] for name, text in values.items()}
    given = {name: "\n".join(some) for name, some in lines.items() if some}
    filling = _Filling(letter, given)
    issuer = filling.span(ISSUER)
    number = filling.number()
    paragraphs = tuple(filling.paragraphs())
    date = filling.span(DATE)
    for content in letter.contents:
        if content.required and content.field != NUMBER:
            filling.span(content.field)
    return Filled(
        title=letter.name,
        issuer=issuer,
        number=number,
        paragraphs=paragraphs,
        attachments=tuple(lines.get(ATTACHMENTS, ())),
        date=date,
        copies=given.get(COPIES, ""),
        missing=tuple(filling.missing),
        awaits_number=filling.awaits_number,
    )


class _Filling:
    """One run of `fill`: the values, and what turned out to be missing so far."""

    def __init__(self, letter: Letter, given: Mapping[str, str]) -> None:
        self.letter = letter
        self.given = given
        self.names = {content.field: content.name for content in letter.contents}
        self.optional = {content.field for content in letter.contents if not content.required}
        self.missing: dict[str, None] = {}
        drawn = letter.numbering is Numbering.REGISTER
        self.awaits_number = drawn and NUMBER not in given and SERIAL not in given

    def span(self, name: str) -> Span:
        """The value of a placeholder, or the mark of its absence."""
        if name in self.given or name in self.optional:
            return Span(self.given.get(name, ""))
        if self.awaits_number and name in (NUMBER, *IN_NUMBER):
            return Span("　", missing=True)
        name = self.names.get(name, name)
        self.missing[name] = None
        return Span(f"【缺：{name}】", missing=True)

    def spans(self, text: str) -> tuple[Span, ...]:
        """A text with its placeholders filled; neighbours of one kind are one span."""
        pieces = _PLACEHOLDER.split(text)
        spans = [self.span(piece) if odd % 2 else Span(piece) for odd, piece in enumerate(pieces)]
        return tuple(
            Span("".join(span.text for span in run), missing)
            for missing, run in groupby((span for span in spans if span.text), key=lambda span: span.missing)
        )

    def number(self) -> tuple[Span, ...]:
        """The paper's number: as given (an organ's own, or one drawn earlier), else after the letter's pattern.

        An organ's own number is only recorded here: where it was not, the paper is a paper all the same.
        """
        if NUMBER in self.given:
            return (Span(self.given[NUMBER]),)
        if self.letter.numbering is Numbering.RECORD:
            return (Span("（文号未登记）"),)
        return self.spans(self.letter.number_pattern)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The body, a paragraph a line; a value of several lines makes several paragraphs."""
        first = True
        for line in self.letter.body.splitlines():
            names = _PLACEHOLDER.findall(line)
            if not line.strip() or (names and all(name in self.optional and name not in self.given for name in names)):
                continue
            for spans in _broken(self.spans(line.strip())):
                yield Paragraph(_rank("".join(span.text for span in spans), first=first), spans)
                first = False


def _broken(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Spans parted at the line breaks within them."""
    line: list[Span] = []
    for span in spans:
        first, *others = span.text.split("\n")
        line.append(Span(first, span.missing))
        for other in others:
            yield tuple(line)
            line = [Span(other, span.missing)]
    yield tuple(line)


def _rank(text: str, *, first: bool) -> Rank:
    """What a paragraph is: the addressee by standing first and calling, a heading by how it begins and by being no sentence."""
    if first and text.endswith("："):
        return Rank.ADDRESSEE
    if not text.endswith(("。", "；")):
        if _FIRST_HEADING.match(text):
            return Rank.FIRST
        if _SECOND_HEADING.match(text):
            return Rank.SECOND
    return Rank.TEXT
