"""Proves that everybody a procedure names is declared and can be found."""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.grammar import CLOCK, EVERYONE, Find, Place, Procedure, Role
from liandong.procedures.law import Problem
from liandong.procedures.proof_paths import is_beside, limit_words

_BY_ITSELF = (Find.OPENER, Find.CARRIED)


def problems(procedure: Procedure) -> Iterator[Problem]:
    """Everything wrong with the roles."""
    for place, of, word, key in _named(procedure):
        if key not in procedure.roles:
            known = "、".join(procedure.roles) or "（一个也没有）"
            yield Problem(place, f"{of}{word}的主体“{key}”没有定义，有：{known}")
    for role in procedure.roles.values():
        yield from _found(procedure, role)
    for act in procedure.openings():
        for key in act.roles:
            role_or_none = procedure.roles.get(key)
            if key == EVERYONE or (role_or_none and role_or_none.find not in _BY_ITSELF):
                yield Problem(act.place, f"开启行为“{act.name}”由“{key}”办，“{key}”的“找”就应当是“发起”或者“承接”")


def _named(procedure: Procedure) -> Iterator[tuple[Place, str, str, str]]:
    for state in procedure.states.values():
        if state.role:
            yield state.place, f"状态“{state.name}”", "“轮到”", state.role
    for limit in procedure.limits.values():
        if is_beside(limit) and limit.role:
            yield limit.place, limit_words(limit), "“轮到”", limit.role
    for act in procedure.acts.values():
        of = f"行为“{act.name}”"
        yield from ((act.place, of, "“谁”", key) for key in act.roles if act.roles not in ((EVERYONE,), (CLOCK,)))
        yield from ((act.place, of, "“送达”", key) for key in act.serves)
        yield from ((act.place, of, "“抄送”", key) for key in act.copies)
        if act.reassigns:
            yield act.place, of, "“改派”", act.reassigns
        if act.hand_over:
            yield from ((act.place, of, "“转入”", key) for key in act.hand_over.roles.values())


def _found(procedure: Procedure, role: Role) -> Iterator[Problem]:
    if role.find not in (Find.SAME, Find.ABOVE):
        return
    if role.near not in procedure.roles:
        yield Problem(role.place, f"主体“{role.key}”要从主体“{role.near}”去找，但“{role.near}”没有定义")
        return
    seen = [role.key]
    near = role
    while near.find in (Find.SAME, Find.ABOVE) and near.near in procedure.roles:
        near = procedure.roles[near.near]
        if near.key == role.key:
            yield Problem(role.place, f"主体的“找”绕成了圈：{' → '.join([*seen, role.key])}")
            return
        if near.key in seen:
            return  # the circle is said of those that are on it
        seen.append(near.key)
