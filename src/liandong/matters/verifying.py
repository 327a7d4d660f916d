"""liandong verify: rebuild every matter from its steps and find no difference."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model

from liandong.documents.keeping import damage
from liandong.documents.models import KeptPaper
from liandong.matters import projections
from liandong.matters.models import Deadline, Matter, PaperLine, Participation, Service, Step
from liandong.matters.opening import title_of
from liandong.matters.records import step_of
from liandong.matters.rules import law, procedure_of
from liandong.procedures.advance import replay
from liandong.procedures.grammar import Procedure
from liandong.procedures.law import UnknownProcedure
from liandong.procedures.standing import Standing
from liandong.trust.canonical import GENESIS, digest

BATCH = 200
HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Something stored that the steps do not say; `what` in Chinese words."""

    number: str
    what: str


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read in the block is as it was when the block began, whoever acts meanwhile; nothing can be written.

    Without it an act between reading a matter and reading its steps looks like a difference. Must be the outermost
    transaction: PostgreSQL takes the level only before the first query.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def verify() -> Iterator[tuple[int, list[Difference]]]:
    """Go through all matters in batches; after each, how many were looked at and what differs in them; last, the registers.

    Must run in the jobs' role, which sees every row, and while others act, in `one_moment()`.
    """
    last = None
    while True:
        batch = Matter.objects.order_by("id")
        matters = list((batch.filter(id__gt=last) if last else batch)[:BATCH])
        if not matters:
            yield 0, list(_lost())
            return
        last = matters[-1].id
        yield len(matters), list(_differences(matters))


def _lost() -> Iterator[Difference]:
    """Registers that have given out more or fewer numbers than there are matters: numbers have no gaps."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select book, last, count(number) from (select unit || '-' || year as book, last from matters_register) r"
            " left join matters_matter on regexp_replace(number, '-[0-9]+$', '') = book"
            " group by book, last having count(number) <> last order by book"
        )
        rows = cursor.fetchall()
    for book, last, count in rows:
        yield Difference(number=book, what=f"登记到第{last}号，存有{count}个事项")


def _differences(matters: Sequence[Matter]) -> Iterator[Difference]:
    steps = _by_matter(list(Step.objects.filter(matter__in=matters).order_by("matter", "seq")))
    stored = [
        _by_matter(list(model._default_manager.filter(matter__in=matters)))
        for model in (Deadline, Service, Participation, PaperLine)
    ]
    files = _kept(matters)
    for matter in matters:
        own = [row for row in steps.get(matter.id, []) if isinstance(row, Step)]
        yield from (Difference(number=matter.number, what=what) for what in _broken_chain(matter, own))
        if own and own[0].body.get("procedure") != [matter.procedure, matter.version.isoformat(), matter.variant]:
            yield Difference(number=matter.number, what="事项所依的程序版本与第1步不符")
        try:
            procedure = procedure_of(matter)
            standing = replay(procedure, (step_of(row.body) for row in own), law().calendar)
        except (LookupError, TypeError, ValueError, UnknownProcedure) as error:
            yield Difference(number=matter.number, what=f"步骤不能重放：{error!r}")
            continue
        yield from (Difference(number=matter.number, what=what) for what in _head(matter, procedure, standing))
        if (standing.state, standing.seq) != (matter.state, matter.seq):
            what = f"事项存为第{matter.seq}步“{matter.state}”，依步骤应为第{standing.seq}步“{standing.state}”"
            yield Difference(number=matter.number, what=what)
            continue
        lines = [row for row in stored[3].get(matter.id, []) if isinstance(row, PaperLine)]
        yield from (
            Difference(number=matter.number, what=what) for what in _papers(standing, lines, files.get(matter.id, []))
        )
        rebuilt: tuple[Sequence[Model], ...] = projections.rows(procedure, matter, standing)
        for wanted, kept in zip(rebuilt, stored, strict=True):
            yield from _row_differences(matter, wanted, kept.get(matter.id, []))


def _broken_chain(matter: Matter, steps: Sequence[Step]) -> Iterator[str]:
    previous = GENESIS
    for number, row in enumerate(steps, start=1):
        if row.seq != number:
            yield f"步骤序号不连续：第{number}步存为第{row.seq}步"
        if row.previous != previous or not HASH.fullmatch(previous) or row.digest != digest(row.previous, row.body):
            yield f"第{row.seq}步“{row.act}”的校验值与内容不符"
        if row.body.get("matter") != str(matter.id):
            yield f"第{row.seq}步“{row.act}”属于另一事项"
        columns = {"seq": row.seq, "act": row.act, "unit": row.unit, "at": row.at, "recorded_at": row.recorded_at}
        columns |= {
            name: at.astimezone(dt.UTC).isoformat() for name, at in columns.items() if isinstance(at, dt.datetime)
        }
        if any(row.body.get(name) != value for name, value in columns.items()):
            yield f"第{row.seq}步“{row.act}”的列与内容不符"
        previous = row.digest
    if previous != matter.head:
        yield "事项所存的最后校验值与步骤不符"


def _head(matter: Matter, procedure: Procedure, standing: Standing) -> Iterator[str]:
    """What the matter's own row says otherwise than its steps."""
    if not standing.done:
        return
    first = standing.done[0]
    final = procedure.states[standing.state].final
    closed = next(step.at for step in reversed(standing.done) if step.to_state) if final else None
    wanted: dict[str, tuple[object, object]] = {
        "名称": (matter.title, title_of(procedure.acts[first.act], first)),
        "新建时间": (matter.opened_at, first.at),
        "新建单位": (matter.opened_by, first.unit),
        "办结时间": (matter.closed_at, closed),
    }
    yield from (f"事项的{name}与步骤不符" for name, (stored, told) in wanted.items() if stored != told)


def _papers(standing: Standing, lines: Sequence[PaperLine], kept: Sequence[KeptPaper]) -> Iterator[str]:
    """Issued papers that are neither kept nor waiting for it, kept ones that nobody issued, and files that changed."""
    issued = {(step.seq, paper.name) for step in standing.done for paper in step.papers}
    waiting = {(line.seq, line.name) for line in lines if line.keep_at}
    there = {(paper.seq, paper.name) for paper in kept}
    yield from (f"第{seq}步的《{name}》没有留存" for seq, name in sorted(issued - waiting - there))
    yield from (f"留存的《{name}》不是第{seq}步制发的" for seq, name in sorted(there - issued))
    for paper in kept:
        if wrong := damage(paper):
            yield f"第{paper.seq}步的《{paper.name}》，留存的文件{wrong}"


def _row_differences(matter: Matter, rebuilt: Sequence[Model], kept: Sequence[Model]) -> Iterator[Difference]:
    wanted = [projections.values(row) for row in rebuilt]
    found = [projections.values(row) for row in kept]
    for row in kept:
        if projections.values(row) not in wanted:
            yield Difference(number=matter.number, what=f"{row._meta.model_name}（{row}）与步骤不符")
    for row in rebuilt:
        if projections.values(row) not in found:
            yield Difference(number=matter.number, what=f"缺少{row._meta.model_name}（{row}）")


def _kept(matters: Sequence[Matter]) -> dict[uuid.UUID, list[KeptPaper]]:
    found: dict[uuid.UUID, list[KeptPaper]] = {}
    for paper in KeptPaper.objects.filter(matter__in=[matter.id for matter in matters]).order_by("seq", "name"):
        found.setdefault(paper.matter, []).append(paper)
    return found


def _by_matter(rows: Sequence[Model]) -> dict[object, list[Model]]:
    grouped: dict[object, list[Model]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, "matter_id"), []).append(row)  # noqa: B009 - four models, one column
    return grouped
