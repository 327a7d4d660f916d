"""perform(): the only way that a matter changes.

One transaction: the matter is locked, its steps read, the procedure asked; then the step, and what it changes, are
written together or not at all. The caller has opened the transaction and said for which units it asks (see `door`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from liandong.directory.finding import unit_at
from liandong.documents.keeping import bind
from liandong.kernel.due import SHANGHAI
from liandong.matters import door, projections
from liandong.matters.fitting import readable, unfit
from liandong.matters.models import Matter
from liandong.matters.opening import title_of, units_for
from liandong.matters.papers import lacking, number_of
from liandong.matters.records import enter, row_of, sealed, steps_of, unsealed
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import steps_seen
from liandong.procedures.advance import advance, replay
from liandong.procedures.decision import THE_CLOCK, Asked, Party, decide
from liandong.procedures.grammar import Act, Procedure
from liandong.procedures.lapsing import lapsed
from liandong.procedures.law import ENFORCEMENT
from liandong.procedures.refusal import Refused, refuse
from liandong.procedures.standing import NOTHING, IssuedPaper, Standing, Step
from liandong.trust.canonical import GENESIS
from liandong.trust.statements import insert, run

# the row lock keeps the unit's register without gaps
_NEXT_NUMBER = (
    "insert into matters_register (unit, year, last) values (%s, %s, 1)"
    " on conflict (unit, year) do update set last = matters_register.last + 1 returning last"
)
UNNUMBERED = "待编"  # the number of a matter that is not opened yet
_MOVE = "update matters_matter set state = %s, seq = %s, head = %s, closed_at = %s where id = %s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Performed:
    """A step that is stored, and where it leaves the matter; `opened` are matters that its hand-over opened."""

    matter: Matter
    step: Step
    standing: Standing
    opened: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Somebody else acted between reading and submitting; nothing was stored. `since` is what the party may see."""

    matter: Matter
    since: tuple[Step, ...]


class _HandOverRefusedError(Exception):
    def __init__(self, refused: Refused) -> None:
        self.refused = refused


def perform(
    *,
    matter_id: uuid.UUID,
    asked: Asked,
    party: Party,
    now: dt.datetime,
    seen: int | None = None,
    numbers: Mapping[str, str] | None = None,
) -> Performed | Refused | Overtaken | None:
    """Do one act in a matter. None where the party's unit takes no part in it.

    `seen` is the number of the last step that the person had before him; `numbers` are the organ's own paper numbers.
    """
    matter, steps = enter(matter_id, [party.unit], lock=True)
    if matter is None:
        return None
    procedure = procedure_of(matter)
    before = replay(procedure, steps, law().calendar)
    act = procedure.acts.get(asked.act)
    if seen is not None and (act is None or act.to_state):
        since = steps_seen(procedure, before.done[seen:], party.unit)
        if since:
            return Overtaken(matter=matter, since=since)
    wrong = unfit(act, asked, numbers or {}, party.unit) if act else None
    step = wrong or decide(procedure=procedure, standing=before, asked=asked, party=party, recorded_at=now)
    if not isinstance(step, Refused):
        step = lacking(procedure, steps, step, matter.number, matter.title) or step
    if isinstance(step, Refused):
        return step.named(procedure.english)
    return _store_whole(matter, procedure, before, step, party, numbers or {})


def perform_by_clock(matter: Matter, *, now: dt.datetime) -> Performed | Refused | None:
    """Let an unused right lapse. The sweep has locked the matter; None where nothing has run out."""
    procedure = procedure_of(matter)
    before = replay(procedure, steps_of(matter), law().calendar)
    asked = lapsed(procedure, before, now)
    if asked is None:
        return None
    step = decide(procedure=procedure, standing=before, asked=asked, party=THE_CLOCK, recorded_at=now)
    if not isinstance(step, Refused):
        step = lacking(procedure, before.done, step, matter.number, matter.title) or step
    return step if isinstance(step, Refused) else _store(matter, procedure, before, step, THE_CLOCK, {})


def open_matter(
    *,
    name: str,
    asked: Asked,
    party: Party,
    now: dt.datetime,
    numbers: Mapping[str, str] | None = None,
    carried: Mapping[str, str] | None = None,
    parent: Matter | None = None,
) -> Performed | Refused:
    """Open a matter of a procedure by its opening act; `carried` and `parent` where another matter hands it over."""
    opener = unit_at(party.unit)
    kinds = [opener.kind, ENFORCEMENT] if opener.enforcement else [opener.kind]
    day = asked.at.astimezone(SHANGHAI).date() if readable(asked.at) else now.astimezone(SHANGHAI).date()
    if name in law().procedures and not law().begins(name, day):
        return refuse("not_in_force", act=asked.act, at=day.isoformat())
    procedure = law().variant_for(name, kinds, day)
    act = procedure.acts.get(asked.act)
    units: dict[str, str] | Refused = {}
    if act is not None and act.opens:
        units = unfit(act, asked, numbers or {}, party.unit) or units_for(
            procedure, act, opener, asked.fields, carried or {}
        )
    if isinstance(units, Refused):
        return units.named(procedure.english)
    step = decide(procedure=procedure, standing=NOTHING, asked=asked, party=party, recorded_at=now, units=units)
    if isinstance(step, Refused):
        return step
    title = title_of(procedure.acts[step.act], step)
    if lacks := lacking(procedure, (), step, UNNUMBERED, title):  # no number is drawn for what is refused
        return lacks
    identity = uuid.uuid4()
    ((last,),), _ = run((_NEXT_NUMBER, [party.unit, day.year]), door.building(identity))
    matter = Matter(
        id=identity,
        number=f"{party.unit}-{day.year}-{last:05d}",
        procedure=procedure.name,
        version=procedure.in_force,
        variant=procedure.variant,
        title=title,
        state="",
        seq=0,
        head=GENESIS,
        opened_at=asked.at,
        opened_by=party.unit,
        parent=parent.id if parent else None,
        parent_seq=parent.seq if parent else None,
        family=parent.family if parent else identity,
    )
    return _store_whole(matter, procedure, NOTHING, step, party, numbers or {})


def _store_whole(
    matter: Matter, procedure: Procedure, before: Standing, step: Step, party: Party, numbers: Mapping[str, str]
) -> Performed | Refused:
    """Store a step with its hand-over, or nothing of either."""
    if procedure.acts[step.act].hand_over is None:
        return _store(matter, procedure, before, step, party, numbers)
    try:
        with transaction.atomic():
            return _store(matter, procedure, before, step, party, numbers)
    except _HandOverRefusedError as error:
        return error.refused


def _store(
    matter: Matter, procedure: Procedure, before: Standing, step: Step, party: Party, numbers: Mapping[str, str]
) -> Performed:
    act = procedure.acts[step.act]
    papers = tuple(
        IssuedPaper(name=paper.name, number=number_of(paper.name, step) or numbers.get(paper.name, ""))
        for paper in step.papers
    )
    step = replace(step, fields=sealed(act, step.fields), papers=papers)
    after = advance(procedure, before, step, law().calendar)
    old = projections.rows(procedure, matter, before) if before.seq else projections.NOTHING
    row = row_of(matter, step)
    matter.state = after.state
    matter.seq = step.seq
    matter.head = row.digest
    if step.to_state:
        matter.closed_at = step.at if procedure.states[after.state].final else None
    run(
        (_MOVE, [matter.state, matter.seq, matter.head, matter.closed_at, matter.id])
        if before.seq
        else insert([matter]),
        insert([row]),
        *projections.changes(projections.rows(procedure, matter, after), old),
    )
    if step.enclosures:
        bind(matter.id, step)
    opened = _hand_over(matter, act, after, party, step)
    return Performed(matter=matter, step=step, standing=after, opened=opened)


def _hand_over(matter: Matter, act: Act, standing: Standing, party: Party, step: Step) -> tuple[uuid.UUID, ...]:
    over = act.hand_over
    if over is None:
        return ()
    fields = {there: unsealed(standing.facts[here]) for there, here in over.fields.items() if here in standing.facts}
    result = open_matter(
        name=over.procedure,
        asked=Asked(act=over.act, at=step.at, fields=fields, reason=step.reason),
        party=party,
        now=step.recorded_at,
        carried={there: standing.units[here] for there, here in over.roles.items() if here in standing.units},
        parent=matter,
    )
    door.build(matter.id)
    if isinstance(result, Refused):
        raise _HandOverRefusedError(result)
    return (result.matter.id, *result.opened)
