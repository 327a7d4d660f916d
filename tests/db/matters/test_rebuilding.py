"""After a change of the calendar, stored due times are written anew from the steps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.cast import TO_REVIEW, walked

from liandong.matters.models import Deadline, Participation, Step
from liandong.matters.rebuilding import rebuild
from liandong.matters.verifying import verify

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("cast")
def test_what_the_steps_add_up_to_is_written_anew_and_verifies(as_jobs: Any) -> None:
    walked(TO_REVIEW)
    with as_jobs():
        steps = list(Step.objects.values_list("seq", "digest"))
        before = {row.pk: row.due_at for row in Deadline.objects.exclude(due_at=None)}
        Deadline.objects.update(due_at=dt.datetime(2030, 1, 1, tzinfo=dt.UTC))  # as an older calendar had it
        Participation.objects.update(due_at=None)
        assert sum(len(differences) for _, differences in verify()) > 0
        assert sum(rebuild()) == 1
        assert {row.pk: row.due_at for row in Deadline.objects.exclude(due_at=None)} == before
        assert [differences for _, differences in verify() if differences] == []
        assert list(Step.objects.values_list("seq", "digest")) == steps
