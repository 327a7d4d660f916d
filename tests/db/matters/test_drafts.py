"""Drafts: sealed, one's own, forgotten when done."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.cast import AGENCY, BEGIN, MINOR, POLICE, begin

from liandong.matters import door, drafts
from liandong.matters.drafts import Desk

pytestmark = pytest.mark.usefixtures("cast")
TYPED = {"fields": {"当事人": [{"名称": MINOR}]}, "reason": "略"}
NEW = Desk(user=7, unit=AGENCY, procedure="正向移送", act="登记")


@pytest.fixture(params=["new", "in a matter"])
def desk(request: pytest.FixtureRequest) -> Desk:
    return NEW if request.param == "new" else replace(NEW, act="报请审批", matter=begin().matter)


def test_what_was_typed_is_kept_and_replaced_by_what_was_typed_later(desk: Desk) -> None:
    later = BEGIN + dt.timedelta(minutes=1)
    with door.acting_for([AGENCY], user=7):
        assert drafts.load(desk) == ({}, None)
        drafts.save(desk, {"reason": "早先"}, BEGIN)
        drafts.save(desk, TYPED, later)
        assert drafts.load(desk) == (TYPED, later)


def test_a_draft_is_sealed_as_a_whole(desk: Desk) -> None:
    with door.acting_for([AGENCY], user=7), connection.cursor() as cursor:
        drafts.save(desk, TYPED, BEGIN)
        cursor.execute("select matters_draft::text from matters_draft")
        (row,) = cursor.fetchone() or ("",)
    assert MINOR not in row
    assert "reason" not in row


def test_a_draft_is_his_alone(desk: Desk) -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(desk, TYPED, BEGIN)
        assert drafts.load(replace(desk, user=8)) == ({}, None)
        assert drafts.load(replace(desk, act="催办")) == ({}, None)
        assert drafts.load(replace(desk, matter=uuid.uuid4())) == ({}, None)
        assert drafts.of_new_matters(8, AGENCY) == []
        drafts.discard(replace(desk, user=8))
        assert drafts.load(desk)[0] == TYPED
    with door.acting_for([POLICE], user=7):
        assert drafts.load(desk) == ({}, None)


def test_a_draft_of_one_post_is_not_there_when_he_acts_for_another_unit() -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(NEW, TYPED, BEGIN)
        assert drafts.load(replace(NEW, unit=POLICE)) == ({}, None)


def test_a_discarded_draft_is_gone(desk: Desk) -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(desk, TYPED, BEGIN)
        drafts.discard(desk)
        assert drafts.load(desk) == ({}, None)


def test_drafts_of_new_matters_are_listed_newest_first() -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(NEW, TYPED, BEGIN)
        drafts.save(replace(NEW, procedure="督促移送", act="登记线索"), TYPED, BEGIN + dt.timedelta(days=1))
        listed = drafts.of_new_matters(7, AGENCY)
    assert [(procedure, act) for procedure, act, _ in listed] == [("督促移送", "登记线索"), ("正向移送", "登记")]


def drafts_that_can_be_touched() -> list[int]:
    """How many rows of drafts a statement without any filter reads, changes and deletes."""
    statements = ("select 1 from matters_draft", "update matters_draft set sealed = ''", "delete from matters_draft")
    with connection.cursor() as cursor:
        counts = []
        for statement in statements:
            cursor.execute(statement)
            counts.append(cursor.rowcount)
    return counts


def test_a_colleague_of_the_same_unit_reaches_it_by_no_statement(desk: Desk) -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(desk, TYPED, BEGIN)
    for colleague in (8, None):  # a person, and the unit's own system
        with door.acting_for([AGENCY], user=colleague):
            assert drafts_that_can_be_touched() == [0, 0, 0]
    with door.acting_for([AGENCY], user=7):
        assert drafts.load(desk)[0] == TYPED
        assert drafts_that_can_be_touched() == [1, 1, 1]


def test_nobody_keeps_a_draft_in_anothers_name(desk: Desk) -> None:
    refused = pytest.raises(ProgrammingError, match="new row violates row-level security policy")
    with door.acting_for([AGENCY], user=8), refused, transaction.atomic():
        drafts.save(desk, TYPED, BEGIN)


def test_who_stands_for_a_unit_anew_is_no_user_any_more(desk: Desk) -> None:
    with door.acting_for([AGENCY], user=7):
        drafts.save(desk, TYPED, BEGIN)
        door.stand_for([AGENCY])
        assert drafts_that_can_be_touched() == [0, 0, 0]


def test_the_jobs_may_not_touch_a_draft(as_jobs: Any) -> None:
    denied = pytest.raises(ProgrammingError, match="permission denied for table matters_draft")
    with as_jobs(), denied, transaction.atomic():
        drafts_that_can_be_touched()
