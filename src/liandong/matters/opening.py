"""Which unit plays which role when a matter is opened, and what names the matter."""

from __future__ import annotations

from collections.abc import Mapping

from liandong.directory.finding import find_unit, organs_around, unit_at
from liandong.directory.models import Unit
from liandong.procedures.grammar import Act, Field, FieldType, Find, Procedure, Role
from liandong.procedures.law import ENFORCEMENT
from liandong.procedures.refusal import Refused, refuse
from liandong.procedures.standing import Step


def units_for(
    procedure: Procedure, act: Act, opener: Unit, fields: Mapping[str, object], carried: Mapping[str, str]
) -> dict[str, str] | Refused:
    """Codes of the units by role; a role whose organ does not exist there is left out.

    `carried` are the roles handed over by the procedure that opens this one.
    """
    found = dict(carried)
    if not found:
        role = procedure.roles[act.roles[0]]
        if not fits(role, opener):
            return refuse("not_a_party", act=act.name, roles=role.name, citations=act.citations)
        found[role.key] = opener.code
    if act.reassigns and fields.get(act.reassigns_to):
        found[act.reassigns] = str(fields[act.reassigns_to])
    for role in procedure.roles.values():
        if role.find is Find.FIELD and fields.get(role.near):
            found.setdefault(role.key, str(fields[role.near]))
    waiting = [
        role for role in procedure.roles.values() if role.find in (Find.SAME, Find.ABOVE) and role.key not in found
    ]
    kinds = frozenset(kind for role in waiting for kind in role.kinds)
    known = {unit.code: unit for unit in map(unit_at, {opener.code, *found.values()}) if unit.active}
    while ready := [role for role in waiting if role.near in found]:
        for role in ready:
            waiting.remove(role)
            near = known.get(found[role.near])
            if near is None:
                continue
            organs = organs_around(kinds, near.division_id)
            unit = next((u for kind in role.kinds if (u := find_unit(kind, near, role.find.value, organs))), None)
            if unit:
                found[role.key] = unit.code
                known[unit.code] = unit
    return found


def fits(role: Role, unit: Unit) -> bool:
    """May this organ play this role?"""
    return unit.kind in role.kinds or (unit.enforcement and ENFORCEMENT in role.kinds)


def title_field(act: Act) -> Field | None:
    """The field that names a matter: the first text that its opening act requires and that is not to be sealed."""
    texts = (field for field in act.fields if field.type is FieldType.TEXT and field.required and not field.sensitive)
    return next(texts, None)


def title_of(act: Act, step: Step) -> str:
    """The title of a matter that this step opens; the act's name where no field names it."""
    field = title_field(act)
    value = step.fields.get(field.name) if field else None
    return value if isinstance(value, str) else act.name
