"""Whoever goes through a procedure of law/ by what is open to him comes to its end; no state leaves everybody waiting."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest

from liandong.kernel.due import SHANGHAI
from liandong.procedures.advance import advance
from liandong.procedures.decision import ANY_PAPER, THE_CLOCK, Asked, Party, decide, open_acts
from liandong.procedures.grammar import Act, Field, FieldType, Find, PostKind, Procedure
from liandong.procedures.lapsing import lapsed
from liandong.procedures.law import Law
from liandong.procedures.standing import NOTHING, Enclosure, Standing, Step
from liandong.procedures.story import sample
from liandong.program.laws import read

WALKS, LONGEST = 40, 80
BEGIN = dt.datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
SOON, LONG_AFTER = dt.timedelta(hours=1), dt.timedelta(days=200)


@cache
def _law() -> Law:
    return read()


PROCEDURES = list(_law().every())


def _named(procedure: Procedure) -> str:
    return f"{procedure.name}-{procedure.version}-{procedure.variant}"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=_named)
def test_every_state_is_reached_by_acts_and_none_leaves_everybody_waiting(procedure: Procedure) -> None:
    """Every way is tried, once for each state, answer that an act depends on, and receipt or limit that is open."""
    seen: dict[object, Standing] = {}
    edge = [(standing, BEGIN) for act in procedure.openings() for standing in _opened(procedure, act)]
    while edge:
        standing, now = edge.pop()
        key = _key(procedure, standing)
        if key in seen:
            continue
        seen[key] = standing
        if procedure.states[standing.state].final:
            assert not any(clock.open for clock in standing.clocks)
            continue
        after = [(next_one, at) for at in (now + SOON, now + LONG_AFTER) for next_one in _next(procedure, standing, at)]
        assert after, f"在“{standing.state}”没有任何一方可以继续办理"
        edge += after
    assert {standing.state for standing in seen.values()} == set(procedure.states)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=_named)
def test_a_walk_at_random_is_never_stuck(procedure: Procedure) -> None:
    for seed in range(WALKS):
        chance = random.Random(seed)  # noqa: S311  # a repeatable way, not a secret
        now = BEGIN
        standing = chance.choice([one for act in procedure.openings() for one in _opened(procedure, act)])
        while not procedure.states[standing.state].final and standing.seq < LONGEST:
            now += chance.choice([SOON, SOON, SOON, dt.timedelta(days=2), dt.timedelta(days=9), LONG_AFTER])
            ways = list(_next(procedure, standing, now, aside=chance.random() < 0.3))
            assert ways, f"在“{standing.state}”没有任何一方可以继续办理"
            standing = chance.choice(ways)
            assert all(standing.units[clock.role] for clock in standing.clocks if clock.open)


def _key(procedure: Procedure, standing: Standing) -> object:
    limit = procedure.states[standing.state].limit
    clock = standing.clock(limit.name) if limit else None
    answers = tuple((name, str(standing.facts.get(name))) for name in sorted(_asked_for(procedure)))
    waiting = frozenset(service.role for service in standing.unsigned())
    return standing.state, answers, waiting, clock.state if clock else None


def _asked_for(procedure: Procedure) -> set[str]:
    """The fields on whose answers acts depend."""
    return {act.condition.field for act in procedure.acts.values() if act.condition and act.condition.field}


def _opened(procedure: Procedure, act: Act) -> Iterator[Standing]:
    found_later = {key for key, role in procedure.roles.items() if role.find is Find.FIELD}
    units = {key: key for key in procedure.roles if key not in found_later}
    opener = Party(unit=act.roles[0], posts=frozenset(PostKind), actor="某")
    yield from _done(procedure, NOTHING, act, opener, BEGIN, units)


def _next(procedure: Procedure, standing: Standing, now: dt.datetime, *, aside: bool = False) -> Iterator[Standing]:
    """Where the matter may stand next: a lapse alone where a right has run out; side acts only when asked for."""
    asked = lapsed(procedure, standing, now)
    if asked:
        step = decide(procedure=procedure, standing=standing, asked=asked, party=THE_CLOCK, recorded_at=now)
        assert isinstance(step, Step), step
        yield advance(procedure, standing, step, _law().calendar)
        return
    for unit in sorted(set(standing.units.values())):
        party = Party(unit=unit, posts=frozenset(PostKind), actor="某")
        for item in open_acts(procedure, standing, party, now):
            if item.refused is None and (aside or item.act.to_state or item.act.signs):
                yield from _done(procedure, standing, item.act, party, now, {})


def _done(
    procedure: Procedure, standing: Standing, act: Act, party: Party, now: dt.datetime, units: Mapping[str, str]
) -> Iterator[Standing]:
    """The act done with every answer that something depends on."""
    own = [service.seq for service in standing.unsigned() if service.unit == party.unit]
    decisive = _asked_for(procedure)
    answers = [_answers(field, now) if field.name in decisive else _answers(field, now)[:1] for field in act.fields]
    for values in product(*answers):
        step = decide(
            procedure=procedure,
            standing=standing,
            asked=Asked(
                act=act.name,
                at=now,
                fields={field.name: value for field, value in zip(act.fields, values, strict=True)},
                enclosures=tuple(Enclosure(label=label) for label in act.attachments),
                reason="略",
                about=own[-1] if act.signs == ANY_PAPER else 0,
            ),
            party=party,
            recorded_at=now,
            units=units,
        )
        assert isinstance(step, Step), (standing.state, act.name, step)
        yield advance(procedure, standing, step, _law().calendar)


def _answers(field: Field, now: dt.datetime) -> list[Any]:
    match field.type:
        case FieldType.CHOICE:
            return list(field.choices)
        case FieldType.YES_NO:
            return [True, False]
        case FieldType.DATE:
            return [(now.date() + dt.timedelta(days=10)).isoformat()]
        case _:
            return [sample(field)]
