"""Every worked example of periods.csv, worked out by hand, comes out as it stands there."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from liandong.kernel.citation import Citation
from liandong.kernel.due import SHANGHAI, Due, count
from liandong.kernel.period import Period
from liandong.kernel.reading import read_calendar, read_instruments, read_regimes

LAW = Path(__file__).parents[2] / "law"
CALENDAR = read_calendar(LAW)
REGIMES = read_regimes(LAW)
INSTRUMENTS = read_instruments(LAW)


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "periods.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()


def _due(row: dict[str, str]) -> Due:
    return count(
        start=dt.datetime.fromisoformat(row["起算"]).replace(tzinfo=SHANGHAI),
        period=Period.parse(row["期间"]),
        regime=REGIMES[row["规则"]],
        calendar=CALENDAR,
        citation=Citation.parse(row["依据"]) if row["依据"] else None,
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['序号']}-{row['说明']}")
def test_the_last_day_and_the_moment_are_those_of_the_table(row: dict[str, str]) -> None:
    due = _due(row)
    assert due.last_day == dt.date.fromisoformat(row["最后一日"])
    assert due.at == dt.datetime.fromisoformat(row["到期时刻"]).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["序号"])
def test_the_reasons_say_what_the_table_says_in_its_order(row: dict[str, str]) -> None:
    text = "\n".join(reason.text for reason in _due(row).reasons)
    position = 0
    for phrase in row["理由要点"].split("；"):
        found = text.find(phrase, position)
        assert found >= 0, f"理由中没有（或者次序不对）：{phrase}\n{text}"
        position = found + len(phrase)


@pytest.mark.parametrize("row", [row for row in ROWS if row["依据"]], ids=lambda row: row["序号"])
def test_the_article_that_sets_the_period_stands_with_the_count(row: dict[str, str]) -> None:
    citation = Citation.parse(row["依据"])
    assert citation in [reason.citation for reason in _due(row).reasons]
    assert citation.words(INSTRUMENTS)


def test_only_a_year_without_an_announcement_makes_an_assumption() -> None:
    assumed = {row["序号"] for row in ROWS if _due(row).assumed}
    said = {row["序号"] for row in ROWS if any("假定" in reason.text for reason in _due(row).reasons)}
    assert assumed == said == {"12", "13", "69", "70", "78"}


def test_the_table_is_numbered_through_and_covers_every_regime() -> None:
    assert [int(row["序号"]) for row in ROWS] == list(range(1, len(ROWS) + 1))
    assert len(ROWS) >= 60
    assert {row["规则"] for row in ROWS} == set(REGIMES)
