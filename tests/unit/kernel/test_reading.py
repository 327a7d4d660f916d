from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from liandong.kernel.citation import Citation
from liandong.kernel.instrument import Mark
from liandong.kernel.reading import read_calendar, read_instruments, read_regimes
from liandong.kernel.yaml_lines import LawError

LAW = Path(__file__).parents[3] / "law"
INSTRUMENT = "名称: 某规定\n简称: 某规定\n计期: 民法典\n条数: 9\n核实: V\n"
REGIME = "甲:\n  首日: 不计入\n  末日遇休: 顺延\n"
YEAR = "年: 2030\n公布: true\n"


def _write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_instrument_says_what_it_is_and_how_far_it_was_read() -> None:
    order = read_instruments(LAW)["移送规定"]
    assert order.title == "行政执法机关移送涉嫌犯罪案件的规定"
    assert order.in_force == dt.date(2020, 8, 7)
    assert order.repealed is None
    assert order.text_file == order.title
    assert order.regime == "移送规定"
    assert order.articles["5"] is Mark.V
    assert order.gists["10"] == "公安机关不予立案的，行政执法机关依法处理"
    assert not order.in_force_on(dt.date(2020, 8, 6))
    assert order.in_force_on(dt.date(2020, 8, 7))


def test_a_repealed_instrument_is_not_law_from_that_day(tmp_path: Path) -> None:
    _write(tmp_path, "instruments/某规定.yaml", INSTRUMENT + "施行: 2020-01-01\n失效: 2021-01-01\n")
    instrument = read_instruments(tmp_path)["某规定"]
    assert instrument.in_force_on(dt.date(2020, 12, 31))
    assert not instrument.in_force_on(dt.date(2021, 1, 1))


def test_an_instrument_of_unknown_date_is_not_held_to_be_in_force(tmp_path: Path) -> None:
    _write(tmp_path, "instruments/某规定.yaml", INSTRUMENT)
    assert not read_instruments(tmp_path)["某规定"].in_force_on(dt.date(2026, 1, 1))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("- 甲\n", 1, "文件应当是“键: 值”的形式"),
        (INSTRUMENT.replace("简称: 某规定", "简称: 别的"), 2, "简称应当与文件名相同，即“某规定”"),
        (INSTRUMENT.replace("名称: 某规定\n", ""), 1, "缺少“名称”"),
        (INSTRUMENT.replace("计期: 民法典\n", ""), 1, "缺少“计期”"),
        (INSTRUMENT + "施行: 去年\n", 6, "施行应当是日期，如 2020-08-07"),
        (INSTRUMENT + "文号: 5\n", 6, "文号应当是文字"),
        (INSTRUMENT + "编排: 章\n", 6, "编排只能是“条”或者“点”"),
        (INSTRUMENT.replace("条数: 9", "条数: 九"), 4, "条数应当是一个整数"),
        (INSTRUMENT.replace("核实: V", "核实: 是"), 5, "核实只能是 V、V(s) 或者 M"),
        (INSTRUMENT.replace("核实: V", "核实: M"), 5, "未全部核实原文的，应当在“疑问”中写明要审核什么"),
        (INSTRUMENT + "条文:\n  5: {核实: M, 大意: 甲}\n", 5, "未全部核实原文的，应当在“疑问”中写明要审核什么"),
        (INSTRUMENT + "条文: [5]\n", 6, "条文应当是“条号: {核实, 大意}”的形式"),
        (INSTRUMENT + "条文:\n  5: 甲\n", 7, "第5条应当写作“{核实: V, 大意: …}”"),
        (INSTRUMENT + "条文:\n  第五条: {核实: V, 大意: 甲}\n", 7, "条号“第五条”看不懂：应写作 5 或者 276之一"),
        (INSTRUMENT + "条文:\n  10: {核实: V, 大意: 甲}\n", 7, "这件法律文件只有9条，没有第10条"),
        (INSTRUMENT + "条文:\n  5: {核实: V}\n", 7, "缺少“大意”"),
        (
            INSTRUMENT + "备注: 甲\n",
            6,
            "不认识的键“备注”，可用的有：名称、英、简称、英简、又称、文号、施行、失效、文本、计期、编排、条数、核实、疑问、条文",
        ),
    ],
)
def test_a_faulty_instrument_is_refused_by_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = _write(tmp_path, "instruments/某规定.yaml", text)
    with pytest.raises(LawError) as refusal:
        read_instruments(tmp_path)
    assert str(refusal.value) == f"{path}:{line}：{message}"


def test_a_regime_is_read_with_its_articles() -> None:
    criminal = read_regimes(LAW)["刑事诉讼"]
    assert criminal.roll_over
    assert not criminal.start_counts
    assert not criminal.workday_counts
    assert criminal.end_basis == Citation("刑事诉讼法", "105", 4)
    assert criminal.question == ""
    assert read_regimes(LAW)["行政处罚法"].workday_counts == {2, 3, 5, 7}
    assert read_regimes(LAW)["行政许可法"].day_is_workday


def test_a_region_may_change_a_regime_and_leaves_the_others(tmp_path: Path) -> None:
    overrides = _write(tmp_path, "regimes.yaml", "移送规定:\n  工作日: 全部\n  首日: 不计入\n  末日遇休: 不顺延\n")
    changed = read_regimes(LAW, overrides)
    assert changed["移送规定"].day_is_workday
    assert changed["移送规定"].question == ""
    assert changed["刑事诉讼"] == read_regimes(LAW)["刑事诉讼"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("甲: 顺延\n", 1, "计期规则“甲”应当是“键: 值”的形式"),
        (REGIME.replace("不计入", "否"), 2, "首日只能是“计入”或者“不计入”"),
        ("甲:\n  首日: 计入\n", 2, "末日遇休只能是“顺延”或者“不顺延”"),
        (REGIME + "  工作日: 三\n", 4, "工作日应当是“全部”或者日数的列表，如 [2, 3, 5, 7]"),
        (REGIME + "  工作日: [三]\n", 4, "工作日应当是“全部”或者日数的列表，如 [2, 3, 5, 7]"),
        (REGIME + "  工作日: []\n", 4, "工作日应当是“全部”或者日数的列表，如 [2, 3, 5, 7]"),
        (REGIME + "  工作日: {3: 4}\n", 4, "工作日应当是“全部”或者日数的列表，如 [2, 3, 5, 7]"),
        (REGIME + "  出处: 刑事诉讼法第105条\n", 4, "出处“刑事诉讼法第105条”没有写明是哪一件法律文件"),
        (
            REGIME + "  注: 甲\n",
            4,
            "不认识的键“注”，可用的有：英、工作日、首日、末日遇休、出处、首日出处、末日出处、月末出处、疑问",
        ),
    ],
)
def test_a_faulty_regime_is_refused_by_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = _write(tmp_path, "regimes.yaml", text)
    with pytest.raises(LawError) as refusal:
        read_regimes(tmp_path)
    assert str(refusal.value) == f"{path}:{line}：{message}"


def test_a_region_cannot_change_a_regime_that_does_not_exist(tmp_path: Path) -> None:
    overrides = _write(tmp_path, "regimes.yaml", REGIME)
    with pytest.raises(LawError) as refusal:
        read_regimes(LAW, overrides)
    assert str(refusal.value) == f"{overrides}:1：没有名为“甲”的计期规则可以改"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (YEAR.replace("2030", "2031"), 1, "年应当与文件名相同"),
        (YEAR.replace("2030", "'2030'"), 1, "年应当与文件名相同"),
        (YEAR.replace("true", "是"), 2, "公布只能是 true 或者 false"),
        (YEAR + "放假: 元旦\n", 3, "放假应当是“日期: 名称”的形式"),
        (YEAR + "放假:\n  元旦: 2030-01-01\n", 4, "没有“元旦”这一天"),
        (YEAR + "放假:\n  2029-12-31: 元旦\n", 4, "2029-12-31不在2030年"),
        (YEAR + "放假:\n  2030-01-01:\n", 4, "缺少“2030-01-01”"),
        (YEAR + "上班:\n  2030-01-01: 元旦\n", 4, "2030-01-01不是周末，不必调休上班"),
        (YEAR + "放假:\n  2030-01-05: 元旦\n上班:\n  2030-01-05: 元旦\n", 5, "2030-01-05既放假又上班"),
        (YEAR + "备注: 甲\n", 3, "不认识的键“备注”，可用的有：年、公布、通知、来源、取得、放假、上班"),
    ],
)
def test_a_faulty_year_is_refused_by_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = _write(tmp_path, "calendars/2030.yaml", text)
    with pytest.raises(LawError) as refusal:
        read_calendar(tmp_path)
    assert str(refusal.value) == f"{path}:{line}：{message}"


def test_a_year_keeps_its_feasts_its_worked_weekends_and_its_notice(tmp_path: Path) -> None:
    text = YEAR + "通知: 某通知\n来源: 手工\n放假:\n  2030-01-01: 元旦\n上班:\n  2030-01-05: 元旦\n"
    _write(tmp_path, "calendars/2030.yaml", text)
    calendar = read_calendar(tmp_path)
    assert calendar.is_rest(dt.date(2030, 1, 1))
    assert not calendar.is_rest(dt.date(2030, 1, 5))
    assert calendar.published(2030)
    assert calendar.notice(2030) == "某通知"
