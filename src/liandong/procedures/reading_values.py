"""Takes plain values out of YAML and remembers everything that is wrong, so that one reading of a file says it all."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from liandong.kernel.citation import Citation
from liandong.kernel.period import Period
from liandong.kernel.yaml_lines import LawError, Mapping, Node, Sequence
from liandong.procedures.grammar import Place, Question
from liandong.procedures.vocabulary import VOCABULARY


class Reader:
    """Reads values under law/; `errors` is what was wrong so far, with paths relative to law/.

    `english` is the lexicon, to which the names of papers are added when they are read.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.english: dict[str, str] = dict(VOCABULARY)
        self.errors: list[LawError] = []

    def keep(self, error: LawError) -> None:
        """Remember an error, once, by its path under law/."""
        inside = error.path.relative_to(self.root) if error.path.is_relative_to(self.root) else error.path
        known = {(e.path, e.line, e.message) for e in self.errors}
        if (inside, error.line, error.message) not in known:
            self.errors.append(LawError(inside, error.line, error.message))

    def wrong(self, node: Mapping, message: str, key: str | None = None) -> None:
        """Something is wrong at a key, or at the mapping itself."""
        self.keep(node.error(message, key))

    def place(self, node: Mapping, key: str | None = None) -> Place:
        """Where a key, or the mapping itself, is written."""
        here = node.error("", key)
        return Place(here.path.relative_to(self.root).as_posix(), here.line)

    def known(self, node: Mapping, keys: Iterable[str], of: str) -> None:
        """Refuse every key that is not one of these."""
        allowed = list(keys)
        for key in node:
            if key not in allowed:
                close = difflib.get_close_matches(key, allowed, n=1, cutoff=0.5)
                hint = f"是不是“{close[0]}”？" if close else ""
                self.wrong(node, f"{of}不认识的键“{key}”，{hint}可用的有：{'、'.join(allowed)}", key)

    def mapping(self, node: Mapping, key: str) -> Mapping | None:
        """A mapping; None where it is missing or is something else."""
        value = node.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.wrong(node, f"“{key}”应当是“键: 值”的形式", key)
            return None
        return value

    def entries(self, node: Mapping, key: str) -> Iterator[tuple[str, Mapping, Mapping]]:
        """Name, value and the mapping that holds both, of every entry of a mapping of mappings."""
        holder = self.mapping(node, key)
        for name in holder or ():
            entry = self.mapping(holder, name) if holder else None
            if entry is not None and holder is not None:
                yield name, entry, holder
            elif holder is not None and holder[name] is None:
                self.wrong(holder, f"“{name}”没有内容", name)

    def text(self, node: Mapping, key: str, default: str = "") -> str:
        """One text."""
        value = node.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self.wrong(node, f"“{key}”应当是文字", key)
            return default
        return value.strip()

    def required(self, node: Mapping, key: str, of: str) -> str:
        """A text that must be there."""
        text = self.text(node, key)
        if not text and node.get(key) in (None, ""):
            self.wrong(node, f"{of}没有写“{key}”", key)
        return text

    def texts(self, node: Mapping, key: str) -> tuple[str, ...]:
        """One text or a list of texts; an integer counts as its digits, because articles are written as numbers."""
        value = node.get(key)
        if value is None:
            return ()
        items: Iterable[Node] = value if isinstance(value, Sequence) else (value,)
        found: list[str] = []
        for item in items:
            if isinstance(item, bool) or not isinstance(item, str | int):
                self.wrong(node, f"“{key}”应当是文字或者文字的列表", key)
                return ()
            text = str(item).strip()
            if text in found:
                self.wrong(node, f"“{key}”里重复写了“{text}”", key)
            found.append(text)
        return tuple(found)

    def flag(self, node: Mapping, key: str) -> bool:
        """true or false; false where it is missing."""
        value = node.get(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            self.wrong(node, f"“{key}”只能是 true 或者 false", key)
            return False
        return value

    def number(self, node: Mapping, key: str, default: int) -> int:
        """A whole number from 1."""
        value = node.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.wrong(node, f"“{key}”应当是大于零的整数", key)
            return default
        return value

    def numbers(self, node: Mapping, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = node.get(key)
        if value is None:
            return ()
        given = list(value) if isinstance(value, Sequence) else [""]
        items = [item for item in given if isinstance(item, int) and not isinstance(item, bool)]
        if len(items) != len(given):
            self.wrong(node, f"“{key}”应当是整数的列表，如 [15]", key)
        return tuple(items)

    def day(self, node: Mapping, key: str, of: str) -> dt.date:
        """A day that must be there."""
        value = node.get(key)
        if isinstance(value, dt.date):
            return value
        self.wrong(node, f"{of}的“{key}”应当是日期，如 2020-08-07", key)
        return dt.date.min

    def word[E: StrEnum](self, node: Mapping, key: str, kind: type[E], text: str) -> E | None:
        """A text as one of a fixed set of words."""
        try:
            return kind(text)
        except ValueError:
            self.wrong(node, f"“{key}”不能是“{text}”，只能是：{'、'.join(kind)}", key)
            return None

    def period(self, node: Mapping, key: str) -> Period | None:
        """A period of time; None where it is missing or cannot be read."""
        text = self.text(node, key)
        return self._parsed(node, key, Period.parse, text) if text else None

    def periods(self, node: Mapping, key: str) -> tuple[Period, ...]:
        """One period or several."""
        parsed = [self._parsed(node, key, Period.parse, text) for text in self.texts(node, key)]
        return tuple(period for period in parsed if period is not None)

    def citations(self, node: Mapping, key: str, default: str) -> tuple[Citation, ...]:
        """Articles; `default` is the instrument of those that name none."""
        texts = self.texts(node, key)
        parsed = [self._parsed(node, key, lambda one: Citation.parse(one, default), text) for text in texts]
        return tuple(citation for citation in parsed if citation is not None)

    def questions(self, node: Mapping, about: str, about_en: str = "") -> tuple[Question, ...]:
        """What stands under 疑问."""
        place = self.place(node, "疑问")
        return tuple(
            Question(words=words, about=about, place=place, words_en=self.english.get(words, ""), about_en=about_en)
            for words in self.texts(node, "疑问")
            if words
        )

    def _parsed[T](self, node: Mapping, key: str, parse: Callable[[str], T], text: str) -> T | None:
        try:
            return parse(text)
        except ValueError as error:
            self.wrong(node, str(error), key)
            return None
