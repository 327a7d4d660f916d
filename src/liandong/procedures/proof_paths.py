"""Where a procedure can go, and which fields are known by then: what the proofs reason about.

Unknown states and roles are passed over here; the proofs that own them say what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from liandong.procedures.grammar import Act, Limit, LimitKind, Procedure


class Paths:
    """All ways through one procedure."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self._next = {
            name: {act.to_state for act in procedure.acts.values() if name in act.from_states and act.to_state}
            & procedure.states.keys()
            for name in procedure.states
        }
        self.openings = {act.to_state for act in procedure.openings()} & procedure.states.keys()
        self.reached = self._closure(self.openings)
        self._after = {name: self._closure([name]) for name in procedure.states}
        self._everything = frozenset(field.name for act in procedure.acts.values() for field in act.fields)
        self._surely = self._fields_by_state()
        self._possibly = {
            name: frozenset(
                field.name
                for act in procedure.acts.values()
                if self.precedes(act, name) or name in act.from_states
                for field in act.fields
            )
            for name in procedure.states
        }

    def after(self, state: str) -> frozenset[str]:
        """The states that can come after this one, and itself."""
        return self._after.get(state, frozenset())

    def precedes(self, act: Act, state: str) -> bool:
        """Can a matter that stands in `state` have seen this act?"""
        starts = [act.to_state] if act.to_state else act.from_states
        return any(state in self.after(start) for start in starts)

    def surely(self, act: Act) -> frozenset[str]:
        """Fields that every matter has once this act is done; all of them where no matter can come to do it."""
        own = frozenset(field.name for field in act.fields if field.required)
        if act.opens:
            return own
        before = [self._surely[state] for state in act.from_states & self._surely.keys()]
        return own | (frozenset.intersection(*before) if before else self._everything)

    def surely_in(self, state: str) -> frozenset[str]:
        """Fields that every matter in this state has."""
        return self._surely.get(state, frozenset())

    def possibly(self, act: Act) -> frozenset[str]:
        """Fields that a matter may have once this act is done."""
        own = frozenset(field.name for field in act.fields)
        return own.union(*(self.possibly_in(state) for state in act.from_states))

    def possibly_in(self, state: str) -> frozenset[str]:
        """Fields that a matter in this state may have."""
        return self._possibly.get(state, frozenset())

    def homes(self, limit: Limit) -> frozenset[str]:
        """The states in which a limit can be running."""
        if limit.state:
            return frozenset([limit.state])
        if limit.kind is LimitKind.WITHIN:
            return self.procedure.acts[limit.name].from_states
        return frozenset(name for name, state in self.procedure.states.items() if not state.final)

    def _closure(self, starts: Iterable[str]) -> frozenset[str]:
        found = set(starts)
        waiting = list(found)
        while waiting:
            for name in self._next.get(waiting.pop(), set()) - found:
                found.add(name)
                waiting.append(name)
        return frozenset(found)

    def _fields_by_state(self) -> dict[str, frozenset[str]]:
        """For every reachable state the fields that all ways to it have set; a greatest fixed point."""
        known = dict.fromkeys(self.reached, self._everything)
        moved = True
        while moved:
            moved = False
            for act in self.procedure.acts.values():
                if act.to_state not in known:
                    continue
                own = frozenset(field.name for field in act.fields if field.required)
                ways = [frozenset()] if act.opens else [known[state] for state in act.from_states & known.keys()]
                for way in ways:
                    fewer = known[act.to_state] & (way | own)
                    if fewer != known[act.to_state]:
                        known[act.to_state] = fewer
                        moved = True
        return known


def limit_words(limit: Limit) -> str:
    """What a message calls a limit."""
    if limit.state:
        return f"状态“{limit.name}”的期限"
    return f"行为“{limit.name}”的期限" if limit.kind is LimitKind.WITHIN else f"期限“{limit.name}”"


def is_beside(limit: Limit) -> bool:
    """Does it stand under 期限, beside the states and acts?"""
    return not limit.state and limit.kind is not LimitKind.WITHIN
