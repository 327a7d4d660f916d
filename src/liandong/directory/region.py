"""A region as data: its divisions, the rules that name its organs, the plan it carries out, and the units they make.

Pure: nothing here knows Django. `region_reading` makes these values from the files of law/regions/.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from liandong.procedures.grammar import Question


class Level(StrEnum):
    """级: of a division, and of the unit that serves it."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"


class Class(StrEnum):
    """What a division is to the rules that name its organs; the last two follow 县 where nothing else is written."""

    PROVINCE = "省"
    CITY = "市"
    COUNTY = "县"
    DISTRICT = "市辖区"
    DIRECT = "直管"  # of county level by its code, directly under the province


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionSpec:
    """行政区划, by its code after GB/T 2260. `styled` is the name that its organs bear: 武汉市江岸区, 宜都市."""

    code: str
    name: str
    name_en: str
    level: Level
    division_class: Class
    parent_code: str | None
    styled: str
    styled_en: str


@dataclass(frozen=True, slots=True)
class Names:
    """The Chinese and the English pattern of an organ's name; {本级}, {市} and {县} stand for names of divisions."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """例外: the divisions where a rule does not hold as it stands."""

    divisions: frozenset[str]
    renames: bool
    names: Names | None  # None with `renames`: there is no such unit
    parent_code: str | None  # None: as everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSpec:
    """One organ in one division. `code` is the division's code, a hyphen, and the organ's letters."""

    code: str
    name: str
    name_en: str
    kind: str
    enforcement: bool
    division: str
    level: Level
    parent_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """机关: the rule that makes the units of one kind."""

    kind: str
    letters: str
    enforcement: bool
    names: Mapping[Class, Names]
    deviations: tuple[Deviation, ...]
    extra: tuple[UnitSpec, ...]  # 另设: units beside the one of their division


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The document that set up the mechanism."""

    title: str
    title_en: str
    number: str
    day: dt.date
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One of the plan's points, with the part that it stands in."""

    number: int
    title: str
    title_en: str
    part: str
    part_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Everything that another province would replace."""

    name: str
    name_en: str
    divisions: tuple[DivisionSpec, ...]  # each after the one above it
    organs: tuple[Organ, ...]
    plan: Plan
    points: tuple[Point, ...]
    questions: tuple[Question, ...]


def make_units(region: Region) -> tuple[UnitSpec, ...]:
    """Every unit of the region, each after its superior: the unit of its kind in the nearest division above."""
    divisions = {division.code: division for division in region.divisions}
    return tuple(unit for organ in region.organs for unit in units_of(organ, divisions))


def units_of(organ: Organ, divisions: Mapping[str, DivisionSpec]) -> Iterator[UnitSpec]:
    """The units of one rule."""
    made: set[str] = set()
    for division in divisions.values():
        names = organ.names.get(division.division_class)
        parent_code = None
        for deviation in organ.deviations:
            if division.code in deviation.divisions:
                names = deviation.names if deviation.renames else names
                parent_code = deviation.parent_code or parent_code
        if names is None:
            continue
        above = division.parent_code
        while parent_code is None and above is not None:
            parent_code = f"{above}-{organ.letters}" if above in made else None
            above = divisions[above].parent_code
        made.add(division.code)
        city = divisions[division.parent_code] if division.parent_code else division
        yield UnitSpec(
            code=f"{division.code}-{organ.letters}",
            name=names.chinese.format(本级=division.styled, 市=city.name, 县=division.name),
            name_en=names.english.format(本级=division.styled_en, 市=city.name_en, 县=division.name_en),
            kind=organ.kind,
            enforcement=organ.enforcement,
            division=division.code,
            level=division.level,
            parent_code=parent_code,
        )
        yield from (unit for unit in organ.extra if unit.division == division.code)
