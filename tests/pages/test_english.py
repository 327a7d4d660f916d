"""English is complete: every page that anybody can come to, read by who reads no Chinese.

Only what is marked lang="zh" may hold Chinese: what people wrote, the numbers and texts of issued papers, file names.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import AGENCY, ECOLOGY, POLICE, PROCURATORATE, TO_NOT_FILED, TO_REVIEW, begin, username, walked
from tests.pages.reading_english import HAN, unread

type SignIn = Callable[[str], Client]

NO_PAGE = (".pdf", ".docx", ".xlsx")
PEOPLE = ("sj-handler", "sj-head", "ga-handler", "ga-head", "ga-registry", "jc-handler", "jc-head", "fc-handler")
ADMINISTRATORS = {
    "admin-xitong": "administration_people",
    "admin-anquan": "administration_security",
    "admin-shenji": "administration_audit",
}
FORM_ACTION = re.compile(r'<form method="post" action="([^"]+)" enctype')


@pytest.fixture
def matters(cast: None) -> None:
    """Matters of every procedure and of a variant, at many turns."""
    begin()
    walked(TO_REVIEW).do(POLICE, "通知补正")
    signed = walked((*TO_REVIEW, (POLICE, "签收")))
    signed.do(POLICE, "更正签收", hours=1, about=signed.results[-2].step.seq)
    filed = walked((*TO_REVIEW, (POLICE, "签收"), (POLICE, "立案"), (AGENCY, "签收文书")))
    filed.do(AGENCY, "移交物品", hours=200)
    walked(TO_NOT_FILED).do(AGENCY, "建议监督", {"监督方向": "应当立案而不立案"})
    urged = begin("督促移送", "登记线索", PROCURATORATE)
    urged.do(PROCURATORATE, "提出检察意见")
    asked = begin("立案监督", "登记控告", PROCURATORATE, {"监督方向": "应当立案而不立案"})
    asked.do(PROCURATORATE, "移送捕诉")
    asked.do(PROCURATORATE, "要求说明不立案理由")
    begin(unit=ECOLOGY)


def crawled(client: Client, start: str = "/") -> Iterator[tuple[str, str]]:
    """Every page that links lead to, from the first one on: its address, and what it is."""
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, follow=True)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        html = answer.content.decode()
        yield address, html
        for href in re.findall(r'href="([^"]+)"', html):
            parts = urlsplit(urljoin(address, unescape(href)))
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            own = not parts.netloc and not parts.path.startswith(("/static/", "/accounts/logout"))
            if own and found not in seen and not parts.path.endswith(NO_PAGE) and "sort=" not in parts.query:
                seen.add(found)
                waiting.append(found)


def english(client: Client) -> Client:
    """The same person after a press on the switch."""
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    return client


@pytest.mark.parametrize("person", PEOPLE)
def test_every_page_can_be_read_in_english(sign_in: SignIn, matters: None, person: str) -> None:
    pages = {address: unread(html) for address, html in crawled(english(sign_in(person)))}
    assert {address: found for address, found in pages.items() if found} == {}
    assert len(pages) > 10


@pytest.mark.parametrize(("person", "room"), ADMINISTRATORS.items())
def test_the_rooms_of_administration_can_be_read_in_english(
    sign_in: SignIn, matters: None, person: str, room: str
) -> None:
    pages = {address: unread(html) for address, html in crawled(english(sign_in(person)), reverse(room))}
    assert {address: found for address, found in pages.items() if found} == {}
    assert len(pages) > 4


@pytest.mark.parametrize("person", ["sj-handler", "sj-head", "ga-head", "jc-handler", "jc-head"])
def test_what_is_wrong_in_a_form_is_said_in_english(sign_in: SignIn, matters: None, person: str) -> None:
    client = english(sign_in(person))
    wrong = {}
    forms = [unescape(found[1]) for _, html in crawled(client) if (found := FORM_ACTION.search(html))]
    for action in forms:
        for typed in ({}, {"办理时间": "昨天", "v-涉案金额": "十万", "v-发现日期": "明天", "v-专案组成员": "张三"}):
            answer = client.post(action, typed, follow=True)
            if found := unread(answer.content.decode()):
                wrong[action] = found
    assert forms
    assert wrong == {}


def test_a_file_that_is_not_kept_is_refused_in_english(sign_in: SignIn, cast: None) -> None:
    client = english(sign_in(username(AGENCY, "handler")))
    walk = walked(TO_REVIEW[:2])
    address = reverse("act_upload", args=[walk.matter, "移送", "涉案物品清单"])
    empty = io.BytesIO(b"")
    empty.name = "空.pdf"
    answer = client.post(address, {"a-涉案物品清单": empty}, follow=True)
    html = answer.content.decode()
    assert unread(html) == []


def test_the_ledger_goes_to_excel_in_english(sign_in: SignIn, matters: None) -> None:
    client = english(sign_in("sj-handler"))
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("ledger_export")).content))
    written = (1, 3)  # the matter's title and its parties are what its unit wrote
    heads, *lines = ([str(cell or "") for cell in row] for row in book.active.values)
    rows = [heads, *([cell for place, cell in enumerate(line) if place not in written] for line in lines)]
    assert len(rows) > 4
    assert [cell for row in rows for cell in row if HAN.search(cell)] == []
    assert not HAN.search(book.active.title)


@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere", "/accounts/2fa/", "/accounts/password/change/"])
def test_who_is_not_signed_in_reads_english_too(sign_in: SignIn, address: str) -> None:
    answer = english(sign_in("")).get(address, follow=True)
    assert unread(answer.content.decode()) == []


def test_a_wrong_password_and_the_lock_out_are_said_in_english(sign_in: SignIn) -> None:
    client = english(sign_in(""))
    for _ in range(6):
        answer = client.post("/accounts/login/", {"login": "sj-handler", "password": "wrong"})
        assert unread(answer.content.decode()) == []
    assert answer.status_code in (403, 429)


@pytest.mark.parametrize(
    ("person", "address", "status"),
    [("admin-xitong", "/ledger", 403), ("sj-handler", "/nowhere", 404), ("sj-handler", "/administration/audit", 403)],
)
def test_what_is_refused_is_said_in_english(sign_in: SignIn, person: str, address: str, status: int) -> None:
    answer = english(sign_in(person)).get(address)
    assert answer.status_code == status
    assert unread(answer.content.decode()) == []


def test_an_article_a_clock_and_a_reason_read_in_english(sign_in: SignIn, cast: None) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    html = english(sign_in("ga-head")).get(reverse("matter", args=[walk.matter])).content.decode()
    assert "Transfer Provisions, art. 8" in html
    assert "receipt of “Letter of transfer of a suspected crime”" in html
    assert "The period is 3 days" in html
    assert "How days are counted awaits legal review" in html


def test_papers_are_said_to_be_issued_in_chinese(sign_in: SignIn, cast: None) -> None:
    walk = walked(TO_REVIEW)
    address = reverse("paper", args=[walk.matter, walk.results[-1].step.seq, "涉嫌犯罪案件移送书"])
    html = english(sign_in("sj-handler")).get(address).content.decode()
    assert "Papers are issued in Chinese. Their English names here are only translations." in html
    assert sign_in("sj-handler").get(address).content.decode().count("文书以中文制发") == 0
