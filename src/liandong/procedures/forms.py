"""What was typed into an act's form, made clean or refused field by field."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from liandong.procedures.grammar import Act, Field, FieldType
from liandong.procedures.refusal import Fault, Several, fault

LONGEST = {FieldType.TEXT: 500, FieldType.LONG_TEXT: 20_000}
MOST_IN_A_LIST = 500
PARTY_KINDS = ("自然人", "单位")
YEARS = range(1900, 2200)  # what a calendar can reckon with
DECIMALS = 6  # of a number
UNFIT = ("Cc", "Cs")  # control characters, and halves of characters, which no database keeps


class _WrongError(Exception):
    def __init__(self, code: str, **words: object) -> None:
        self.code, self.words = code, words


def clean(act: Act, typed: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """The fields as they are stored (JSON values only) and every fault found. Empty fields are left out."""
    known = {field.name: field for field in act.fields}
    kept: dict[str, Any] = {}
    faults = [fault(name, "unknown_field", name=name, act=act.name) for name in typed if name not in known]
    for name, field in known.items():
        value = typed.get(name)
        if value in (None, "", [], {}):
            if field.required:
                faults.append(fault(name, "required", name=name))
            continue
        try:
            read = READERS[field.type](field, value)
        except _WrongError as wrong:
            faults.append(fault(name, wrong.code, name=name, **wrong.words))
            continue
        if read not in ("", []):
            kept[name] = read
        elif field.required:
            faults.append(fault(name, "required", name=name))
    return kept, tuple(faults)


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError("bad_shape")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip()
    if any(unicodedata.category(char) in UNFIT and char not in "\n\t" for char in text):
        raise _WrongError("bad_text")
    longest = LONGEST.get(field.type, LONGEST[FieldType.TEXT])
    if len(text) > longest:
        raise _WrongError("too_long", limit=longest, count=len(text))
    return text


def _decimal(value: Any, code: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise _WrongError(code)
    try:
        number = Decimal(str(value).replace(",", "").replace("，", "").strip())
    except (InvalidOperation, ValueError):  # ValueError: a whole number too long to be written out
        raise _WrongError(code) from None
    if not number.is_finite() or not 0 <= number < Decimal(10) ** 15 or number != round(number, DECIMALS):
        raise _WrongError(code)
    return abs(number)  # -0 is 0


def _money(_field: Field, value: Any) -> str:
    number = _decimal(value, "bad_money")
    if number != number.quantize(Decimal("0.01")):
        raise _WrongError("bad_money")
    return str(number.quantize(Decimal("0.01")))


def _number(_field: Field, value: Any) -> str:
    return format(_decimal(value, "bad_number").normalize(), "f")


def _date(_field: Field, value: Any) -> str:
    try:
        date = dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise _WrongError("bad_date") from None
    if date.year not in YEARS:
        raise _WrongError("bad_date")
    return date.isoformat()


def _time(_field: Field, value: Any) -> str:
    try:
        time = dt.datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise _WrongError("bad_time") from None
    if time.tzinfo is not None or time.year not in YEARS or len(str(value).strip()) < len("2026-03-06T17:30"):
        raise _WrongError("bad_time")
    return time.isoformat(sep=" ", timespec="minutes")


def _choice(field: Field, value: Any) -> str:
    if value not in field.choices:
        raise _WrongError("bad_choice", choices=Several(field.choices))
    return str(value)


def _yes_no(_field: Field, value: Any) -> bool:
    if value in (True, "是", "true", "on", "1"):
        return True
    if value in (False, "否", "false", "off", "0"):
        return False
    raise _WrongError("bad_yes_no")


def _names(field: Field, value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list) or len(lines) > MOST_IN_A_LIST or not all(isinstance(line, str) for line in lines):
        raise _WrongError("bad_shape")
    names = list(dict.fromkeys(name for line in lines if (name := _text(field, line))))
    if len(names) < max(field.at_least, 1 if field.required else 0):
        raise _WrongError("too_few", least=max(field.at_least, 1), count=len(names))
    return names


def _parties(field: Field, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) > MOST_IN_A_LIST:
        raise _WrongError("bad_shape")
    parties = []
    for row in value:
        if not isinstance(row, Mapping) or not row.keys() <= {"名称", "类别", "证件号码", "未成年人"}:
            raise _WrongError("bad_shape")
        name = _text(field, row.get("名称") or "")
        number = _text(field, row.get("证件号码") or "")
        if not name and not number:
            continue
        if not name:
            raise _WrongError("required")
        kind = row.get("类别") or PARTY_KINDS[0]
        if kind not in PARTY_KINDS:
            raise _WrongError("bad_choice", choices=Several(PARTY_KINDS))
        minor = _yes_no(field, row.get("未成年人") or False)
        parties.append({"名称": name, "类别": kind, "证件号码": number, "未成年人": minor})
    if len(parties) < max(field.at_least, 1 if field.required else 0):
        raise _WrongError("too_few", least=max(field.at_least, 1), count=len(parties))
    return parties


READERS: dict[FieldType, Callable[[Field, Any], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.MONEY: _money,
    FieldType.NUMBER: _number,
    FieldType.DATE: _date,
    FieldType.TIME: _time,
    FieldType.CHOICE: _choice,
    FieldType.YES_NO: _yes_no,
    FieldType.UNIT: _text,
    FieldType.NAMES: _names,
    FieldType.PARTIES: _parties,
}
