"""Proves that a procedure opens, goes on, and ends."""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.grammar import Act, Procedure, State
from liandong.procedures.law import Problem
from liandong.procedures.proof_paths import Paths


def problems(procedure: Procedure, paths: Paths) -> Iterator[Problem]:
    """Everything wrong with the flow."""
    if not procedure.openings():
        yield Problem(procedure.place, "没有开启事项的行为，至少要有一个行为写“开启: true”")
    if not any(state.final for state in procedure.states.values()):
        yield Problem(procedure.place, "没有终局的状态，至少要有一个状态写“终局: true”")
    for act in procedure.acts.values():
        yield from _act(procedure, act)
    for state in procedure.states.values():
        yield from _state(procedure, paths, state)
        if state.role:
            yield from _turn(procedure, state)


def _act(procedure: Procedure, act: Act) -> Iterator[Problem]:
    of = f"行为“{act.name}”"
    if act.opens and act.from_states:
        yield Problem(act.place, f"{of}是开启行为，不能写“从”")
    if act.opens and not act.to_state:
        yield Problem(act.place, f"{of}是开启行为，没有写“到”哪个状态")
    if not act.opens and not act.from_states:
        yield Problem(act.place, f"{of}没有写“从”哪个状态可以办")
    for name in sorted(act.from_states - procedure.states.keys()):
        yield Problem(act.place, f"{of}“从”的状态“{name}”没有定义")
    if act.to_state and act.to_state not in procedure.states:
        yield Problem(act.place, f"{of}“到”的状态“{act.to_state}”没有定义")
    if act.to_state:
        for name in sorted(act.from_states):
            if name in procedure.states and procedure.states[name].final:
                yield Problem(act.place, f"{of}离开了终局的状态“{name}”，终局之后不能再到别的状态")


def _state(procedure: Procedure, paths: Paths, state: State) -> Iterator[Problem]:
    of = f"状态“{state.name}”"
    if state.name not in paths.reached:
        yield Problem(state.place, f"{of}到不了：从开启行为出发，没有行为通到它")
    if state.final:
        if state.role:
            yield Problem(state.place, f"{of}是终局，不能再写“轮到”")
        if state.limit:
            yield Problem(state.place, f"{of}是终局，不能再写期限")
        return
    if not state.role:
        yield Problem(state.place, f"{of}不是终局，却没有写“轮到”谁")
    if paths.after(state.name) == {state.name}:
        yield Problem(state.place, f"{of}不是终局，却没有行为能离开它")
    elif not any(procedure.states[name].final for name in paths.after(state.name)):
        yield Problem(state.place, f"从{of}出发，永远到不了终局的状态")


def _turn(procedure: Procedure, state: State) -> Iterator[Problem]:
    own = [act for act in procedure.acts.values() if state.name in act.from_states and state.role in act.roles]
    moving = [act for act in own if act.to_state]
    if not moving:
        what = "只有不改变状态的行为" if own else "没有可办的行为"
        yield Problem(state.place, f"状态“{state.name}”轮到“{state.role}”，但“{state.role}”在此{what}")
    elif state.post and not any(state.post in act.posts for act in moving):
        posts = "、".join(dict.fromkeys(post for act in moving for post in act.posts))
        yield Problem(state.place, f"状态“{state.name}”轮到“{state.role}”的{state.post}，但这里的行为只有{posts}能办")
