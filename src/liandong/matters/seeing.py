"""What one unit may see of a matter that it takes part in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from liandong.procedures.grammar import Procedure
from liandong.procedures.standing import Clock, Standing, Step
from liandong.trust.sealing import HIDDEN, is_sealed


def steps_seen(procedure: Procedure, steps: Iterable[Step], unit: str) -> tuple[Step, ...]:
    """The steps without what is internal to other units."""
    return tuple(step for step in steps if step.unit == unit or not procedure.acts[step.act].internal)


def clocks_seen(procedure: Procedure, standing: Standing, unit: str) -> tuple[Clock, ...]:
    """The clocks without those that bound another unit within itself, such as its head's time to approve."""
    hidden = {step.seq for step in standing.done if step.unit != unit and procedure.acts[step.act].internal}
    return tuple(
        clock for clock in standing.clocks if clock.opened_seq not in hidden or standing.units.get(clock.role) == unit
    )


def course_seen(procedure: Procedure, standing: Standing, unit: str) -> tuple[Procedure, tuple[str, ...]]:
    """What a unit's drawing of the matter is made from: the procedure, and the states it saw the matter come to.

    States to which only internal acts of others lead are left out, because their having been passed is internal too;
    what is done in them then begins the drawing. The present state is on every party's ledger and stays.
    """
    way = tuple(step.to_state for step in steps_seen(procedure, standing.done, unit) if step.to_state)
    own = set(standing.roles_of(unit))
    open_to_see = {standing.state, *way} | {
        act.to_state for act in procedure.acts.values() if not act.internal or own & set(act.roles)
    }
    hidden = procedure.states.keys() - open_to_see
    if not hidden:
        return procedure, way
    acts = {
        act.name: replace(
            act,
            opens=act.opens or (bool(act.from_states) and act.from_states <= hidden),
            from_states=act.from_states - hidden,
        )
        for act in procedure.acts.values()
        if act.to_state not in hidden
    }
    states = {name: state for name, state in procedure.states.items() if name not in hidden}
    return replace(procedure, acts=acts, states=states), way


def facts_seen(steps: Iterable[Step]) -> dict[str, Any]:
    """The latest value of every field in these steps."""
    facts: dict[str, Any] = {}
    for step in steps:
        facts |= step.fields
    return facts


def masked(value: Any) -> Any:
    """A stored value with everything sealed in it hidden."""
    if is_sealed(value):
        return HIDDEN
    if isinstance(value, list):
        return [masked(item) for item in value]
    if isinstance(value, Mapping):
        return {key: masked(item) for key, item in value.items()}
    return value
