"""Proves that a matter handed to another procedure can open there."""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.grammar import Act, Find, HandOver, Procedure
from liandong.procedures.law import Law, Problem
from liandong.procedures.proof_paths import Paths


def problems(law: Law, procedure: Procedure, paths: Paths) -> Iterator[Problem]:
    """Everything wrong with the hand-overs of one procedure, held against every version that it may open."""
    for act in procedure.acts.values():
        over = act.hand_over
        if over is None:
            continue
        of = f"行为“{act.name}”转入"
        versions = law.procedures.get(over.procedure, ())
        if not versions:
            yield Problem(act.place, f"{of}的程序“{over.procedure}”不存在，有：{'、'.join(law.procedures)}")
        for there in versions[-1:]:
            yield from _opens(of, act, over, there, paths)


def _opens(of: str, act: Act, over: HandOver, there: Procedure, paths: Paths) -> Iterator[Problem]:
    opening = there.acts.get(over.act)
    if opening is None:
        yield Problem(act.place, f"{of}的行为“{over.act}”在程序“{there.name}”中不存在")
        return
    if not opening.opens:
        yield Problem(act.place, f"{of}的行为“{over.act}”不是程序“{there.name}”的开启行为")
    for key in over.roles.keys() - there.roles.keys():
        yield Problem(act.place, f"{of}的主体“{key}”在程序“{there.name}”中没有定义")
    for key, role in there.roles.items():
        if role.find is Find.CARRIED and key not in over.roles:
            yield Problem(act.place, f"{of}程序“{there.name}”，没有带去承接的主体“{key}”")
    if not any(over.roles.get(key) in act.roles for key in opening.roles):
        who = "、".join(opening.roles)
        yield Problem(act.place, f"{of}程序“{there.name}”，开启行为由那边的“{who}”办，应当由本行为的主体带去")
    fields = {field.name: field for field in opening.fields}
    for name in over.fields.keys() - fields.keys():
        yield Problem(act.place, f"{of}的字段“{name}”在程序“{there.name}”的行为“{over.act}”里没有")
    for name, field in fields.items():
        if field.required and over.fields.get(name) not in paths.surely(act):
            yield Problem(act.place, f"{of}程序“{there.name}”，那边必填的字段“{name}”没有带去，或者未必已经填写")
    if opening.attachments:
        named = "、".join(opening.attachments)
        yield Problem(act.place, f"{of}程序“{there.name}”，开启行为“{over.act}”必附{named}，不能由转入开启")
    if opening.reason_required and not act.reason_required:
        yield Problem(act.place, f"{of}程序“{there.name}”，开启行为“{over.act}”要写理由，本行为就应当写“理由: 必填”")
    missing = [post for post in act.posts if post not in opening.posts]
    if missing:
        yield Problem(act.place, f"{of}程序“{there.name}”，开启行为“{over.act}”的“职”里没有{'、'.join(missing)}")
