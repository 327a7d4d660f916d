"""Whether an act may be done, decided from values alone.

`decide()` is asked for every act, from the page, the API and the sweep alike; what it lets through is the step to
store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liandong.kernel.due import SHANGHAI
from liandong.procedures import forms
from liandong.procedures.advance import roles_found_by_field
from liandong.procedures.grammar import CLOCK, EVERYONE, Act, LimitKind, PostKind, Procedure
from liandong.procedures.refusal import Fault, Refused, Several, fault, refuse
from liandong.procedures.standing import (
    ClockState,
    Enclosure,
    IssuedPaper,
    Service,
    Standing,
    Step,
)

ANY_PAPER = "任意"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who acts: an official in the posts he holds in one unit, or the clock."""

    unit: str
    posts: frozenset[PostKind]
    actor: str


THE_CLOCK = Party(unit="", posts=frozenset(), actor=CLOCK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants done. `at` is when it was done, as he says; aware."""

    act: str
    at: dt.datetime
    fields: Mapping[str, Any] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    reason: str = ""
    about: int = 0
    about_role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAct:
    """An act that a unit may do now; `refused` says what still stands in its way for this person."""

    act: Act
    refused: Refused | None


def decide(
    *,
    procedure: Procedure,
    standing: Standing,
    asked: Asked,
    party: Party,
    recorded_at: dt.datetime,
    units: Mapping[str, str] | None = None,
) -> Step | Refused:
    """The step that `asked` comes to, or why not.

    `units` gives roles their units where the act opens the matter, found in the directory before. `recorded_at` is now.
    """
    answer = _decided(procedure, standing, asked, party, recorded_at, units or {})
    return answer.named(procedure.english) if isinstance(answer, Refused) else answer


def _decided(
    procedure: Procedure,
    standing: Standing,
    asked: Asked,
    party: Party,
    recorded_at: dt.datetime,
    units: Mapping[str, str],
) -> Step | Refused:
    act = procedure.acts.get(asked.act)
    if act is None:
        return refuse("no_such_act", act=asked.act)
    given = {**standing.units, **units}
    role = _role(act, standing, given, party)  # before the form is looked at: nobody makes himself a party by a field
    refused = (
        _not_open(procedure, standing, act)
        or _not_his(procedure, act, role, party)
        or _time_wrong(procedure, standing, act, asked, recorded_at)
        or _clock_forbids(procedure, standing, act, role, party, asked.at)
    )
    if refused:
        return refused
    service = _service(standing, act, role, asked)
    if isinstance(service, Refused):
        return service
    fields, faults = forms.clean(act, asked.fields)
    faults = (*faults, *_paper_faults(act, asked))
    if faults:
        return refuse("form", act=act.name, count=len(faults), citations=act.citations, faults=faults)
    given |= roles_found_by_field(procedure, fields)
    if act.reassigns and fields.get(act.reassigns_to):
        given[act.reassigns] = fields[act.reassigns_to]
    missing = next((key for key in _needed(procedure, act) if not given.get(key)), None)
    if missing:
        return refuse("no_unit", role=procedure.roles[missing].name, act=act.name, citations=act.citations)
    return Step(
        seq=standing.seq + 1,
        act=act.name,
        role=role,
        unit=party.unit,
        post=_post(act, party),
        actor=party.actor,
        at=asked.at,
        recorded_at=recorded_at,
        fields=fields,
        papers=tuple(IssuedPaper(name=name) for name in act.papers),
        enclosures=asked.enclosures,
        reason=asked.reason.strip(),
        about=service.seq if service else 0,
        about_role=service.role if service and service.role != role else "",
        units={key: code for key, code in given.items() if standing.units.get(key) != code},
        from_state=standing.state,
        to_state=act.to_state,
        citations=act.citations,
    )


def open_acts(procedure: Procedure, standing: Standing, party: Party, at: dt.datetime) -> tuple[OpenAct, ...]:
    """The acts that lie with this party's unit now, its own first; one for a colleague's post shows as a refusal."""
    found = []
    for act in procedure.acts.values():
        if standing.state and standing.state not in act.from_states:
            continue  # most acts; words of refusal that nobody reads are what costs here
        role = _role(act, standing, standing.units, party)
        if not role or _not_open(procedure, standing, act):
            continue
        refused = _not_his(procedure, act, role, party) or _clock_forbids(procedure, standing, act, role, party, at)
        if refused and refused.code not in ("wrong_post", "sign_first"):
            continue
        service = _service(standing, act, role, Asked(act=act.name, at=at))
        if isinstance(service, Refused) and service.code != "which_one":
            continue
        found.append(OpenAct(act=act, refused=refused.named(procedure.english) if refused else None))
    return tuple(sorted(found, key=lambda item: (item.refused is not None, not item.act.to_state)))


def _role(act: Act, standing: Standing, units: Mapping[str, str], party: Party) -> str:
    """The role in which the party does this act; "" where it has none."""
    if party == THE_CLOCK:
        return next(iter(act.roles), "")
    allowed = standing.entered if act.roles == (EVERYONE,) else act.roles
    return next((key for key in units if key in allowed and units[key] == party.unit), "")


def _not_open(procedure: Procedure, standing: Standing, act: Act) -> Refused | None:
    if not standing.state:
        return None if act.opens else refuse("not_an_opening", act=act.name, citations=act.citations)
    if act.opens:
        return refuse("already_open", act=act.name, citations=act.citations)
    state = procedure.states[standing.state]
    if standing.state in act.from_states:
        if standing.suspended and not act.resumes and (act.to_state or act.suspends):
            return refuse("suspended", act=act.name, citations=act.citations)
        if act.resumes and not standing.suspended:
            return refuse("not_suspended", citations=act.citations)
        return None
    if state.final:
        return refuse("closed", act=act.name, state=state.name, citations=act.citations)
    states = Several(tuple(name for name in procedure.states if name in act.from_states))
    return refuse("wrong_state", act=act.name, state=state.name, states=states, citations=act.citations)


def _not_his(procedure: Procedure, act: Act, role: str, party: Party) -> Refused | None:
    if not role:
        roles = Several(tuple(procedure.roles[key].name if key in procedure.roles else key for key in act.roles))
        return refuse("not_a_party", act=act.name, roles=roles, citations=act.citations)
    if party != THE_CLOCK and not party.posts & set(act.posts):
        return refuse("wrong_post", act=act.name, posts=Several(act.posts, ("或", " or ")), citations=act.citations)
    return None


def _needed(procedure: Procedure, act: Act) -> tuple[str, ...]:
    """Roles without whose units the act leads nowhere: who must sign, and who has the turn after it."""
    turn = procedure.states[act.to_state].role if act.to_state else ""
    return (*act.serves, turn) if turn else act.serves


def _time_wrong(
    procedure: Procedure, standing: Standing, act: Act, asked: Asked, recorded_at: dt.datetime
) -> Refused | None:
    if asked.at > recorded_at:
        return refuse("future", at=_said(asked.at))
    if act.signs or act.records_service or act.corrects:
        return None  # a receipt may be older than the last step, though not than its paper
    last = next((step.at for step in reversed(standing.done) if _orders(procedure, step)), None)
    if last and asked.at < last:
        return refuse("too_early", at=_said(asked.at), last=_said(last))
    return None


def _orders(procedure: Procedure, step: Step) -> bool:
    """Whether nothing may be said to have been done before this step once it is taken."""
    act = procedure.acts[step.act]
    return bool(step.to_state) or act.suspends or act.resumes


def _clock_forbids(
    procedure: Procedure, standing: Standing, act: Act, role: str, party: Party, at: dt.datetime
) -> Refused | None:
    condition = act.condition
    if condition and condition.overdue and not _overdue(standing, condition.overdue, at):
        return refuse("not_overdue", limit=condition.overdue, act=act.name, citations=act.citations)
    if condition and condition.running and _overdue(standing, condition.running, at):
        return refuse("overdue", limit=condition.running, act=act.name, citations=act.citations)
    if condition and condition.field and _fact(standing, condition.field) != condition.value:
        return refuse("condition", name=condition.field, value=condition.value, act=act.name, citations=act.citations)
    if act.extension:
        clock = standing.clock(act.extension.limit)
        if clock is None or clock.state is not ClockState.RUNNING:
            return refuse("no_clock", limit=act.extension.limit, citations=act.citations)
        if clock.extended >= act.extension.times:
            return refuse(
                "extended_enough", limit=act.extension.limit, times=act.extension.times, citations=act.citations
            )
    limit = procedure.states[standing.state].limit if standing.state else None
    clock = standing.clock(limit.name) if limit else None
    if limit is None or clock is None or not act.to_state:
        return None
    if limit.kind is LimitKind.RIGHT:
        lapsed = clock.overdue(at)
        if act.name == limit.lapse and party == THE_CLOCK:
            return None if lapsed else refuse("not_yet_lapsed", limit=limit.name, citations=limit.citations)
        if lapsed and act.name != limit.lapse and role == limit.role and clock.due:
            return refuse(
                "lapsed",
                limit=limit.name,
                due=clock.due.last_day.isoformat(),
                act=act.name,
                lapse=limit.lapse,
                citations=limit.citations,
            )
    if clock.state is ClockState.WAITING and role == limit.role and not act.signs:
        papers = {name for s in standing.unsigned(role) for name in s.papers} & set(limit.start.of)
        if papers:
            named = Several(tuple(name for name in limit.start.of if name in papers), papers=True)
            return refuse("sign_first", papers=named, act=act.name, citations=limit.citations)
    return None


def _service(standing: Standing, act: Act, role: str, asked: Asked) -> Service | Refused | None:
    """The service that the act is about: to sign for, to prove, or to correct."""
    if not (act.signs or act.records_service or act.corrects):
        return None
    about_role = role if act.signs else asked.about_role
    known = [s for s in standing.services if (asked.about in (0, s.seq)) and about_role in ("", s.role)]
    if act.signs and act.signs != ANY_PAPER:
        known = [s for s in known if act.signs in s.papers]
    sent = {step.seq for step in standing.done if step.role == role}
    if act.records_service:
        known = [s for s in known if s.seq in sent]
    if act.corrects:  # his own receipt, or one of what he sent
        known = [s for s in known if s.role == role or s.seq in sent]
        fitting = [s for s in known if s.received_at is not None]
        fitting = [s for s in fitting if s.role == role] or fitting
    else:
        fitting = [s for s in known if s.received_at is None]
    if not fitting:
        code = "not_received" if act.corrects else "nothing_to_sign"
        return refuse(code, citations=act.citations)
    if len(fitting) > 1 and not asked.about and act.signs == ANY_PAPER:
        return refuse("which_one", citations=act.citations)
    service = fitting[-1]
    if asked.at < service.issued_at:
        return refuse("before_issue", at=_said(asked.at), issued=_said(service.issued_at), citations=act.citations)
    return service


def _paper_faults(act: Act, asked: Asked) -> tuple[Fault, ...]:
    labels = {enclosure.label for enclosure in asked.enclosures}
    known = {*act.attachments, *act.optional_attachments}
    return (
        *(fault(label, "enclosure", label=label) for label in act.attachments if label not in labels),
        *(fault(label, "unknown_enclosure", label=label) for label in sorted(labels - known)),
        *((fault("理由", "reason", act=act.name),) if act.reason_required and not asked.reason.strip() else ()),
    )


def _overdue(standing: Standing, limit: str, at: dt.datetime) -> bool:
    clock = standing.clock(limit)
    return clock is not None and (clock.overdue(at) or clock.state is ClockState.DONE_LATE)


def _fact(standing: Standing, name: str) -> str:
    value = standing.facts.get(name, "")
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _post(act: Act, party: Party) -> str:
    return next((post.value for post in act.posts if post in party.posts), "")


def _said(at: dt.datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
