"""Sheets, charts and refusals in English: every name from the law, every sentence from the wording."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.unit.procedures import house
from tests.unit.procedures.house import AGENCY, day

from liandong.procedures.chart import draw, strip
from liandong.procedures.grammar import Procedure
from liandong.procedures.law import Law
from liandong.procedures.reading import read_law
from liandong.procedures.refusal import Refused
from liandong.procedures.sheet import sheet

HAN = re.compile(r"[\u2e80-\u9fff\uff01-\uff5e]")
LAW = read_law(Path(__file__).parents[3] / "law")
EVERY = [pytest.param(LAW, procedure, id=f"{procedure.name}{procedure.variant}") for procedure in LAW.every()]


@pytest.mark.parametrize(("law", "procedure"), [*EVERY, (house.law(), house.procedure())])
def test_a_sheet_in_english_holds_no_chinese(law: Law, procedure: Procedure) -> None:
    shown = sheet(procedure, law, english=True)
    cells = [cell for table in shown.tables for row in (table.heads, *table.rows) for cell in (table.title, *row)]
    steps = [words for step in shown.flow for words in (step.state, step.turn, step.limit, *step.acts)]
    assert [words for words in (shown.title, *cells, *steps) if HAN.search(words)] == []


@pytest.mark.parametrize(("law", "procedure"), EVERY)
def test_a_chart_in_english_holds_no_chinese(law: Law, procedure: Procedure) -> None:
    first = next(iter(procedure.states))
    drawn = draw(procedure, current=first, visited=[first], english=True) + strip(procedure, [], first, english=True)
    texts = re.findall(r">([^<]+)<", drawn)
    assert [words for words in texts if HAN.search(words)] == []


def test_a_long_name_is_set_in_several_lines() -> None:
    chart = draw(LAW.procedure("正向移送"), english=True)
    assert ">Suggest supervision of an</text>" in chart
    assert ">overdue decision</text>" in chart


def test_a_limit_in_english_says_what_the_law_says() -> None:
    states = next(t for t in sheet(LAW.procedure("正向移送"), LAW, english=True).tables if t.title == "States")
    told = {row[0]: row for row in states.rows}
    assert told["Not filed"] == (
        "Not filed",
        "Enforcement agency (handler)",
        "may, within 3 days, from receipt of “Notice of non-filing”; unused it comes to “Raise no objection”",
        "Transfer Provisions, art. 9(1); Police Procedure Provisions, art. 181",
    )


def test_a_refusal_names_acts_states_papers_and_posts_in_english() -> None:
    refused = house.under_review().ask(AGENCY, "登记", day("03-04"))
    assert isinstance(refused, Refused)
    assert refused.in_language("en")[0] == "“Register” only opens a matter, and this one is open already."
    assert refused.in_language("zh-hans")[0] == "“登记”只用于新建事项，本事项已经开始。"
