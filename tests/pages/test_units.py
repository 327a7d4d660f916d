"""Choosing one of thousands of units: by a part of its name, with a script and without."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import TO_REVIEW, begin, walked

from liandong.matters import door
from liandong.matters.models import Step

PROSECUTOR = "420102-JC"


@pytest.fixture
def sign_in(db: Any, as_owner: Callable[[], AbstractContextManager[None]]) -> Callable[[str], Client]:
    """Somebody of a unit of the whole of Hubei, in all posts."""
    from liandong.directory.loading import load_region
    from liandong.directory.models import Post, Unit, User
    from liandong.directory.region_reading import read_region
    from liandong.procedures.grammar import PostKind

    with as_owner():
        load_region(read_region(Path(__file__).parents[2] / "law" / "regions" / "hubei"), lambda rows: None)
        assert Unit.objects.count() == 3513
        user = User.objects.create(username="hubei", name="演示", password="!")

    def signed_in(unit: str) -> Client:
        with as_owner():
            for kind in PostKind:
                Post.objects.create(user=user, unit_id=unit, kind=kind, since="2020-01-01")
        client = Client(headers={"Accept-Language": "zh-hans"})
        client.force_login(user)
        return client

    return signed_in


def field(answer: Any, label: str) -> Any:
    """One field of the form that was answered."""
    return next(f for group in answer.context["form"].groups for f in group.fields if f.label == label)


def opinion() -> tuple[str, str]:
    """The address of the form in which a prosecutor names an agency, and of its draft."""
    walk = begin("督促移送", "登记线索", PROSECUTOR, at=timezone.now())
    place = [walk.matter, "提出检察意见"]
    return reverse("act", args=place), reverse("act_draft", args=place)


def test_a_form_with_2927_agencies_to_choose_from_stays_small(sign_in: Callable[[str], Client]) -> None:
    client = sign_in(PROSECUTOR)
    form, _draft = opinion()
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(form)
    assert len(queries) <= 20
    assert len(answer.content) < 60_000
    agency = field(answer, "应当移送的机关")
    assert agency.choices == ()
    found = client.get(agency.lookup_href, {"field": agency.key, agency.key: "江岸 市场"}).content.decode()
    assert re.findall('value="([^"]*)"', found) == ["武汉市江岸区市场监督管理局"]
    assert "检察院" not in client.get(agency.lookup_href, {"field": "v", "v": "江岸"}).content.decode()


def test_without_a_script_a_saved_draft_lists_what_fits(sign_in: Callable[[str], Client]) -> None:
    client = sign_in(PROSECUTOR)
    form, draft = opinion()
    assert client.post(draft, {"v-应当移送的机关": "江岸 生态"}).status_code == 302
    answer = client.get(form)
    agency = field(answer, "应当移送的机关")
    assert agency.value == "江岸 生态"
    assert [choice.words for choice in agency.choices] == ["武汉市生态环境局江岸区分局"]
    assert '<option value="武汉市生态环境局江岸区分局"></option>' in answer.content.decode()


@pytest.mark.parametrize("typed", ["武汉市江岸区市场监督管理局", "420102-SJ", " 武汉市江岸区市场监督管理局 "])
def test_a_whole_name_or_a_code_is_that_unit_and_its_name_stands_in_the_field(
    sign_in: Callable[[str], Client], typed: str
) -> None:
    client = sign_in(PROSECUTOR)
    form, draft = opinion()
    client.post(draft, {"v-应当移送的机关": typed})
    agency = field(client.get(form), "应当移送的机关")
    assert (agency.value, agency.choices) == ("武汉市江岸区市场监督管理局", ())


@pytest.mark.parametrize("typed", ["江岸", "武汉市江岸区人民检察院", "没有这个单位", "江\0岸"])
def test_what_is_no_agency_is_refused_beside_the_field_and_kept(sign_in: Callable[[str], Client], typed: str) -> None:
    client = sign_in(PROSECUTOR)
    form, _draft = opinion()
    answer = client.post(form, {"v-应当移送的机关": typed, "seq": "1"})
    assert answer.status_code == 422
    agency = field(answer, "应当移送的机关")
    assert agency.error == "“应当移送的机关”应是单位目录中的行政执法。"
    assert agency.value == typed.replace("\0", "")


def test_a_list_of_117_police_is_still_a_list_and_the_matter_goes_to_the_one_chosen(
    sign_in: Callable[[str], Client],
) -> None:
    walk = walked((*TO_REVIEW, ("420102-GA", "签收")), timezone.now() - dt.timedelta(hours=8))
    client = sign_in("420102-GA")
    form = reverse("act", args=[walk.matter, "转送管辖"])
    police = field(client.get(form), "有管辖权的公安机关")
    assert len(police.choices) == 117
    assert police.lookup_href == ""
    told = [item.words for item in client.get(form).context["form"].consequences]
    assert "送达所填“有管辖权的公安机关”，对方须签收。" in told  # and not the police that gives it away
    sent = {"v-有管辖权的公安机关": "420606-GA", "理由": "案发地在樊城", "seq": "5"}
    assert client.post(form, sent).status_code == 302
    with door.acting_for(["420606-GA"]):
        assert door.enter(walk.matter, ["420606-GA"]) is not None
        assert Step.objects.latest("seq").body["units"] == {"公": "420606-GA"}
