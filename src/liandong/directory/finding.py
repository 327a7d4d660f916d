"""Finds the unit that plays a role: the organ of a kind near a unit, or the one above it. Each answer is one query."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Subquery

from liandong.directory.models import Unit
from liandong.procedures.grammar import Find
from liandong.procedures.law import ENFORCEMENT


def find_unit(kind: str, near: Unit, how: str) -> Unit | None:
    """The active unit of a kind, found as a role says (找).

    同级: in the same division, else in the nearest one above that has such an organ (customs, drug administration).
    上级: the unit that stands above the one found so; above `near` itself if that is of this kind.
    None where no such organ exists. Errors: ValueError for another `how`, because the directory cannot know those.
    """
    if how not in (Find.SAME, Find.ABOVE):
        raise ValueError(f"名录不能按“{how}”找单位")
    if how == Find.ABOVE and near.kind == kind:
        return Unit.objects.filter(pk=near.parent_id, active=True).first()
    nearest = _nearest(kind, near)
    if how == Find.SAME:
        return nearest.first()
    return Unit.objects.filter(pk=Subquery(nearest.values("parent")[:1]), active=True).first()


def units_to_choose(kinds: tuple[str, ...], words: str = "") -> QuerySet[Unit]:
    """The active units that a field of type 单位 offers, by parts of the name; without kinds all of them."""
    units = Unit.objects.filter(active=True)
    if kinds:
        fits = Q(kind__in=kinds)
        units = units.filter(fits | Q(enforcement=True) if ENFORCEMENT in kinds else fits)
    for word in words.split():
        units = units.filter(Q(name__icontains=word) | Q(name_en__icontains=word))
    return units.order_by("division_id", "kind")


def _nearest(kind: str, near: Unit) -> QuerySet[Unit]:
    """The organs of a kind that serve the division of a unit, nearest first.

    By GB/T 2260 a division lies in those whose codes end in two or four zeros, so one query sees the whole way up.
    A unit whose level is not its division's stands beside the division's own organ (a branch procuratorate) and is
    left out.
    """
    code = near.division_id
    around = {code, f"{code[:4]}00", f"{code[:2]}0000"}
    organs = Unit.objects.filter(kind=kind, division__in=around, level=F("division__level"), active=True)
    return organs.order_by("-division")
