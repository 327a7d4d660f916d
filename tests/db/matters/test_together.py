"""Several people and workers at once, in connections of their own."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from tests.cast import AGENCY, BEGIN, POLICE, TO_NOT_FILED, TO_REVIEW, Walk, asked, begin, party, walked

from liandong.matters import door
from liandong.matters.models import Deadline, Matter, Participation, Step
from liandong.matters.performing import Overtaken, Performed, perform
from liandong.matters.rules import law
from liandong.matters.sweeping import sweep
from liandong.matters.verifying import one_moment, verify
from liandong.procedures.refusal import Refused

pytestmark = pytest.mark.usefixtures("real_cast")


def at_once(*tasks: Callable[[], Any]) -> list[Any]:
    """Run each task in a thread with its own connection, let go at the same moment; their results, or what they raised."""
    gate = threading.Barrier(len(tasks))
    results: list[Any] = [None] * len(tasks)

    def run(number: int) -> None:
        try:
            with connection.cursor():
                gate.wait(10)
            results[number] = tasks[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def acting(walk: Walk, unit: str, act: str, seen: int, at: dt.datetime) -> Callable[[], Any]:
    what = asked(law().procedure("正向移送").acts[act], at, walk.results[-1].standing.facts)

    def task() -> Any:
        with door.acting_for([unit]):
            return perform(matter_id=walk.matter, asked=what, party=party(unit), now=at, seen=seen)

    return task


def test_of_two_people_at_once_one_wins_and_the_other_is_told_who_did_what() -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    later = walk.at + dt.timedelta(hours=1)
    results = at_once(acting(walk, POLICE, "立案", 5, later), acting(walk, POLICE, "不立案", 5, later))
    (won,) = [result for result in results if isinstance(result, Performed)]
    (told,) = [result for result in results if isinstance(result, Overtaken)]
    assert [(step.act, step.unit, step.seq) for step in told.since] == [(won.step.act, POLICE, 6)]
    with door.acting_for([POLICE]):
        door.enter(walk.matter, [POLICE])
        assert Step.objects.filter(matter=walk.matter, seq=6).count() == 1


def test_of_the_same_act_sent_twice_one_is_stored() -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收")))
    later = walk.at + dt.timedelta(hours=1)
    results = at_once(*[acting(walk, POLICE, "立案", 5, later) for _ in range(4)])
    assert sorted(type(result).__name__ for result in results) == ["Overtaken"] * 3 + ["Performed"]


def test_acts_that_leave_the_state_alone_are_all_stored_in_a_row() -> None:
    walk = walked(TO_REVIEW)
    later = walk.at + dt.timedelta(hours=1)
    results = at_once(*[acting(walk, unit, "催办", 4, later) for unit in (AGENCY, POLICE, AGENCY, POLICE)])
    assert sorted(result.step.seq for result in results) == [5, 6, 7, 8]


def test_numbers_have_no_gaps_when_many_open_matters_at_once() -> None:
    def refused_then_opened() -> str:
        with door.acting_for([AGENCY]):
            pass
        return begin().number

    def opened_and_rolled_back() -> str:
        class Lost(Exception):
            pass

        try:
            with transaction.atomic():
                begin()
                raise Lost
        except Lost:
            return ""

    results = at_once(*[refused_then_opened] * 5, opened_and_rolled_back, opened_and_rolled_back)
    assert sorted(filter(None, results)) == [f"420102-SJ-2026-{number:05d}" for number in range(1, 6)]


def test_a_transaction_that_is_killed_leaves_nothing() -> None:
    walk = walked(TO_NOT_FILED)
    what = asked(law().procedure("正向移送").acts["建议监督"], walk.at, walk.results[-1].standing.facts)

    def killed() -> str:
        with door.acting_for([AGENCY]):
            assert isinstance(
                perform(matter_id=walk.matter, asked=what, party=party(AGENCY), now=walk.at, seen=7), Performed
            )
            with connection.cursor() as cursor:
                cursor.execute("reset role")
                cursor.execute("select pg_terminate_backend(pg_backend_pid())")
        return "committed"

    (result,) = at_once(killed)
    assert "terminating connection" in str(result)
    with door.acting_for([AGENCY]):
        assert Participation.objects.count() == 1
        matter = door.enter(walk.matter, [AGENCY])
        assert matter is not None
        assert (matter.state, matter.seq) == ("不予立案", 7)
        assert Step.objects.count() == 7


def test_a_right_lapses_once_even_with_two_workers(as_jobs: Any) -> None:
    walks = [walked(TO_NOT_FILED) for _ in range(3)]
    after = BEGIN + dt.timedelta(days=30)

    def worker() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("set role liandong_jobs")
        return sweep(after)

    swept = at_once(worker, worker, worker)
    assert sum(result.lapsed for result in swept) == 3
    with as_jobs():
        for walk in walks:
            acts = list(Step.objects.filter(matter=walk.matter).order_by("seq").values_list("act", flat=True))
            assert acts.count("不提异议") == 1
            assert acts[-1] == "不提异议"


def test_a_worker_and_a_person_at_the_same_matter_never_block_each_other_for_good(as_jobs: Any) -> None:
    """The sweep must not wait for a matter while it holds that matter's clocks."""
    walk = walked(TO_NOT_FILED)
    after = BEGIN + dt.timedelta(days=30)
    holds, swept = threading.Event(), threading.Event()
    what = asked(law().procedure("正向移送").acts["提请复议"], walk.at, walk.results[-1].standing.facts)

    def person() -> Any:
        with door.acting_for([AGENCY]):
            door.enter(walk.matter, [AGENCY], lock=True)
            holds.set()
            swept.wait(2)
            return perform(matter_id=walk.matter, asked=what, party=party(AGENCY), now=after, seen=7)

    def worker() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("set role liandong_jobs")
        holds.wait(5)
        try:
            return sweep(after)
        finally:
            swept.set()

    done, told = at_once(person, worker)
    assert isinstance(done, Performed), done  # done on a day before the right ended, recorded later
    assert told.lapsed == 0
    with as_jobs():
        matter = Matter.objects.get(pk=walk.matter)
        assert matter.state == "复议中"
        assert Deadline.objects.filter(matter=matter, state="在期").count() == 0


def test_what_a_busy_matter_kept_from_lapsing_lapses_at_the_next_sweep(as_jobs: Any) -> None:
    walk = walked(TO_NOT_FILED)
    after = BEGIN + dt.timedelta(days=30)
    holds, swept = threading.Event(), threading.Event()

    def person() -> Any:
        with door.acting_for([AGENCY]):
            door.enter(walk.matter, [AGENCY], lock=True)
            holds.set()
            return swept.wait(10)

    def worker() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("set role liandong_jobs")
        holds.wait(5)
        try:
            return sweep(after)
        finally:
            swept.set()

    in_time, first = at_once(person, worker)
    assert in_time
    assert first.lapsed == 0
    with as_jobs(), transaction.atomic():
        assert sweep(after).lapsed == 1
        assert sweep(after).lapsed == 0
        assert Matter.objects.get(pk=walk.matter).state == "待行政处理"


def test_an_act_refused_in_one_transaction_waits_for_none() -> None:
    walk = walked(TO_REVIEW)
    later = walk.at + dt.timedelta(hours=1)
    results = at_once(*[acting(walk, AGENCY, "移送", 4, later) for _ in range(2)])
    assert [isinstance(result, Refused) and result.code for result in results] == ["wrong_state", "wrong_state"]


def test_verify_finds_no_difference_when_somebody_acts_between_two_of_its_reads(as_jobs: Any) -> None:
    walk = walked(TO_REVIEW)

    def differences_while(act: str, seen: int) -> list[str]:
        meanwhile = acting(walk, POLICE, act, seen, walk.at + dt.timedelta(hours=1))

        def act_before_the_steps_are_read(execute: Any, sql: str, *rest: Any) -> Any:
            if 'FROM "matters_step"' in sql:
                walk.results.extend(at_once(meanwhile))
            return execute(sql, *rest)

        with connection.execute_wrapper(act_before_the_steps_are_read):
            return [difference.what for _, found in verify() for difference in found]

    with as_jobs(), one_moment():
        assert differences_while("签收", 4) == []
    with as_jobs():
        assert differences_while("立案", 5) != []  # as it was without one moment
    assert [result.step.act for result in walk.results[-2:]] == ["签收", "立案"]


def test_verify_cannot_write(as_jobs: Any) -> None:
    walked(TO_REVIEW)
    read_only = pytest.raises(InternalError, match="cannot execute UPDATE in a read-only transaction")
    with as_jobs(), read_only, one_moment():
        Deadline.objects.update(swept_due=None)
