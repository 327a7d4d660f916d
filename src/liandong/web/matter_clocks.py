"""The clocks of a matter as its page shows them: which one stands in the head, how each runs, and why that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from liandong.kernel.due import Due
from liandong.matters.rules import law
from liandong.procedures.grammar import Limit, LimitKind, Procedure
from liandong.procedures.standing import Clock as RunningClock
from liandong.procedures.standing import ClockState, Moved, Standing
from liandong.web import saying
from liandong.web.lights import light
from liandong.web.shown import Clock, Level, Light, OldDue, Reason

STATUS = {
    ClockState.WAITING: "waiting",
    ClockState.RUNNING: "running",
    ClockState.STOPPED: "stopped",
    ClockState.DONE: "met",
    ClockState.DONE_LATE: "late",
    ClockState.LAPSED: "met",
    ClockState.VOID: "met",
}


def head_clock(
    procedure: Procedure, standing: Standing, clocks: Sequence[RunningClock], unit: str, now: dt.datetime
) -> RunningClock | None:
    """The clock that the head shows: the unit's own that is due first, else anybody's; a waiting one last.

    A 限 binds only who does that act, so it is listed below and not shown as the matter's due time.
    """
    binding = [clock for clock in clocks if procedure.limits[clock.limit].kind is not LimitKind.WITHIN]
    running = [clock for clock in binding if clock.state is ClockState.RUNNING and clock.due]
    own = [clock for clock in running if standing.units.get(clock.role) == unit]
    waiting = [clock for clock in binding if clock.state is ClockState.WAITING]
    first = min(own or running, key=lambda clock: clock.due.at if clock.due else now, default=None)
    return first or (waiting[0] if waiting else None)


def clock_shown(
    procedure: Procedure, clock: RunningClock, standing: Standing, names: Mapping[str, str], now: dt.datetime
) -> Clock:
    """One clock in the list."""
    limit = procedure.limits[clock.limit]
    open_light = light(clock.due.at if clock.due else None, now, law().calendar, waiting=True)
    ended = Light(level=Level.RED if clock.state is ClockState.DONE_LATE else Level.NONE, words=_(clock.state.value))
    kinds = {LimitKind.DUTY: _("应当"), LimitKind.RIGHT: _("可以"), LimitKind.WITHIN: _("限")}
    return Clock(
        name=_named(procedure, clock.limit),
        kind=kinds[limit.kind],
        whose=names.get(standing.units.get(clock.role, ""), saying.role_name(procedure, clock.role)),
        status=STATUS[clock.state],
        light=open_light if clock.open else ended,
        due=saying.due(clock.due.at, now) if clock.due else "",
        started=saying.moment(clock.started_at),
        article=saying.articles(limit.citations),
        reasons=reasons(limit, clock.due),
        old=tuple(
            OldDue(due=saying.due(item.due_at, now), **_moved(procedure, standing, item)) for item in clock.moved
        ),
        question=limit.regime.question_en if saying.english() else limit.regime.question,
    )


def reasons(limit: Limit, due: Due | None) -> tuple[Reason, ...]:
    """Why a clock ends on that day, step by step; what awaits legal review is said in full once on the page, not here."""
    english, open_question = saying.english(), limit.regime.question
    return tuple(
        Reason(words=_("计期方式待法制审核，见“期限”下的说明。"))
        if open_question and reason.text.endswith(open_question)
        else Reason(
            words=reason.english if english else reason.text,
            article=saying.articles([reason.citation]) if reason.citation else "",
        )
        for reason in (due.reasons if due else ())
    )


def _moved(procedure: Procedure, standing: Standing, item: Moved) -> dict[str, str]:
    """Why a due time no longer holds, and since when; in English the reason stands apart, in its writer's words."""
    step = next(step for step in standing.done if step.seq == item.seq)
    since = {"replaced": saying.moment(step.recorded_at)}
    if not saying.english():
        return {"why": item.why, **since}
    return {"why": _named(procedure, step.act), "reason": step.reason, **since}


def _named(procedure: Procedure, words: str) -> str:
    return procedure.said(words, english=saying.english())
