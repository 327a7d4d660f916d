"""Which unit plays a role."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liandong.directory.finding import find_unit, units_to_choose
from liandong.directory.models import Unit
from liandong.directory.region import Region, make_units

type AsOwner = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.usefixtures("hubei")


@pytest.mark.parametrize(
    ("kind", "near", "how", "found"),
    [
        ("公安", "420102-SJ", "同级", "420102-GA"),
        ("检察院", "420581-ST", "同级", "420581-JC"),
        ("检察院", "420000-SJ", "同级", "420000-JC"),  # not the branch that stands beside it
        ("药品监管", "420102-JC", "同级", "420000-YP"),
        ("海关", "420100-GA", "同级", "420000-HG"),
        ("海关", "429021-GA", "同级", "420000-HG"),
        ("城管执法", "420000-JC", "同级", None),
        ("天文", "420102-SJ", "同级", None),
        ("检察院", "420102-JC", "上级", "420100-JC"),
        ("检察院", "420581-JC", "上级", "420500-JC"),
        ("检察院", "420100-JC", "上级", "420000-JC"),
        ("检察院", "420000-JC", "上级", None),
        ("检察院", "429004-JC", "上级", "420000-JC-HJ"),
        ("检察院", "420000-JC-HJ", "上级", "420000-JC"),
        ("检察院", "429021-JC", "上级", "420000-JC"),
        ("检察院", "420102-GA", "上级", "420100-JC"),
        ("检察院", "429005-SJ", "上级", "420000-JC-HJ"),
        ("城管执法", "420100-CG", "上级", None),
    ],
)
def test_the_unit_of_a_role_is_found_in_one_query_at_most(kind: str, near: str, how: str, found: str | None) -> None:
    unit = Unit.objects.get(pk=near)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = find_unit(kind, unit, how)
    assert (answer.code if answer else None) == found
    assert len(queries) <= 1


def test_an_inactive_unit_is_not_found(as_owner: AsOwner) -> None:
    with as_owner():
        Unit.objects.filter(pk="420102-GA").update(active=False)
    near = Unit.objects.get(pk="420102-SJ")
    found = find_unit("公安", near, "同级")
    assert found is not None
    assert found.code == "420100-GA"


def test_the_directory_refuses_a_way_of_finding_that_is_not_its_own() -> None:
    with pytest.raises(ValueError, match=r"^名录不能按“承接”找单位$"):
        find_unit("公安", Unit.objects.get(pk="420102-SJ"), "承接")


def test_a_field_offers_the_units_of_its_kinds_by_parts_of_their_names() -> None:
    assert [unit.name for unit in units_to_choose(("公安",), "武汉 江岸")] == ["武汉市公安局江岸区分局"]
    assert [unit.code for unit in units_to_choose(("公安",), "jiang'an")] == ["420102-GA"]


def test_a_field_for_enforcement_offers_every_organ_that_may_punish_and_no_other() -> None:
    offered = {unit.kind for unit in units_to_choose(("行政执法",), "江岸区")}
    assert {"市场监管", "生态环境", "公安"} <= offered
    assert not {"检察院", "人民政府"} & offered


def test_a_field_without_kinds_offers_all_units(hubei: Region) -> None:
    assert units_to_choose(()).count() == len(make_units(hubei))
