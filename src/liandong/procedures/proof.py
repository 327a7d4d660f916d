"""Proves law/: that every procedure can be carried out as it is written.

What is proved stands in docs/reference/grammar.md under “What the proof refuses”; each subject has a module of its own.
"""

from __future__ import annotations

from liandong.procedures import (
    proof_citations,
    proof_english,
    proof_fields,
    proof_flow,
    proof_limits,
    proof_links,
    proof_papers,
    proof_people,
)
from liandong.procedures.law import Law, Problem
from liandong.procedures.proof_paths import Paths


def prove(law: Law) -> tuple[Problem, ...]:
    """Everything that does not hold, by file and line; nothing where all is well.

    A variant is proved as the whole procedure it is; what is already wrong with its base is said once, at the base.
    """
    found = {*proof_papers.of_letters(law.letters), *proof_citations.of_letters(law), *proof_english.of_law(law)}
    for procedure in law.every():
        paths = Paths(procedure)
        found.update(proof_flow.problems(procedure, paths))
        found.update(proof_people.problems(procedure))
        found.update(proof_limits.problems(procedure, paths))
        found.update(proof_fields.problems(procedure, paths))
        found.update(proof_papers.problems(law, procedure, paths))
        found.update(proof_citations.problems(law, procedure))
        found.update(proof_english.problems(procedure))
        found.update(proof_links.problems(law, procedure, paths))
    return tuple(sorted(found, key=lambda problem: (problem.place.file, problem.place.line, problem.message)))
