"""Every limit that law/ draws from an article, and when it would be due: 为何是这一天, asked without a matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from liandong.kernel.citation import Citation
from liandong.kernel.due import Due, extend
from liandong.kernel.period import Period
from liandong.procedures.citing import cited_as
from liandong.procedures.clocks import due_of
from liandong.procedures.grammar import Limit, Procedure
from liandong.procedures.law import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLimit:
    """One period drawn from the article, and when it is due if the limit starts then.

    `period` is the limit's own, its urgent one, or one that it may be extended to or by; `label` says which.
    """

    procedure: Procedure
    limit: Limit
    period: Period
    label: str
    due: Due


def dues(law: Law, *, instrument: str, article: str, start: dt.datetime) -> tuple[DueLimit, ...]:
    """The periods drawn from an article, in the procedures as they stand on the day of `start` (aware).

    Instrument and article are written as `citing` reads them. An extension is drawn from the article of the act that
    extends and is told of with the limit too. Where a variant has the same as its procedure it is not said again.
    Errors: UnknownInstrument; ValueError for an article that cannot be read, OverflowError for a day past all years.
    """
    asked = cited_as(law.instruments, instrument=instrument, article=article)
    found: list[DueLimit] = []
    for procedure in law.on(start.date()):
        for drawn in _drawn(law, procedure, asked, start):
            if not (procedure.variant and _said_already(found, drawn)):
                found.append(drawn)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How long a limit may be: a period from its start, or one that runs on from the end of its own so many times."""

    period: Period
    label: str
    basis: tuple[Citation, ...]
    running_on: int = 0


def _drawn(law: Law, procedure: Procedure, asked: Citation, start: dt.datetime) -> Iterator[DueLimit]:
    for limit in procedure.limits.values():
        for way in _ways(procedure, limit, asked):
            named = limit if way.running_on else replace(limit, citations=way.basis)  # the article that was asked for
            period = None if way.running_on else way.period
            due = due_of(named, start, {}, law.calendar, period, english=procedure.english)
            for _ in range(way.running_on):
                due = extend(due, by=way.period, regime=limit.regime, calendar=law.calendar, citation=way.basis[0])
            yield DueLimit(procedure=procedure, limit=limit, period=way.period, label=way.label, due=due)


def _ways(procedure: Procedure, limit: Limit, asked: Citation) -> Iterator[_Way]:
    if limit.period is None:  # a day that is set by name in each matter
        return
    own = f"{limit.kind}{limit.period}"
    basis = _meant(asked, limit.citations)
    if basis:
        yield _Way(period=limit.period, label=own, basis=basis)
        if limit.urgent:
            label = f"{limit.kind}{limit.urgent}（紧急：{limit.urgent_field}；原为{own}）"
            yield _Way(period=limit.urgent, label=label, basis=basis)
    for act in procedure.acts.values():
        extension = act.extension
        meant = _meant(asked, act.citations)
        if extension is None or extension.limit != limit.name or not (basis or meant):
            continue
        whence = f"（{act.name}；原为{own}）"
        for period in extension.up_to:
            yield _Way(period=period, label=f"延长至{period}{whence}", basis=meant or act.citations)
        more = [extension.by] * extension.times if extension.by else []
        for time, by in enumerate(more, start=1):
            often = f"第{time}次" if len(more) > 1 else ""
            yield _Way(period=by, label=f"{often}延长{by}{whence}", basis=meant or act.citations, running_on=time)


def _meant(asked: Citation, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(citation for citation in citations if asked.covers(citation) or citation.covers(asked))


def _said_already(found: list[DueLimit], drawn: DueLimit) -> bool:
    return any(
        item.procedure.name == drawn.procedure.name
        and (item.limit.name, item.label, item.limit.regime) == (drawn.limit.name, drawn.label, drawn.limit.regime)
        for item in found
    )
