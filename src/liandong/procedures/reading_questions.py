"""Collects everything that a law officer has still to decide, 待法制审核."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Mark
from liandong.kernel.reading import load_mapping
from liandong.kernel.yaml_lines import Mapping
from liandong.procedures.grammar import Place, Question
from liandong.procedures.law import Law

_UNSURE = {
    Mark.SECONDARY: ("只见于转引，须核对原文", "was seen only in quotations; check it against the text"),
    Mark.MEMORY: ("凭记忆写入，须核对原文", "was written from memory; check it against the text"),
}


def cited(law: Law) -> Iterator[tuple[Citation, Place]]:
    """Every article that procedures and letters rest on, and where they say so."""
    for procedure in law.every():
        for state in procedure.states.values():
            yield from ((citation, state.place) for citation in state.citations)
        for act in procedure.acts.values():
            yield from ((citation, act.place) for citation in act.citations)
        for limit in procedure.limits.values():
            yield from ((citation, limit.place) for citation in limit.citations)
    for letter in law.letters.values():
        yield from ((citation, letter.place) for citation in letter.citations)


def collect(law: Law, root: Path) -> tuple[Question, ...]:
    """Every open question, each once, by file and line: written under 疑问, or of instruments and regimes in use."""
    found: dict[tuple[str, int, str], Question] = {}
    for question in (*_written(law), *_of_instruments(law, root), *_of_regimes(law, root)):
        found.setdefault((question.place.file, question.place.line, question.words), question)
    return tuple(found[key] for key in sorted(found))


def _written(law: Law) -> Iterator[Question]:
    for procedure in law.every():
        yield from procedure.questions
    for letter in law.letters.values():
        yield from letter.questions


def _of_instruments(law: Law, root: Path) -> Iterator[Question]:
    articles: dict[str, set[str]] = {}
    for citation, _ in cited(law):
        articles.setdefault(citation.instrument, set()).add(citation.article)
    for short in articles.keys() & law.instruments.keys():
        instrument = law.instruments[short]
        path = root / "instruments" / f"{short}.yaml"
        page = load_mapping(path)
        about = f"《{instrument.title}》"
        if instrument.question:
            yield Question(
                words=instrument.question,
                about=about,
                place=_place(root, path, page.line("疑问")),
                words_en=law.english.get(instrument.question, ""),
                about_en=instrument.title_en,
            )
        rows = page.get("条文")
        for article in articles[short] & instrument.articles.keys():
            why = _UNSURE.get(instrument.articles[article])
            if why and isinstance(rows, Mapping):
                unit = "Article" if instrument.points_are == "条" else "Point"
                yield Question(
                    words=f"第{article}{instrument.points_are}{why[0]}。",
                    about=about,
                    place=_place(root, path, rows.line(article)),
                    words_en=f"{unit} {article} {why[1]}.",
                    about_en=instrument.title_en,
                )


def _of_regimes(law: Law, root: Path) -> Iterator[Question]:
    page = None
    used = {limit.regime.name: limit.regime for procedure in law.every() for limit in procedure.limits.values()}
    for name, regime in used.items():
        if regime.question:
            path = root / "regimes.yaml"
            page = page or load_mapping(path)
            yield Question(
                words=regime.question,
                about=f"计期规则“{name}”",
                place=_place(root, path, page.line(name)),
                words_en=regime.question_en,
                about_en=f"rule of counting “{regime.name_en}”",
            )


def _place(root: Path, path: Path, line: int) -> Place:
    return Place(path.relative_to(root).as_posix(), line)
