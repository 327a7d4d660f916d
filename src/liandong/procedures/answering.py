"""Who within a unit is to do what is due, and by which act a paper is signed for; from the procedure alone."""

from __future__ import annotations

from collections.abc import Collection

from liandong.procedures.decision import ANY_PAPER
from liandong.procedures.grammar import EVERYONE, Act, PostKind, Procedure


def posts_to_answer(procedure: Procedure, *, state: str, roles: Collection[str], limit: str) -> frozenset[PostKind]:
    """The posts, in a unit that plays these roles, whose turn it is to act under a limit.

    For a state's limit it is the state's post; for one beside the states, those of the acts that end it and are open.
    """
    known = procedure.limits.get(limit)
    if known is None:
        return frozenset()
    if known.state:
        post = procedure.states[known.state].post
        return frozenset({post} if post else ())
    return frozenset(
        post
        for name in known.ended_by
        for post in procedure.acts[name].posts
        if state in procedure.acts[name].from_states and {*roles, EVERYONE} & set(procedure.acts[name].roles)
    )


def signing_act(procedure: Procedure, *, state: str, role: str, papers: Collection[str]) -> Act | None:
    """The act by which a role signs for these papers: the procedure's own where there is one, else that for any paper."""
    acts = procedure.acts.values()
    own = (act for act in acts if act.signs in papers and state in act.from_states and role in act.roles)
    return next(own, None) or next((act for act in acts if act.signs == ANY_PAPER), None)
