"""The articles in law/instruments are held against the texts of the statutes, where those are at hand.

The texts are no part of this repository: they are looked for in LIANDONG_STATUTES, else in ../shared/statutes. Where
they are not, the tests say so in words and hold only what can be held without them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from liandong.kernel.instrument import Instrument, Mark
from liandong.kernel.reading import read_instruments, read_regimes
from liandong.kernel.statute import StatuteText

ROOT = Path(__file__).parents[2]
STATUTES = Path(os.environ.get("LIANDONG_STATUTES", ROOT.parent / "shared" / "statutes"))
INSTRUMENTS = read_instruments(ROOT / "law")
REGIMES = read_regimes(ROOT / "law")
WITH_TEXT = [instrument for instrument in INSTRUMENTS.values() if instrument.text_file]


def _text(instrument: Instrument) -> StatuteText | None:
    return StatuteText.read(STATUTES / f"{instrument.text_file}.md") if STATUTES.is_dir() else None


@pytest.mark.parametrize("instrument", WITH_TEXT, ids=lambda instrument: instrument.short)
def test_every_article_relied_on_stands_in_the_text(instrument: Instrument) -> None:
    text = _text(instrument)
    if text is None:
        assert instrument.articles, "without the text, at least the articles must be named"
        return
    assert [number for number in instrument.articles if number not in text.articles] == []


@pytest.mark.parametrize("instrument", WITH_TEXT, ids=lambda instrument: instrument.short)
def test_the_last_article_is_the_last_of_the_text(instrument: Instrument) -> None:
    text = _text(instrument)
    if text is None:
        assert instrument.last_article is not None
        return
    numbers = [int(number) for number in text.articles if number.isdecimal()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert instrument.last_article == numbers[-1]


def test_the_run_says_in_words_when_the_texts_are_not_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    if STATUTES.is_dir():
        assert all((STATUTES / f"{instrument.text_file}.md").is_file() for instrument in WITH_TEXT)
        return
    assert "LIANDONG_STATUTES" not in os.environ, f"LIANDONG_STATUTES 所指的目录不存在：{STATUTES}"
    with capsys.disabled():
        print(f"\n没有法律文本（{STATUTES}）：{len(WITH_TEXT)}件法律文件的条文未与原文核对")  # noqa: T201


def test_what_was_not_read_is_a_question_in_words() -> None:
    for instrument in INSTRUMENTS.values():
        if {instrument.mark, *instrument.articles.values()} != {Mark.V}:
            assert instrument.question.endswith("。"), instrument.short


def test_an_instrument_with_a_text_has_no_article_from_memory() -> None:
    assert [item.short for item in WITH_TEXT if set(item.articles.values()) - {Mark.V}] == []


def test_every_instrument_counts_under_a_regime_that_exists() -> None:
    assert {instrument.regime for instrument in INSTRUMENTS.values()} <= set(REGIMES)


def test_every_article_behind_a_regime_is_named_by_its_instrument() -> None:
    for regime in REGIMES.values():
        for citation in (regime.basis, regime.start_basis, regime.end_basis, regime.month_basis):
            if citation is not None:
                assert citation.article in INSTRUMENTS[citation.instrument].articles, (regime.name, str(citation))


def test_a_regime_without_an_article_of_its_own_says_what_is_open() -> None:
    assert [regime.name for regime in REGIMES.values() if regime.basis is None and not regime.question] == ["工作日"]
