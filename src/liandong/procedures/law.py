"""All of law/ as one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from liandong.kernel.calendar import Calendar
from liandong.kernel.instrument import Instrument
from liandong.kernel.regime import Regime
from liandong.procedures.grammar import Place, Procedure, Question
from liandong.procedures.letters import Letter

ENFORCEMENT = "行政执法"  # 类: stands for every organ with a power to punish


class UnknownProcedure(LookupError):  # it reads as a sentence where it is raised
    """There is no such procedure, version or variant; the message says in Chinese what there is."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something under law/ that does not hold: where, and in Chinese what is wrong."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}：{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """变体: what a kind of organ has otherwise; `versions` is each text of it upon each version of its base, in order."""

    name: str
    base: str
    versions: tuple[Procedure, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Everything under law/ that procedures rest on, read once and never changed."""

    instruments: Mapping[str, Instrument]
    regimes: Mapping[str, Regime]
    calendar: Calendar
    procedures: Mapping[str, tuple[Procedure, ...]]  # by name, oldest version first
    variants: Mapping[str, tuple[Variant, ...]]  # by the name of the procedure that they vary
    letters: Mapping[str, Letter]
    questions: tuple[Question, ...]
    english: Mapping[str, str] = field(default_factory=dict)  # of the words that have no 英 of their own, and of papers

    def procedure(
        self, name: str, *, version: str | None = None, variant: str = "", on: dt.date | None = None
    ) -> Procedure:
        """One version of one procedure: the one named, else the one in force on `on`, else the newest.

        Errors: UnknownProcedure.
        """
        versions = self._versions(name, variant)
        if version is not None:
            for procedure in versions:
                if procedure.version == version:
                    return procedure
            known = "、".join(procedure.version for procedure in versions)
            raise UnknownProcedure(f"程序“{_named(name, variant)}”没有{version}施行的版本，有：{known}")
        if on is None:
            return versions[-1]
        for procedure in versions:
            if procedure.in_force_on(on):
                return procedure
        ended = [procedure for procedure in versions if procedure.in_force <= on]
        if ended:
            raise UnknownProcedure(f"程序“{_named(name, variant)}”自{ended[-1].repealed}起已经失效")
        first = versions[0].version
        raise UnknownProcedure(f"程序“{_named(name, variant)}”在{on}还没有施行的版本，最早的自{first}施行")

    def begins(self, name: str, on: dt.date) -> bool:
        """Whether a matter of this procedure may begin on that day."""
        return any(procedure.in_force_on(on) for procedure in self.procedures.get(name, ()))

    def variant_for(self, name: str, kinds: Iterable[str], on: dt.date) -> Procedure:
        """The procedure that a matter opened on that day by an organ of these kinds follows: a variant's or its own.

        Errors: UnknownProcedure.
        """
        own = set(kinds)
        base = self.procedure(name, on=on)
        versions = [procedure for variant in self.variants.get(name, ()) for procedure in variant.versions]
        fitting = [one for one in versions if one.in_force_on(on) and own & set(one.variant_kinds)]
        return max(fitting, key=lambda one: one.in_force, default=base)

    def on(self, day: dt.date) -> Iterator[Procedure]:
        """Every procedure as it stands on that day, then every variant; the first version of one that is younger."""
        for versions in self.procedures.values():
            yield next(
                (one for one in versions if one.in_force_on(day)), versions[0 if day < versions[0].in_force else -1]
            )
        for variants in self.variants.values():
            for variant in variants:
                yield from (one for one in variant.versions[:1] if day < one.in_force)
                yield from (one for one in variant.versions if one.in_force_on(day))

    def every(self) -> Iterator[Procedure]:
        """Every procedure in every version, each followed by its variants."""
        for name, versions in self.procedures.items():
            for procedure in versions:
                yield procedure
                for variant in self.variants.get(name, ()):
                    yield from (varied for varied in variant.versions if procedure.in_force_on(varied.in_force))

    def _versions(self, name: str, variant: str) -> tuple[Procedure, ...]:
        if name not in self.procedures:
            raise UnknownProcedure(f"没有名为“{name}”的程序，有：{'、'.join(self.procedures) or '（一个也没有）'}")
        if not variant:
            return self.procedures[name]
        for known in self.variants.get(name, ()):
            if known.name == variant:
                return known.versions
        names = "、".join(known.name for known in self.variants.get(name, ())) or "（一个也没有）"
        raise UnknownProcedure(f"程序“{name}”没有名为“{variant}”的变体，有：{names}")


def _named(name: str, variant: str) -> str:
    return f"{name}（{variant}）" if variant else name
