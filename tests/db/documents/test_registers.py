"""Numbers of papers: drawn in order by unit, letter and year, without gaps, and seen by their own unit alone."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from liandong.documents.models import PaperRegister
from liandong.documents.numbering import draw
from liandong.kernel.citation import Citation
from liandong.procedures.grammar import Place
from liandong.procedures.letters import Letter, Numbering

pytestmark = pytest.mark.django_db


def letter(name: str = "移送书", *, numbering: Numbering = Numbering.REGISTER) -> Letter:
    return Letter(
        name=name,
        name_en="Letter",
        citations=(Citation("移送规定", "6"),),
        sender="甲",
        to="公",
        copies=(),
        numbering=numbering,
        number_pattern="{简称}移〔{年}〕{号}号",
        contents=(),
        body="移送。",
        lists_attachments=False,
        questions=(),
        place=Place("letters/移送书.yaml", 1),
    )


def enter(unit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.units', %s, true)", [unit])


def drawn(name: str = "移送书", *, unit: str = "U1", year: int = 2026) -> str:
    return draw(letter(name), unit=unit, short_name="江市监", year=year)


def test_numbers_run_on_by_unit_letter_and_year() -> None:
    enter("U1,U2")
    assert drawn() == "江市监移〔2026〕1号"
    assert drawn() == "江市监移〔2026〕2号"
    assert drawn("补正通知书") == "江市监移〔2026〕1号"
    assert drawn(unit="U2") == "江市监移〔2026〕1号"
    assert drawn(year=2027) == "江市监移〔2027〕1号"


def test_a_paper_that_is_not_issued_gives_its_number_back() -> None:
    enter("U1")
    with transaction.atomic():
        assert drawn() == "江市监移〔2026〕1号"
        transaction.set_rollback(True)
    assert drawn() == "江市监移〔2026〕1号"


def test_a_paper_that_the_organ_numbers_itself_draws_nothing() -> None:
    enter("U1")
    assert draw(letter(numbering=Numbering.RECORD), unit="U1", short_name="江检", year=2026) == ""
    assert not PaperRegister.objects.exists()


def test_a_name_with_braces_is_a_name() -> None:
    enter("U1")
    assert draw(letter(), unit="U1", short_name="{年}局", year=2026) == "{年}局移〔2026〕1号"


def test_another_units_register_can_be_neither_read_nor_drawn_from() -> None:
    enter("U1")
    drawn()
    enter("U2")
    assert not PaperRegister.objects.exists()
    with pytest.raises(ProgrammingError, match="row-level security policy"), transaction.atomic():
        drawn()
