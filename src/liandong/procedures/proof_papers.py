"""Proves that every paper has a letter that the act can fill and send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from liandong.procedures.decision import ANY_PAPER
from liandong.procedures.grammar import Act, Procedure
from liandong.procedures.law import Law, Problem
from liandong.procedures.letters import BUILT_IN, IN_NUMBER, Letter, Numbering, placeholders
from liandong.procedures.proof_paths import Paths


def of_letters(letters: Mapping[str, Letter]) -> Iterator[Problem]:
    """What is wrong with letters by themselves."""
    for letter in letters.values():
        of = f"文书“{letter.name}”"
        body = letter.placeholders()
        if not letter.citations:
            yield Problem(letter.place, f"{of}没有写“条”")
        for content in letter.contents:
            if content.required and content.field not in body and content.field not in BUILT_IN:
                yield Problem(
                    content.place, f"{of}必备的要素“{content.name}”没有写进正文，正文里应当有 {{{content.field}}}"
                )
        if letter.numbering is Numbering.REGISTER and "号" not in placeholders(letter.number_pattern):
            yield Problem(letter.place, f"{of}的编号来自登记，“字号”里应当有 {{号}}")
        for name in placeholders(letter.number_pattern):
            if name not in IN_NUMBER:
                yield Problem(letter.place, f"{of}的“字号”里只能用 {{简称}}、{{年}}、{{号}}，不能用 {{{name}}}")


def problems(law: Law, procedure: Procedure, paths: Paths) -> Iterator[Problem]:
    """What is wrong with the papers of one procedure."""
    issued = {paper for act in procedure.acts.values() for paper in act.papers}
    for act in procedure.acts.values():
        for paper in act.papers:
            letter = law.letters.get(paper)
            if letter is None:
                yield Problem(act.place, f"行为“{act.name}”的文书《{paper}》没有模板 letters/{paper}.yaml")
            else:
                yield from _people(procedure, act, letter)
                yield from _facts(paths, act, letter)
        if act.signs and act.signs != ANY_PAPER and act.signs not in issued:
            yield Problem(act.place, f"行为“{act.name}”签收的文书《{act.signs}》没有行为制发")
        if act.serves and not act.papers:
            yield Problem(act.place, f"行为“{act.name}”写了“送达”，却没有文书可以送达")


def _people(procedure: Procedure, act: Act, letter: Letter) -> Iterator[Problem]:
    of = f"文书“{letter.name}”"
    for word, key in (("发文", letter.sender), ("主送", letter.to), *(("抄送", key) for key in letter.copies)):
        if key and key not in procedure.roles:
            yield Problem(letter.place, f"{of}“{word}”的主体“{key}”在程序“{procedure.name}”中没有定义")
    if letter.sender in procedure.roles and letter.sender not in act.roles:
        who = "、".join(act.roles)
        yield Problem(act.place, f"行为“{act.name}”由“{who}”办，制发的《{letter.name}》却由“{letter.sender}”发文")
    if letter.to in procedure.roles and letter.to not in (*act.roles, *act.serves):
        yield Problem(act.place, f"行为“{act.name}”的《{letter.name}》主送“{letter.to}”，“送达”里就应当有“{letter.to}”")
    for key in letter.copies:
        if key in procedure.roles and key not in (*act.copies, *act.serves):
            yield Problem(act.place, f"行为“{act.name}”的《{letter.name}》抄送“{key}”，“抄送”里就应当有“{key}”")


def _facts(paths: Paths, act: Act, letter: Letter) -> Iterator[Problem]:
    of = f"行为“{act.name}”的《{letter.name}》"
    named = dict.fromkeys([*letter.placeholders(), *(content.field for content in letter.contents)])
    unfilled = [name for name in named if name not in BUILT_IN and name not in paths.possibly(act)]
    for name in unfilled:
        yield Problem(letter.place, f"{of}要用的“{name}”没有行为填写")
    for content in letter.contents:
        sure = content.field in (*BUILT_IN, *unfilled) or content.field in paths.surely(act)
        if content.required and not sure:
            yield Problem(content.place, f"{of}必备“{content.field}”，但到此未必已经填写，应当在必经的行为里必填")
    if "理由" in named and not act.reason_required:
        yield Problem(act.place, f"{of}要写明理由，行为就应当写“理由: 必填”")
