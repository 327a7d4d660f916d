"""Steps add up to where a matter stands, whatever is done and by whom."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, ENTRUSTED, POLICE, PROSECUTOR, STRANGER, UNITS, day

from liandong.procedures.advance import advance, replay
from liandong.procedures.decision import THE_CLOCK, Asked, Party, decide, open_acts
from liandong.procedures.grammar import PostKind
from liandong.procedures.lapsing import lapsed
from liandong.procedures.proof import prove
from liandong.procedures.refusal import Refused
from liandong.procedures.standing import NOTHING, Enclosure, Service, Standing, Step


def test_the_procedure_of_these_tests_is_sound() -> None:
    assert prove(house.law()) == ()


def test_roles_enter_when_they_act_are_served_are_copied_or_have_the_turn() -> None:
    assert house.registered().standing.entered == {"甲"}
    assert house.transferred().standing.entered == {"甲", "公", "检"}
    matter = house.reexamined()
    matter.do(PROSECUTOR, "委托", day("03-06"), fields={"受托机关": ENTRUSTED})
    assert matter.standing.entered == {"甲", "公", "检", "丙"}


def test_every_recipient_has_a_service_of_his_own() -> None:
    matter = house.transferred()
    at = day("03-03", "09:00")
    assert matter.standing.services == (
        Service(seq=2, act="移送", papers=("移送书",), role="公", unit=POLICE, copy=False, issued_at=at),
        Service(seq=2, act="移送", papers=("移送书",), role="检", unit=PROSECUTOR, copy=True, issued_at=at),
    )
    matter.do(PROSECUTOR, "签收文书", day("03-03", "11:00"))
    assert [service.role for service in matter.standing.unsigned()] == ["公"]
    assert matter.standing.unsigned("检") == ()


def test_what_is_copied_to_a_role_without_a_unit_is_not_sent() -> None:
    matter = house.Matter()
    matter.do(AGENCY, "登记", day("03-02"), fields={"案件名称": "某案"}, units={"甲": AGENCY, "公": POLICE})
    matter.do(AGENCY, "移送", day("03-03"), enclosures=("案卷",))
    assert [service.role for service in matter.standing.services] == ["公"]


def test_the_latest_value_of_a_field_is_the_fact() -> None:
    matter = house.reexamined("2026-03-20")
    assert matter.standing.facts == {"案件名称": "某案", "答复期限": "2026-03-20"}


def test_no_steps_are_nothing() -> None:
    assert replay(house.procedure(), (), house.law().calendar) == NOTHING
    assert (NOTHING.seq, NOTHING.clock("审查"), NOTHING.roles_of(AGENCY)) == (0, None, ())


def test_a_unit_is_known_by_all_its_roles() -> None:
    assert house.transferred().standing.roles_of(POLICE) == ("公",)


PARTIES = [AGENCY, POLICE, PROSECUTOR, ENTRUSTED, STRANGER, ""]
_values = st.sampled_from(["某案", "2026-03-20", "2026-02-01", "2199-12-31", STRANGER, ENTRUSTED, "7日", True, 5, None])
_fields = st.dictionaries(
    st.sampled_from(["案件名称", "人在押", "接收机关", "受托机关", "答复期限", "公告日", "延长至", "别的"]),
    _values,
    max_size=3,
)
FITTING: dict[str, Any] = {
    "案件名称": "某案",
    "接收机关": STRANGER,
    "受托机关": ENTRUSTED,
    "答复期限": "2026-03-20",
    "公告日": "2026-03-09",
    "延长至": "7日",
}


class Anybody(RuleBasedStateMachine):
    """Anybody does anything at any time: most of it is refused, and none of it breaks the matter."""

    @initialize()
    def begin(self) -> None:
        self.procedure, self.calendar = house.procedure(), house.law().calendar
        self.now = day("03-02", "09:00")
        self.standing: Standing = NOTHING
        self.steps: list[Step] = []
        self._ask("登记", house.party(AGENCY), {"案件名称": "某案"})

    @rule(hours=st.integers(0, 100))
    def time_passes(self, hours: int) -> None:
        self.now += dt.timedelta(hours=hours)

    @rule(
        unit=st.sampled_from(PARTIES),
        posts=st.frozensets(st.sampled_from(PostKind)),
        act=st.sampled_from([*house.procedure().acts, "没有的行为", ""]),
        fields=_fields,
        labels=st.lists(st.sampled_from(["案卷", "凭证", "别的"]), max_size=2),
        ago=st.integers(-2, 200),
        about=st.integers(-1, 9),
        about_role=st.sampled_from(["", "甲", "公", "检", "丙", "无"]),
        reason=st.sampled_from(["", " ", "因故"]),
    )
    def somebody_tries_something(
        self,
        unit: str,
        posts: frozenset[PostKind],
        act: str,
        fields: dict[str, Any],
        labels: list[str],
        ago: int,
        about: int,
        about_role: str,
        reason: str,
    ) -> None:
        asked = Asked(
            act=act,
            at=self.now - dt.timedelta(hours=ago),
            fields=fields,
            enclosures=tuple(Enclosure(label=label) for label in labels),
            reason=reason,
            about=about,
            about_role=about_role,
        )
        self._decide(asked, Party(unit=unit, posts=posts, actor="某人"))

    @rule(data=st.data(), unit=st.sampled_from(PARTIES), ago=st.sampled_from([0, 0, 0, 1, 30]))
    def somebody_does_what_is_open_to_him(self, data: st.DataObject, unit: str, ago: int) -> None:
        party = house.party(unit)
        acts = [item.act for item in open_acts(self.procedure, self.standing, party, self.now) if not item.refused]
        if acts:
            act = data.draw(st.sampled_from(acts))
            about = data.draw(st.sampled_from([0, *(service.seq for service in self.standing.services)]))
            fields = {field.name: FITTING[field.name] for field in act.fields if field.required}
            self._ask(act.name, party, fields, labels=act.attachments, about=about, ago=ago)

    @rule()
    def the_clock_looks(self) -> None:
        asked = lapsed(self.procedure, self.standing, self.now)
        if asked:
            assert isinstance(self._decide(asked, THE_CLOCK), Step)

    def _ask(
        self,
        act: str,
        party: Party,
        fields: dict[str, Any],
        *,
        labels: tuple[str, ...] = (),
        about: int = 0,
        ago: int = 0,
    ) -> None:
        enclosures = tuple(Enclosure(label=label) for label in labels)
        at = self.now - dt.timedelta(hours=ago)
        self._decide(Asked(act=act, at=at, fields=fields, enclosures=enclosures, reason="因故", about=about), party)

    def _decide(self, asked: Asked, party: Party) -> Step | Refused:
        before = self.standing
        units = UNITS if not before.state else None
        answers = [
            decide(
                procedure=self.procedure,
                standing=before,
                asked=asked,
                party=party,
                recorded_at=self.now,
                units=units,
            )
            for _ in range(2)
        ]
        assert answers[0] == answers[1]
        assert self.standing == before
        answer = answers[0]
        if isinstance(answer, Step):
            self.standing = advance(self.procedure, before, answer, self.calendar)
            self.steps.append(answer)
        return answer

    @invariant()
    def steps_are_numbered_without_gaps(self) -> None:
        assert [step.seq for step in self.steps] == list(range(1, len(self.steps) + 1))

    @invariant()
    def replaying_the_steps_comes_to_the_same(self) -> None:
        assert replay(self.procedure, self.steps, self.calendar) == self.standing

    @invariant()
    def nothing_runs_in_a_closed_matter(self) -> None:
        if self.procedure.states[self.standing.state].final:
            assert not any(clock.open for clock in self.standing.clocks)

    @invariant()
    def every_open_clock_has_an_owner(self) -> None:
        for clock in self.standing.clocks:
            assert not clock.open or self.standing.units[clock.role]

    @invariant()
    def every_limit_has_one_open_clock_at_most(self) -> None:
        names = [clock.limit for clock in self.standing.clocks if clock.open]
        assert len(names) == len(set(names))

    @invariant()
    def a_state_with_a_limit_has_its_clock(self) -> None:
        limit = self.procedure.states[self.standing.state].limit
        clock = self.standing.clock(limit.name) if limit else None
        assert limit is None or (clock is not None and clock.open)

    @invariant()
    def only_a_running_clock_can_be_overdue_and_none_runs_while_suspended(self) -> None:
        for clock in self.standing.clocks:
            assert not (self.standing.suspended and clock.overdue(dt.datetime.max.replace(tzinfo=dt.UTC)))

    @invariant()
    def who_has_entered_has_a_unit(self) -> None:
        assert self.standing.entered <= self.standing.units.keys()

    @invariant()
    def a_receipt_is_not_older_than_its_paper(self) -> None:
        for service in self.standing.services:
            assert service.received_at is None or service.received_at >= service.issued_at


TestAnybody = Anybody.TestCase
TestAnybody.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
