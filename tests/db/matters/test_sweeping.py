"""The sweep: duties told of once, rights that lapse once, and a cost that does not grow with the province."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Q
from tests.cast import AGENCY, BEGIN, POLICE, TO_NOT_FILED, TO_REVIEW, begin, walked

from liandong.matters import door, sweeping
from liandong.matters.models import Deadline, Matter, Step
from liandong.matters.performing import perform_by_clock
from liandong.matters.sweeping import Swept, sweep
from liandong.procedures.refusal import Refused, refuse

pytestmark = pytest.mark.usefixtures("cast")
NOTHING = Swept(overdue=0, lapsed=0)


def swept(as_jobs: Any, now: dt.datetime) -> Swept:
    with as_jobs():
        return sweep(now)


@pytest.mark.plan(22)
def test_a_duty_is_told_of_once_when_its_time_has_come_and_not_before(as_jobs: Any) -> None:
    walk = begin()
    walk.do(AGENCY, "报请审批")  # Monday 2 March; three days end on Thursday 5 March, 24:00
    end = dt.datetime(2026, 3, 5, 16, 0, tzinfo=dt.UTC)
    assert swept(as_jobs, end - dt.timedelta(seconds=1)) == NOTHING
    assert swept(as_jobs, end) == Swept(overdue=1, lapsed=0)
    assert swept(as_jobs, end + dt.timedelta(days=1)) == NOTHING


def test_telling_of_a_duty_changes_nothing_else(as_jobs: Any) -> None:
    walk = begin()
    walk.do(AGENCY, "报请审批")
    swept(as_jobs, BEGIN + dt.timedelta(days=30))
    with as_jobs():
        matter = Matter.objects.get()
        assert (matter.state, matter.seq) == ("待审批", 2)
        assert Deadline.objects.get().state == "在期"


def test_a_due_date_that_was_corrected_is_told_of_again(as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)
    signed = walk.do(POLICE, "签收").step
    walk.at += dt.timedelta(days=10)
    assert swept(as_jobs, walk.at).overdue == 1  # three days of review
    walk.do(POLICE, "更正签收", hours=-24 * 10 + 48, about=4)  # it was received two days later
    later = dt.datetime(2026, 3, 30, tzinfo=dt.UTC)
    with as_jobs():
        clock = Deadline.objects.get(limit="待审查")
        assert clock.swept_due is not None
        assert clock.due_at is not None
        assert clock.swept_due < clock.due_at
    assert swept(as_jobs, later).overdue == 1
    assert swept(as_jobs, later) == NOTHING
    assert signed.seq == 5


def test_a_right_that_was_not_used_lapses_into_the_act_of_its_article_at_the_moment_it_ended(as_jobs: Any) -> None:
    walked(TO_NOT_FILED)  # received on Monday 2 March: the three days end on Thursday, 24:00
    assert swept(as_jobs, BEGIN + dt.timedelta(days=30)) == Swept(overdue=1, lapsed=1)
    with as_jobs():
        step = Step.objects.order_by("seq").last()
        assert step is not None
        assert (step.act, step.unit, step.body["actor"]) == ("不提异议", "", "期限")
        assert step.at == dt.datetime(2026, 3, 5, 16, 0, tzinfo=dt.UTC)
        assert step.body["reason"] == "“不予立案”的期限已于2026-03-05届满。"
        assert step.body["citations"] == ["移送规定 9", "移送规定 10"]
        assert Matter.objects.get().state == "待行政处理"
    assert swept(as_jobs, BEGIN + dt.timedelta(days=30)) == NOTHING


def test_a_limit_of_an_act_that_nobody_must_do_is_never_told_as_overdue(as_jobs: Any) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))  # 通知补正 and 转送管辖: within 24 hours, if at all
    after = walk.at + dt.timedelta(hours=25)
    with as_jobs():
        assert set(Deadline.objects.filter(kind="限", due_at__lt=after).values_list("limit", flat=True)) == {
            "通知补正",
            "转送管辖",
        }
    assert swept(as_jobs, after) == NOTHING
    with as_jobs():
        # read once, not for ever
        assert not Deadline.objects.filter(kind="限", swept_due=None, due_at__lt=after).exists()


def test_many_clocks_are_dealt_with_in_one_sweep(as_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    for _ in range(5):
        walked(TO_NOT_FILED)
    assert swept(as_jobs, BEGIN + dt.timedelta(days=30)) == Swept(overdue=5, lapsed=5)


def test_one_matter_that_cannot_be_moved_on_holds_up_no_other_and_is_tried_again(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = walked(TO_NOT_FILED), walked(TO_NOT_FILED)
    after = BEGIN + dt.timedelta(days=30)

    def failing(matter: Matter, *, now: dt.datetime) -> Any:
        if matter.pk == broken.matter:
            raise LookupError("程序不在了")
        return perform_by_clock(matter, now=now)

    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "perform_by_clock", failing)
        assert swept(as_jobs, after) == Swept(overdue=1, lapsed=1)
        assert swept(as_jobs, after + dt.timedelta(minutes=59)) == NOTHING  # and the log says nothing more
    assert [record.getMessage() for record in caplog.records] == [f"sweep: {broken.number} could not be moved on"]
    with as_jobs():
        assert Matter.objects.get(pk=sound.matter).state == "待行政处理"
        assert Matter.objects.get(pk=broken.matter).state == "不予立案"
    assert swept(as_jobs, after + dt.timedelta(hours=1)) == Swept(overdue=1, lapsed=1)


def refusing(matter: Matter, *, now: dt.datetime) -> Refused:
    """In place of perform_by_clock: the procedure does not let the right lapse."""
    return refuse("closed", act="不提异议", state="不予立案")


def test_a_lapse_that_is_refused_stays_due_is_told_in_the_log_and_tried_again_within_the_hour(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    walk = walked(TO_NOT_FILED)
    after = BEGIN + dt.timedelta(days=30)
    with monkeypatch.context() as patch:
        patch.setattr(sweeping, "perform_by_clock", refusing)
        for minute in (0, 1, 59, 60):
            assert swept(as_jobs, after + dt.timedelta(minutes=minute)) == NOTHING
    assert [record.getMessage() for record in caplog.records] == [
        f"sweep: {walk.number} could not lapse (closed): 事项已办结（不予立案），不能再办理“不提异议”。"
    ] * 2
    with as_jobs():
        clock = Deadline.objects.get(limit="不予立案")
        assert (clock.state, clock.swept_due) == ("在期", None)
    assert swept(as_jobs, after + dt.timedelta(minutes=119)) == NOTHING
    assert swept(as_jobs, after + dt.timedelta(minutes=120)) == Swept(overdue=1, lapsed=1)
    with as_jobs():
        assert Matter.objects.get(pk=walk.matter).state == "待行政处理"


def test_many_lapses_that_are_refused_hold_up_none_that_is_not(as_jobs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "BATCH", 2)
    refused = {walked(TO_NOT_FILED).matter for _ in range(3)}
    walked(TO_NOT_FILED, BEGIN + dt.timedelta(days=1))  # due last

    def some_refused(matter: Matter, *, now: dt.datetime) -> Any:
        return refusing(matter, now=now) if matter.pk in refused else perform_by_clock(matter, now=now)

    monkeypatch.setattr(sweeping, "perform_by_clock", some_refused)
    assert swept(as_jobs, BEGIN + dt.timedelta(days=30)) == Swept(overdue=1, lapsed=1)


def test_an_act_meanwhile_does_not_make_the_sweep_forget_when_it_tries_again(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = walked(TO_NOT_FILED)
    after = BEGIN + dt.timedelta(days=30)
    monkeypatch.setattr(sweeping, "perform_by_clock", refusing)
    swept(as_jobs, after)
    walk.do(AGENCY, "催办")
    with as_jobs():
        assert Deadline.objects.get(limit="不予立案").retry_at == after + dt.timedelta(hours=1)


def test_the_web_sweeps_nothing() -> None:
    walked(TO_NOT_FILED)
    with door.acting_for([AGENCY]):
        assert sweep(BEGIN + dt.timedelta(days=30)) == NOTHING


def test_nothing_outside_the_partial_index_is_read(as_jobs: Any) -> None:
    for _ in range(3):
        walked(TO_NOT_FILED)
    due = Deadline.objects.filter(
        Q(swept_due=None) | ~Q(swept_due=F("due_at")), state="在期", due_at__lte=BEGIN + dt.timedelta(days=30)
    ).order_by("due_at")[:200]
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_sort = off")
        plan = due.explain()
    assert "Index Scan using deadline_to_sweep on matters_deadline" in plan
    assert "Sort" not in plan


def test_the_question_that_is_asked_is_the_one_the_index_answers(as_jobs: Any) -> None:
    from django.test.utils import CaptureQueriesContext

    walked(TO_NOT_FILED)
    with as_jobs(), CaptureQueriesContext(connection) as queries:
        sweep(BEGIN)
    (asked,) = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    with as_jobs(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(f"explain {asked}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "deadline_to_sweep" in plan
    assert "Seq Scan" not in plan
