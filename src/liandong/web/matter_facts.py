"""What was entered in a matter, as its page shows it: values and parties, what is sealed closed, and who opened it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.matters.models import Matter
from liandong.procedures.grammar import Field, FieldType, Procedure
from liandong.procedures.standing import Step
from liandong.trust.models import Reading
from liandong.trust.sealing import is_sealed
from liandong.web import saying
from liandong.web.shown import Opened, Person, Value


def values(matter: Matter, procedure: Procedure, steps: Sequence[Step]) -> Iterable[Value]:
    """The latest value of every field but the parties, in the order in which they first came up."""
    latest: dict[str, Value] = {}
    for step in steps:
        for field in procedure.acts[step.act].fields:
            if field.type is not FieldType.PARTIES and step.fields.get(field.name) not in (None, "", []):
                latest[field.name] = value(matter, procedure, field, step)
    return latest.values()


def value(matter: Matter, procedure: Procedure, field: Field, step: Step) -> Value:
    """One field of one step; without its content and with the way to it where it is sealed."""
    content = step.fields.get(field.name)
    if is_sealed(content):
        return Value(label=_label(field), value="", open_href=_opens(matter, step, field.name))
    return Value(
        label=_label(field),
        value=said(procedure, field, content),
        numeric=field.type in (FieldType.MONEY, FieldType.NUMBER),
        long=field.type is FieldType.LONG_TEXT,
    )


def said(procedure: Procedure, field: Field, content: Any) -> str:
    """A value as a reader sees it."""
    english = saying.english()
    match field.type:
        case FieldType.YES_NO:
            return _("是") if content else _("否")
        case FieldType.MONEY:
            return f"{float(content):,.2f} {_('元')}"
        case FieldType.NUMBER:
            return f"{content} {procedure.said(field.unit, english=english)}".strip()
        case FieldType.CHOICE:
            return procedure.said(content, english=english)
        case FieldType.NAMES:
            return saying.listed(content)
        case FieldType.PARTIES:
            return saying.listed(_("（已加密）") if is_sealed(row["名称"]) else row["名称"] for row in content)
        case FieldType.UNIT:
            return saying.names([content])[content]
        case _:
            return str(content)


def people(matter: Matter, procedure: Procedure, steps: Sequence[Step]) -> Iterable[Person]:
    """The parties as the latest step that names them has them; a list sealed whole, as a reporter's is, as one line."""
    latest: dict[str, tuple[Field, Step]] = {}
    for step in steps:
        for field in procedure.acts[step.act].fields:
            if field.type is FieldType.PARTIES and step.fields.get(field.name):
                latest[field.name] = field, step
    for field, step in latest.values():
        rows = step.fields[field.name]
        if is_sealed(rows):
            yield Person(name="", kind=_label(field), open_href=_opens(matter, step, field.name))
            continue
        for place, row in enumerate(rows):
            hidden = is_sealed(row["名称"])
            sealed = hidden or is_sealed(row["证件号码"])
            yield Person(
                name="" if hidden else row["名称"],
                kind=_(row["类别"]),
                minor=row["未成年人"],
                open_href=_opens(matter, step, field.name, place) if sealed else "",
            )


def seals(steps: Iterable[Step], unit: str) -> bool:
    """Has this unit entered anything that is sealed?"""
    return any(_holds_sealed(content) for step in steps if step.unit == unit for content in step.fields.values())


def opened(
    procedure: Procedure, steps: Iterable[Step], readings: Iterable[Reading], people: Mapping[int, str]
) -> Iterable[Opened]:
    """Who opened what, when and what for; `people` are names by number of user."""
    rows = list(readings)
    units = saying.names(row.unit for row in rows)
    labels = {(step.seq, field.name): _label(field) for step in steps for field in procedure.acts[step.act].fields}
    for row in rows:
        yield Opened(
            at=saying.moment(row.at),
            unit=units[row.unit],
            person=people.get(row.user, ""),
            field=labels.get((row.seq, row.field), row.field),
            purpose=row.purpose,
        )


def _holds_sealed(content: Any) -> bool:
    if isinstance(content, list):
        return any(map(_holds_sealed, content))
    return is_sealed(content) or (isinstance(content, Mapping) and any(map(_holds_sealed, content.values())))


def _opens(matter: Matter, step: Step, field: str, place: int = 0) -> str:
    return reverse("open_value", args=[matter.id, step.seq, field, place])


def _label(field: Field) -> str:
    return field.name_en if saying.english() else field.name
