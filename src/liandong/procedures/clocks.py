"""How clocks start, move and end as a matter goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from liandong.kernel.calendar import Calendar
from liandong.kernel.due import SHANGHAI, Due, Reason, count, extend, resume
from liandong.kernel.period import Period
from liandong.procedures.grammar import EXTENDED_TO, Act, Limit, LimitKind, Procedure, StartEvent
from liandong.procedures.refusal import NO_ENGLISH
from liandong.procedures.standing import Clock, ClockState, Fields, Moved, Standing, Step


def after(
    procedure: Procedure, before: Standing, now: Standing, act: Act, step: Step, calendar: Calendar
) -> tuple[Clock, ...]:
    """Every clock of the matter once `step` is done; `now` has all but its clocks brought up to date."""
    moved = [_moved(procedure, now, clock, act, step, calendar) for clock in before.clocks]
    ended = [_ended(procedure, before, now, clock, act, step) for clock in moved]
    opened = [
        _started(limit, now, _new(limit, step), calendar, procedure.english)
        for limit in procedure.limits.values()
        if _opens(procedure, limit, before, now, ended, act, step)
    ]
    return tuple(_stopped(procedure, now, clock) for clock in (*ended, *opened))


def _new(limit: Limit, step: Step) -> Clock:
    return Clock(limit=limit.name, role=limit.role, opened_seq=step.seq)


def _opens(
    procedure: Procedure, limit: Limit, before: Standing, now: Standing, clocks: list[Clock], act: Act, step: Step
) -> bool:
    if procedure.states[now.state].final or limit.role not in now.units:
        return False
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


def _started(limit: Limit, now: Standing, clock: Clock, calendar: Calendar, english: Mapping[str, str]) -> Clock:
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
        due=due_of(limit, start, now.facts, calendar, english=english),
    )


def due_of(
    limit: Limit,
    start: dt.datetime,
    facts: Fields,
    calendar: Calendar,
    period: Period | None = None,
    *,
    english: Mapping[str, str] = NO_ENGLISH,
) -> Due:
    """When a limit that started then is due; `period` in place of the limit's own where it was extended.

    `english` is the procedure's, of the names that stand in the reasons.
    """
    if limit.period is None:
        day = dt.date.fromisoformat(str(facts[limit.period_field]))
        at = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), SHANGHAI)
        field = english.get(limit.period_field, limit.period_field)
        reason = Reason(
            f"期限由“{limit.period_field}”载明，至{day.isoformat()}届满。",
            limit.citations[0],
            f"“{field}” sets the day: until the end of {day.isoformat()}.",
        )
        return Due(at=at, last_day=day, reasons=(reason,), assumed=False, nominal=day)
    return count(
        start=start,
        period=period or _own_period(limit, limit.period, facts),
        regime=limit.regime,
        calendar=calendar,
        citation=limit.citations[0],
        event=start_words(limit),
        event_en=start_words_en(limit, english),
    )


def _own_period(limit: Limit, period: Period, facts: Fields) -> Period:
    return limit.urgent if limit.urgent and facts.get(limit.urgent_field) is True else period


def start_words(limit: Limit) -> str:
    """The start as the page says it: 收到《立案通知书》, 作出“批准移送”, 所填“…”."""
    match limit.start.event:
        case StartEvent.MADE:
            return "作出" + "或".join(f"“{act}”" for act in limit.start.of)
        case StartEvent.RECEIVED:
            return "收到" + "或".join(f"《{paper}》" for paper in limit.start.of)
        case StartEvent.FIELD:
            return f"所填“{limit.start.of[0]}”"


def start_words_en(limit: Limit, english: Mapping[str, str]) -> str:
    """The same in English: receipt of “Notice of filing”, “Approve the transfer”, the day entered as “…”."""
    of = " or ".join(f"“{english.get(name, name)}”" for name in limit.start.of)
    match limit.start.event:
        case StartEvent.MADE:
            return of
        case StartEvent.RECEIVED:
            return f"receipt of {of}"
        case StartEvent.FIELD:
            return f"the day entered as {of}"


def _moved(procedure: Procedure, now: Standing, clock: Clock, act: Act, step: Step, calendar: Calendar) -> Clock:
    """A clock whose start became known or was corrected, that was extended or taken up again."""
    limit = procedure.limits[clock.limit]
    if clock.state is ClockState.WAITING:
        return _started(limit, now, clock, calendar, procedure.english)
    if clock.due is None or clock.started_at is None:
        return clock
    if act.corrects and _is_about(limit, clock, step):
        moved, why = replace(clock, started_at=step.at), f"更正签收时间：{step.reason}"
    elif act.extension and act.extension.limit == clock.limit and clock.open:
        moved, why = replace(clock, extended=clock.extended + 1), f"{act.name}：{step.reason}"
    elif act.resumes and clock.state is ClockState.STOPPED:
        moved, why = replace(clock, state=ClockState.RUNNING, stopped_at=None), f"{act.name}：{step.reason}"
    else:
        return clock
    return _with_due(moved, _recounted(procedure, now, moved, calendar), why, step)


def _is_about(limit: Limit, clock: Clock, step: Step) -> bool:
    received = limit.start.event is StartEvent.RECEIVED
    return received and clock.source_seq == step.about and clock.role == (step.about_role or step.role)


def _recounted(procedure: Procedure, now: Standing, clock: Clock, calendar: Calendar) -> Due | None:
    """When the clock is due by all that was done about it: extended up to or by so much, suspended and resumed."""
    limit, start = procedure.limits[clock.limit], clock.started_at
    if limit.period is None or start is None:  # a day that was set by name does not move
        return clock.due
    done = [step for step in now.done if not clock.ended_seq or step.seq <= clock.ended_seq]
    period = _own_period(limit, limit.period, now.facts)
    for step in done:
        if EXTENDED_TO in step.fields and _extends(procedure, clock, step):
            period = Period.parse(str(step.fields[EXTENDED_TO]))
    due = due_of(limit, start, now.facts, calendar, period, english=procedure.english)
    stopped: dt.datetime | None = None
    for step in done:
        act = procedure.acts[step.act]
        if _extends(procedure, clock, step) and act.extension and act.extension.by:
            due = extend(due, by=act.extension.by, regime=limit.regime, calendar=calendar, citation=act.citations[0])
        elif act.suspends:
            stopped = max(step.at, start)
        elif act.resumes and stopped and stopped < step.at:
            due = resume(
                due,
                paused_from=stopped,
                resumed_at=step.at,
                period=period,
                regime=limit.regime,
                calendar=calendar,
                citation=act.citations[0],
            )
    return due


def _extends(procedure: Procedure, clock: Clock, step: Step) -> bool:
    extension = procedure.acts[step.act].extension
    return extension is not None and extension.limit == clock.limit and step.seq > clock.opened_seq


def _stopped(procedure: Procedure, now: Standing, clock: Clock) -> Clock:
    """A clock of a suspended matter stands still, one that starts meanwhile from its start."""
    if not now.suspended or clock.state is not ClockState.RUNNING or clock.started_at is None:
        return clock
    since = next(step.at for step in reversed(now.done) if procedure.acts[step.act].suspends)
    return replace(clock, state=ClockState.STOPPED, stopped_at=max(since, clock.started_at))


def _with_due(clock: Clock, due: Due | None, why: str, step: Step) -> Clock:
    if due is None or clock.due is None or due.at == clock.due.at:
        return clock
    moved = (*clock.moved, Moved(due_at=clock.due.at, why=why, seq=step.seq))
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
        lapsed = act.name == limit.lapse and clock.overdue(step.at)
        outcome = ClockState.LAPSED if lapsed else _outcome(clock, step.at)
    elif limit.kind is LimitKind.WITHIN:
        if step.act == limit.name:
            outcome = _outcome(clock, step.at)
        elif closed or (left and _has_passed(procedure, limit, now, act, step)):
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


def _has_passed(procedure: Procedure, limit: Limit, now: Standing, act: Act, step: Step) -> bool:
    """The act is no longer open, or its time starts again with this step."""
    return now.state not in procedure.acts[limit.name].from_states or _is_start(limit, act, step)


def _outcome(clock: Clock, at: dt.datetime) -> ClockState:
    return ClockState.DONE_LATE if clock.due and at >= clock.due.at else ClockState.DONE


def _day(value: object) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(str(value)[:10]), dt.time(), SHANGHAI)
