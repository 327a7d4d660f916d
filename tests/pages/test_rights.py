"""Who may not read: every kind of outsider at every way to a matter, refused without a word of what it is."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import Settings
from tests.cast import (
    AGENCY,
    BEGIN,
    POLICE,
    PROCURATORATE,
    SECRETS,
    STRANGER,
    TITLE,
    TO_NOT_FILED,
    Walk,
    username,
    walked,
)

from liandong.documents.files import store
from liandong.documents.keeping import files_root

type SignIn = Callable[[str], Client]
WORKING = [username(STRANGER, post) for post in ("handler", "head", "registry")]
WITHOUT_POST = ["admin-xitong", "admin-anquan", "admin-shenji", "nobody"]
OUTSIDERS = [*WORKING, *WITHOUT_POST, ""]
FILE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"

# name of the way -> method, address of the page, its arguments after the matter's id, what is sent
OBJECTS: dict[str, tuple[str, str, list[Any], dict[str, str]]] = {
    "page": ("get", "matter", [], {}),
    "live fragment": ("get", "matter_live", [], {"seq": "1"}),
    "act form": ("get", "act", ["提请复议"], {}),
    "act": ("post", "act", ["提请复议"], {"seq": "7", "理由": "略"}),
    "side act": ("post", "act", ["催办"], {"seq": "7", "v-催办事项": "略"}),
    "draft": ("post", "act_draft", ["提请复议"], {"理由": "略"}),
    "discard": ("post", "act_discard", ["提请复议"], {}),
    "upload": ("post", "act_upload", ["提请复议", "复议证据材料"], {}),
    "sign": ("get", "sign", [4], {}),
    "sealed value": ("post", "open_value", [4, "当事人", 0], {"purpose": "核对当事人身份"}),
    "file": ("get", "file", ["{digest}"], {}),
    "paper": ("get", "paper", [4, "涉嫌犯罪案件移送书"], {}),
    "paper as PDF": ("get", "paper_pdf", [4, "涉嫌犯罪案件移送书"], {}),
    "paper as Word": ("get", "paper_docx", [4, "涉嫌犯罪案件移送书"], {}),
}
LISTS = {
    "worklist": ("worklist", ""),
    "ledger": ("ledger", ""),
    "ledger by due": ("ledger", "?sort=due"),
    "closed": ("ledger", "?turn=closed"),
    "search by title": ("ledger", f"?q={quote(TITLE)}"),
    "search by number": ("ledger", "?q=420102-SJ-2026-00001"),
    "search by party": ("ledger", f"?q={quote('钱大明')}"),
    "search by everything": ("ledger", "?q=%25"),
    "export": ("ledger_export", ""),
    "new": ("new", ""),
}


@pytest.fixture
def matter(cast: None, settings: Settings, tmp_path: Path) -> tuple[Walk, str]:
    """A matter that has gone far, with a file, and the file's digest."""
    from liandong.directory.models import User
    from liandong.documents.models import Attachment
    from liandong.matters import door

    settings.DATA = tmp_path
    User.objects.create(username="nobody", name="演示无岗位", password="!")
    digest = store(files_root(), [FILE], "清单.pdf").digest
    walk = walked(TO_NOT_FILED)
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        for seq in (1, 4):
            Attachment.objects.create(
                matter=walk.matter,
                seq=seq,
                label="涉案物品清单",
                name="清单.pdf",
                digest=digest if seq == 4 else "b" * 64,
                size=len(FILE),
                media_type="application/pdf",
            )
    return walk, digest


def ask(client: Client, matter: tuple[Walk, str], way: str, other: uuid.UUID | None = None) -> HttpResponse:
    """Go one way to the matter, or to another one."""
    walk, digest = matter
    method, name, arguments, sent = OBJECTS[way]
    filled = [item.format(digest=digest) if isinstance(item, str) else item for item in arguments]
    address = reverse(name, args=[other or walk.matter, *filled])
    answer: HttpResponse = getattr(client, method)(address, sent)
    return answer


def told(answer: Any) -> str:
    """Everything an answer says: its text, its headers, the cells of a workbook."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    words = content.decode(errors="replace") + str(dict(answer.headers))
    if "spreadsheet" in answer.headers.get("Content-Type", ""):
        book = load_workbook(io.BytesIO(content))
        words += str([cell for row in book.active.values for cell in row])
    return words


def says_nothing(answer: Any) -> bool:
    """Not the title, not the number, not a party."""
    words = told(answer)
    return not any(text in words for text in (TITLE, "420102-SJ-2026-00001", "钱大明", *SECRETS))


@pytest.mark.parametrize("way", OBJECTS)
@pytest.mark.parametrize("person", OUTSIDERS)
def test_an_outsider_is_refused_at_every_way_to_a_matter(
    person: str, way: str, matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    answer = ask(sign_in(person), matter, way)
    expected = 404 if person in WORKING else 403 if person else 302
    assert answer.status_code == expected
    if not person:
        assert answer["location"].startswith(reverse("account_login"))
        assert TITLE not in answer["location"]
    assert says_nothing(answer)


@pytest.mark.parametrize("way", OBJECTS)
def test_a_stranger_cannot_tell_a_matter_from_one_that_does_not_exist(
    way: str, matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    client = sign_in(WORKING[0])
    there, nowhere = ask(client, matter, way), ask(client, matter, way, uuid.uuid4())
    assert there.status_code == nowhere.status_code == 404
    assert without_tokens(there) == without_tokens(nowhere)


def without_tokens(answer: Any) -> str:
    """An answer without its token and without the number that was asked for."""
    return re.sub(r"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", told(answer))


@pytest.mark.parametrize("way", LISTS)
@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_list_search_or_export_of_an_outsider_holds_the_matter(
    person: str, way: str, matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    name, query = LISTS[way]
    answer = sign_in(person).get(reverse(name) + query)
    assert answer.status_code == (200 if person in WORKING else 403 if person else 302)
    words = told(answer).replace(quote(TITLE), "")
    for text in (str(matter[0].matter), "钱大明" if way != "search by party" else "", *SECRETS):
        assert not text or text not in words
    if not way.startswith("search"):
        assert says_nothing(answer)
    assert reverse("matter", args=[matter[0].matter]) not in words


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_api_refuses_a_strangers_key(method: str, matter: tuple[Walk, str]) -> None:
    from liandong.directory.keys import issue_key

    _, key = issue_key(STRANGER, "系统", ["read", "write"], ["承办人", "负责人", "收件"], 1, BEGIN)
    headers = {"Authorization": f"Bearer {key}"}
    address = f"/api/v1/matters/{matter[0].matter}" + ("/acts/催办" if method == "post" else "")
    answer = getattr(Client(), method)(
        address, **({"content_type": "application/json"} if method == "post" else {}), headers=headers
    )
    assert answer.status_code in (400, 404, 422)
    assert method == "post" or answer.status_code == 404
    assert says_nothing(answer)


@pytest.mark.parametrize("way", OBJECTS)
def test_who_takes_part_gets_through_or_reads_the_articles_words(
    way: str, matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    answer = ask(sign_in(username(AGENCY, "handler")), matter, way)
    assert answer.status_code in (200, 302, 422), way


@pytest.mark.parametrize("unit", [POLICE, PROCURATORATE])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("paper", [2, "移送涉嫌犯罪案件的书面报告"]),
        ("paper_pdf", [2, "移送涉嫌犯罪案件的书面报告"]),
        ("paper_docx", [2, "移送涉嫌犯罪案件的书面报告"]),
        ("file", ["b" * 64]),
    ],
)
def test_what_hangs_on_an_internal_step_is_not_there_for_other_units(
    unit: str, name: str, arguments: list[Any], matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    answer = sign_in(username(unit, "handler")).get(reverse(name, args=[matter[0].matter, *arguments]))
    assert answer.status_code == 404


@pytest.mark.parametrize("unit", [POLICE, PROCURATORATE])
def test_the_value_of_an_internal_step_is_not_opened_for_other_units(
    unit: str, matter: tuple[Walk, str], sign_in: SignIn
) -> None:
    address = reverse("open_value", args=[matter[0].matter, 1, "举报人", 0])
    answer = sign_in(username(unit, "handler")).post(address, {"purpose": "核对举报人身份"})
    assert answer.status_code == 404
    assert says_nothing(answer)


def test_the_page_shows_other_units_no_internal_step(matter: tuple[Walk, str], sign_in: SignIn) -> None:
    walk, _ = matter
    for unit, sees in ((AGENCY, True), (POLICE, False)):
        client = sign_in(username(unit, "handler"))
        for address in (reverse("matter", args=[walk.matter]), reverse("matter_live", args=[walk.matter]) + "?seq=0"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert ('id="step-2"' in answer.content.decode()) is sees
            assert not [secret for secret in SECRETS if secret in told(answer)]


def test_the_files_of_a_matter_come_as_downloads_with_their_length(matter: tuple[Walk, str], sign_in: SignIn) -> None:
    walk, digest = matter
    answer = sign_in(username(POLICE, "registry")).get(reverse("file", args=[walk.matter, digest]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == FILE


def test_an_administrator_may_read_the_law(sign_in: SignIn) -> None:
    assert sign_in("admin-anquan").get(reverse("law_list")).status_code == 200


@pytest.mark.django_db
def test_the_api_is_never_led_to_the_sign_in() -> None:
    for address in ("/api/v1/matters", f"/api/v1/matters/{uuid.uuid4()}", "/api/v1/procedures"):
        assert Client().get(address).status_code == 401
