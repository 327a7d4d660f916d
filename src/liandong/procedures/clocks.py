"""How clocks start, move and end as a matter goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from liandong.kernel.calendar import Calendar
from liandong.kernel.due import SHANGHAI, Due, Reason, count, extend, resume
from liandong.kernel.period import Period
from liandong.procedures.grammar import CLOCK, EXTENDED_TO, Act, Limit, LimitKind, Procedure, StartEvent
from liandong.procedures.standing import Clock, ClockState, Fields, Moved, Standing, Step


def after(
    procedure: Procedure, before: Standing, now: Standing, act: Act, step: Step, calendar: Calendar
) -> tuple[Clock, ...]:
    """Every clock of the matter once `step` is done; `now` has all but its clocks brought up to date."""
    moved = [_moved(procedure, now, clock, act, step, calendar) for clock in before.clocks]
    ended = [_ended(procedure, before, now, clock, act, step) for clock in moved]
    opened = [
        _started(limit, now, _new(limit, step), calendar)
        for limit in procedure.limits.values()
        if _opens(procedure, limit, before, now, ended, act, step)
    ]
    return (*ended, *opened)


def _new(limit: Limit, step: Step) -> Clock:
    return Clock(limit=limit.name, role=limit.role, opened_seq=step.seq)


def _opens(
    procedure: Procedure, limit: Limit, before: Standing, now: Standing, clocks: list[Clock], act: Act, step: Step
) -> bool:
    if any(clock.limit == limit.name and clock.open for clock in clocks):
        return False
    if limit.state:
        return bool(step.to_state) and limit.state == now.state
    if limit.kind is LimitKind.WITHIN:
        states = procedure.acts[limit.name].from_states
        if now.state not in states or step.act == limit.name:
            return False
        entered = bool(step.to_state) and before.state not in states
        return _is_start(limit, act, step) or (entered and _source(limit, now) is not None)
    return _is_start(limit, act, step)


def _is_start(limit: Limit, act: Act, step: Step) -> bool:
    match limit.start.event:
        case StartEvent.MADE:
            return act.name in limit.start.of
        case StartEvent.RECEIVED:
            return limit.role in (*act.serves, *act.copies) and any(p.name in limit.start.of for p in step.papers)
        case StartEvent.FIELD:
            return bool(step.fields.get(limit.start.of[0]))


def _source(limit: Limit, now: Standing) -> tuple[int, dt.datetime | None] | None:
    """The step that gives the start and, once it is known, the start itself."""
    match limit.start.event:
        case StartEvent.MADE:
            return next(((done.seq, done.at) for done in reversed(now.done) if done.act in limit.start.of), None)
        case StartEvent.RECEIVED:
            return next(
                (
                    (service.seq, service.received_at)
                    for service in reversed(now.services)
                    if service.role == limit.role and set(service.papers) & set(limit.start.of)
                ),
                None,
            )
        case StartEvent.FIELD:
            name = limit.start.of[0]
            seq = next((done.seq for done in reversed(now.done) if done.fields.get(name)), 0)
            return (seq, _day(now.facts[name])) if now.facts.get(name) else None


def _started(limit: Limit, now: Standing, clock: Clock, calendar: Calendar) -> Clock:
    source = _source(limit, now)
    if source is None:
        return clock
    seq, start = source
    if start is None:
        return replace(clock, source_seq=seq)
    return replace(
        clock,
        source_seq=seq,
        started_at=start,
        state=ClockState.RUNNING,
        due=due_of(limit, start, now.facts, calendar),
    )


def due_of(limit: Limit, start: dt.datetime, facts: Fields, calendar: Calendar, period: Period | None = None) -> Due:
    """When a limit that started then is due; `period` in place of the limit's own where it was extended."""
    if limit.period is None:
        day = dt.date.fromisoformat(str(facts[limit.period_field]))
        at = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), SHANGHAI)
        reason = Reason(f"期限由“{limit.period_field}”载明，至{day.isoformat()}届满。", limit.citations[0])
        return Due(at=at, last_day=day, reasons=(reason,), assumed=False, nominal=day)
    urgent = limit.urgent is not None and facts.get(limit.urgent_field) is True
    return count(
        start=start,
        period=period or (limit.urgent if urgent and limit.urgent else limit.period),
        regime=limit.regime,
        calendar=calendar,
        citation=limit.citations[0],
        event=start_words(limit),
    )


def start_words(limit: Limit) -> str:
    """The start as the page says it: 收到《立案通知书》, 作出“批准移送”, 所填“…”."""
    match limit.start.event:
        case StartEvent.MADE:
            return "作出" + "或".join(f"“{act}”" for act in limit.start.of)
        case StartEvent.RECEIVED:
            return "收到" + "或".join(f"《{paper}》" for paper in limit.start.of)
        case StartEvent.FIELD:
            return f"所填“{limit.start.of[0]}”"


def _moved(procedure: Procedure, now: Standing, clock: Clock, act: Act, step: Step, calendar: Calendar) -> Clock:
    """A clock whose start became known or was corrected, that was extended, stopped or taken up again."""
    limit = procedure.limits[clock.limit]
    signed = act.signs or act.records_service
    if clock.state is ClockState.WAITING and (signed or step.fields):
        return _started(limit, now, clock, calendar)
    if act.corrects and clock.source_seq == step.about and clock.role == (step.about_role or step.role) and clock.due:
        period = _extended_period(procedure, now, clock)
        due = due_of(limit, step.at, now.facts, calendar, period)
        return _with_due(replace(clock, started_at=step.at), due, f"更正签收时间：{step.reason}", step)
    if act.extension and act.extension.limit == clock.limit and clock.open and clock.due and clock.started_at:
        chosen = Period.parse(str(step.fields[EXTENDED_TO])) if act.extension.up_to else None
        if chosen:
            due = due_of(limit, clock.started_at, now.facts, calendar, chosen)
        else:
            due = _added(limit, act, clock.due, calendar)
        return replace(_with_due(clock, due, f"{act.name}：{step.reason}", step), extended=clock.extended + 1)
    if act.suspends and clock.state is ClockState.RUNNING:
        return replace(clock, state=ClockState.STOPPED, stopped_at=step.at)
    if act.resumes and clock.state is ClockState.STOPPED and clock.due and clock.stopped_at:
        if limit.period is None:  # a day that was set by name does not move
            return replace(clock, state=ClockState.RUNNING, stopped_at=None)
        due = resume(
            clock.due,
            paused_from=clock.stopped_at,
            resumed_at=step.at,
            period=limit.period,
            regime=limit.regime,
            calendar=calendar,
            citation=act.citations[0],
        )
        running = replace(clock, state=ClockState.RUNNING, stopped_at=None)
        return _with_due(running, due, f"{act.name}：{step.reason}", step)
    return clock


def _added(limit: Limit, act: Act, due: Due, calendar: Calendar) -> Due:
    if act.extension is None or act.extension.by is None:
        return due
    return extend(due, by=act.extension.by, regime=limit.regime, calendar=calendar, citation=act.citations[0])


def _extended_period(procedure: Procedure, now: Standing, clock: Clock) -> Period | None:
    """The period an earlier act of extension gave this clock, if it said up to which one."""
    for done in reversed(now.done):
        extension = procedure.acts[done.act].extension
        if extension and extension.limit == clock.limit and done.seq > clock.opened_seq and extension.up_to:
            return Period.parse(str(done.fields[EXTENDED_TO]))
    return None


def _with_due(clock: Clock, due: Due, why: str, step: Step) -> Clock:
    moved = (*clock.moved, Moved(due_at=clock.due.at, why=why, seq=step.seq)) if clock.due else clock.moved
    state = clock.state
    if clock.ended_at and state in (ClockState.DONE, ClockState.DONE_LATE):
        state = ClockState.DONE if clock.ended_at < due.at else ClockState.DONE_LATE
    return replace(clock, due=due, moved=moved, state=state)


def _ended(procedure: Procedure, before: Standing, now: Standing, clock: Clock, act: Act, step: Step) -> Clock:
    if not clock.open:
        return clock
    limit = procedure.limits[clock.limit]
    closed = procedure.states[now.state].final
    left = bool(step.to_state) and before.state != ""
    if limit.state:
        if not left:
            return clock
        lapsed = step.actor == CLOCK and act.name == limit.lapse
        outcome = ClockState.LAPSED if lapsed else _outcome(clock, step.at)
    elif limit.kind is LimitKind.WITHIN:
        if step.act == limit.name:
            outcome = _outcome(clock, step.at)
        elif left and now.state not in procedure.acts[limit.name].from_states:
            outcome = ClockState.VOID
        else:
            return clock
    elif step.act in limit.ended_by:
        outcome = _outcome(clock, step.at)
    elif closed:
        outcome = ClockState.VOID
    else:
        return clock
    return replace(clock, state=outcome, ended_at=step.at, ended_seq=step.seq)


def _outcome(clock: Clock, at: dt.datetime) -> ClockState:
    return ClockState.DONE_LATE if clock.due and at >= clock.due.at else ClockState.DONE


def _day(value: object) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(str(value)[:10]), dt.time(), SHANGHAI)
