"""liandong due: the limits of an article, the day on which each is due, and why."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.unit.procedures import house

from liandong.program import main as program


@pytest.fixture(autouse=True)
def _of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liandong.program.laws.read", house.law)


def _rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert program.main(["due", *words, "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_every_limit_of_an_article_is_listed_with_its_day_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _rows(capsys, "样板法", "3", "--from", "2026-10-07")
    assert rows == [
        {
            "procedure": "样板",
            "state": "异议期",
            "limit": "可以3日",
            "name": "异议期",
            "due_date": "2026-10-10",  # a Saturday that is worked
            "due_at": "2026-10-11T00:00:00+08:00",
            "reasons": [
                "自2026年10月7日（收到《不立案书》）起算，当日不计入（《样板用的法》第十条）",
                "期间3日，最后一日为2026年10月10日（《样板用的法》第三条）",
            ],
        }
    ]


def test_a_rest_day_at_the_end_is_named_with_the_article_that_moves_it(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = _rows(capsys, "样板法", "3", "--from", "2026-03-04")
    assert (row["due_date"], row["due_at"]) == ("2026-03-09", "2026-03-10T00:00:00+08:00")
    assert row["reasons"][-1] == (
        "最后一日遇休息日：2026年3月7日（周六）、2026年3月8日（周日），顺延至其后第一个工作日2026年3月9日"
        "（《样板用的法》第十条）"
    )


def test_hours_run_from_the_minute_in_shanghai(capsys: pytest.CaptureFixture[str]) -> None:
    for start in ("2026-03-06T17:30", "2026-03-06T09:30+00:00"):
        rows = _rows(capsys, "样板法", "2", "--from", start)
        assert [(row["state"], row["limit"], row["due_at"]) for row in rows if row["state"] == "通知补正"] == [
            ("通知补正", "限24小时", "2026-03-07T17:30:00+08:00")
        ]


def test_an_article_covers_its_paragraphs_and_a_paragraph_the_whole_article_above_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = {
        article: [row["name"] for row in _rows(capsys, "样板法", article, "--from", "2026-03-02")]
        for article in ("2", "2(2)", "2(3)")
    }
    assert names == {
        "2": ["审查", "审查", "审查", "补正", "补正", "报告", "通知补正", "转送"],
        "2(2)": ["审查", "审查", "审查", "补正", "补正", "通知补正", "转送"],
        "2(3)": ["审查", "审查", "审查", "报告", "转送"],
    }


def test_an_urgent_period_is_listed_beside_the_ordinary_one(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _rows(capsys, "样板法", "1", "--from", "2026-03-06T17:30")  # a Friday; 9 March is the Monday
    assert [(row["limit"], row["due_at"]) for row in rows] == [
        ("应当3日", "2026-03-10T00:00:00+08:00"),
        ("应当24小时（紧急：人在押；原为应当3日）", "2026-03-07T17:30:00+08:00"),
    ]
    assert rows[1]["reasons"] == [
        "自2026年3月6日17:30（作出“登记”）起算24小时，按钟点连续计算，遇休息日不顺延，至2026年3月7日17:30届满"
        "（《样板用的法》第一条）"
    ]


def test_every_period_that_a_limit_may_be_extended_to_or_by_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _rows(capsys, "样板法", "2(2)", "--from", "2026-03-03")
    assert [(row["name"], row["limit"], row["due_date"]) for row in rows if row["name"] in ("审查", "补正")] == [
        ("审查", "应当3日", "2026-03-06"),
        ("审查", "延长至7日（延长审查；原为应当3日）", "2026-03-10"),
        ("审查", "延长至10日（延长审查；原为应当3日）", "2026-03-13"),
        ("补正", "应当3日", "2026-03-06"),
        ("补正", "延长2日（延长补正；原为应当3日）", "2026-03-09"),  # 8 March is a Sunday
    ]
    longer = next(row for row in rows if row["limit"].startswith("延长2日"))
    assert longer["reasons"][2] == "期间延长2日，自原最后一日2026年3月6日的次日起接续计算（《样板用的法》第二条第二款）"


@pytest.mark.parametrize(
    "instrument",
    [
        *("样板法", "样板用的法", "《样板用的法》", "样板用的法.md", "../shared/statutes/样板用的法.md"),
        *("样板用的法（2026年修正）", "2026年样板用的法", "中华人民共和国样板用的法", "《样板用的法(2026)》"),
    ],
)
@pytest.mark.parametrize(
    "article",
    [
        *("3", "第三条", "第3条", "三", "第３条", "3(1)", "3（1）", "三(1)", "3条1款", "第3条第1款"),
        *("第三条第一款", "第三条第一款第（二）项"),
    ],
)
def test_instrument_and_article_may_be_written_as_people_write_them(
    capsys: pytest.CaptureFixture[str], instrument: str, article: str
) -> None:
    assert [row["name"] for row in _rows(capsys, instrument, article, "--from", "2026-03-02")] == ["异议期"]


def test_a_limit_to_a_day_in_a_field_has_no_day_without_a_matter(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["due", "样板法", "4", "--from", "2026-03-02"]) == 1
    assert capsys.readouterr() == ("", "law/ 中没有出自这一条的期限。\n")


def test_without_json_the_same_is_said_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["due", "样板法", "3", "--from", "2026-03-02"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "样板·异议期：可以3日",
        "  最后一日 2026-03-05，2026-03-06 00:00 起为逾期",
        "  - 自2026年3月2日（收到《不立案书》）起算，当日不计入（《样板用的法》第十条）",
        "  - 期间3日，最后一日为2026年3月5日（《样板用的法》第三条）",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("样板法", "7", "--from", "2026-03-02"), 1, "law/ 中没有出自这一条的期限。"),
        (
            ("没有的法", "3", "--from", "2026-03-02"),
            2,
            "没有登记名为“没有的法”的法律文件。已登记：样板用的法",
        ),
        (
            ("样板法", "第三", "--from", "2026-02-30"),
            2,
            "看不懂起算时间“2026-02-30”，应写作 2026-03-02 或 2026-03-02T09:30",
        ),
        (
            ("样板法", "3(", "--from", "2026-03-02"),
            2,
            "出处“3(”看不懂：应写作 5、5(2)、6[3]、6(1)[3]、276之一(1) 或者 待核",
        ),
        (
            ("样板法", "第八十八十条", "--from", "2026-03-02"),
            2,
            "出处“第八十八十条”看不懂：应写作 5、5(2)、6[3]、6(1)[3]、276之一(1) 或者 待核",
        ),
        (("样板法", "3", "--from", "9999-12-31"), 2, "自“9999-12-31”起算，超出了能计算的年份"),
    ],
)
def test_what_cannot_be_answered_says_why(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, said: str
) -> None:
    assert program.main(["due", *words, "--json"]) == code
    out, err = capsys.readouterr()
    assert err == f"{said}\n"
    assert out in ("", "[]\n")


def test_a_year_without_a_calendar_is_said_to_be_assumed(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = _rows(capsys, "样板法", "3", "--from", "2031-03-03")
    assert row["reasons"][-1] == "没有2031年的放假安排，只按周末推算（假定）"


def test_a_variant_is_named_only_where_it_differs(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.undo()
    rows = _rows(capsys, "行政执法机关移送涉嫌犯罪案件的规定", "8", "--from", "2026-02-13")
    assert [(row["procedure"], row["state"], row["limit"], row["due_date"]) for row in rows] == [
        ("正向移送", "待审查", "应当3日", "2026-02-24"),  # 16 February is in the Spring Festival, back on the 24th
        ("正向移送", "待审查", "延长至7日（延长审查；原为应当3日）", "2026-02-24"),
        ("正向移送", "待审查", "延长至30日（延长审查；原为应当3日）", "2026-03-16"),  # 15 March is a Sunday
    ]


def test_the_reasons_name_the_article_that_was_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.undo()  # the three days of review stand in two instruments
    rows = _rows(capsys, "公安机关办理刑事案件程序规定", "180(1)", "--from", "2026-03-02")
    assert [row["reasons"][1] for row in rows if row["state"] == "待审查"] == [
        "期间3日，最后一日为2026年3月5日（《公安机关办理刑事案件程序规定》第一百八十条第一款）",
        "期间7日，最后一日为2026年3月9日（《公安部关于改革完善受案立案制度的意见》（条文待核））",
        "期间30日，最后一日为2026年4月1日（《公安部关于改革完善受案立案制度的意见》（条文待核））",
    ]
