"""文书: the room of a unit's papers, and a paper before and after it is kept."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from tests.cast import AGENCY, BEGIN, POLICE, PROCURATORATE, STRANGER, TO_NOT_FILED, TO_REVIEW, username, walked

from liandong.documents.files import path_of
from liandong.documents.keeping import files_root
from liandong.matters.issuing import keep_issued
from liandong.matters.models import PaperLine
from liandong.web import papers

type SignIn = Callable[[str], Client]
LETTER = "涉嫌犯罪案件移送书"
REFUSAL = "不予立案通知书"


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def room(client: Client, **asked: str) -> Any:
    """The room under these filters."""
    page = client.get(reverse("papers"), asked)
    assert page.status_code == 200
    return page.context["room"]


def titles(client: Client, **asked: str) -> list[str]:
    return [row.title for row in room(client, **asked).rows]


def test_a_unit_finds_its_issued_and_received_papers_and_who_has_signed(sign_in: SignIn) -> None:
    walked(TO_REVIEW)
    agency, police = (sign_in(username(unit, "handler")) for unit in (AGENCY, POLICE))
    row = next(row for row in room(agency).rows if row.title == LETTER)
    assert row.number == "武汉市江岸区市场监督管理局移〔2026〕1号"
    assert row.matter == "江岸某食品厂生产有毒有害食品案"
    assert (row.issuer, row.recipients) == (
        "武汉市江岸区市场监督管理局",
        "武汉市公安局江岸区分局、武汉市江岸区人民检察院",
    )
    assert (row.issued, row.light.words) == ("2026-03-02", "2 个单位未签收")
    (seen,) = [row for row in room(police).rows if row.title == LETTER]
    assert (seen.light.words, seen.copy) == ("未签收", False)
    (copy,) = [row for row in room(sign_in(username(PROCURATORATE, "handler"))).rows if row.title == LETTER]
    assert copy.copy


def test_a_signed_paper_says_when_and_a_paper_without_a_number_says_so(sign_in: SignIn) -> None:
    walked(TO_NOT_FILED)
    (refusal,) = room(sign_in(username(AGENCY, "handler")), name=REFUSAL).rows
    assert (refusal.number, refusal.light.words) == ("文号未登记", "已签收 2026-03-02")


def test_the_filters_leave_what_they_say(sign_in: SignIn) -> None:
    walked(TO_NOT_FILED, BEGIN + dt.timedelta(days=40))
    walked(TO_REVIEW)
    police = sign_in(username(POLICE, "handler"))
    assert set(titles(police, way="issued")) == {REFUSAL, "涉嫌犯罪案件移送书回执"}
    assert set(titles(police, way="received")) == {LETTER}
    assert titles(police, way="received", signed="no") == [LETTER]
    assert titles(police, name=REFUSAL) == [REFUSAL]
    assert titles(police, q="市场监督管理局移〔2026〕2号") == [LETTER]
    assert len(titles(police, q="食品厂 移送书")) == 3
    assert titles(police, q="没有") == []
    assert len(titles(police, to="2026-03-10")) == 1
    assert REFUSAL in titles(police, **{"from": "2026-03-10"})
    assert titles(police, **{"from": "不是日期"}) == titles(police)


def test_the_pages_go_by_key_without_a_gap_or_a_repetition(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "PAGE", 2)
    walked(TO_NOT_FILED)
    walked(TO_REVIEW, BEGIN + dt.timedelta(days=1))
    client = sign_in(username(AGENCY, "handler"))
    found: list[str] = []
    address = reverse("papers")
    while address:
        shown = client.get(address).context["room"]
        found += [row.preview_href for row in shown.rows]
        address = shown.next_href
    assert len(found) == len(set(found)) > 4
    days = [row.issued for row in room(client).rows]
    assert days == sorted(days, reverse=True)
    for key in ("~", "x~1", "2026-03-02~1", "2026-03-02T00:00:00+00:00~99999999999999999999"):
        assert len(room(client, after=key).rows) == 2


def test_the_room_costs_the_same_for_one_paper_and_for_many(
    sign_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(username(AGENCY, "handler"))
    room(client)
    walked(TO_REVIEW)
    room(client)
    with CaptureQueriesContext(connection) as one:
        room(client)
    for days in range(1, 6):
        walked(TO_NOT_FILED, BEGIN + dt.timedelta(days=days))
    with django_assert_max_num_queries(20) as many:
        room(client)
    assert len(many) == len(one)


def test_a_stranger_finds_an_empty_room_and_an_administrator_none(sign_in: SignIn) -> None:
    walked(TO_NOT_FILED)
    stranger = sign_in(username(STRANGER, "handler"))
    assert titles(stranger) == []
    assert "这里列出本单位发出和收到的文书" in stranger.get(reverse("papers")).content.decode()
    assert "没有符合条件的文书" in stranger.get(reverse("papers"), {"q": "某"}).content.decode()
    assert sign_in("admin-xitong").get(reverse("papers")).status_code == 403


def test_a_paper_is_the_same_before_and_after_it_is_kept_and_then_carries_its_hash(
    sign_in: SignIn, as_jobs: Any
) -> None:
    walk = walked(TO_REVIEW)
    client = sign_in(username(POLICE, "handler"))
    page, file = (reverse(name, args=[walk.matter, 4, LETTER]) for name in ("paper", "paper_pdf"))
    before = client.get(file).content
    assert "还没有留存。现在看到的是按办理步骤排出的" in client.get(page).content.decode()
    with as_jobs():
        keep_issued(walk.at)
    digest = hashlib.sha256(before).hexdigest()
    shown = client.get(page)
    assert digest in shown.content.decode()
    assert "还没有留存" not in shown.content.decode()
    assert client.get(file).content == before
    path_of(files_root(), digest).write_bytes(b"%PDF-1.7 these bytes and no others\n")
    assert client.get(file).content == b"%PDF-1.7 these bytes and no others\n"


def test_a_kept_file_that_is_gone_is_said_and_not_made_anew(sign_in: SignIn, as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)
    with as_jobs():
        keep_issued(walk.at)
    for place in files_root().glob("??/??/*"):
        place.unlink()
    answer = sign_in(username(POLICE, "handler")).get(reverse("paper_pdf", args=[walk.matter, 4, LETTER]))
    assert answer.status_code == 503
    assert answer.content.decode() == "《涉嫌犯罪案件移送书》的留存文件不在了，请联系系统管理员从备份中恢复。"


def test_the_word_file_is_named_an_editable_copy(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    answer = sign_in(username(POLICE, "handler")).get(reverse("paper_docx", args=[walk.matter, 4, LETTER]))
    assert "涉嫌犯罪案件移送书（可编辑副本）.docx" in unquote(answer.headers["Content-Disposition"])


def test_a_paper_keeps_the_addressee_of_its_day(sign_in: SignIn, as_jobs: Any) -> None:
    """A later step that gives a role to another unit does not change who the paper is addressed to."""
    walk = walked((*TO_REVIEW, (POLICE, "签收"), (POLICE, "转送管辖")))
    client = sign_in(username(AGENCY, "handler"))
    text = client.get(reverse("paper", args=[walk.matter, 4, LETTER])).context["paper"].text
    assert text[0] == "武汉市公安局江岸区分局："
    with as_jobs():
        assert not PaperLine.objects.filter(matter=walk.matter, seq=4, recipients__contains=["420606-GA"]).exists()
