"""Finds the unit that plays a role: the organ of a kind near a unit, or the one above it. Each answer is one query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        organs = organs_around([kind], near) if around is None else around
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


def organs_around(kinds: Iterable[str], near: Unit) -> tuple[Unit, ...]:
    """The active organs of these kinds that serve the division of a unit, nearest first, each with the one above it.

    By GB/T 2260 a division lies in those whose codes end in two or four zeros, so one query sees the whole way up.
    A unit whose level is not its division's stands beside the division's own organ (a branch procuratorate) and is
    left out.
    """
    code = near.division_id
    around = {code, f"{code[:4]}00", f"{code[:2]}0000"}
    organs = Unit.objects.filter(kind__in=kinds, division__in=around, level=F("division__level"), active=True)
    return tuple(organs.select_related("parent").order_by("-division"))
