"""Published cases: stories replay them, and every limit of ours is held against the days worked out from them.

The cases lie beside the checkout in shared/cases, or where LIANDONG_CASES says; without them the run's summary
says so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from liandong.kernel.due import SHANGHAI, Due
from liandong.kernel.numerals import half_width, to_chinese
from liandong.kernel.period import Period
from liandong.procedures.citing import UnknownInstrument, cited_as
from liandong.procedures.dues import DueLimit, dues
from liandong.procedures.law import Law
from liandong.procedures.replay import compare
from liandong.procedures.story import read_story, run
from liandong.program import main as program
from liandong.program.laws import read

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("LIANDONG_CASES") or HERE.parents[2] / "shared" / "cases")
CASES = sorted(FOLDER.glob("*.yaml"))
ABSENT = f"公开案例没有重放：{FOLDER} 里没有案例文件，可以用 LIANDONG_CASES 指明。"
TOLD = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in HERE.glob("*/*.yaml")}
STORIES = sorted(path for path, told in TOLD.items() if CASES and told.get("案例"))
_BASIS = re.compile(r"(?P<instrument>[^；，（）]+?)第(?P<article>[0-9]+)条(?:第(?P<paragraph>[0-9]+)款)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One 期限核对 entry that names an article: a start, a period, the day worked out without roll-over."""

    case: str
    rule: str
    instrument: str
    article: str
    period: Period
    start: dt.date
    due: dt.date

    def __str__(self) -> str:
        return f"{self.case}-{self.rule}-{self.instrument}{self.article}"


@cache
def _law() -> Law:
    return read()


def _entries() -> Iterator[Entry]:
    for path in CASES:
        for told in yaml.safe_load(path.read_text(encoding="utf-8")).get("期限核对", ()):
            start, due = _day(told.get("起算日")), _day(told.get("到期日"))
            if start is None or due is None:
                continue
            try:
                period = Period.parse(str(told["期限"]))
            except ValueError:  # 立即, 至某日（约定）
                continue
            for cited in _BASIS.finditer(half_width(str(told.get("依据", "")))):
                article = cited["article"] + (f"({cited['paragraph']})" if cited["paragraph"] else "")
                yield Entry(
                    case=path.stem,
                    rule=told["规则"],
                    instrument=cited["instrument"],
                    article=article,
                    period=period,
                    start=start,
                    due=due,
                )


def _day(value: Any) -> dt.date | None:
    """A day; None for a month alone, a year alone or nothing."""
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def _drawn(entry: Entry) -> list[DueLimit]:
    """Our limits of the article."""
    start = dt.datetime.combine(entry.start, dt.time(), SHANGHAI)
    try:
        return list(dues(_law(), instrument=entry.instrument, article=entry.article, start=start))
    except UnknownInstrument:
        return []


HELD = [entry for entry in _entries() if _drawn(entry)]


def test_our_due_day_is_the_published_one_or_says_which_days_it_skipped_and_why() -> None:
    assert [f"{entry}：{wrong}" for entry in HELD if (wrong := _differing(entry))] == []


def _differing(entry: Entry) -> str:
    found = [item.due for item in _drawn(entry) if item.period == entry.period]
    if not found:
        return f"没有一项期限是{entry.period}"
    for due in found:
        if (due.nominal or due.last_day) != entry.due:
            return f"算出{due.nominal or due.last_day}，公布{entry.due}"
        if due.last_day != entry.due and not _explained(due, entry.due):
            return f"顺延到{due.last_day}，没有说明跳过哪些日子、依据哪一条"
    return ""


def _explained(due: Due, published: dt.date) -> bool:
    rolled = next((reason for reason in _reasons(due) if reason.startswith("最后一日遇休息日：")), "")
    skipped = [published + dt.timedelta(days=count) for count in range((due.last_day - published).days)]
    named = all(f"{day.year}年{day.month}月{day.day}日（" in rolled for day in skipped)
    return named and re.search(r"，顺延至其后第一个工作日.+（《.+》第.+条.*）$", rolled) is not None


def _reasons(due: Due) -> list[str]:
    return [reason.words(_law().instruments) for reason in due.reasons]


@pytest.mark.filterwarnings("default:公开案例")
def test_the_limits_of_both_procedures_are_among_those_held() -> None:
    if not CASES:
        warnings.warn(ABSENT, stacklevel=1)  # the one thing that a worker can have the run's summary say
        return
    assert {(entry.instrument, entry.article) for entry in HELD} == {
        ("国务院令310号", "8"),
        ("2010年刑事立案监督规定", "7"),
        ("2010年刑事立案监督规定", "10"),
        ("人民检察院刑事诉讼规则", "560"),
        ("行政处罚法", "60"),
    }
    assert len(HELD) == 10


def test_what_is_not_held_stands_in_articles_that_no_limit_of_ours_is_drawn_from() -> None:
    """An entry may be left out for its article alone, never for the way its instrument is written."""
    known = {name for instrument in _law().instruments.values() for name in (instrument.title, instrument.text_file)}
    left_out = {(entry.instrument, entry.article) for entry in _entries()} - {(e.instrument, e.article) for e in HELD}
    drawn = {
        (_law().instruments[citation.instrument].title, citation.article)
        for procedure in _law().every()
        for limit in procedure.limits.values()
        for citation in limit.citations
    }
    ours = {(title, article) for title, article in left_out if title in known}
    assert not {(title, article.partition("(")[0]) for title, article in ours} & drawn


@pytest.mark.parametrize("entry", HELD, ids=str)
def test_the_command_answers_however_the_instrument_and_the_article_are_written(
    entry: Entry, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ours come back whatever the name: file, short, full, with marks, with a year; and whatever the article's form."""
    meant = cited_as(_law().instruments, instrument=entry.instrument, article=entry.article)
    known = _law().instruments[meant.instrument]
    title = known.title
    names = {entry.instrument, known.short, title, f"《{title}》", f"{title}（2020年修正）", f"2020年{title}"}
    if known.text_file:
        names |= {known.text_file, f"{known.text_file}.md", f"../shared/statutes/{known.text_file}.md"}
    number = int(entry.article)
    articles = {entry.article, f"第{number}条", to_chinese(number), f"第{to_chinese(number)}条", f"{number}条"}
    said = set()
    for name, article in [*((name, entry.article) for name in names), *((title, article) for article in articles)]:
        assert program.main(["due", name, article, "--from", entry.start.isoformat(), "--json"]) == 0, (name, article)
        said.add(capsys.readouterr().out)
    assert len(said) == 1
    rows = json.loads(said.pop())
    assert all(row.keys() >= {"procedure", "state", "limit", "due_date", "due_at", "reasons"} for row in rows)
    ours = {item.due.last_day.isoformat() for item in _drawn(entry) if item.period == entry.period}
    assert ours <= {row["due_date"] for row in rows}


def test_a_feast_moves_the_case_of_91_and_the_reasons_name_it() -> None:
    entries = [entry for entry in HELD if entry.case.startswith("02-") and entry.due == dt.date(2019, 10, 2)]
    for entry in entries:
        for due in (item.due for item in _drawn(entry) if item.period == entry.period):
            assert due.last_day == dt.date(2019, 10, 8)
            assert "2019年10月2日（国庆节放假）" in " ".join(_reasons(due))
    assert entries or not CASES


def test_the_published_cases_replay() -> None:
    differing = {}
    for path in STORIES:
        story = read_story(path, _law())
        wrong = [
            f"{item.rule}：算出{item.computed}，公布{item.published}，故事没有说明"
            for item in compare(story, _law(), FOLDER)
            if not item.agrees
        ]
        differing[path.name] = [*run(story, _law()).differences, *wrong]
    assert {name: wrong for name, wrong in differing.items() if wrong} == {}


def test_every_case_of_transfer_and_supervision_has_its_story() -> None:
    of_kind_a = {path.name for path in CASES if yaml.safe_load(path.read_text(encoding="utf-8"))["类别"] == "a"}
    assert of_kind_a <= {TOLD[path]["案例"]["文件"] for path in STORIES}
