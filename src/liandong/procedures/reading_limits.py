"""Reads limits of time and the articles they rest on."""

from __future__ import annotations

from collections.abc import Mapping as Read
from dataclasses import dataclass
from pathlib import Path

from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Instrument
from liandong.kernel.period import Period
from liandong.kernel.regime import Regime
from liandong.kernel.yaml_lines import Mapping
from liandong.procedures.grammar import Limit, LimitKind, Start, StartEvent
from liandong.procedures.reading_values import Reader

LIMIT_KEYS = ("自", "逾期", "紧急", "计期", "期限条")
"""Keys of a limit beside the word that gives its period (应当, 可以 or 限)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a procedure's text is read with: the reader, the known instruments and regimes, and the defaults."""

    reader: Reader
    instruments: Read[str, Instrument]
    regimes: Read[str, Regime]
    regime: str  # 计期 of the procedure; "" where each instrument's own applies
    by_file: Read[Path, str]  # 依据: the instrument of the articles in each file that name none

    def citations(self, node: Mapping, key: str) -> tuple[Citation, ...]:
        """The articles at a key, with the default instrument of the file that they stand in."""
        return self.reader.citations(node, key, self.by_file.get(node.error("", key).path, ""))

    def regime_of(self, node: Mapping, citations: tuple[Citation, ...]) -> Regime:
        """How a limit is counted: as it says, as the procedure says, or else as the first article's instrument does."""
        named = self.reader.text(node, "计期")
        if named and named not in self.regimes:
            self.reader.wrong(node, f"没有名为“{named}”的计期规则，有：{'、'.join(self.regimes)}", "计期")
        own = self.instruments[citations[0].instrument].regime if _known(self, citations) else ""
        return self.regimes.get(named or self.regime or own) or Regime(name=named or self.regime or own)


def _known(source: Source, citations: tuple[Citation, ...]) -> bool:
    return bool(citations) and citations[0].instrument in source.instruments


def read_limit(
    source: Source,
    node: Mapping,
    kind: LimitKind,
    *,
    name: str,
    name_en: str,
    role: str,
    citations: tuple[Citation, ...],
    holder: Mapping,
    state: str = "",
) -> Limit | None:
    """The limit in a state, under 期限, or in an act; None where it cannot be read. `citations` unless 期限条."""
    reader = source.reader
    of = f"“{name}”的期限"
    start = _start(reader, node, of)
    period, period_field = _period(reader, node, kind.value)
    if period is None and not period_field and not node.get(kind.value):
        reader.wrong(node, f"{of}没有写多久", kind.value)
    if kind is not LimitKind.RIGHT and node.get("逾期") is not None:
        why = "应当办的，逾期仍须办" if kind is LimitKind.DUTY else "限期办的，逾期只作标记"
        reader.wrong(node, f"{of}不能写“逾期”：{why}；只有“可以”才因逾期而失权", "逾期")
    urgent, urgent_field = _urgent(reader, node, of)
    own = source.citations(node, "期限条") or citations
    if start is None or (period is None and not period_field):
        return None
    return Limit(
        name=name,
        name_en=name_en,
        kind=kind,
        role=role,
        period=period,
        period_field=period_field,
        start=start,
        citations=own,
        regime=source.regime_of(node, own),
        urgent=urgent,
        urgent_field=urgent_field,
        ended_by=frozenset(reader.texts(node, "止")),
        state=state,
        lapse=reader.text(node, "逾期"),
        place=reader.place(holder, name),
    )


def _period(reader: Reader, node: Mapping, key: str) -> tuple[Period | None, str]:
    value = node.get(key)
    if not isinstance(value, Mapping):
        return reader.period(node, key), ""
    reader.known(value, ("字段",), f"“{key}”")
    return None, reader.required(value, "字段", f"“{key}”")


def _start(reader: Reader, node: Mapping, of: str) -> Start | None:
    events = "、".join(StartEvent)
    if node.get("自") is None:
        reader.wrong(node, f"{of}没有写“自”：从何时起算，写作 {{作出: 行为}}、{{收到: 文书}} 或者 {{字段: 日期字段}}")
        return None
    value = reader.mapping(node, "自")
    if value is None:
        return None
    reader.known(value, tuple(StartEvent), "“自”")
    if len(value) != 1 or next(iter(value)) not in list(StartEvent):
        reader.wrong(node, f"{of}的“自”只能写一种起算的事实：{events}", "自")
        return None
    event = StartEvent(next(iter(value)))
    of_what = reader.texts(value, event.value)
    if not of_what:
        reader.wrong(value, f"{of}的“自”没有写是哪一个{event.value}", event.value)
        return None
    if event is StartEvent.FIELD and len(of_what) > 1:
        reader.wrong(value, f"{of}只能自一个字段起算", event.value)
    return Start(event=event, of=of_what)


def _urgent(reader: Reader, node: Mapping, of: str) -> tuple[Period | None, str]:
    value = reader.mapping(node, "紧急")
    if value is None:
        return None, ""
    reader.known(value, ("期", "当"), "“紧急”")
    reader.required(value, "期", f"{of}的“紧急”")
    return reader.period(value, "期"), reader.required(value, "当", f"{of}的“紧急”")
