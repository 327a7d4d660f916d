"""The task that sweeps, as the queue runs it."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from tests.cast import TO_NOT_FILED, walked

from liandong.jobs import tasks
from liandong.matters.models import Matter

pytestmark = pytest.mark.usefixtures("cast")


def test_the_task_lets_a_right_lapse_and_may_run_twice(as_jobs: Any, caplog: pytest.LogCaptureFixture) -> None:
    walk = walked(TO_NOT_FILED, dt.datetime.now(dt.UTC) - dt.timedelta(days=60))
    with as_jobs(), caplog.at_level(logging.WARNING):
        tasks.sweep_deadlines.func(0)
        assert Matter.objects.get(pk=walk.matter).state == "待行政处理"
        tasks.sweep_deadlines.func(0)
        assert Matter.objects.get(pk=walk.matter).seq == 8
    assert [record.getMessage() for record in caplog.records] == ["sweep: 1 clocks ran out, 1 rights lapsed"]


def test_the_task_is_run_every_minute_and_never_twice_at_once() -> None:
    (task,) = [
        item
        for item in tasks.app.periodic_registry.periodic_tasks.values()
        if item.task.name == tasks.sweep_deadlines.name
    ]
    assert task.cron == "* * * * *"
    assert tasks.sweep_deadlines.queueing_lock == "sweep"


def test_the_jobs_can_change_no_step_and_read_no_draft_of_anybody_into_clear(as_jobs: Any) -> None:
    from django.db import ProgrammingError, connection, transaction

    with as_jobs(), connection.cursor() as cursor:
        for statement in ("update matters_step set act = ''", "delete from matters_step", "delete from trust_reading"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)
