"""Brings the divisions and units of a region into the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from liandong.directory.finding import forget
from liandong.directory.models import Division, Unit
from liandong.directory.region import Region, make_units


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a loading did."""

    divisions: int
    units: int
    retired: int  # units that the rules no longer make: kept, because matters name them, but inactive


@transaction.atomic
def load_region(region: Region, advance: Callable[[int], None]) -> Loaded:
    """Write every division and unit of a region, new or known; `advance` hears how many rows are done."""
    divisions = [
        Division(code=d.code, name=d.name, name_en=d.name_en, level=d.level.value, parent_id=d.parent_code)
        for d in region.divisions
    ]
    units = [
        Unit(
            code=unit.code,
            name=unit.name,
            name_en=unit.name_en,
            kind=unit.kind,
            enforcement=unit.enforcement,
            division_id=unit.division,
            level=unit.level.value,
            parent_id=unit.parent_code,
            active=True,
        )
        for unit in make_units(region)
    ]
    Division.objects.bulk_create(
        divisions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "level", "parent"],
    )
    advance(len(divisions))
    for start in range(0, len(units), 500):
        batch = units[start : start + 500]
        Unit.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "name_en", "kind", "enforcement", "division", "level", "parent", "active"],
        )
        advance(len(batch))
    made = [unit.code for unit in units]
    retired = Unit.objects.filter(division__in=divisions, active=True).exclude(code__in=made).update(active=False)
    forget()
    return Loaded(divisions=len(divisions), units=len(units), retired=retired)
