"""A matter's page as values: what it is, where it stands, whose turn, how long left and why, who did what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.matters.models import Matter, Participation
from liandong.matters.rules import law
from liandong.matters.seeing import clocks_seen, course_seen, steps_seen
from liandong.procedures.chart import draw, strip
from liandong.procedures.decision import OpenAct as Openable
from liandong.procedures.decision import open_acts
from liandong.procedures.grammar import Procedure
from liandong.procedures.standing import Clock as RunningClock
from liandong.procedures.standing import ClockState, Standing, Step
from liandong.procedures.standing import Service as Sent
from liandong.web import matter_facts, saying
from liandong.web.acting import Acting
from liandong.web.lights import light
from liandong.web.matter_clocks import clock_shown, head_clock, reasons
from liandong.web.shown import (
    Attachment,
    Level,
    Light,
    MatterShown,
    OpenAct,
    Opened,
    Paper,
    Related,
    Service,
    StepShown,
    Value,
)


def matter_shown(
    *,
    matter: Matter,
    procedure: Procedure,
    standing: Standing,
    acting: Acting,
    people: Mapping[str, str],
    related: Iterable[Participation],
    opened: Iterable[Opened],
    now: dt.datetime,
) -> MatterShown:
    """The whole page for one acting unit. `people` are names by username, `related` its other matters of the family."""
    english = saying.english()
    names = saying.names(standing.units.values())
    seen = steps_seen(procedure, standing.done, acting.unit)
    state = procedure.states[standing.state]
    mine = state.role != "" and standing.units.get(state.role) == acting.unit
    clocks = clocks_seen(procedure, standing, acting.unit)
    course, way = course_seen(procedure, standing, acting.unit)
    clock = head_clock(procedure, standing, clocks, acting.unit, now)
    listed = _listed(procedure, standing, acting, now)
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
        reasons=reasons(procedure.limits[clock.limit], clock.due) if clock else (),
        strip=strip(course, visited=way, current=standing.state, english=english),
        chart=draw(course, visited=way, current=standing.state, english=english),
        acts=tuple(_open_act(matter, procedure, item, state.role) for item in listed if not procedure.beside(item.act)),
        beside=tuple(_open_act(matter, procedure, item, state.role) for item in listed if procedure.beside(item.act)),
        unsigned=tuple(
            shown
            for item, shown in zip(standing.services, services, strict=True)
            if item.unit == acting.unit and item.received_at is None
        ),
        steps=tuple(_step(matter, procedure, step, standing, services, names, people) for step in seen),
        papers=tuple(paper for step in seen for paper in _papers(matter, step, names)),
        values=tuple(matter_facts.values(matter, procedure, seen)),
        people=tuple(matter_facts.people(matter, procedure, seen)),
        owns_sealed=matter_facts.seals(seen, acting.unit),
        opened=tuple(opened),
        clocks=tuple(clock_shown(procedure, item, standing, names, now) for item in reversed(clocks)),
        related=tuple(_related(row, matter) for row in related),
        questions=_questions(procedure, standing, clocks),
        units=tuple(
            Value(label=saying.role_name(procedure, role), value=names[standing.units[role]])
            for role in procedure.roles
            if role in standing.entered
        ),
    )


def _listed(procedure: Procedure, standing: Standing, acting: Acting, now: dt.datetime) -> list[Openable]:
    """The open acts without signing, which stands beside the paper that waits."""
    return [item for item in open_acts(procedure, standing, acting.party, now) if not item.act.signs]


def _questions(procedure: Procedure, standing: Standing, clocks: Sequence[RunningClock]) -> tuple[str, ...]:
    """What awaits legal review in the state and the clocks of this matter, each once."""
    english = saying.english()
    limits = [procedure.limits[clock.limit] for clock in clocks]
    about = {f"状态“{standing.state}”", *(f"期限“{limit.name}”" for limit in limits)}
    own = [q.words_en if english else q.words for q in procedure.questions if q.about in about]
    counted = [limit.regime.question_en if english else limit.regime.question for limit in limits]
    return tuple(dict.fromkeys([*own, *(question for question in counted if question)]))


def _open_act(matter: Matter, procedure: Procedure, item: Openable, turn: str) -> OpenAct:
    english = saying.english()
    refused = item.refused.in_language("en" if english else "zh")[0] if item.refused else ""
    return OpenAct(
        name=item.act.name_en if english else item.act.name,
        article=saying.articles(item.act.citations),
        href=reverse("act", args=[matter.id, item.act.name]),
        first=bool(item.act.to_state) and turn in item.act.roles and item.refused is None,
        irreversible=procedure.irreversible(item.act),
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
            _("逾期办结：“%(limit)s”") % {"limit": procedure.said(clock.limit, english=saying.english())}
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
            matter_facts.value(matter, procedure, field, step)
            for field in act.fields
            if step.fields.get(field.name) not in (None, "", [])
        ),
        papers=tuple(_papers(matter, step, names)),
        attachments=tuple(
            Attachment(
                label=saying.law_words(item.label),
                name=item.file_name or saying.law_words(item.label),
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
            title=saying.law_words(paper.name),
            number=paper.number or _("文号未登记"),
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
            old = saying.listed(saying.moment(at) for at in item.earlier)
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
        paper=saying.listed(map(saying.paper, item.papers)) or saying.act_name(matter.procedure, item.act),
        copy=item.copy,
        signed=signed,
        light=lit,
        sign_href=reverse("sign", args=[matter.id, item.seq]) if mine else "",
    )


def _related(row: Participation, matter: Matter) -> Related:
    return Related(
        title=row.title,
        href=reverse("matter", args=[row.matter_id]),
        number=row.number,
        procedure=saying.procedure_name(row.procedure, row.variant),
        state=saying.state_name(row.procedure, row.state),
        how=_("由此而来") if row.matter_id == matter.parent else _("同一线索"),
    )
