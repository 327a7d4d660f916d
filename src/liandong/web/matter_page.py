"""A matter's page as values: what it is, where it stands, whose turn, how long left and why, who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.kernel.due import Due
from liandong.matters.models import Matter, Participation
from liandong.matters.rules import law
from liandong.matters.seeing import clocks_seen, steps_seen
from liandong.procedures.chart import draw, strip
from liandong.procedures.decision import OpenAct as Openable
from liandong.procedures.decision import open_acts
from liandong.procedures.grammar import Field, FieldType, LimitKind, Procedure
from liandong.procedures.standing import Clock as RunningClock
from liandong.procedures.standing import ClockState, Standing, Step
from liandong.procedures.standing import Service as Sent
from liandong.trust.sealing import HIDDEN, is_sealed
from liandong.web import saying
from liandong.web.acting import Acting
from liandong.web.lights import light
from liandong.web.shown import (
    Attachment,
    Clock,
    Level,
    Light,
    MatterShown,
    OldDue,
    OpenAct,
    Paper,
    Person,
    Reason,
    Related,
    Service,
    StepShown,
    Value,
)

STATUS = {
    ClockState.WAITING: "waiting",
    ClockState.RUNNING: "running",
    ClockState.STOPPED: "stopped",
    ClockState.DONE: "met",
    ClockState.DONE_LATE: "late",
    ClockState.LAPSED: "met",
    ClockState.VOID: "met",
}


def matter_shown(
    *,
    matter: Matter,
    procedure: Procedure,
    standing: Standing,
    acting: Acting,
    people: Mapping[str, str],
    related: Iterable[Participation],
    now: dt.datetime,
) -> MatterShown:
    """The whole page for one acting unit. `people` are names by username, `related` its other matters of the family."""
    names = saying.names(standing.units.values())
    seen = steps_seen(procedure, standing.done, acting.unit)
    state = procedure.states[standing.state]
    mine = state.role != "" and standing.units.get(state.role) == acting.unit
    clocks = clocks_seen(procedure, standing, acting.unit)
    clock = _head_clock(procedure, standing, clocks, acting.unit, now)
    limit = procedure.limits[clock.limit] if clock else None
    services = [_service(matter, item, names, acting, now) for item in standing.services]
    return MatterShown(
        number=matter.number,
        title=matter.title,
        href=reverse("matter", args=[matter.id]),
        procedure=saying.procedure_name(matter.procedure, matter.variant),
        procedure_href=reverse("law_show", args=[matter.procedure]),
        state=saying.state_name(matter.procedure, standing.state),
        turn=names.get(standing.units.get(state.role, ""), "") if state.role else "",
        mine=mine,
        light=light(clock.due.at if clock and clock.due else None, now, law().calendar, waiting=clock is not None),
        due=saying.due(clock.due.at, now) if clock and clock.due else "",
        last_seq=standing.seq,
        live_href=f"{reverse('matter_live', args=[matter.id])}?seq={standing.seq}",
        closed=state.final,
        suspended=_("事项已中止，期限停止计算。") if standing.suspended else "",
        reasons=_reasons(clock.due) if clock and clock.due else (),
        strip=strip(procedure, visited=tuple(_visited(standing)), current=standing.state),
        chart=draw(procedure, current=standing.state, visited=tuple(_visited(standing))),
        acts=tuple(_open_act(matter, item, state.role, standing) for item in _listed(procedure, standing, acting, now)),
        unsigned=tuple(
            shown
            for item, shown in zip(standing.services, services, strict=True)
            if item.unit == acting.unit and item.received_at is None
        ),
        steps=tuple(_step(matter, procedure, step, standing, services, names, people) for step in seen),
        papers=tuple(paper for step in seen for paper in _papers(matter, step, names)),
        values=tuple(_values(matter, procedure, seen)),
        people=tuple(_people(matter, seen)),
        clocks=tuple(_clock(procedure, item, standing, names, now) for item in reversed(clocks)),
        related=tuple(_related(row, matter) for row in related),
        questions=tuple(
            question.words
            for question in procedure.questions
            if question.about in (standing.state, limit.name if limit else standing.state)
        ),
        units=tuple(
            Value(label=_role_name(procedure, role), value=names[standing.units[role]])
            for role in procedure.roles
            if role in standing.entered
        ),
    )


def _head_clock(
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


def _listed(procedure: Procedure, standing: Standing, acting: Acting, now: dt.datetime) -> list[Openable]:
    """The open acts without signing, which stands beside the paper that waits."""
    return [item for item in open_acts(procedure, standing, acting.party, now) if not item.act.signs]


def _open_act(matter: Matter, item: Openable, turn: str, standing: Standing) -> OpenAct:
    english = saying.english()
    refused = item.refused.in_language("en" if english else "zh")[0] if item.refused else ""
    return OpenAct(
        name=item.act.name_en if english else item.act.name,
        article=saying.articles(item.act.citations),
        href=reverse("act", args=[matter.id, item.act.name]),
        first=bool(item.act.to_state) and turn in item.act.roles and item.refused is None,
        blocked=refused,
    )


def _step(
    matter: Matter,
    procedure: Procedure,
    step: Step,
    standing: Standing,
    services: Sequence[Service],
    names: Mapping[str, str],
    people: Mapping[str, str],
) -> StepShown:
    act = procedure.acts[step.act]
    made, recorded = saying.moment(step.at), saying.moment(step.recorded_at)
    late = next(
        (
            _("逾期办结：“%(limit)s”") % {"limit": clock.limit}
            for clock in standing.clocks
            if clock.ended_seq == step.seq and clock.state is ClockState.DONE_LATE
        ),
        "",
    )
    return StepShown(
        seq=step.seq,
        act=saying.act_name(matter.procedure, step.act),
        unit=names.get(step.unit, ""),
        person=people.get(step.actor, "") if step.unit else _("期限届满，自动转入"),
        made=made,
        recorded=recorded if recorded != made else "",
        articles=saying.articles(step.citations),
        state=saying.state_name(matter.procedure, step.to_state) if step.to_state else "",
        late=late,
        reason=step.reason,
        internal=act.internal,
        values=tuple(
            _value(matter, field, step) for field in act.fields if step.fields.get(field.name) not in (None, "", [])
        ),
        papers=tuple(_papers(matter, step, names)),
        attachments=tuple(
            Attachment(
                label=item.label,
                name=item.file_name or item.label,
                size="",
                href=reverse("file", args=[matter.id, item.digest]) if item.digest else "",
            )
            for item in step.enclosures
        ),
        services=tuple(shown for item, shown in zip(standing.services, services, strict=True) if item.seq == step.seq),
    )


def _papers(matter: Matter, step: Step, names: Mapping[str, str]) -> Iterable[Paper]:
    for paper in step.papers:
        yield Paper(
            title=paper.name,
            number=paper.number,
            issuer=names.get(step.unit, ""),
            issued=saying.moment(step.at),
            preview_href=reverse("paper", args=[matter.id, step.seq, paper.name]),
            pdf_href=reverse("paper_pdf", args=[matter.id, step.seq, paper.name]),
            docx_href=reverse("paper_docx", args=[matter.id, step.seq, paper.name]),
        )


def _service(matter: Matter, item: Sent, names: Mapping[str, str], acting: Acting, now: dt.datetime) -> Service:
    if item.received_at:
        signed = saying.moment(item.received_at)
        if item.proved_by_sender:
            signed += _("（凭送达回证）")
        if item.earlier:
            old = "、".join(saying.moment(at) for at in item.earlier)
            signed += _("（原登记 %(old)s，已更正）") % {"old": old}
        lit = Light(level=Level.GREEN, words=_("已签收"))
    else:
        signed = ""
        days = (now - item.issued_at).days
        words = _("未签收 %(days)d 天") % {"days": days} if days else _("未签收")
        lit = Light(level=Level.YELLOW if days == 0 else Level.RED, words=words)
    mine = item.unit == acting.unit and item.received_at is None
    return Service(
        recipient=names.get(item.unit, item.unit),
        paper="、".join(f"《{name}》" for name in item.papers) or item.act,
        copy=item.copy,
        signed=signed,
        light=lit,
        sign_href=reverse("sign", args=[matter.id, item.seq]) if mine else "",
    )


def _clock(
    procedure: Procedure, clock: RunningClock, standing: Standing, names: Mapping[str, str], now: dt.datetime
) -> Clock:
    limit = procedure.limits[clock.limit]
    open_light = light(clock.due.at if clock.due else None, now, law().calendar, waiting=True)
    ended = Light(level=Level.RED if clock.state is ClockState.DONE_LATE else Level.NONE, words=_(clock.state.value))
    kinds = {LimitKind.DUTY: _("应当"), LimitKind.RIGHT: _("可以"), LimitKind.WITHIN: _("限")}
    return Clock(
        name=clock.limit,
        kind=kinds[limit.kind],
        whose=names.get(standing.units.get(clock.role, ""), _role_name(procedure, clock.role)),
        status=STATUS[clock.state],
        light=open_light if clock.open else ended,
        due=saying.due(clock.due.at, now) if clock.due else "",
        started=saying.moment(clock.started_at),
        article=saying.articles(limit.citations),
        reasons=_reasons(clock.due) if clock.due else (),
        old=tuple(
            OldDue(due=saying.due(item.due_at, now), why=item.why, replaced=_step_time(standing, item.seq))
            for item in clock.moved
        ),
        question=limit.regime.question,
    )


def _step_time(standing: Standing, seq: int) -> str:
    return next((saying.moment(step.recorded_at) for step in standing.done if step.seq == seq), "")


def _reasons(due: Due) -> tuple[Reason, ...]:
    return tuple(
        Reason(words=reason.text, article=saying.articles([reason.citation]) if reason.citation else "")
        for reason in due.reasons
    )


def _values(matter: Matter, procedure: Procedure, steps: Sequence[Step]) -> Iterable[Value]:
    """The latest value of every field but the parties, in the order in which they first came up."""
    latest: dict[str, Value] = {}
    for step in steps:
        for field in procedure.acts[step.act].fields:
            if field.type is not FieldType.PARTIES and step.fields.get(field.name) not in (None, "", []):
                latest[field.name] = _value(matter, field, step)
    return latest.values()


def _value(matter: Matter, field: Field, step: Step) -> Value:
    value = step.fields.get(field.name)
    label = field.name_en if saying.english() else field.name
    if is_sealed(value):
        opens = reverse("open_value", args=[matter.id, step.seq, field.name, 0])
        return Value(label=label, value=HIDDEN, open_href=opens)
    return Value(
        label=label,
        value=said(field, value),
        numeric=field.type in (FieldType.MONEY, FieldType.NUMBER),
        long=field.type is FieldType.LONG_TEXT,
    )


def said(field: Field, value: Any) -> str:
    """A value as a reader sees it."""
    match field.type:
        case FieldType.YES_NO:
            return _("是") if value else _("否")
        case FieldType.MONEY:
            return f"{float(value):,.2f} {_('元')}"
        case FieldType.NUMBER:
            return f"{value} {field.unit}".strip()
        case FieldType.NAMES:
            return "、".join(value)
        case FieldType.PARTIES:
            return "、".join(HIDDEN if is_sealed(row["名称"]) else row["名称"] for row in value)
        case FieldType.UNIT:
            return saying.names([value])[value]
        case _:
            return str(value)


def _people(matter: Matter, steps: Sequence[Step]) -> Iterable[Person]:
    """The parties as the latest step that names them has them."""
    latest: dict[str, Step] = {}
    for step in steps:
        latest |= {name: step for name, rows in step.fields.items() if _is_parties(rows)}
    for name, step in latest.items():
        for place, row in enumerate(step.fields[name]):
            sealed = is_sealed(row["证件号码"]) or is_sealed(row["名称"])
            yield Person(
                name=HIDDEN if is_sealed(row["名称"]) else row["名称"],
                kind=_(row["类别"]),
                identity=HIDDEN if sealed else "",
                minor=row["未成年人"],
                open_href=reverse("open_value", args=[matter.id, step.seq, name, place]) if sealed else "",
            )


def _is_parties(rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and isinstance(rows[0], Mapping) and "名称" in rows[0]


def _related(row: Participation, matter: Matter) -> Related:
    return Related(
        title=row.title,
        href=reverse("matter", args=[row.matter_id]),
        number=row.number,
        procedure=saying.procedure_name(row.procedure, row.variant),
        state=saying.state_name(row.procedure, row.state),
        how=_("由此而来") if row.matter_id == matter.parent else _("同一线索"),
    )


def _role_name(procedure: Procedure, role: str) -> str:
    known = procedure.roles.get(role)
    return (known.name_en if saying.english() else known.name) if known else role


def _visited(standing: Standing) -> Iterable[str]:
    return (step.to_state for step in standing.done if step.to_state)
