"""Whose turn it is within a unit, and by which act a paper is signed for."""

from __future__ import annotations

import pytest
from tests.unit.procedures import house

from liandong.procedures.answering import posts_to_answer, signing_act
from liandong.procedures.grammar import PostKind


@pytest.mark.parametrize(
    ("state", "roles", "limit", "posts"),
    [
        ("审查", ["公"], "审查", {PostKind.HEAD}),  # the state says so
        ("核实", ["甲"], "核实", {PostKind.HANDLER}),  # and says nothing: the handler
        ("审查", ["甲"], "补正", {PostKind.HANDLER}),  # beside the states: the act that ends it
        ("审查", ["公"], "补正", set()),  # who is not open to the unit's role
        ("异议期", ["甲"], "补正", set()),  # nor in another state
        ("审查", ["公"], "报告", {PostKind.HANDLER}),  # an act that everybody may do
        ("审查", ["公"], "没有这一期限", set()),
    ],
)
def test_a_limit_is_answered_by(state: str, roles: list[str], limit: str, posts: set[PostKind]) -> None:
    assert posts_to_answer(house.procedure(), state=state, roles=roles, limit=limit) == posts


@pytest.mark.parametrize(
    ("state", "role", "papers", "act"),
    [
        ("审查", "公", ["移送书"], "签收"),
        ("审查", "检", ["移送书"], "签收文书"),  # a copy
        ("异议期", "公", ["移送书"], "签收文书"),  # too late for the procedure's own
        ("审查", "公", ["转送书"], "签收文书"),
    ],
)
def test_a_paper_is_signed_for_by(state: str, role: str, papers: list[str], act: str) -> None:
    found = signing_act(house.procedure(), state=state, role=role, papers=papers)
    assert found is not None
    assert found.name == act
