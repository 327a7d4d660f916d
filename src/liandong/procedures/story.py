"""Stories: what happened in a matter, and what must have been true at certain moments.

A story is a YAML file under tests/law/; it is run by `decide()` and `advance()` alone, without a database. What a step
does not tell is filled in: required fields with samples, required enclosures by their labels, so that a story says only
what it is about. `缺` leaves something out on purpose.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from liandong.kernel.citation import Citation
from liandong.kernel.due import SHANGHAI
from liandong.procedures.advance import advance
from liandong.procedures.decision import THE_CLOCK, Asked, Party, decide
from liandong.procedures.grammar import EVERYONE, Act, Field, FieldType, Find, PostKind, Procedure
from liandong.procedures.lapsing import lapsed
from liandong.procedures.law import Law
from liandong.procedures.refusal import Refused
from liandong.procedures.standing import NOTHING, Clock, ClockState, Enclosure, Standing, Step

SAMPLES: dict[FieldType, Any] = {
    FieldType.TEXT: "某案",
    FieldType.LONG_TEXT: "略",
    FieldType.MONEY: "60000",
    FieldType.NUMBER: "1",
    FieldType.DATE: "2026-01-05",
    FieldType.TIME: "2026-01-05 09:00",
    FieldType.YES_NO: False,
    FieldType.PARTIES: [{"名称": "某公司", "类别": "单位"}],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """故事: where it starts, what happens, what is looked at, and which published case it replays."""

    name: str
    procedure: Procedure
    start: Standing
    steps: tuple[Mapping[str, Any], ...]
    looks: tuple[Mapping[str, Any], ...]
    case: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A story that was run: the standing after each step, and every difference from what it says, in words."""

    standing: Standing
    line: tuple[tuple[Step, Standing], ...]
    differences: tuple[str, ...]


def read_story(path: Path, law: Law) -> Story:
    """Read a story file. Errors: KeyError or LookupError where it names what law/ does not have, TypeError."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(told, Mapping):
        raise TypeError("文件应当是“键: 值”的形式")
    if "起于" not in told and "期限核对" in told:
        raise LookupError(f"这是公开案例，不是故事；重放它的是写着“案例: {{文件: {path.name}}}”的故事")
    begin = told["起于"]
    procedure = law.procedure(
        begin["程序"], version=_text(begin["版本"]) if "版本" in begin else None, variant=begin.get("变体", "")
    )
    units = {role: told.get("单位", {}).get(role, role) for role in procedure.roles}
    start = NOTHING
    if "状态" in begin:
        start = Standing(
            state=begin["状态"],
            units=units,
            entered=frozenset(units),
            facts=begin.get("字段", {}),
            services=(),
            clocks=(),
            done=(),
        )
    return Story(
        name=told["故事"],
        procedure=procedure,
        start=start,
        steps=tuple(told["经过"]),
        looks=tuple(told.get("查看", ())),
        case=told.get("案例", {}),
    )


def run(story: Story, law: Law) -> Ran:
    """Perform the steps in order, let unused rights lapse in between, and look where the story looks."""
    teller = _Teller(story, law)
    events = [(moment(step.get("登记", step["时"])), 0, step) for step in story.steps]
    events += [(moment(look["时"]), 1, look) for look in story.looks]
    for at, kind, event in sorted(events, key=lambda item: item[:2]):
        teller.lapse(at)
        if kind == 0:
            teller.do(event, moment(event["时"]), at)
        else:
            teller.look(event, at)
    return Ran(standing=teller.standing, line=tuple(teller.line), differences=tuple(teller.differences))


def moment(value: object) -> dt.datetime:
    """A moment as stories write it: `2026-03-02 09:00` in Shanghai; a day alone means its beginning."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=SHANGHAI)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), SHANGHAI)
    return dt.datetime.fromisoformat(str(value)).replace(tzinfo=SHANGHAI)


class _Teller:
    """Runs one story and keeps what differs."""

    def __init__(self, story: Story, law: Law) -> None:
        self._story = story
        self._procedure = story.procedure
        self._calendar = law.calendar
        self.standing = story.start
        self.line: list[tuple[Step, Standing]] = []
        self.differences: list[str] = []

    def lapse(self, at: dt.datetime) -> None:
        while self.standing.state and (asked := lapsed(self._procedure, self.standing, at)):
            step = decide(
                procedure=self._procedure, standing=self.standing, asked=asked, party=THE_CLOCK, recorded_at=asked.at
            )
            if isinstance(step, Refused):
                self.differences.append(f"{_said(asked.at)} 期限届满应转为“{asked.act}”，却被拒绝：{step.why}")
                return
            self._take(step)

    def do(self, told: Mapping[str, Any], at: dt.datetime, recorded_at: dt.datetime) -> None:
        act = self._procedure.acts.get(told["行为"])
        unit = self._unit(told["谁"])
        posts = [told["职"]] if "职" in told else (act.posts if act else ())
        party = Party(unit=unit, posts=frozenset(PostKind(post) for post in posts), actor=told["谁"])
        asked = self._asked(act, told, at) if act else Asked(act=told["行为"], at=at)
        step = decide(
            procedure=self._procedure,
            standing=self.standing,
            asked=asked,
            party=party,
            recorded_at=recorded_at,
            units=self._units(act, party) if not self.standing.state else None,
        )
        refusal = _words(step) if isinstance(step, Refused) else ""
        if refusal != told.get("拒绝", ""):
            wanted = f"应被拒绝“{told['拒绝']}”，" if told.get("拒绝") else "应能办理，"
            self.differences.append(f"{_said(at)} {told['谁']} {told['行为']}：{wanted}实为“{refusal or '已办理'}”")
        if isinstance(step, Step):
            self._take(step)

    def look(self, told: Mapping[str, Any], at: dt.datetime) -> None:
        state = self._procedure.states.get(self.standing.state)
        clock = self.standing.clock(told["名"]) if "名" in told else self._clock_of_state()
        limit = self._procedure.limits[clock.limit] if clock else None
        due = clock.due.last_day.isoformat() if clock and clock.due else None
        seen = {
            "状态": self.standing.state,
            "轮到": state.role if state else "",
            "期限": due,
            "状况": condition(clock, at),
        }
        for key, value in seen.items():
            if key in told and (_text(told[key]) if told[key] is not None else None) != value:
                self.differences.append(f"{_said(at)} {key}应为{_text(told[key])}，实为{value}")
        if "条" in told:
            cited = limit.citations if limit else (state.citations if state else ())
            default = cited[0].instrument if cited else ""
            wanted = Citation.parse(str(told["条"]), default=default)
            if not any(wanted.covers(citation) for citation in cited):
                named = "、".join(str(citation) for citation in cited)
                self.differences.append(f"{_said(at)} 依据应为{wanted}，实为{named}")

    def _take(self, step: Step) -> None:
        self.standing = advance(self._procedure, self.standing, step, self._calendar)
        self.line.append((step, self.standing))

    def _clock_of_state(self) -> Clock | None:
        state = self._procedure.states.get(self.standing.state)
        return self.standing.clock(state.limit.name) if state and state.limit else None

    def _unit(self, role: str) -> str:
        return self.standing.units.get(role, role)

    def _units(self, act: Act | None, party: Party) -> dict[str, str]:
        found_later = {key for key, role in self._procedure.roles.items() if role.find is Find.FIELD}
        units = {role: role for role in self._procedure.roles if role not in found_later}
        if act and act.roles != (EVERYONE,):
            units[act.roles[0]] = party.unit
        return units

    def _asked(self, act: Act, told: Mapping[str, Any], at: dt.datetime) -> Asked:
        left_out = set(told.get("缺", ()))
        fields = {
            item.name: sample(item) for item in act.fields if item.required and item.name not in self.standing.facts
        }
        fields |= {item.name: self.standing.facts[item.name] for item in act.fields if item.name in self.standing.facts}
        fields |= {name: _plain(value) for name, value in told.get("字段", {}).items()}
        labels = told.get("附件", act.attachments)
        about, role = self._about(told)
        return Asked(
            act=act.name,
            at=at,
            fields={name: value for name, value in fields.items() if name not in left_out},
            enclosures=tuple(Enclosure(label=label) for label in labels if label not in left_out),
            reason="" if "理由" in left_out else str(told.get("理由", "略" if act.reason_required else "")),
            about=about,
            about_role=role,
        )

    def _about(self, told: Mapping[str, Any]) -> tuple[int, str]:
        paper = told.get("关于")
        role = str(told.get("对象", ""))
        if not paper:
            return 0, role
        wanted = role or told["谁"]
        found = [s.seq for s in self.standing.services if paper in s.papers and s.role == wanted]
        return (found[-1] if found else 0), role


def sample(item: Field) -> Any:
    """A value that a field takes."""
    if item.type is FieldType.CHOICE:
        return item.choices[0]
    if item.type is FieldType.NAMES:
        return [f"某{number}" for number in range(1, max(item.at_least, 1) + 1)]
    if item.type is FieldType.UNIT:
        return "另一单位"
    return SAMPLES[item.type]


def condition(clock: Clock | None, at: dt.datetime) -> str:
    """状况 of a clock at a moment."""
    if clock is None:
        return "无期限"
    return "逾期" if clock.state is ClockState.RUNNING and clock.overdue(at) else clock.state.value


def differing(stories: Sequence[Path], law: Law) -> dict[str, tuple[str, ...]]:
    """Run many stories; only those that differ, by file name."""
    ran = {path.name: run(read_story(path, law), law).differences for path in stories}
    return {name: differences for name, differences in ran.items() if differences}


def _words(refused: Refused) -> str:
    return "；".join(item.why for item in refused.faults) or refused.why


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _said(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
