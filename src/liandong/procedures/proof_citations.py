"""Proves that everything rests on an article that exists and that law/ relies on knowingly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from liandong.kernel.citation import Citation
from liandong.procedures.grammar import Place, Procedure
from liandong.procedures.law import Law, Problem
from liandong.procedures.proof_paths import is_beside, limit_words

POINTS = range(1, 24)  # 方案: the plan's points, 鄂政发〔2024〕7号


def problems(law: Law, procedure: Procedure) -> Iterator[Problem]:
    """What is wrong with the articles of one procedure and with its points."""
    asked = {question.about for question in procedure.questions}
    for of, place, citations in _resting(procedure):
        if not citations:
            yield Problem(place, f"{of}没有写“条”")
        yield from of_citations(law, of, place, citations, of in asked)
    for limit in procedure.limits.values():
        if not is_beside(limit):  # the others are among those above
            of = f"状态“{limit.name}”" if limit.state else f"行为“{limit.name}”"
            yield from of_citations(law, of, limit.place, limit.citations, of in asked)
    if not procedure.points:
        yield Problem(procedure.place, "没有写“方案”：为方案的哪几点服务")
    for point in procedure.points:
        if point not in POINTS:
            yield Problem(procedure.place, f"方案没有第{point}点，只有第{POINTS[0]}至第{POINTS[-1]}点")


def of_letters(law: Law) -> Iterator[Problem]:
    """What is wrong with the articles of letters."""
    for letter in law.letters.values():
        of = f"文书“{letter.name}”"
        yield from of_citations(law, of, letter.place, letter.citations, bool(letter.questions))


def of_citations(law: Law, of: str, place: Place, citations: tuple[Citation, ...], asked: bool) -> Iterator[Problem]:
    """What is wrong with these articles; `asked`: a question stands beside them."""
    for citation in citations:
        instrument = law.instruments.get(citation.instrument)
        if instrument is None:
            yield Problem(
                place,
                f"{of}引用的法律文件“{citation.instrument}”没有登记，应当有 instruments/{citation.instrument}.yaml",
            )
        elif not citation.article:
            if not asked:
                yield Problem(place, f"{of}的条文待核，应当用“疑问”写明要审核什么")
        elif instrument.last_article and _number(citation) > instrument.last_article:
            yield Problem(
                place,
                f"{of}引用的“{citation}”不存在：{instrument.short}只有{instrument.last_article}{instrument.points_are}",
            )
        elif citation.article not in instrument.articles:
            yield Problem(
                place, f"{of}引用的“{citation}”没有列入 instruments/{citation.instrument}.yaml 的“条文”，核对后应当列入"
            )


def _number(citation: Citation) -> int:
    digits = re.match(r"[0-9]+", citation.article)
    return int(digits[0]) if digits else 0


def _resting(procedure: Procedure) -> Iterator[tuple[str, Place, tuple[Citation, ...]]]:
    for state in procedure.states.values():
        yield f"状态“{state.name}”", state.place, state.citations
    for act in procedure.acts.values():
        yield f"行为“{act.name}”", act.place, act.citations
    for limit in procedure.limits.values():
        if is_beside(limit):
            yield limit_words(limit), limit.place, limit.citations
