"""Proves that English is complete: that every word of law/ that a page shows has its English.

Names have theirs beside them, under 英; what cannot hold such a key (a choice, an enclosure, a help, a question) has it
in law/english.
"""

from __future__ import annotations

from collections.abc import Iterator

from liandong.procedures.grammar import EXTENDED_TO, Place, Procedure
from liandong.procedures.law import Law, Problem
from liandong.procedures.lexicon import FOLDER
from liandong.procedures.proof_paths import is_beside, limit_words


def problems(procedure: Procedure) -> Iterator[Problem]:
    """What has no English in one procedure."""
    for of, place in _unnamed(procedure):
        yield Problem(place, f"{of}没有写“英”")
    for place, kind, words in _words(procedure):
        if words and words not in procedure.english:
            yield _unsaid(place, kind, words)


def of_law(law: Law) -> Iterator[Problem]:
    """What has no English in instruments, rules of counting, letters, questions and calendars."""
    for instrument in law.instruments.values():
        place = Place(f"instruments/{instrument.short}.yaml", 1)
        for key, text in (("英", instrument.title_en), ("英简", instrument.short_en)):
            if not text:
                yield Problem(place, f"法律文件“{instrument.short}”没有写“{key}”")
        for article, text in instrument.gists_en.items():
            if not text:
                yield Problem(place, f"法律文件“{instrument.short}”第{article}{instrument.points_are}没有写“英”")
    for regime in law.regimes.values():
        if not regime.name_en:
            yield Problem(Place("regimes.yaml", 1), f"计期规则“{regime.name}”没有写“英”")
    for letter in law.letters.values():
        if not letter.name_en:
            yield Problem(letter.place, f"文书“{letter.name}”没有写“英”")
        for content in letter.contents:
            if not any(content.name in procedure.english for procedure in law.every()):
                yield _unsaid(content.place, "要素", content.name)
    for question in law.questions:
        if not question.words_en:
            yield _unsaid(question.place, "疑问", question.words)
    for number, year in law.calendar.years.items():
        for feast in sorted({*year.rests.values(), *year.works.values()} - law.english.keys()):
            yield _unsaid(Place(f"calendars/{number}.yaml", 1), "节日", feast)


def _unsaid(place: Place, kind: str, words: str) -> Problem:
    return Problem(place, f"{kind}“{words}”没有英文，应当写进 {FOLDER}/ 中的一个文件")


def _words(procedure: Procedure) -> Iterator[tuple[Place, str, str]]:
    """Every text of the procedure that has no key 英 of its own: where it stands, what it is, and the text."""
    yield procedure.place, "说明", procedure.note
    yield procedure.place, "变体", procedure.variant
    yield from ((procedure.place, "类", kind) for kind in procedure.variant_kinds)
    for role in procedure.roles.values():
        yield from ((role.place, "类", kind) for kind in role.kinds)
    for act in procedure.acts.values():
        for label in (*act.attachments, *act.optional_attachments):
            yield act.place, "附件", label
        for item in act.fields:
            yield item.place, "说明", item.help
            yield item.place, "单位", item.unit
            yield from ((item.place, "类", kind) for kind in item.kinds)
            if item.name != EXTENDED_TO:  # its choices are periods
                yield from ((item.place, "选项", choice) for choice in item.choices)


def _unnamed(procedure: Procedure) -> Iterator[tuple[str, Place]]:
    if not procedure.title_en:
        yield f"程序“{procedure.name}”", procedure.place
    named = [
        *((f"主体“{role.key}”", role.name_en, role.place) for role in procedure.roles.values()),
        *((f"状态“{state.name}”", state.name_en, state.place) for state in procedure.states.values()),
        *((f"行为“{act.name}”", act.name_en, act.place) for act in procedure.acts.values()),
        *((limit_words(limit), limit.name_en, limit.place) for limit in procedure.limits.values() if is_beside(limit)),
        *(
            (f"行为“{act.name}”的字段“{field.name}”", field.name_en, field.place)
            for act in procedure.acts.values()
            for field in act.fields
        ),
    ]
    yield from ((of, place) for of, english, place in named if not english)
