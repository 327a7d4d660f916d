"""Matters as the API shows them: what the unit may see, sealed values masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from liandong.api.problems import articles
from liandong.documents.models import KeptPaper
from liandong.matters.models import Matter, Participation
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import clocks_seen, masked, steps_seen
from liandong.procedures.advance import replay
from liandong.procedures.decision import Party, open_acts
from liandong.procedures.grammar import Procedure
from liandong.procedures.standing import Clock, Standing, Step


def line(row: Participation) -> dict[str, Any]:
    """One line of the ledger."""
    names = [
        "number",
        "title",
        "procedure",
        "variant",
        "state",
        "closed",
        "turn",
        "due_at",
        "due_limit",
        "unsigned",
        "last_act",
        "last_at",
    ]
    return {"id": row.matter_id, **{name: getattr(row, name) for name in names}}


def whole(matter: Matter, steps: Sequence[Step], party: Party, now: dt.datetime) -> dict[str, Any]:
    """A matter with its steps, clocks and open acts, in the shape of `MatterOut`."""
    procedure = procedure_of(matter)
    standing = replay(procedure, steps, law().calendar)
    return {
        "id": matter.id,
        "number": matter.number,
        "title": matter.title,
        "procedure": matter.procedure,
        "version": matter.version,
        "variant": matter.variant,
        "state": matter.state,
        "seq": matter.seq,
        "units": {role: standing.units[role] for role in standing.entered},
        "steps": [
            {
                "seq": step.seq,
                "act": step.act,
                "unit": step.unit,
                "at": step.at,
                "recorded_at": step.recorded_at,
                "fields": masked(step.fields),
                "papers": [{"name": paper.name, "number": paper.number} for paper in step.papers],
                "enclosures": [
                    {"label": item.label, "file_name": item.file_name, "digest": item.digest}
                    for item in step.enclosures
                ],
                "reason": step.reason,
                "to_state": step.to_state,
                "articles": articles(step.citations),
            }
            for step in steps_seen(procedure, steps, party.unit)
        ],
        "deadlines": [_deadline(procedure, standing, clock) for clock in clocks_seen(procedure, standing, party.unit)],
        "open_acts": [
            {
                "act": item.act.name,
                "articles": articles(item.act.citations),
                "blocked": item.refused.why if item.refused else "",
            }
            for item in open_acts(procedure, standing, party, now)
        ],
    }


def _deadline(procedure: Procedure, standing: Standing, clock: Clock) -> dict[str, Any]:
    due = clock.due
    return {
        "limit": clock.limit,
        "kind": procedure.limits[clock.limit].kind.value,
        "unit": standing.units.get(clock.role, ""),
        "state": clock.state.value,
        "due_at": due.at if due else None,
        "last_day": due.last_day if due else None,
        "reasons": [reason.words(law().instruments) for reason in due.reasons] if due else [],
    }


def papers(matter: Matter, steps: Sequence[Step], unit: str) -> list[dict[str, Any]]:
    """The papers of a matter that a unit may read, in the shape of `PaperOut`."""
    procedure = procedure_of(matter)
    services = replay(procedure, steps, law().calendar).services
    digests = {(kept.seq, kept.name): kept.digest for kept in KeptPaper.objects.filter(matter=matter.id)}
    return [
        {
            "seq": step.seq,
            "name": paper.name,
            "number": paper.number,
            "issuer": step.unit,
            "recipients": list(dict.fromkeys(item.unit for item in services if item.seq == step.seq)),
            "issued_at": step.at,
            "sha256": digests.get((step.seq, paper.name), ""),
        }
        for step in steps_seen(procedure, steps, unit)
        for paper in step.papers
    ]
