"""Published cases replayed: each due date that we compute beside the one that was worked out from the publication."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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
    """One step of the replay and the clock that it leaves running."""

    at: dt.datetime
    who: str
    act: str
    state: str
    limit: str
    due: dt.date | None


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


def lines(ran: Ran) -> tuple[StepLine, ...]:
    """The steps of a story that was run, each with the clock of the state that it leads to."""
    found = []
    for step, standing in ran.line:
        running = [c for c in standing.clocks if c.state is ClockState.RUNNING and c.due]
        first = min(running, key=lambda clock: clock.due.at if clock.due else step.at, default=None)
        found.append(
            StepLine(
                at=step.at,
                who=step.actor,
                act=step.act,
                state=standing.state,
                limit=first.limit if first else "",
                due=first.due.last_day if first and first.due else None,
            )
        )
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
