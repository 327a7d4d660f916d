"""What in a unit's ledger asks for attention: overdue, due soon, arrived and not yet signed for.

The conditions are one for the worklist, the ledger's lights and the daily mail.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from liandong.kernel.citation import Citation
from liandong.matters.models import Participation, Service
from liandong.matters.rules import law
from liandong.procedures.answering import posts_to_answer, signing_act
from liandong.procedures.grammar import PostKind, Procedure
from liandong.procedures.law import UnknownProcedure

SOON = dt.timedelta(days=3)
MOST = 100  # lines of a unit that are read, of those with a due time and of those that arrived
ARRIVED = Q(unsigned__gt=0)


def late(now: dt.datetime) -> Q:
    """Overdue lines of a ledger."""
    return Q(closed=False, due_at__lte=now)


def soon(now: dt.datetime) -> Q:
    """Lines due soon, not overdue yet."""
    return Q(closed=False, due_at__gt=now, due_at__lte=now + SOON)


def due(now: dt.datetime) -> Q:
    """Overdue lines and those due soon, in one range of the index."""
    return Q(closed=False, due_at__lte=now + SOON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One matter that asks for attention, for one reason: its due time, or `papers` that were not signed for."""

    matter: uuid.UUID
    number: str
    procedure: str
    variant: str
    state: str
    turn_unit: str
    turn_post: str
    due_at: dt.datetime | None  # None where the reason is what arrived
    papers: tuple[str, ...] = ()
    sent_at: dt.datetime | None = None  # of the oldest of the papers
    posts: frozenset[PostKind] = frozenset()  # who in the unit can act on it
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What asks for a unit's attention, the most urgent first; `more` lines were not read."""

    lines: tuple[Line, ...]
    more: int


def asking(units: Collection[str], now: dt.datetime) -> Mapping[str, Asking]:
    """What asks for attention in each of these units; a unit with nothing is not there. Three queries.

    Must run in the jobs' role, which sees every row.
    """
    timed, arrived = _rows(units, due(now), "due_at"), _rows(units, ARRIVED, "unsigned_since")
    unsigned = _unsigned(arrived)
    lines = [(row, _timed(row)) for row in timed]
    lines += [(row, _arrived(row, unsigned.get((row.matter_id, row.unit), []))) for row in arrived]
    found: dict[str, Asking] = {}
    for row, line in lines:
        before = found.get(row.unit, Asking(lines=(), more=0))
        place, total = row.place, row.total  # type: ignore[attr-defined]
        more = total - MOST if place == MOST else 0
        found[row.unit] = Asking(lines=(*before.lines, line), more=before.more + more)
    return found


def _rows(units: Collection[str], condition: Q, order: str) -> list[Participation]:
    """The first lines of each unit, numbered, with the count of all of that unit."""
    rows = Participation.objects.filter(condition, unit__in=units).annotate(
        version=F("matter__version"),
        place=Window(RowNumber(), partition_by="unit", order_by=(order, "id")),
        total=Window(Count("*"), partition_by="unit"),
    )
    return list(rows.filter(place__lte=MOST).defer("words", "title", "parties").order_by("unit", "place"))


def _unsigned(rows: Collection[Participation]) -> Mapping[tuple[uuid.UUID, str], list[Service]]:
    """What each unit has not signed for in each of these matters of its own."""
    services = Service.objects.filter(
        matter__in={row.matter_id for row in rows}, unit__in={row.unit for row in rows}, received_at=None
    )
    found: dict[tuple[uuid.UUID, str], list[Service]] = {}
    for service in services.order_by("seq"):
        found.setdefault((service.matter_id, service.unit), []).append(service)
    return found


def _timed(row: Participation) -> Line:
    procedure = _procedure(row)
    if procedure is None:
        return _line(row)
    return replace(
        _line(row),
        posts=posts_to_answer(procedure, state=row.state, roles=row.roles, limit=row.due_limit),
        citations=procedure.limits[row.due_limit].citations if row.due_limit in procedure.limits else (),
    )


def _arrived(row: Participation, services: Sequence[Service]) -> Line:
    procedure = _procedure(row)
    acts = [
        act
        for service in services
        if procedure
        and (act := signing_act(procedure, state=row.state, role=service.role, papers=service.papers)) is not None
    ]
    return replace(
        _line(row),
        due_at=None,
        papers=tuple(dict.fromkeys(name for service in services for name in service.papers)),
        sent_at=row.unsigned_since,
        posts=frozenset(post for act in acts for post in act.posts),
        citations=tuple(dict.fromkeys(citation for act in acts for citation in act.citations)),
    )


def _line(row: Participation) -> Line:
    return Line(
        matter=row.matter_id,
        number=row.number,
        procedure=row.procedure,
        variant=row.variant,
        state=row.state,
        turn_unit=row.turn_unit,
        turn_post=row.turn_post,
        due_at=row.due_at,
    )


def _procedure(row: Participation) -> Procedure | None:
    """The version that the matter keeps; None where law/ has lost it, which must not keep everybody's mail back."""
    version = row.version  # type: ignore[attr-defined]
    try:
        return law().procedure(row.procedure, version=version.isoformat(), variant=row.variant)
    except UnknownProcedure:
        return None
