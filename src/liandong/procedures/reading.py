"""Reads law/: every instrument, regime, calendar, procedure, variant and letter, as one value.

It refuses what cannot be read; whether what was read makes sense is for proof.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from collections.abc import Mapping as Mapped
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from liandong.kernel.reading import load_mapping, read_calendar, read_instruments, read_regimes
from liandong.kernel.yaml_lines import LawError, Mapping
from liandong.procedures.grammar import Procedure
from liandong.procedures.law import Law, Variant
from liandong.procedures.letters import Letter, read_letter
from liandong.procedures.lexicon import read_lexicon
from liandong.procedures.overlay import overlay, with_entries
from liandong.procedures.reading_limits import Source
from liandong.procedures.reading_procedure import BODY_KEYS, Varied, read_procedure
from liandong.procedures.reading_questions import collect
from liandong.procedures.reading_values import Reader

SHARED = "通用.yaml"
VARIANTS = "变体"
_SHARED_KEYS = ("依据", "疑问", "说明", "行为")
_VARIANT_HEAD = ("名称", "英", "方案", "计期", "说明")  # what a variant says of itself in place of its base
_VARIANT_KEYS = ("变体", "基于", "适用", "施行", "失效", "依据", "疑问", *_VARIANT_HEAD, "改")


class LawErrors(Exception):  # one exception for many errors
    """Files of law/ that cannot be read. `errors` are sorted by file and line; their paths are relative to law/."""

    def __init__(self, errors: tuple[LawError, ...]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors


def read_law(root: Path, *, region: str = "hubei") -> Law:
    """Read the folder law/ at `root`; `region` is the folder under law/regions/ whose regimes.yaml may change regimes.

    It takes some tenths of a second: whoever needs it often keeps it. Errors: LawErrors with all that cannot be read.
    """
    return _Law(root, region).read()


class _Law:
    """One reading of law/."""

    def __init__(self, root: Path, region: str) -> None:
        self.root = root
        self.reader = Reader(root)
        self.reader.english |= self._tried(lambda: read_lexicon(root)) or {}
        overrides = root / "regions" / region / "regimes.yaml"
        self.instruments = self._tried(lambda: read_instruments(root)) or {}
        regimes = self._tried(lambda: read_regimes(root, overrides if overrides.exists() else None)) or {}
        self.regimes = {name: replace(rule, question_en=self._english(rule.question)) for name, rule in regimes.items()}
        self.calendar = self._tried(lambda: read_calendar(root))
        self.by_file: dict[Path, str] = {}
        wrong_before = len(self.reader.errors)
        self.shared = self._page(root / "procedures" / SHARED)
        self.shared_unread = len(self.reader.errors) > wrong_before
        if self.shared is not None:
            self.reader.known(self.shared, _SHARED_KEYS, "通用")

    def read(self) -> Law:
        letters = self._letters()
        procedures: dict[str, tuple[Procedure, ...]] = {}
        variants: dict[str, tuple[Variant, ...]] = {}
        for folder in sorted(path for path in (self.root / "procedures").glob("*") if path.is_dir()):
            paths = sorted(folder.glob("*.yaml"))
            if not paths:
                self.reader.keep(LawError(folder, 1, "程序文件夹里没有程序文件，应当有一个以施行日为名的 .yaml"))
            pages = [page for path in paths if (page := self._page(path)) is not None]
            read = sorted(((self._version(page), page) for page in pages), key=lambda pair: pair[0].in_force)
            ends = self._ends([(page, procedure.in_force) for procedure, page in read])
            versions = [(replace(one, repealed=end), page) for (one, page), end in zip(read, ends, strict=True)]
            procedures[folder.name] = tuple(procedure for procedure, _ in versions)
            variants[folder.name] = tuple(self._variants(folder, versions))
        if self.reader.errors or self.calendar is None:
            raise LawErrors(tuple(sorted(self.reader.errors, key=lambda e: (e.path.as_posix(), e.line, e.message))))
        english = self.reader.english
        english |= {name: versions[-1].title_en for name, versions in procedures.items() if versions}
        law = Law(
            instruments=self.instruments,
            regimes=self.regimes,
            calendar=replace(self.calendar, english=english),
            procedures=procedures,
            variants={name: found for name, found in variants.items() if found},
            letters=letters,
            questions=(),
            english=english,
        )
        return replace(law, questions=collect(law, self.root))

    def _english(self, words: str) -> str:
        return self.reader.english.get(words, "")

    def _tried[T](self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except LawError as error:
            self.reader.keep(error)
        except OSError as error:
            self.reader.keep(LawError(Path(error.filename or self.root), 1, "文件打不开"))
        return None

    def _page(self, path: Path) -> Mapping | None:
        page = self._tried(lambda: load_mapping(path)) if path.exists() else None
        if page is not None:
            self.by_file[path] = self.reader.text(page, "依据")
        return page

    def _letters(self) -> dict[str, Letter]:
        pages = [self._page(path) for path in sorted((self.root / "letters").glob("*.yaml"))]
        letters = {page.path.stem: read_letter(page, self.reader) for page in pages if page is not None}
        self.reader.english |= {letter.name: letter.name_en for letter in letters.values()}
        return letters

    def _version(self, page: Mapping) -> Procedure:
        self._named(page, {"程序": (page.path.parent.name, "所在文件夹"), "施行": (page.path.stem, "文件名")})
        return self._procedure(self._with_shared(page), (page,), None)

    def _named(self, page: Mapping, names: Mapped[str, tuple[str, str]]) -> None:
        for key, (name, where) in names.items():
            if page.get(key) is not None and str(page[key]) != name:
                self.reader.wrong(page, f"“{key}”是“{page[key]}”，应当与{where}相同，即“{name}”", key)

    def _ends(self, texts: list[tuple[Mapping, dt.date]]) -> list[dt.date | None]:
        """For texts of one thing, oldest first, the first day on which each is no longer taken."""
        later = [in_force for _, in_force in texts[1:]]
        own = [self._repealed(page, in_force) for page, in_force in texts]
        return [_earlier(end, begun) for end, begun in zip_longest(own, later)]

    def _repealed(self, page: Mapping, in_force: dt.date) -> dt.date | None:
        if page.get("失效") is None:
            return None
        day = self.reader.day(page, "失效", "文件")
        if day <= in_force:
            self.reader.wrong(page, f"“失效”应当在“施行”的{in_force}以后", "失效")
        return day

    def _variants(self, folder: Path, versions: list[tuple[Procedure, Mapping]]) -> Iterator[Variant]:
        for path in sorted((folder / VARIANTS).glob("*.yaml")):
            self.reader.keep(
                LawError(path, 1, f"变体应当是一个文件夹，其中每个文件以施行日为名：{VARIANTS}/{path.stem}/")
            )
        for home in sorted(path for path in (folder / VARIANTS).glob("*") if path.is_dir()):
            pages = [page for path in sorted(home.glob("*.yaml")) if (page := self._page(path)) is not None]
            texts = sorted(((page, self._text(page)) for page in pages), key=lambda pair: pair[1])
            if texts:
                yield Variant(
                    name=home.name,
                    base=folder.name,
                    versions=tuple(self._upon(texts, versions)),
                    place=self.reader.place(texts[0][0], "变体"),
                )

    def _text(self, page: Mapping) -> dt.date:
        """Look at the head of a variant's file; its first day."""
        reader = self.reader
        of = f"变体“{reader.required(page, '变体', '变体文件')}”"
        reader.known(page, _VARIANT_KEYS, of)
        base = page.path.parent.parent.parent.name
        self._named(page, {"变体": (page.path.parent.name, "所在文件夹"), "施行": (page.path.stem, "文件名")})
        if reader.required(page, "基于", of) not in ("", base):
            reader.wrong(page, f"{of}基于的程序“{page['基于']}”不是它所在文件夹的程序“{base}”", "基于")
        if not reader.texts(page, "适用"):
            reader.wrong(page, f"{of}没有写“适用”于哪些类的机关", "适用")
        changes = reader.mapping(page, "改")
        if changes is None:
            reader.wrong(page, f"{of}没有写“改”了什么", "改")
        else:
            reader.known(changes, BODY_KEYS, f"{of}的“改”")
        return reader.day(page, "施行", of)

    def _upon(
        self, texts: list[tuple[Mapping, dt.date]], versions: list[tuple[Procedure, Mapping]]
    ) -> Iterator[Procedure]:
        """Each text of a variant upon each version of its base, from the day on which both are in force."""
        for (page, in_force), ended in zip(texts, self._ends(texts), strict=True):
            for base, below in versions:
                begin, end = max(in_force, base.in_force), _earlier(ended, base.repealed)
                if end is None or begin < end:
                    yield replace(self._varied(below, page), in_force=begin, repealed=end)

    def _varied(self, below: Mapping, page: Mapping) -> Procedure:
        varied = Varied(name=page.path.parent.name, kinds=self.reader.texts(page, "适用"), page=page)
        changes = self.reader.mapping(page, "改")
        merged = self._with_shared(below)
        if changes is not None:
            merged = self._tried(lambda: overlay(merged, changes)) or merged
        return self._procedure(overlay(merged, page, _VARIANT_HEAD), (below, page), varied)

    def _procedure(self, page: Mapping, heads: tuple[Mapping, ...], varied: Varied | None) -> Procedure:
        regime = self.reader.text(page, "计期")
        if regime and regime not in self.regimes:
            self.reader.wrong(page, f"没有名为“{regime}”的计期规则，有：{'、'.join(self.regimes)}", "计期")
        source = Source(
            reader=self.reader,
            instruments=self.instruments,
            regimes=self.regimes,
            regime=regime,
            by_file=self.by_file,
        )
        if self.shared is not None and page.get("通用") is not None:
            heads = (*heads, self.shared)
        return read_procedure(page, heads, source, varied)

    def _with_shared(self, page: Mapping) -> Mapping:
        """The page with the acts that it takes from 通用.yaml after its own."""
        shared = self.reader.mapping(self.shared, "行为") if self.shared is not None else None
        taken = []
        for name in self.reader.texts(page, "通用"):
            if shared is not None and name in shared:
                taken.append(name)
            elif not self.shared_unread:
                known = "、".join(shared or ()) or "（一个也没有）"
                self.reader.wrong(page, f"{SHARED}里没有行为“{name}”，有：{known}", "通用")
        if shared is None or not taken:
            return page
        return self._tried(lambda: with_entries(page, "行为", shared, taken)) or page


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day), default=None)
