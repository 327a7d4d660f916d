"""The audit administrator reads the logs: by person, by unit, by day; never a matter, never a count of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import AGENCY, POLICE, SECRETS, TITLE, TO_REVIEW, username, walked

from liandong.directory.models import Administered, User
from liandong.kernel.due import SHANGHAI
from liandong.matters import door
from liandong.trust.models import Reading
from liandong.trust.readings import note

type SignIn = Callable[[str], Client]
AUDIT = "admin-shenji"
CLERK, OFFICER = username(AGENCY, "handler"), username(POLICE, "handler")


@pytest.fixture
def reader(sign_in: SignIn, as_owner: Any) -> Callable[..., list[tuple[str, ...]]]:
    """What the audit administrator reads in a log, line by line."""
    with as_owner():
        AccessLog.objects.all().delete()
    client = sign_in(AUDIT)

    def read(log: str, **asked: str) -> list[tuple[str, ...]]:
        answer = client.get(reverse("administration_audit"), {"log": log, **asked})
        assert answer.status_code == 200
        return [tuple(cell.words for cell in row) for row in answer.context["table"].rows]

    return read


def at(day: int, hour: int = 12) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, tzinfo=SHANGHAI)


def signed_in(name: str, when: dt.datetime, kind: Any = AccessLog) -> None:
    row = kind.objects.create(username=name, ip_address="192.0.2.7", user_agent="", http_accept="", path_info="")
    assert row.pk


def test_who_opened_what_for_which_purpose(sign_in: SignIn) -> None:
    walk = walked(TO_REVIEW)
    address = reverse("open_value", args=[walk.matter, 4, "当事人", 0])
    sign_in(OFFICER).post(address, {"purpose": "核对当事人身份"})
    words = sign_in(AUDIT).get(reverse("administration_audit")).content.decode()
    for told in (OFFICER, "核对当事人身份", "武汉市公安局江岸区分局", "武汉市江岸区市场监督管理局"):
        assert told in words
    assert TITLE not in words
    assert not [secret for secret in SECRETS if secret in words]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({}, [4, 3, 2]),
        ({"person": "ga-"}, [4, 2]),
        ({"person": "演示ga承办人"}, [4, 2]),
        ({"person": "nobody"}, []),
        ({"unit": "公安局江岸"}, [4, 2]),
        ({"unit": "市场监督"}, [4, 3, 2]),  # it entered what all of them opened
        ({"unit": POLICE}, [4, 2]),
        ({"since": "2026-03-03"}, [4, 3]),
        ({"until": "2026-03-03"}, [3, 2]),
        ({"since": "2026-03-03", "until": "2026-03-03"}, [3]),
        ({"person": "ga-", "since": "2026-03-03"}, [4]),
        ({"since": "2026-02-31", "until": "tomorrow"}, [4, 3, 2]),  # no days at all
    ],
)
def test_readings_by_person_unit_and_day(reader: Any, asked: dict[str, str], days: list[int]) -> None:
    walk = walked(TO_REVIEW)
    for day, name, unit in ((2, OFFICER, POLICE), (3, CLERK, AGENCY), (4, OFFICER, POLICE)):
        with door.acting_for([unit]):
            door.enter(walk.matter, [unit])
            note(
                Reading(
                    matter=walk.matter,
                    seq=1,
                    field="当事人",
                    owner_unit=AGENCY,
                    user=User.objects.get(username=name).pk,
                    unit=unit,
                    purpose="核对",
                    at=at(day, 23),
                )
            )
    assert [row[0] for row in reader("readings", **asked)] == [f"2026-03-0{day} 23:00" for day in days]


def test_sign_ins_and_failures_by_person_and_unit(reader: Any) -> None:
    for name in (CLERK, OFFICER):
        signed_in(name, at(2))
    for name in (OFFICER, "who-is-that"):
        AccessFailureLog.objects.create(username=name, ip_address="192.0.2.7")
    assert [row[1] for row in reader("sign_ins", unit="公安局江岸")] == [OFFICER]
    assert [row[1] for row in reader("sign_ins", person="sj-")] == [CLERK]
    assert [row[1] for row in reader("failures", person="who-is")] == ["who-is-that"]
    assert [row[1] for row in reader("failures", unit="公安局江岸")] == [OFFICER]
    assert reader("sign_ins", until="2020-01-01") == []


def test_what_administrators_did_by_who_did_it_and_to_whom(reader: Any, sign_in: SignIn) -> None:
    system = sign_in("admin-xitong")
    system.post(reverse("administration_activate", args=[User.objects.get(username=CLERK).pk]), {"active": "0"})
    Administered.objects.create(by=User.objects.get(username="admin-anquan"), what="撤销接口密钥 x", at=at(2))
    assert [row[1:] for row in reader("administered", person=CLERK)] == [("admin-xitong", f"停用用户 {CLERK}")]
    assert [row[1] for row in reader("administered", person="anquan")] == ["admin-anquan"]
    assert [row[2] for row in reader("administered", until="2026-03-02")] == ["撤销接口密钥 x"]


def test_a_log_is_paged_and_keeps_what_was_asked(sign_in: SignIn) -> None:
    for n in range(60):
        AccessFailureLog.objects.create(username=f"wrong-{n}", ip_address="192.0.2.7")
    client = sign_in(AUDIT)
    first = client.get(reverse("administration_audit"), {"log": "failures", "person": "wrong"})
    (older,) = first.context["turns"]
    second = client.get(older.href)
    rows = [row[1].words for page in (first, second) for row in page.context["table"].rows]
    assert rows == [f"wrong-{n}" for n in reversed(range(60))]
    assert [turn.words for turn in second.context["turns"]] == ["上一页"]


@pytest.mark.parametrize("log", ["readings", "sign_ins", "failures", "administered", "no such log"])
@pytest.mark.parametrize("asked", [{}, {"person": "a", "unit": "公安", "since": "2026-01-01", "page": "9"}])
def test_a_log_costs_few_queries(sign_in: SignIn, log: str, asked: dict[str, str]) -> None:
    client = sign_in(AUDIT)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("administration_audit"), {"log": log, **asked}).status_code == 200
    assert len(queries) <= 20
