"""Proves that every limit starts, ends, and comes to something."""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.decision import ANY_PAPER
from liandong.procedures.grammar import CLOCK, EVERYONE, Act, Limit, LimitKind, Procedure, StartEvent
from liandong.procedures.law import Problem
from liandong.procedures.proof_paths import Paths, is_beside, limit_words


def problems(procedure: Procedure, paths: Paths) -> Iterator[Problem]:
    """Everything wrong with the limits, and with what acts do to them."""
    for limit in procedure.limits.values():
        if limit.start.event is StartEvent.MADE:
            yield from _made(procedure, paths, limit)
        if limit.start.event is StartEvent.RECEIVED:
            yield from _received(procedure, paths, limit)
        if limit.kind is LimitKind.RIGHT:
            yield from _lapse(procedure, limit)
        if limit.kind is LimitKind.WITHIN and procedure.acts[limit.name].roles != (limit.role,):
            yield Problem(limit.place, f"{limit_words(limit)}只能约束一个主体，“谁”写了好几个")
        if limit.kind is LimitKind.WITHIN and limit.role == EVERYONE:
            yield Problem(limit.place, f"{limit_words(limit)}要约束一个主体，“谁”不能是“{EVERYONE}”")
        if is_beside(limit):
            yield from _beside(procedure, limit)
    lapses = {limit.lapse for limit in procedure.limits.values()}
    for act in procedure.acts.values():
        yield from _on_limits(procedure, act)
        if act.roles == (CLOCK,) and act.name not in lapses:
            yield Problem(act.place, f"行为“{act.name}”由期限届满而发生，但没有哪个权利逾期归于它")


def _made(procedure: Procedure, paths: Paths, limit: Limit) -> Iterator[Problem]:
    for name in limit.start.of:
        act = procedure.acts.get(name)
        if act is None:
            yield Problem(limit.place, f"{limit_words(limit)}自“{name}”作出起算，但没有这个行为")
        elif not any(paths.precedes(act, home) for home in paths.homes(limit)):
            yield Problem(limit.place, f"{limit_words(limit)}自“{name}”作出起算，但“{name}”不可能在此之前办")


def _received(procedure: Procedure, paths: Paths, limit: Limit) -> Iterator[Problem]:
    of = limit_words(limit)
    for paper in limit.start.of:
        issuing = [act for act in procedure.acts.values() if paper in act.papers]
        serving = [act for act in issuing if limit.role in (*act.serves, *act.copies)]
        if not issuing:
            yield Problem(limit.place, f"{of}自收到《{paper}》起算，但没有行为制发这份文书")
        elif not serving:
            yield Problem(limit.place, f"{of}自“{limit.role}”收到《{paper}》起算，但没有行为把它送达“{limit.role}”")
        elif not any(paths.precedes(act, home) for act in serving for home in paths.homes(limit)):
            yield Problem(limit.place, f"{of}自收到《{paper}》起算，但这份文书不可能在此之前送达")
        elif not any(_signs(act, paper, limit, paths) for act in procedure.acts.values()):
            yield Problem(limit.place, f"{of}自收到《{paper}》起算，但“{limit.role}”在此没有签收它的行为")


def _signs(act: Act, paper: str, limit: Limit, paths: Paths) -> bool:
    """Can the limit's role sign for the paper by this act, while the limit waits or before?"""
    able = limit.role in act.roles or act.roles == (EVERYONE,)
    homes = paths.homes(limit)
    in_time = bool(act.from_states & homes) or any(paths.precedes(act, home) for home in homes)
    return act.signs in (paper, ANY_PAPER) and able and in_time


def _lapse(procedure: Procedure, limit: Limit) -> Iterator[Problem]:
    of = limit_words(limit)
    if not limit.lapse:
        yield Problem(limit.place, f"{of}是可以行使的权利，没有写“逾期”：期限过了归于哪个行为")
        return
    act = procedure.acts.get(limit.lapse)
    if act is None:
        yield Problem(limit.place, f"{of}逾期归于“{limit.lapse}”，但没有这个行为")
        return
    if limit.state and limit.state not in act.from_states:
        yield Problem(limit.place, f"{of}逾期归于“{act.name}”，但“{act.name}”不能从状态“{limit.state}”办")
    if not act.to_state:
        yield Problem(limit.place, f"{of}逾期归于“{act.name}”，但“{act.name}”没有写“到”，权利不会因此了结")
    needs = [
        *(f"必填的字段“{field.name}”" for field in act.fields if field.required),
        *(f"文书《{paper}》" for paper in act.papers),
        *(f"必附的“{attachment}”" for attachment in act.attachments),
    ]
    if needs:
        yield Problem(limit.place, f"{of}逾期归于“{act.name}”，由系统办理，不能再要{'、'.join(needs)}")
    if act.condition:
        yield Problem(limit.place, f"{of}逾期归于“{act.name}”，但“{act.name}”写了“仅当”，未必办得成")


def _beside(procedure: Procedure, limit: Limit) -> Iterator[Problem]:
    of = limit_words(limit)
    if limit.kind is LimitKind.RIGHT:
        yield Problem(limit.place, f"{of}写了“可以”：权利逾期归于一个行为，只能写在状态里")
    if not limit.ended_by:
        yield Problem(limit.place, f"{of}没有写“止”：哪个行为办结它")
    for name in sorted(limit.ended_by - procedure.acts.keys()):
        yield Problem(limit.place, f"{of}止于“{name}”，但没有这个行为")


def _on_limits(procedure: Procedure, act: Act) -> Iterator[Problem]:
    of = f"行为“{act.name}”"
    condition = act.condition
    for word, name in (("逾期", condition.overdue), ("在期", condition.running)) if condition else ():
        if name and name not in procedure.limits:
            yield Problem(act.place, f"{of}仅当“{name}”{word}才可以办，但没有这个期限，有：{_names(procedure)}")
    if act.extension is None:
        return
    limit = procedure.limits.get(act.extension.limit)
    if limit is None:
        yield Problem(act.place, f"{of}延长的期限“{act.extension.limit}”没有定义，有：{_names(procedure)}")
        return
    if limit.state and limit.state not in act.from_states:
        yield Problem(act.place, f"{of}延长状态“{limit.state}”的期限，就应当能从“{limit.state}”办")
    if limit.period is None:
        yield Problem(act.place, f"{of}延长的期限“{limit.name}”由字段载明，不能延长")
    elif any(period.unit == limit.period.unit and period.count <= limit.period.count for period in act.extension.up_to):
        yield Problem(act.place, f"{of}延长至的期间不长于原来的{limit.period}")


def _names(procedure: Procedure) -> str:
    return "、".join(procedure.limits) or "（一个也没有）"
