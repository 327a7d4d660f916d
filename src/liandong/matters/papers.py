"""The papers of a matter: what stands in each, taken from its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from liandong.directory.names import unit_names
from liandong.documents.filling import Filled, fill
from liandong.documents.numbering import draw
from liandong.kernel.due import SHANGHAI
from liandong.matters.models import Matter
from liandong.matters.opening import title_field
from liandong.matters.records import unsealed
from liandong.matters.rules import law
from liandong.matters.seeing import facts_seen, steps_seen
from liandong.procedures.grammar import Field, FieldType, Procedure
from liandong.procedures.refusal import Refused, Several, refuse
from liandong.procedures.standing import Enclosure, Step


def filled(*, procedure: Procedure, steps: Sequence[Step], step: Step, paper: str, matter: Matter) -> Filled:
    """One paper of a step, from what its issuer's unit knew by then. Errors: KeyError for a paper without a letter."""
    before = [done for done in steps if done.seq < step.seq]
    return fill(law().letters[paper], _values(procedure, before, step, paper, matter.number, matter.title))


def lacking(procedure: Procedure, before: Sequence[Step], step: Step, number: str, title: str) -> Refused | None:
    """Why a step that is not stored yet cannot issue its papers: one would lack what its article asks for.

    `number` and `title` are the matter's.
    """
    for paper in step.papers:
        letter = law().letters.get(paper.name)
        missing = fill(letter, _values(procedure, before, step, paper.name, number, title)).missing if letter else ()
        if letter and missing:
            return refuse(
                "paper_lacks",
                act=step.act,
                paper=paper.name,
                missing=Several(missing),
                citations=letter.citations,
            ).named(procedure.english)
    return None


def number_of(paper: str, step: Step) -> str:
    """The number that the unit's register gives a paper at issue; "" where the organ numbers it itself."""
    letter = law().letters.get(paper)
    if letter is None:
        return ""
    name = unit_names([step.unit])[step.unit]
    return draw(letter, unit=step.unit, short_name=name, year=step.at.astimezone(SHANGHAI).year)


def _values(
    procedure: Procedure, before: Sequence[Step], step: Step, paper: str, number: str, title: str
) -> dict[str, str]:
    letter = law().letters[paper]
    units = {role: code for done in (*before, step) for role, code in done.units.items()}
    copied = [units[role] for role in letter.copies if role in units]
    names = unit_names((step.unit, units.get(letter.to, ""), *copied))
    known = [*steps_seen(procedure, before, step.unit), step]
    facts = unsealed(facts_seen(known))
    fields = {item.name: item for done in known for item in procedure.acts[done.act].fields}
    received = next((s.at for s in reversed(known) if procedure.acts[s.act].signs), None)
    titled = title_field(procedure.acts[(*before, step)[0].act])  # who takes part knows it from the ledger
    values = {titled.name: title} if titled else {}
    values |= {name: said(fields[name], value) for name, value in facts.items() if name in fields}
    values |= {
        "发文名称": names.get(step.unit, ""),
        "主送名称": names.get(units.get(letter.to, ""), ""),
        "抄送名称": "、".join(names[code] for code in copied),
        "文号": next((issued.number for issued in step.papers if issued.name == paper), ""),
        "年": str(step.at.astimezone(SHANGHAI).year),
        "作出日期": day(step.at),
        "收到日期": day(received) if received else "",
        "条": "、".join(citation.words(law().instruments) for citation in procedure.acts[step.act].citations),
        "理由": step.reason,
        "事项编号": number,
        "事项名称": title,
        "附件清单": "\n".join(_labels(step.enclosures)) if letter.lists_attachments else "",
    }
    return {name: value for name, value in values.items() if value}


def said(field: Field, value: Any) -> str:
    """A value as it stands on a paper: whole, never masked."""
    match field.type:
        case FieldType.YES_NO:
            return "是" if value else "否"
        case FieldType.MONEY:
            return f"{value}元"
        case FieldType.NUMBER:
            return f"{value}{field.unit}"
        case FieldType.DATE:
            return day(dt.datetime.fromisoformat(value).replace(tzinfo=SHANGHAI))
        case FieldType.NAMES:
            return "、".join(value)
        case FieldType.UNIT:
            return unit_names([value])[value]
        case FieldType.PARTIES:
            return "、".join(f"{row['名称']}（{row['证件号码']}）" if row["证件号码"] else row["名称"] for row in value)
        case _:
            return str(value)


def day(at: dt.datetime) -> str:
    """2026年3月6日, as GB/T 9704-2012 7.3.5.4 writes it."""
    local = at.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日"


def _labels(enclosures: Sequence[Enclosure]) -> list[str]:
    return list(dict.fromkeys(enclosure.label for enclosure in enclosures))
