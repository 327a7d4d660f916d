"""Finds the unit that plays a role: the organ of a kind near a unit, or the one above it.

Units change with the region's files only, which are loaded before a process starts: what was found once is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from liandong.directory.models import Unit
from liandong.procedures.grammar import Find
from liandong.procedures.law import ENFORCEMENT


def find_unit(kind: str, near: Unit, how: str, around: Sequence[Unit] | None = None) -> Unit | None:
    """The active unit of a kind, found as a role says (找).

    同级: in the same division, else in the nearest one above that has such an organ (customs, drug administration).
    上级: the unit that stands above the one found so; above `near` itself if that is of this kind.
    `around` is what `organs_around` found there, where it was asked before.
    None where no such organ exists. Errors: ValueError for another `how`, because the directory cannot know those.
    """
    if how not in (Find.SAME, Find.ABOVE):
        raise ValueError(f"名录不能按“{how}”找单位")
    if how == Find.ABOVE and near.kind == kind:
        found = near.parent
    else:
        organs = organs_around(frozenset({kind}), near.division_id) if around is None else around
        nearest = next((organ for organ in organs if organ.kind == kind), None)
        found = nearest.parent if nearest and how == Find.ABOVE else nearest
    return found if found and found.active else None


def units_to_choose(kinds: tuple[str, ...], words: str = "") -> QuerySet[Unit]:
    """The active units that a field of type 单位 offers, by parts of the name; without kinds all of them."""
    units = Unit.objects.filter(active=True)
    if kinds:
        fits = Q(kind__in=kinds)
        units = units.filter(fits | Q(enforcement=True) if ENFORCEMENT in kinds else fits)
    for word in words.split():
        units = units.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
    return units.order_by("division_id", "kind")


def unit_called(kinds: tuple[str, ...], words: str) -> str:
    """The code of the unit of these kinds whose code or whole name, in either language, was typed; else what was typed."""
    named = Q(code=words) | Q(name=words) | Q(name_en=words)
    return units_to_choose(kinds).filter(named).values_list("code", flat=True).first() or words


@functools.lru_cache(maxsize=10_000)
def unit_at(code: str) -> Unit:
    """A unit by its code, active or not. Errors: Unit.DoesNotExist."""
    return Unit.objects.get(pk=code)


@functools.lru_cache(maxsize=2_000)
def organs_around(kinds: frozenset[str], division: str) -> tuple[Unit, ...]:
    """The active organs of these kinds that serve a division, nearest first, each with the one above it, in one query.

    By GB/T 2260 a division lies in those whose codes end in two or four zeros, so one query sees the whole way up.
    A unit whose level is not its division's stands beside the division's own organ (a branch procuratorate) and is
    left out.
    """
    around = {division, f"{division[:4]}00", f"{division[:2]}0000"}
    organs = Unit.objects.filter(kind__in=kinds, division__in=around, level=F("division__level"), active=True)
    return tuple(organs.select_related("parent").order_by("-division"))


def forget() -> None:
    """Ask the directory anew: its units have changed under this process."""
    unit_at.cache_clear()
    organs_around.cache_clear()
