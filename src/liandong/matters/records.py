"""Steps between their stored form and their value, with sensitive values sealed on the way in."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from liandong.kernel.citation import Citation
from liandong.matters import door
from liandong.matters.models import Matter
from liandong.matters.models import Step as StepRow
from liandong.procedures.grammar import Act, FieldType
from liandong.procedures.standing import Enclosure, IssuedPaper, Step
from liandong.trust.canonical import digest
from liandong.trust.sealing import is_sealed, seal, unseal
from liandong.trust.statements import Row, from_row, run

_BODIES = "select body from matters_step where matter_id = %s order by seq"


def row_of(matter: Matter, step: Step) -> StepRow:
    """The row to insert: the step in canonical form, chained to the one before it."""
    body = body_of(matter.id, step)
    if step.seq == 1:
        body["procedure"] = [matter.procedure, matter.version.isoformat(), matter.variant]
    return StepRow(
        matter_id=matter.id,
        seq=step.seq,
        act=step.act,
        unit=step.unit,
        at=step.at,
        recorded_at=step.recorded_at,
        body=body,
        previous=matter.head,
        digest=digest(matter.head, body),
    )


def body_of(matter_id: uuid.UUID, step: Step) -> dict[str, Any]:
    """The step as JSON of text, whole numbers, truth values, lists and objects, so that it has one canonical form."""
    return {
        "matter": str(matter_id),
        "seq": step.seq,
        "act": step.act,
        "role": step.role,
        "unit": step.unit,
        "post": step.post,
        "actor": step.actor,
        "at": step.at.astimezone(dt.UTC).isoformat(),
        "recorded_at": step.recorded_at.astimezone(dt.UTC).isoformat(),
        "fields": dict(step.fields),
        "papers": [{"name": paper.name, "number": paper.number} for paper in step.papers],
        "enclosures": [
            {
                "label": item.label,
                "file_name": item.file_name,
                "digest": item.digest,
                "media_type": item.media_type,
            }
            for item in step.enclosures
        ],
        "reason": step.reason,
        "about": step.about,
        "about_role": step.about_role,
        "units": dict(step.units),
        "from_state": step.from_state,
        "to_state": step.to_state,
        "citations": [str(citation) for citation in step.citations],
    }


def step_of(body: Mapping[str, Any]) -> Step:
    """The value that a stored body stands for."""
    return Step(
        seq=body["seq"],
        act=body["act"],
        role=body["role"],
        unit=body["unit"],
        post=body["post"],
        actor=body["actor"],
        at=dt.datetime.fromisoformat(body["at"]),
        recorded_at=dt.datetime.fromisoformat(body["recorded_at"]),
        fields=body["fields"],
        papers=tuple(IssuedPaper(name=paper["name"], number=paper["number"]) for paper in body["papers"]),
        enclosures=tuple(Enclosure(**item) for item in body["enclosures"]),
        reason=body["reason"],
        about=body["about"],
        about_role=body["about_role"],
        units=body["units"],
        from_state=body["from_state"],
        to_state=body["to_state"],
        citations=tuple(Citation.parse(text) for text in body["citations"]),
    )


def steps_of(matter: Matter) -> tuple[Step, ...]:
    """All steps of a matter, oldest first, in one query."""
    (bodies,) = run((_BODIES, [matter.id]))
    return _steps(bodies)


def enter(
    matter_id: uuid.UUID, units: Sequence[str], *, lock: bool = False
) -> tuple[Matter, tuple[Step, ...]] | tuple[None, tuple[()]]:
    """`door.enter` with the matter's steps, in the same trip."""
    entered, found, bodies = run(*door.entering(matter_id, units, lock=lock), (_BODIES, [matter_id]))
    return (from_row(Matter, found[0]), _steps(bodies)) if entered and found else (None, ())


def _steps(bodies: Sequence[Row]) -> tuple[Step, ...]:
    return tuple(step_of(json.loads(body)) for (body,) in bodies)


def sealed(act: Act, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with sensitive ones sealed whole, and of parties always the numbers and the minors' names."""
    kept: dict[str, Any] = {}
    for field in act.fields:
        value = fields.get(field.name)
        if value is None:
            continue
        if field.sensitive:
            kept[field.name] = seal(value)
        else:
            kept[field.name] = [_sealed_party(row) for row in value] if field.type is FieldType.PARTIES else value
    return kept


def _sealed_party(party: Mapping[str, Any]) -> dict[str, Any]:
    hidden = ("证件号码", "名称") if party["未成年人"] else ("证件号码",)
    return {key: seal(value) if key in hidden and value else value for key, value in party.items()}


def unsealed(value: Any) -> Any:
    """A stored value with everything sealed in it opened; for carrying over and for papers, never for showing."""
    if is_sealed(value):
        return unseal(value)
    if isinstance(value, list):
        return [unsealed(item) for item in value]
    if isinstance(value, Mapping):
        return {key: unsealed(item) for key, item in value.items()}
    return value
