"""Every citation of every procedure stands in its statute, and the number of each limit in an article it cites.

The texts are looked for as in test_statutes; without them only what needs no text is held.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Mark
from liandong.kernel.statute import StatuteText, states_period
from liandong.procedures.grammar import Limit, Procedure
from liandong.procedures.reading import read_law
from liandong.procedures.sheet import citations

ROOT = Path(__file__).parents[2]
STATUTES = Path(os.environ.get("LIANDONG_STATUTES", ROOT.parent / "shared" / "statutes"))
LAW = read_law(ROOT / "law")
PROCEDURES = list(LAW.every())
LIMITS = [
    (procedure, limit) for procedure in PROCEDURES for limit in procedure.limits.values() if limit.period is not None
]


def named(value: object) -> str:
    match value:
        case Procedure():
            return f"{value.name}{value.variant}"
        case Limit():
            return value.name
    return str(value)


@cache
def text_of(short: str) -> StatuteText | None:
    stem = LAW.instruments[short].text_file
    return StatuteText.read(STATUTES / f"{stem}.md") if stem and STATUTES.is_dir() else None


def passage(citation: Citation) -> str | None:
    text = text_of(citation.instrument)
    return text.passage(citation) if text and citation.article else None


@pytest.mark.parametrize("procedure", PROCEDURES, ids=named)
def test_every_place_that_a_procedure_cites_is_there_to_read(procedure: Procedure) -> None:
    cited = [*citations(procedure), *(c for limit in procedure.limits.values() for c in limit.citations)]
    assert cited
    assert [str(c) for c in cited if text_of(c.instrument) and c.article and not passage(c)] == []


@pytest.mark.parametrize(("procedure", "limit"), LIMITS, ids=named)
def test_the_number_and_the_unit_of_a_limit_stand_where_it_says(procedure: Procedure, limit: Limit) -> None:
    assert limit.period is not None
    read = [words for citation in limit.citations if (words := passage(citation)) is not None]
    if read:
        assert any(states_period(words, limit.period) for words in read)
    elif STATUTES.is_dir():
        marks = {LAW.instruments[c.instrument].articles.get(c.article) for c in limit.citations}
        assert Mark.V not in marks, "an article marked as read has no text to be held against"
    else:
        assert limit.citations
