"""What the steps of a matter add up to, as rows: deadlines, services, lines in each ledger and each room of papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Model

from liandong.matters.models import Deadline, Matter, PaperLine, Participation
from liandong.matters.models import Service as ServiceRow
from liandong.matters.seeing import clocks_seen, steps_seen
from liandong.procedures.grammar import FieldType, LimitKind, Procedure
from liandong.procedures.standing import Clock, ClockState, Service, Standing, Step
from liandong.trust.sealing import is_sealed
from liandong.trust.statements import Statement, insert

NOT_FROM_STEPS = ("swept_due", "retry_at", "keep_at")  # columns in which the jobs remember what they did

type Rows = tuple[list[Deadline], list[ServiceRow], list[Participation], list[PaperLine]]
NOTHING: Rows = ([], [], [], [])


def rows(procedure: Procedure, matter: Matter, standing: Standing) -> Rows:
    """Every row that this standing stands for."""
    return (
        [deadline(procedure, matter, standing, clock) for clock in standing.clocks],
        [service(matter, item) for item in standing.services],
        [participation(procedure, matter, standing, unit) for unit in taking_part(standing)],
        list(paper_lines(matter, standing)),
    )


def changes(now: Rows, before: Rows) -> Iterator[Statement]:
    """The statements that store the rows that differ from what was stored before; four at most."""
    for fresh, old, unique, kept in (
        (now[0], before[0], ("matter_id", "limit", "opened_seq"), NOT_FROM_STEPS),
        (now[1], before[1], ("matter_id", "seq", "role"), ()),
        (now[2], before[2], ("matter_id", "unit"), ()),
        (now[3], before[3], ("matter_id", "seq", "name", "unit"), NOT_FROM_STEPS),
    ):
        if changed := _changed(fresh, old):
            yield insert(changed, unique=unique, kept=kept)


def values(row: Model) -> dict[str, object]:
    """A row's values without its key and what is not made from steps; two rows are the same if these are."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in ("id", *NOT_FROM_STEPS)
    }


def taking_part(standing: Standing) -> tuple[str, ...]:
    """The units that take part by now, each once; also one whose role went to another, as long as it acted or was served.

    It keeps the matter in its ledger, because what it did is on the record.
    """
    playing = (standing.units[role] for role in sorted(standing.entered))
    acted = (step.unit for step in standing.done if step.unit)
    served = (item.unit for item in standing.services)
    return tuple(dict.fromkeys((*playing, *acted, *served)))


def deadline(procedure: Procedure, matter: Matter, standing: Standing, clock: Clock) -> Deadline:
    """The row of one clock."""
    due = clock.due
    return Deadline(
        matter_id=matter.id,
        limit=clock.limit,
        opened_seq=clock.opened_seq,
        kind=procedure.limits[clock.limit].kind.value,
        role=clock.role,
        unit=standing.units.get(clock.role, ""),
        state=clock.state.value,
        started_at=clock.started_at,
        due_at=due.at if due else None,
        last_day=due.last_day if due else None,
        assumed=due.assumed if due else False,
        reasons=[
            {"text": reason.text, "citation": str(reason.citation) if reason.citation else ""}
            for reason in (due.reasons if due else ())
        ],
        moved=[
            {"due_at": item.due_at.astimezone(dt.UTC).isoformat(), "why": item.why, "seq": item.seq}
            for item in clock.moved
        ],
        ended_at=clock.ended_at,
    )


def service(matter: Matter, item: Service) -> ServiceRow:
    """The row of one service."""
    return ServiceRow(
        matter_id=matter.id,
        seq=item.seq,
        role=item.role,
        unit=item.unit,
        act=item.act,
        papers=list(item.papers),
        copy=item.copy,
        issued_at=item.issued_at,
        received_at=item.received_at,
        proved_by_sender=item.proved_by_sender,
        earlier=[at.astimezone(dt.UTC).isoformat() for at in item.earlier],
    )


def participation(procedure: Procedure, matter: Matter, standing: Standing, unit: str) -> Participation:
    """The line of one unit's ledger."""
    state = procedure.states[standing.state]
    roles = sorted(role for role in standing.entered if standing.units[role] == unit)
    # the limit of an act that nobody must do is no due date of the matter
    running = [
        clock
        for clock in clocks_seen(procedure, standing, unit)
        if clock.state is ClockState.RUNNING
        and clock.due
        and procedure.limits[clock.limit].kind is not LimitKind.WITHIN
    ]
    mine = min((c for c in running if c.role in roles), key=_due_at, default=None)
    first = min(running, key=_due_at, default=None)
    unsigned = [s for s in standing.unsigned() if s.unit == unit]
    seen = steps_seen(procedure, standing.done, unit)
    last = seen[-1] if seen else None
    return Participation(
        matter_id=matter.id,
        unit=unit,
        roles=roles,
        family=matter.family,
        number=matter.number,
        title=matter.title,
        procedure=matter.procedure,
        variant=matter.variant,
        state=standing.state,
        closed=state.final,
        turn=state.role in roles,
        turn_unit=standing.units.get(state.role, ""),
        turn_post=state.post.value if state.post else "",
        due_at=_due_at(mine) if mine else None,
        due_limit=mine.limit if mine else "",
        due_kind=procedure.limits[mine.limit].kind.value if mine else "",
        waiting=any(
            c.state is ClockState.WAITING and c.role in roles and procedure.limits[c.limit].kind is not LimitKind.WITHIN
            for c in standing.clocks
        ),
        matter_due_at=_due_at(first) if first else None,
        unsigned=len(unsigned),
        unsigned_since=min((s.issued_at for s in unsigned), default=None),
        unsigned_by_others=len(standing.unsigned()) - len(unsigned),
        services=len(standing.services),
        came_from=next((step.unit for step in reversed(seen) if _came_by(procedure, standing, step, unit)), ""),
        parties="、".join(_parties(procedure, seen)),
        last_act=last.act if last else "",
        last_unit=last.unit if last else "",
        last_at=last.at if last else matter.opened_at,
        opened_at=matter.opened_at,
        words=words(procedure, matter, seen),
    )


def words(procedure: Procedure, matter: Matter, seen: Sequence[Step]) -> str:
    """What a search of a unit's ledger finds it by: number, title, papers' numbers, the parties in the steps it sees."""
    found = [matter.number, matter.title]
    for step in seen:
        found += [paper.number for paper in step.papers if paper.number]
        found += _parties(procedure, [step])
    return "\n".join(dict.fromkeys(found))


def _parties(procedure: Procedure, steps: Sequence[Step]) -> list[str]:
    """The names in the latest of these steps that has parties, without those that are sealed."""
    for step in reversed(steps):
        lists = [step.fields.get(f.name) for f in procedure.acts[step.act].fields if f.type is FieldType.PARTIES]
        if rows := [row for value in lists if isinstance(value, list) for row in value]:
            return [row["名称"] for row in rows if not is_sealed(row["名称"])]
    return []


def _came_by(procedure: Procedure, standing: Standing, step: Step, unit: str) -> bool:
    """Did this step of another unit bring the matter where it stands, or papers to this unit?"""
    act = procedure.acts[step.act]
    served = any(standing.units.get(role) == unit for role in (*act.serves, *act.copies))
    return step.unit not in ("", unit) and (bool(step.to_state) or served)


def paper_lines(matter: Matter, standing: Standing) -> Iterator[PaperLine]:
    """The lines of every issued paper; the first of each carries when it is to be kept."""
    for step in standing.done:
        sent = [item for item in standing.services if item.seq == step.seq]
        units = [unit for unit in dict.fromkeys((step.unit, *(item.unit for item in sent))) if unit]
        for paper in step.papers:
            for unit in units:
                own = unit == step.unit
                waited = sent if own else [item for item in sent if item.unit == unit]
                received = [item.received_at for item in waited if item.received_at]
                unsigned = len(waited) - len(received)
                yield PaperLine(
                    matter_id=matter.id,
                    seq=step.seq,
                    name=paper.name,
                    unit=unit,
                    own=own,
                    copy=not own and all(item.copy for item in waited),
                    number=paper.number,
                    matter_number=matter.number,
                    title=matter.title,
                    issuer=step.unit,
                    recipients=list(dict.fromkeys(item.unit for item in sent)),
                    issued_at=step.at,
                    received_at=max(received) if received and not unsigned else None,
                    unsigned=unsigned,
                    keep_at=step.recorded_at if unit == units[0] else None,
                )


def _due_at(clock: Clock) -> dt.datetime:
    return clock.due.at if clock.due else dt.datetime.max.replace(tzinfo=dt.UTC)


def _changed(now: Sequence[Model], before: Sequence[Model]) -> list[Model]:
    old = [values(row) for row in before]
    return [row for row in now if values(row) not in old]
