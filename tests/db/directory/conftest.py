"""Hubei in the database of a test."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from liandong.directory.region import Region
from liandong.directory.region_reading import read_region

type AsOwner = Callable[[], AbstractContextManager[None]]
KINDS = {"检察院", "公安", "司法行政", "市场监管", "药品监管", "生态环境", "应急管理", "人民政府", "海关", "城管执法"}


@pytest.fixture(autouse=True)
def quick_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def region() -> Region:
    return read_region(Path(__file__).parents[3] / "law" / "regions" / "hubei")


@pytest.fixture
def hubei(db: Any, as_owner: AsOwner, region: Region) -> Region:
    """All divisions, and the organs that these tests speak of."""
    from liandong.directory.loading import load_region  # models wait until pytest-django has set Django up

    region = dataclasses.replace(region, organs=tuple(organ for organ in region.organs if organ.kind in KINDS))
    with as_owner():
        load_region(region, lambda rows: None)
    return region
