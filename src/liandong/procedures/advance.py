"""How one more step changes where a matter stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from liandong.kernel.calendar import Calendar
from liandong.procedures import clocks
from liandong.procedures.grammar import Act, Find, Procedure
from liandong.procedures.standing import NOTHING, Fields, Service, Standing, Step


def advance(procedure: Procedure, standing: Standing, step: Step, calendar: Calendar) -> Standing:
    """The standing after one more step. Trusts the step: `decide()` has judged it when it was performed."""
    act = procedure.acts[step.act]
    units = {**standing.units, **step.units}
    services = _received(standing.services, act, step) + _sent(act, step, units)
    state = step.to_state or standing.state
    turn = procedure.states[state].role
    entered = standing.entered | {step.role} | {service.role for service in services} | ({turn} if turn else set())
    after = replace(
        standing,
        state=state,
        units=units,
        entered=frozenset(entered & units.keys()),
        facts={**standing.facts, **step.fields},
        services=services,
        done=(*standing.done, step),
        suspended=act.suspends or (standing.suspended and not act.resumes),
    )
    return replace(after, clocks=clocks.after(procedure, standing, after, act, step, calendar))


def replay(procedure: Procedure, steps: Iterable[Step], calendar: Calendar) -> Standing:
    """The standing that these steps, oldest first, add up to."""
    standing = NOTHING
    for step in steps:
        standing = advance(procedure, standing, step, calendar)
    return standing


def roles_found_by_field(procedure: Procedure, fields: Fields) -> dict[str, str]:
    """Roles whose unit is named by one of these fields."""
    return {
        role.key: str(fields[role.near])
        for role in procedure.roles.values()
        if role.find is Find.FIELD and fields.get(role.near)
    }


def _received(services: tuple[Service, ...], act: Act, step: Step) -> tuple[Service, ...]:
    if not (act.signs or act.records_service or act.corrects):
        return services
    role = step.about_role or step.role
    return tuple(
        replace(
            service,
            received_at=step.at,
            proved_by_sender=act.records_service or (service.proved_by_sender and act.corrects),
            earlier=(*service.earlier, service.received_at) if service.received_at else service.earlier,
        )
        if service.seq == step.about and service.role == role
        else service
        for service in services
    )


def _sent(act: Act, step: Step, units: Mapping[str, str]) -> tuple[Service, ...]:
    papers = tuple(paper.name for paper in step.papers)
    return tuple(
        Service(seq=step.seq, act=act.name, papers=papers, role=role, unit=units[role], copy=copy, issued_at=step.at)
        for roles, copy in ((act.serves, False), (act.copies, True))
        for role in roles
        if role in units
    )
