"""What a person typed into an act's form, between the browser's names and the procedure's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from liandong.directory.finding import unit_called
from liandong.kernel.due import SHANGHAI
from liandong.matters.records import unsealed
from liandong.procedures.grammar import Act, Field, FieldType
from liandong.procedures.standing import Enclosure
from liandong.trust.sealing import HIDDEN, is_sealed

AT, REASON, ABOUT, ABOUT_ROLE = "办理时间", "理由", "about", "about_role"
PARTY_PARTS = ("名称", "类别", "证件号码", "未成年人")
MOST_ROWS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A form as it was typed; JSON values only, so that it can be kept as a draft."""

    fields: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    at: str = ""
    numbers: dict[str, str] = field(default_factory=dict)  # of papers whose number the organ gives itself
    enclosures: list[dict[str, Any]] = field(default_factory=list)  # label, file_name, digest, size

    def as_json(self) -> dict[str, Any]:
        """For a draft."""
        return {
            "fields": self.fields,
            "reason": self.reason,
            "at": self.at,
            "numbers": self.numbers,
            "enclosures": self.enclosures,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Typed:
        """From a draft."""
        return cls(**kept) if kept else cls()


def key_of(item: Field) -> str:
    """The browser's name of a field."""
    return f"v-{item.name}"


def number_key(paper: str) -> str:
    """The browser's name of a paper's number."""
    return f"n-{paper}"


def enclosure_key(label: str) -> str:
    """The browser's name of an item of the checklist."""
    return f"a-{label}"


def typed_in(act: Act, post: QueryDict, enclosures: list[dict[str, Any]]) -> Typed:
    """Read the browser's form; nothing is judged here."""
    return Typed(
        fields={item.name: value for item in act.fields if (value := _value(item, post)) not in (None, "", [])},
        reason=post.get(REASON, "").strip(),
        at=post.get(AT, "").strip(),
        numbers={paper: number for paper in act.papers if (number := post.get(number_key(paper), "").strip())},
        enclosures=enclosures,
    )


def _value(item: Field, post: QueryDict) -> Any:
    key = key_of(item)
    if item.type is FieldType.PARTIES:
        return _parties(key, post)
    value = post.get(key, "")
    if item.type is FieldType.UNIT:
        words = value.replace("\0", "").strip()
        return unit_called(item.kinds, words) if words else ""
    return value.strip() if item.type is not FieldType.LONG_TEXT else value


def _parties(key: str, post: QueryDict) -> list[dict[str, Any]]:
    found = re.compile(rf"{re.escape(key)}-(\d{{1,4}})-名称")
    numbers = sorted({int(match[1]) for name in post if (match := found.fullmatch(name))})[:MOST_ROWS]
    rows = [{part: post.get(f"{key}-{number}-{part}", "").strip() for part in PARTY_PARTS} for number in numbers]
    return [{**row, "未成年人": row["未成年人"] == "是"} for row in rows if row["名称"]]


def prefilled(act: Act, facts: Mapping[str, Any]) -> Typed:
    """A fresh form: what earlier steps know stands in it already, sealed values as ＊＊＊."""
    return Typed(
        fields={item.name: _shown(facts[item.name]) for item in act.fields if facts.get(item.name) is not None}
    )


def _shown(value: Any) -> Any:
    if is_sealed(value):
        return HIDDEN
    if isinstance(value, list):
        return [_shown(row) for row in value]
    if isinstance(value, Mapping):
        return {key: _shown(part) for key, part in value.items()}
    return value


def submitted(act: Act, typed: Typed, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fields to decide on: where ＊＊＊ was left standing, what the earlier step knows."""
    return {
        item.name: _filled(typed.fields[item.name], facts.get(item.name))
        for item in act.fields
        if item.name in typed.fields
    }


def _filled(value: Any, fact: Any) -> Any:
    if value == HIDDEN:
        return unsealed(fact) if is_sealed(fact) else value
    if isinstance(value, list) and isinstance(fact, list):
        known = [row for row in fact if isinstance(row, Mapping)]
        return [_party(row, known, place) for place, row in enumerate(value)]
    return value


def _party(row: Any, known: list[Mapping[str, Any]], place: int) -> Any:
    if not isinstance(row, Mapping):
        return row
    same = next((old for old in known if not is_sealed(old["名称"]) and old["名称"] == row["名称"]), None)
    if same is None and row["名称"] == HIDDEN and place < len(known):
        same = known[place]
    if same is None:
        return row
    opened = unsealed(same)
    return {key: opened.get(key, value) if value == HIDDEN else value for key, value in row.items()}


def time_of(typed: Typed, now: dt.datetime) -> dt.datetime | None:
    """When it was done: as typed, else now; None where it cannot be read."""
    if not typed.at:
        return now
    try:
        at = dt.datetime.fromisoformat(typed.at)
    except ValueError:
        return None
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else at


def enclosures_of(typed: Typed) -> tuple[Enclosure, ...]:
    """The uploaded files as the step carries them."""
    return tuple(
        Enclosure(
            label=item["label"],
            file_name=item["file_name"],
            digest=item["digest"],
            media_type=item["media_type"],
        )
        for item in typed.enclosures
    )
