"""verify(): whatever the program wrote it finds in order, and whatever somebody else changed it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from tests.cast import (
    AGENCY,
    PROCURATORATE,
    TO_NOT_FILED,
    Walk,
    begin,
    party,
    walked,
)

from liandong.matters.models import Matter
from liandong.matters.performing import Performed
from liandong.matters.rules import law
from liandong.matters.sweeping import sweep
from liandong.matters.verifying import verify
from liandong.procedures.decision import open_acts
from liandong.procedures.grammar import Act, Procedure
from liandong.procedures.standing import Standing

pytestmark = pytest.mark.usefixtures("cast")
LONG = 1200  # hours until every limit of days has run out


def differences(as_jobs: Any) -> list[str]:
    """What verify() says, as the jobs' role."""
    with as_jobs():
        return [difference.what for _, found in verify() for difference in found]


class Wanderer:
    """Walks matters through every act of a procedure: in each state what is not done yet, else on towards it."""

    def __init__(self, procedure: Procedure, as_jobs: Any) -> None:
        self.procedure = procedure
        self.as_jobs = as_jobs
        self.done: set[str] = set()

    def missing(self) -> set[str]:
        """Acts that no walk has done."""
        return set(self.procedure.acts) - self.done

    def wander(self, opening: str, choices: dict[str, str]) -> None:
        """One matter, until it is closed or nothing new can be reached."""
        act = self.procedure.acts[opening]
        given = {item.name: choices[item.name] for item in act.fields if item.name in choices}
        if opening == "建议监督":
            walk = self._handed_over()
        else:
            walk = begin(self.procedure.name, opening, {"甲": AGENCY, "检": PROCURATORATE}[act.roles[0]], given)
        self.done.add(opening)
        failed: set[str] = set()
        waited = 0
        for _ in range(60):
            standing = walk.results[-1].standing
            move = self._move(walk, failed)
            if move is None:
                if waited == standing.seq or self.procedure.states[standing.state].final:
                    return
                waited = standing.seq
                self._wait(walk)
                continue
            unit, act, about = move
            days = {
                item.name: (walk.at + dt.timedelta(days=9)).date().isoformat()
                for item in act.fields
                if item.name == "回复截止日期"
            }
            if isinstance(walk.attempt(unit, act.name, days, about=about), Performed):
                self.done.add(act.name)
            else:
                failed.add(act.name)

    def _move(self, walk: Walk, failed: set[str]) -> tuple[str, Act, int] | None:
        """Something new, else a signature, else a step towards something new, else None: wait."""
        standing = walk.results[-1].standing
        offered = [
            (unit, item.act)
            for unit in sorted({standing.units[role] for role in standing.entered})
            for item in open_acts(self.procedure, standing, party(unit), walk.at + dt.timedelta(hours=1))
            if item.refused is None and item.act.name not in failed
        ]
        fresh = [pair for pair in offered if pair[1].name in self.missing()]
        sides = [pair for pair in fresh if not pair[1].to_state]
        for unit, act in sides + fresh:
            about = self._about(standing, unit, act)
            if about is not None:
                return unit, act, about
        signing = [pair for pair in offered if pair[1].signs and standing.unsigned()]
        for unit, act in signing:
            about = self._about(standing, unit, act)
            if about:
                return unit, act, about
        if self._promises(standing, standing.state):
            return None
        far = self._distances(standing)
        moving = [pair for pair in offered if far.get(pair[1].to_state) is not None]
        if not moving:
            return None
        unit, act = min(moving, key=lambda pair: far[pair[1].to_state])
        return unit, act, 0

    def _about(self, standing: Standing, unit: str, act: Act) -> int | None:
        """The service that an act is about; 0 for none, None where there is none that fits."""
        if act.signs:
            return next((s.seq for s in standing.unsigned() if s.unit == unit), None)
        if act.corrects:
            return next((s.seq for s in standing.services if s.received_at and s.unit == unit), None)
        if act.records_service:
            mine = {step.seq for step in standing.done if step.unit == unit}
            return next((s.seq for s in standing.unsigned() if s.seq in mine), None)
        return 0

    def _fits(self, standing: Standing, act: Act) -> bool:
        condition = act.condition
        return not (condition and condition.field and standing.facts.get(condition.field) != condition.value)

    def _promises(self, standing: Standing, state: str) -> bool:
        """Is something new done in this state once its time has run out?"""
        limit = self.procedure.states[state].limit
        return any(
            state in act.from_states and act.name in self.missing() and self._fits(standing, act)
            for act in self.procedure.acts.values()
            if (act.condition and act.condition.overdue) or (limit and limit.lapse == act.name)
        )

    def _distances(self, standing: Standing) -> dict[str, int]:
        """How many acts lie between each state and something new."""
        acts = [act for act in self.procedure.acts.values() if self._fits(standing, act)]
        far = {state: 0 for act in acts if act.name in self.missing() and not act.opens for state in act.from_states}
        for _ in self.procedure.states:
            for act in acts:
                if act.to_state in far:
                    for state in act.from_states:
                        far[state] = min(far.get(state, 99), far[act.to_state] + 1)
        return far

    def _handed_over(self) -> Walk:
        """A matter that is opened by another's act alone."""
        first = walked(TO_NOT_FILED)
        (opened,) = first.do(AGENCY, "建议监督").opened
        walk = Walk(matter=opened, number="", at=first.at, results=first.results[-1:])
        self._reread(walk)
        return walk

    def _wait(self, walk: Walk) -> None:
        """Let the limits run out."""
        walk.at += dt.timedelta(hours=LONG)
        with self.as_jobs():
            sweep(walk.at)
        self._reread(walk)

    def _reread(self, walk: Walk) -> None:
        from dataclasses import replace

        from liandong.matters.records import steps_of
        from liandong.procedures.advance import replay

        with self.as_jobs():
            matter = Matter.objects.get(pk=walk.matter)
            standing = replay(self.procedure, steps_of(matter), law().calendar)
        self.done |= {step.act for step in standing.done}
        walk.results.append(replace(walk.results[-1], matter=matter, standing=standing))


@pytest.mark.parametrize("name", ["正向移送", "立案监督", "督促移送"])
def test_after_walks_through_every_act_verify_is_clean(name: str, as_jobs: Any) -> None:
    procedure = law().procedure(name)
    wanderer = Wanderer(procedure, as_jobs)
    openings = [act.name for act in procedure.openings()]
    choices: Sequence[str] = next(
        (item.choices for act in procedure.acts.values() for item in act.fields if item.name == "监督方向"), ("",)
    )
    for turn in range(60):
        wanderer.wander(openings[turn % len(openings)], {"监督方向": choices[turn // len(openings) % len(choices)]})
        if not wanderer.missing():
            break
    assert wanderer.missing() == set()
    assert differences(as_jobs) == []


TAMPERED = [
    ("update matters_step set body = jsonb_set(body, '{reason}', '\"改\"') where seq = 3", "第3步“批准移送”的校验值与内容不符"),
    ("update matters_step set act = '移送' where seq = 3", "第3步“移送”的列与内容不符"),
    ("update matters_step set unit = '420606-SJ' where seq = 3", "第3步“批准移送”的列与内容不符"),
    ("update matters_step set at = at - interval '1 day' where seq = 3", "第3步“批准移送”的列与内容不符"),
    ("update matters_step set recorded_at = recorded_at - interval '1 day' where seq = 3", "第3步“批准移送”的列与内容不符"),
    ("update matters_step set previous = repeat('0', 64) where seq = 3", "第3步“批准移送”的校验值与内容不符"),
    ("update matters_step set digest = repeat('0', 64) where seq = 3", "第4步“移送”的校验值与内容不符"),
    ("update matters_step set digest = 'keine', previous = 'keine' where seq > 2", "第3步“批准移送”的校验值与内容不符"),
    ("delete from matters_step where seq = 3", "步骤序号不连续：第3步存为第4步"),
    ("delete from matters_step where seq = 7", "事项所存的最后校验值与步骤不符"),
    ("delete from matters_step", "事项存为第7步“不予立案”，依步骤应为第0步“”"),
    ("update matters_matter set head = repeat('0', 64)", "事项所存的最后校验值与步骤不符"),
    ("update matters_matter set state = '已立案'", "事项存为第7步“已立案”，依步骤应为第7步“不予立案”"),
    ("update matters_matter set seq = 8", "事项存为第8步“不予立案”，依步骤应为第7步“不予立案”"),
    ("update matters_matter set title = '另一案'", "事项的名称与步骤不符"),
    ("update matters_matter set opened_at = opened_at - interval '1 day'", "事项的新建时间与步骤不符"),
    ("update matters_matter set opened_by = '420606-SJ'", "事项的新建单位与步骤不符"),
    ("update matters_matter set closed_at = opened_at", "事项的办结时间与步骤不符"),
    ("update matters_matter set variant = '生态环境'", "事项所依的程序版本与第1步不符"),
    ("update matters_matter set version = '1999-01-01'",
     "步骤不能重放：UnknownProcedure('程序“正向移送”没有1999-01-01施行的版本，有：2020-09-01')"),
    ("update matters_step set body = body - 'act' where seq = 3", "步骤不能重放：KeyError('act')"),
    ("update matters_deadline set due_at = due_at + interval '1 day' where \"limit\" = '不予立案'", "deadline（{id} 不予立案）与步骤不符"),
    ("update matters_deadline set due_at = due_at + interval '1 day' where \"limit\" = '不予立案'", "缺少deadline（{id} 不予立案）"),
    ("update matters_deadline set reasons = '[]' where \"limit\" = '不予立案'", "deadline（{id} 不予立案）与步骤不符"),
    ("delete from matters_deadline where \"limit\" = '不予立案'", "缺少deadline（{id} 不予立案）"),
    ("update matters_service set received_at = null where seq = 4 and role = '公'", "service（{id} 4 公）与步骤不符"),
    ("delete from matters_service where seq = 4 and role = '检'", "缺少service（{id} 4 检）"),
    ("update matters_participation set title = '另一案' where unit = '420102-JC'",
     "participation（420102-SJ-2026-00001 420102-JC）与步骤不符"),
    ("update matters_participation set unit = '420606-SJ' where unit = '420102-JC'",
     "participation（420102-SJ-2026-00001 420606-SJ）与步骤不符"),
    ("delete from matters_participation where unit = '420102-JC'", "缺少participation（420102-SJ-2026-00001 420102-JC）"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "words"), TAMPERED)
def test_what_was_tampered_with_is_named(statement: str, words: str, as_owner: Any, as_jobs: Any) -> None:
    walk = walked(TO_NOT_FILED)
    assert differences(as_jobs) == []
    tables = ("matters_matter", "matters_step", "matters_deadline", "matters_service", "matters_participation")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f"alter table {table} no force row level security")
        cursor.execute(statement)
        assert cursor.rowcount > 0
    assert words.replace("{id}", str(walk.matter)) in differences(as_jobs)


def test_a_step_that_was_swapped_for_one_of_another_matter_is_named(as_owner: Any, as_jobs: Any) -> None:
    first, second = begin(), begin(given={"案件名称": "另一案"})
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table matters_step no force row level security")
        cursor.execute(
            "update matters_step set body = other.body, digest = other.digest from matters_step other"
            " where matters_step.matter_id = %s and other.matter_id = %s",
            [first.matter, second.matter],
        )
    found = differences(as_jobs)
    assert "第1步“登记”属于另一事项" in found
    assert "事项所存的最后校验值与步骤不符" in found


def test_a_matter_stays_closed_at_the_moment_of_the_act_that_closed_it(as_jobs: Any) -> None:
    walk = begin()
    walk.do(AGENCY, "核实后不移送")
    closed = walk.at
    walk.do(AGENCY, "移送公职人员线索", hours=48)
    with as_jobs():
        assert Matter.objects.get(pk=walk.matter).closed_at == closed
    assert differences(as_jobs) == []


def test_verify_goes_through_more_matters_than_one_batch(monkeypatch: pytest.MonkeyPatch, as_jobs: Any) -> None:
    from liandong.matters import verifying

    monkeypatch.setattr(verifying, "BATCH", 2)
    for _ in range(5):
        begin()
    with as_jobs():
        assert [count for count, _ in verify()] == [2, 2, 1, 0]


def test_a_matter_that_was_taken_away_whole_is_missed_by_its_register(as_owner: Any, as_jobs: Any) -> None:
    walk = begin()
    begin()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("matters_step", "matters_participation", "matters_matter"):
            cursor.execute(f"alter table {table} no force row level security")
            column = "id" if table == "matters_matter" else "matter_id"
            cursor.execute(f"delete from {table} where {column} = %s", [walk.matter])  # noqa: S608 - named above
    assert differences(as_jobs) == ["登记到第2号，存有1个事项"]
