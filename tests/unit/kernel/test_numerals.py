from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel.numerals import half_width, to_chinese, to_number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (85, "八十五"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (180, "一百八十"),
        (276, "二百七十六"),
        (560, "五百六十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
    ],
)
def test_article_numbers_are_written_as_the_statutes_write_them(number: int, words: str) -> None:
    assert to_chinese(number) == words
    assert to_number(words) == number


@given(st.integers(1, 9999))
def test_reading_undoes_writing(number: int) -> None:
    assert to_number(to_chinese(number)) == number


@pytest.mark.parametrize(("words", "number"), [("两", 2), ("24", 24), ("一十五", 15), ("二十四", 24)])
def test_other_ways_of_writing_are_read_too(words: str, number: int) -> None:
    assert to_number(words) == number


@pytest.mark.parametrize("words", ["", "零", "十百", "一二", "若干", "百"])
def test_what_is_not_a_numeral_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=f"^not a numeral of a statute: {words}$"):
        to_number(words)


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_no_article_has_such_a_number(number: int) -> None:
    with pytest.raises(ValueError, match=f"^no statute numeral for {number}$"):
        to_chinese(number)


def test_full_width_digits_become_half_width_and_nothing_else_changes() -> None:
    assert half_width("在２４小时内（第３日）向公安机关移送") == "在24小时内（第3日）向公安机关移送"
