"""Loading a region into the database."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, transaction

from liandong.directory.loading import load_region
from liandong.directory.models import Division, Unit
from liandong.directory.region import Region, make_units

type AsOwner = Callable[[], AbstractContextManager[None]]


def test_every_division_and_unit_of_the_files_is_in_the_database(hubei: Region) -> None:
    assert Division.objects.count() == 117
    assert Unit.objects.filter(active=True).count() == len(make_units(hubei))
    unit = Unit.objects.get(pk="420102-SJ")
    assert (unit.name, unit.kind, unit.enforcement, unit.level) == (
        "武汉市江岸区市场监督管理局",
        "市场监管",
        True,
        "县",
    )
    assert (unit.division_id, unit.parent_id) == ("420102", "420100-SJ")


def test_loading_tells_of_every_row_as_it_goes(db: None, as_owner: AsOwner, region: Region) -> None:
    rows: list[int] = []
    with as_owner():
        loaded = load_region(region, rows.append)
    assert len(rows) > 1
    assert sum(rows) == loaded.divisions + loaded.units


def test_loading_again_changes_nothing(hubei: Region, as_owner: AsOwner) -> None:
    before = list(Unit.objects.order_by("code").values())
    with as_owner():
        assert load_region(hubei, lambda rows: None).retired == 0
    assert list(Unit.objects.order_by("code").values()) == before


def test_a_unit_that_the_rules_no_longer_make_stays_but_inactive(hubei: Region, as_owner: AsOwner) -> None:
    without = tuple(organ for organ in hubei.organs if organ.kind != "海关")
    with as_owner():
        assert load_region(dataclasses.replace(hubei, organs=without), lambda rows: None).retired == 1
    assert not Unit.objects.get(pk="420000-HG").active
    with as_owner():
        load_region(hubei, lambda rows: None)
    assert Unit.objects.get(pk="420000-HG").active


def test_the_web_cannot_write_units(hubei: Region) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Unit.objects.filter(pk="420102-SJ").update(name="改名")


def test_the_command_says_what_it_loaded(db: None, as_owner: AsOwner) -> None:
    out = StringIO()
    with as_owner():
        call_command("load_region", "hubei", stdout=out)
    assert out.getvalue() == "湖北省：行政区划 117 个，单位 3513 个，停用 0 个\n"


def test_the_command_names_the_file_of_a_region_that_is_not_there() -> None:
    with pytest.raises(CommandError, match=r"^regions/atlantis/region\.yaml:1：没有这个文件$"):
        call_command("load_region", "atlantis")
