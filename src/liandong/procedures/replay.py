"""Published cases replayed: each due date that we compute beside the one that was worked out from the publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from liandong.procedures.clocks import due_of
from liandong.procedures.law import Law
from liandong.procedures.standing import ClockState
from liandong.procedures.story import Ran, Story, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the replay, the clock that it leaves running, and the published day of a clock that it starts."""

    at: dt.datetime
    who: str
    act: str
    state: str
    limit: str
    due: dt.date | None
    published: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One 期限核对 entry: our due date, the published one, and the story's words where they differ."""

    rule: str
    limit: str
    computed: dt.date
    published: dt.date
    explained: str

    @property
    def agrees(self) -> bool:
        """The two are the same, or the story says why not."""
        return self.computed == self.published or bool(self.explained)


def lines(ran: Ran, compared: Sequence[Compared] = ()) -> tuple[StepLine, ...]:
    """The steps of a story that was run, each with the clock of the state that it leads to, or else the nearest one."""
    found = []
    published = {item.limit: item.published for item in compared}
    before: set[str] = set()
    for step, standing in ran.line:
        running = {c.limit: c.due for c in standing.clocks if c.state is ClockState.RUNNING and c.due}
        nearest = sorted(running, key=lambda limit: (limit != standing.state, running[limit].at))
        limit = next(iter(nearest), "")
        found.append(
            StepLine(
                at=step.at,
                who=step.actor,
                act=step.act,
                state=standing.state,
                limit=limit,
                due=running[limit].last_day if limit else None,
                published=published.get(limit) if limit not in before else None,
            )
        )
        before = set(running)
    return tuple(found)


def compare(story: Story, law: Law, cases: Path) -> tuple[Compared, ...]:
    """Hold the story's published case against our limits. Errors: LookupError for an unknown entry or limit."""
    if not story.case:
        return ()
    published = yaml.safe_load((cases / story.case["文件"]).read_text(encoding="utf-8"))
    entries = {entry["规则"]: entry for entry in published["期限核对"]}
    return tuple(_compared(told, entries, story, law) for told in story.case.get("期限核对", ()))


def _compared(told: Mapping[str, Any], entries: Mapping[str, Any], story: Story, law: Law) -> Compared:
    entry = entries[told["规则"]]
    limit = story.procedure.limits[told["期限"]]
    due = due_of(limit, moment(dt.date.fromisoformat(str(entry["起算日"]))), {}, law.calendar)
    return Compared(
        rule=told["规则"],
        limit=limit.name,
        computed=due.last_day,
        published=dt.date.fromisoformat(str(entry["到期日"])),
        explained=str(told.get("说明", "")),
    )
