"""Rights that were not used in time: which act the clock itself now does."""

from __future__ import annotations

import datetime as dt

from liandong.procedures.decision import Asked
from liandong.procedures.grammar import LimitKind, Procedure
from liandong.procedures.standing import Standing


def lapsed(procedure: Procedure, standing: Standing, at: dt.datetime) -> Asked | None:
    """The act that an expired right comes to, done at the moment of expiry; None while nothing has expired."""
    limit = procedure.states[standing.state].limit
    clock = standing.clock(limit.name) if limit else None
    if limit is None or limit.kind is not LimitKind.RIGHT or clock is None:
        return None
    if clock.due is None or not clock.overdue(at):
        return None
    entered = next((step.at for step in reversed(standing.done) if step.to_state), clock.due.at)
    at = max(clock.due.at, entered)  # a right that had run out before the state was reached
    return Asked(act=limit.lapse, at=at, reason=f"“{limit.name}”的期限已于{clock.due.last_day}届满。")
