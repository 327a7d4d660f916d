"""The worklist: what is mine to do, due soon, overdue and new, at a cost that does not grow."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import AGENCY, POLICE, PROCURATORATE, TITLE, TO_REVIEW, begin, username, walked

from liandong.web.shown import Level

type SignIn = Callable[[str], Client]


def blocks(client: Client) -> dict[str, list[str]]:
    """The numbers in each block of the worklist, by the block's key."""
    page = client.get("/")
    assert page.status_code == 200
    shown = page.context["blocks"]
    return {block.key: [row.number for row in block.rows] for block in shown}


def test_each_block_holds_what_belongs_there(sign_in: SignIn) -> None:
    now = timezone.now()
    fresh = walked(TO_REVIEW[:1], now - dt.timedelta(hours=3)).number  # three days to approve: due soon
    late = walked(TO_REVIEW[:1], now - dt.timedelta(days=20)).number
    verifying = begin(at=now - dt.timedelta(hours=5)).number
    found = blocks(sign_in(username(AGENCY, "handler")))
    assert found["late"] == [late]
    assert fresh in found["mine"]
    assert set(found["mine"]) == {fresh, late, verifying}
    assert found["new"] == []


def test_what_came_in_and_is_not_signed_for_stands_with_the_police_and_the_procuratorate(sign_in: SignIn) -> None:
    number = walked(TO_REVIEW, timezone.now() - dt.timedelta(hours=5)).number
    assert blocks(sign_in(username(POLICE, "registry"))) == {"late": [], "soon": [], "mine": [number], "new": [number]}
    assert blocks(sign_in(username(PROCURATORATE, "registry"))) == {"late": [], "soon": [], "mine": [], "new": [number]}
    assert blocks(sign_in(username(AGENCY, "handler")))["mine"] == []


def rows(client: Client, key: str) -> list[Any]:
    """The lines of one block."""
    return next(list(block.rows) for block in client.get("/").context["blocks"] if block.key == key)


def test_a_matter_comes_from_the_other_unit_that_moved_it_and_not_from_who_signed_last(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")), timezone.now() - dt.timedelta(hours=8))
    walk.do(PROCURATORATE, "签收文书", about=4)
    walk.do(PROCURATORATE, "催办")
    (row,) = rows(sign_in(username(POLICE, "handler")), "mine")
    assert row.sender == "武汉市江岸区市场监督管理局"


def test_what_nobody_else_has_touched_comes_from_nobody(sign_in: SignIn) -> None:
    walked(TO_REVIEW[:1], timezone.now() - dt.timedelta(hours=8))
    assert [row.sender for row in rows(sign_in(username(AGENCY, "handler")), "mine")] == [""]


def test_lit_is_only_what_this_person_can_do_and_others_are_told_who_can(sign_in: SignIn) -> None:
    walked(TO_REVIEW[:1], timezone.now() - dt.timedelta(days=20))  # waits for the head's approval
    (head,) = rows(sign_in(username(AGENCY, "head")), "late")
    (handler,) = rows(sign_in(username(AGENCY, "handler")), "late")
    assert (head.light.level, head.whose) == (Level.RED, "")
    assert (handler.light.level, handler.whose) == (Level.NONE, "由负责人办理")
    assert handler.light.words == head.light.words


def test_within_a_day_of_an_act_that_nobody_must_do_nothing_turns_red(sign_in: SignIn) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")), timezone.now() - dt.timedelta(hours=40))
    found = blocks(sign_in(username(POLICE, "head")))
    assert found["late"] == []
    assert found["mine"] == [walk.number]


def test_no_page_needs_more_than_20_queries_and_none_needs_more_for_more_rows(sign_in: SignIn) -> None:
    client = sign_in(username(AGENCY, "handler"))
    counts: dict[str, list[int]] = {}
    made = 0
    for wanted in (5, 50):
        while made < wanted:
            walked(TO_REVIEW[:1] if made % 2 else TO_REVIEW, timezone.now() - dt.timedelta(days=made % 7))
            made += 1
        for address in (
            "/",
            reverse("ledger"),
            reverse("ledger") + f"?q={TITLE}",
            reverse("ledger_export"),
            reverse("new"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.setdefault(address, []).append(len(queries))
    for address, (few, many) in counts.items():
        assert many <= few + 0, (address, few, many)
        assert many <= 20, (address, many)


def test_a_title_with_marks_of_html_is_shown_as_text(sign_in: SignIn) -> None:
    begin(given={"案件名称": "<script>alert(1)</script>案"}, at=timezone.now() - dt.timedelta(hours=1))
    page: Any = sign_in(username(AGENCY, "handler")).get("/").content.decode()
    assert not re.search(r"<script>\s*alert", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;案" in page
