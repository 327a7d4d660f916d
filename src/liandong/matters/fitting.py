"""What only the directory and the database know of a request: whether its units exist, whether its text can be kept."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from liandong.directory.finding import units_to_choose
from liandong.documents.keeping import uploads_of
from liandong.procedures.decision import Asked
from liandong.procedures.grammar import Act, FieldType
from liandong.procedures.refusal import Fault, Refused, Several, fault, refuse

YEARS = range(1900, 2200)  # what any calendar here can reckon with
LONGEST_NUMBER = 60  # characters of 文号
NOT_KEPT = {"Cc", "Cs"}  # control characters, and halves of characters, which UTF-8 cannot write


def unfit(act: Act, asked: Asked, numbers: Mapping[str, str], unit: str) -> Refused | None:
    """A refusal where something asked by `unit` cannot be kept; else None. One query for each unit named, one for files."""
    faults = (*_faults(act, asked, numbers), *_unknown_files(asked, unit))
    return refuse("form", act=act.name, count=len(faults), citations=act.citations, faults=faults) if faults else None


def readable(at: dt.datetime) -> bool:
    """Is this a moment that periods can be reckoned from?"""
    return at.year in YEARS


def _faults(act: Act, asked: Asked, numbers: Mapping[str, str]) -> Iterator[Fault]:
    if not readable(asked.at):
        yield fault("办理时间", "bad_time", name="办理时间")
    if not _kept(list(asked.fields)):
        yield fault("", "bad_text", name="栏目名称")
        return
    for name, value in asked.fields.items():
        if not _kept(value):
            yield fault(name, "bad_text", name=name)
    for field in act.fields:
        code = asked.fields.get(field.name)
        named = field.type is FieldType.UNIT and isinstance(code, str) and code and _kept(code)
        if named and not units_to_choose(field.kinds).filter(pk=str(code).strip()).exists():
            yield fault(field.name, "bad_unit", name=field.name, kinds=Several(field.kinds or ("单位",)))
    if not _kept(asked.reason):
        yield fault("理由", "bad_text", name="理由")
    if not _kept([text for item in asked.enclosures for text in (item.label, item.file_name)]):
        yield fault("附件", "bad_text", name="附件")
    if not _kept(dict(numbers)):
        yield fault("文号", "bad_text", name="文号")
    for number in numbers.values():
        if len(number) > LONGEST_NUMBER:
            yield fault("文号", "too_long", name="文号", limit=LONGEST_NUMBER, count=len(number))


def _unknown_files(asked: Asked, unit: str) -> Iterator[Fault]:
    known = uploads_of(unit, asked.enclosures)
    for item in asked.enclosures:
        if item.digest and item.digest not in known:
            yield fault(item.label, "unknown_file", label=item.label)


def _kept(value: Any) -> bool:
    """Can every text in it be stored? Breaks of lines and tabs can."""
    match value:
        case str():
            return not any(unicodedata.category(char) in NOT_KEPT and char not in "\r\n\t" for char in value)
        case Mapping():
            return all(_kept(key) and _kept(item) for key, item in value.items())
        case list():
            return all(map(_kept, value))
    return True
