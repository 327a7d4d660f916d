"""Hubei as data, and the units made from it by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.directory.region import Class, Level, Region, UnitSpec, make_units
from liandong.directory.region_reading import read_region
from liandong.procedures.reading import LawErrors

ROOT = Path(__file__).parents[3]
HUBEI = read_region(ROOT / "law" / "regions" / "hubei")
UNITS = {unit.code: unit for unit in make_units(HUBEI)}
DIVISIONS = {division.code: division for division in HUBEI.divisions}


def test_hubei_has_one_province_thirteen_cities_and_a_hundred_and_three_counties() -> None:
    assert Counter(division.level for division in HUBEI.divisions) == {
        Level.PROVINCE: 1,
        Level.CITY: 13,
        Level.COUNTY: 103,
    }


def test_with_the_four_directly_administered_ones_seventeen_divisions_stand_under_the_province() -> None:
    under = [division for division in HUBEI.divisions if division.parent_code == "420000"]
    direct = [division.name for division in under if division.division_class is Class.DIRECT]
    assert len(under) == 17
    assert direct == ["仙桃市", "潜江市", "天门市", "神农架林区"]
    assert {division.level for division in under if division.division_class is Class.DIRECT} == {Level.COUNTY}


def test_the_counties_are_thirty_nine_districts_and_sixty_four_counties_and_county_level_cities() -> None:
    districts = [division for division in HUBEI.divisions if division.division_class is Class.DISTRICT]
    assert len(districts) == 39
    endings = Counter(
        division.name[-1]
        for division in HUBEI.divisions
        if division.level is Level.COUNTY and division.division_class is not Class.DISTRICT
    )
    assert endings == {"县": 37, "市": 26, "区": 1}  # the one 区 is 神农架林区


def test_a_division_lies_in_the_one_whose_code_begins_its_own() -> None:
    for division in HUBEI.divisions:
        if division.level is Level.COUNTY and division.division_class is not Class.DIRECT:
            assert division.parent_code == f"{division.code[:4]}00"


def test_statistical_areas_and_the_group_of_the_directly_administered_are_no_divisions() -> None:
    assert not {"421071", "421171", "429000"} & set(DIVISIONS)


@pytest.mark.parametrize(
    ("code", "name", "name_en"),
    [
        ("420000-ZF", "湖北省人民政府", "People's Government of Hubei Province"),
        ("420000-GA", "湖北省公安厅", "Department of Public Security of Hubei Province"),
        ("420000-SJ", "湖北省市场监督管理局", "Administration for Market Regulation of Hubei Province"),
        ("420100-SJ", "武汉市市场监督管理局", "Administration for Market Regulation of Wuhan"),
        ("420102-SJ", "武汉市江岸区市场监督管理局", "Administration for Market Regulation of Jiang'an District, Wuhan"),
        ("420102-JC", "武汉市江岸区人民检察院", "People's Procuratorate of Jiang'an District, Wuhan"),
        ("420102-GA", "武汉市公安局江岸区分局", "Jiang'an District Branch, Public Security Bureau of Wuhan"),
        ("420581-GA", "宜都市公安局", "Public Security Bureau of Yidu"),
        ("421022-GA", "公安县公安局", "Public Security Bureau of Gong'an County"),
        ("422801-GA", "恩施市公安局", "Public Security Bureau of Enshi City"),
        ("429021-GA", "神农架林区公安局", "Public Security Bureau of Shennongjia Forestry District"),
        (
            "420102-ST",
            "武汉市生态环境局江岸区分局",
            "Jiang'an District Branch, Bureau of Ecology and Environment of Wuhan",
        ),
        ("420581-ST", "宜昌市生态环境局宜都市分局", "Yidu Branch, Bureau of Ecology and Environment of Yichang"),
        ("429004-ST", "仙桃市生态环境局", "Bureau of Ecology and Environment of Xiantao"),
        ("422800-JC", "恩施土家族苗族自治州人民检察院", None),
        ("420528-NY", "长阳土家族自治县农业农村局", None),
        (
            "420102-SW",
            "国家税务总局武汉市江岸区税务局",
            "Jiang'an District, Wuhan Tax Service, State Taxation Administration",
        ),
        ("420100-YC", "武汉市烟草专卖局", None),
        ("420000-HG", "武汉海关", "Wuhan Customs"),
        ("420100-CG", "武汉市城市管理执法委员会", None),
        ("420102-CG", "武汉市江岸区城市管理执法局", None),
        ("420100-SL", "武汉市水务局", None),
        ("420102-SL", "武汉市江岸区水务和湖泊局", None),
        ("420900-SL", "孝感市水利和湖泊局", None),
    ],
)
def test_names_are_as_written_in_practice(code: str, name: str, name_en: str | None) -> None:
    assert UNITS[code].name == name
    if name_en:
        assert UNITS[code].name_en == name_en


def test_no_two_units_share_a_code_or_a_name() -> None:
    made = make_units(HUBEI)
    assert len({unit.code for unit in made}) == len(made)
    assert len({unit.name for unit in made}) == len(made)
    assert len({unit.name_en for unit in made}) == len(made)
    assert len(made) > 3000


@pytest.mark.plan(23)
@pytest.mark.parametrize("kind", ["公安", "检察院", "人民政府", "市场监管", "生态环境"])
def test_every_division_has_one_organ_of_its_own_level_of_the_kinds_that_take_part_everywhere(kind: str) -> None:
    own = Counter(
        unit.division for unit in UNITS.values() if unit.kind == kind and unit.level is DIVISIONS[unit.division].level
    )
    assert own == dict.fromkeys(DIVISIONS, 1)


@pytest.mark.plan(23)
@given(st.sampled_from(sorted(UNITS.values(), key=lambda unit: unit.code)))
def test_the_superior_of_a_unit_is_of_its_kind_and_stands_higher(unit: UnitSpec) -> None:
    if unit.parent_code is None:
        above = DIVISIONS[unit.division].parent_code
        assert above is None or f"{above}-{unit.code.split('-')[1]}" not in UNITS
        return
    parent = UNITS[unit.parent_code]
    order = ["省", "市", "县"]
    assert parent.kind == unit.kind
    assert order.index(parent.level) < order.index(unit.level)
    assert parent.division in (unit.division, DIVISIONS[unit.division].parent_code, "420000")


@given(st.sampled_from(sorted(UNITS.values(), key=lambda unit: unit.code)))
def test_a_unit_fits_the_columns_that_hold_it(unit: UnitSpec) -> None:
    assert len(unit.code) <= 16
    assert len(unit.name) <= 64
    assert len(unit.name_en) <= 160
    assert unit.name_en.isascii()


def test_a_superior_comes_before_its_subordinates() -> None:
    seen: set[str] = set()
    for unit in make_units(HUBEI):
        assert unit.parent_code is None or unit.parent_code in seen
        seen.add(unit.code)


def test_organs_of_the_directly_administered_answer_to_the_province() -> None:
    for division in ("429004", "429005", "429006", "429021"):
        assert UNITS[f"{division}-GA"].parent_code == "420000-GA"


def test_three_of_their_procuratorates_answer_to_the_hanjiang_branch_and_shennongjia_to_the_province() -> None:
    for division in ("429004", "429005", "429006"):
        assert UNITS[f"{division}-JC"].parent_code == "420000-JC-HJ"
    assert UNITS["420000-JC-HJ"].parent_code == "420000-JC"
    assert UNITS["420000-JC-HJ"].name == "湖北省人民检察院汉江分院"
    assert UNITS["429021-JC"].parent_code == "420000-JC"
    assert any("神农架" in question.words and question.about == "检察院" for question in HUBEI.questions)


def test_organs_without_a_power_to_punish_are_not_enforcement() -> None:
    without = {unit.kind for unit in UNITS.values() if not unit.enforcement}
    assert without == {"人民政府", "检察院", "监察", "数据", "信访"}


def test_the_plan_has_its_number_its_day_and_twenty_three_points() -> None:
    assert HUBEI.plan.number == "鄂政发〔2024〕7号"
    assert HUBEI.plan.day.isoformat() == "2024-05-12"
    assert [point.number for point in HUBEI.points] == list(range(1, 24))
    fifteenth = HUBEI.points[14]
    assert (fifteenth.title, fifteenth.part) == ("健全行政执法与刑事司法衔接机制", "工作机制")


def test_every_open_question_names_its_line() -> None:
    for question in HUBEI.questions:
        text = (ROOT / "law" / question.place.file).read_text(encoding="utf-8").splitlines()
        assert "疑问" in text[question.place.line - 1]


DIVISION_FILE = """\
省: {代码: "990000", 名: 某省, 英: Mou}
市:
  990100: {名: 甲市, 英: Jia, 县: {990102: {名: 乙区, 英: Yi District}}}
"""
RULE = "机关:\n  甲:\n    代号: GA\n    名: {县: 局}\n    英: X\n"
HEAD = "地区: 某省\n英: Mou\n方案: {名称: 方案, 英: Plan, 文号: 某〔2024〕1号, 日期: 2024-05-12}\n"
POINTS = "部分: [{名: 甲, 英: A, 点: [1]}]\n点: {1: {名: 一, 英: One}}\n"


@pytest.fixture
def region(tmp_path: Path) -> Callable[[str], Region]:
    folder = tmp_path / "law" / "regions" / "mou"
    folder.mkdir(parents=True)
    (folder / "divisions.yaml").write_text(DIVISION_FILE, encoding="utf-8")
    (folder / "region.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "points.yaml").write_text(POINTS, encoding="utf-8")

    def read(organs: str) -> Region:
        (folder / "organs.yaml").write_text(organs, encoding="utf-8")
        return read_region(folder)

    return read


def test_another_province_is_another_folder(region: Callable[[str], Region]) -> None:
    made = make_units(region('机关:\n  公安: {代号: GA, 名: {县: "{本级}公安局"}, 英: "{本级} PSB"}\n'))
    assert [(unit.code, unit.name, unit.name_en) for unit in made] == [
        ("990102-GA", "甲市乙区公安局", "Yi District, Jia PSB")
    ]


def test_a_later_deviation_goes_over_an_earlier_one_and_null_unmakes_the_unit(region: Callable[[str], Region]) -> None:
    made = make_units(
        region(
            "机关:\n  烟草:\n    代号: YC\n    名: {省: 甲, 市: 乙, 县: 丙}\n    英: X\n    例外:\n"
            '      - {辖: "990100", 名: 丁, 英: Y}\n      - {区划: ["990100"], 名: null}\n'
        )
    )
    assert [(unit.code, unit.name, unit.parent_code) for unit in made] == [
        ("990000-YC", "甲", None),
        ("990102-YC", "丁", "990000-YC"),
    ]


@pytest.mark.parametrize(
    ("organs", "message"),
    [
        ("机关:\n  公安: {代号: GA, 名: {县: '{省}公安局'}, 英: X}\n", "2：名称“{省}公安局”里只能用{本级}、{市}、{县}"),
        ("机关:\n  公安: {代号: GA, 英: X}\n", "2：机关“公安”没有写“名”"),
        ("机关:\n  公安: {代号: GA, 名: {县: 局}}\n", "2：机关“公安”的“县”没有英文名"),
        ("机关:\n  公安: {名: {县: 局}, 英: X}\n", "2：公安没有写“代号”"),
        (
            "机关:\n  甲: {代号: GA, 名: {县: 局}, 英: X}\n  乙: {代号: GA, 名: {县: 厅}, 英: Y}\n",
            "3：代号“GA”已由“甲”使用",
        ),
        (
            RULE + "    例外:\n      - {区划: ['990103'], 名: 厅, 英: Y}\n",
            "7：没有代码为“990103”的区划",
        ),
        (
            RULE + "    例外:\n      - {名: 厅, 英: Y}\n",
            "7：机关“甲”的例外没有写“区划”或者“辖”",
        ),
        (
            RULE + "    例外:\n      - {区划: ['990102'], 名: 厅}\n",
            "7：“厅”没有英文名",
        ),
        (
            RULE + "    例外:\n      - {区划: ['990102'], 上级: 990000-GA}\n",
            "7：没有代码为“990000-GA”的上级单位",
        ),
        (
            RULE + "    另设:\n      990000-GA-F: {名: 分局, 英: F, 区划: '99', 级: 市}\n",
            "7：没有代码为“99”的区划",
        ),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused_with_its_line(
    region: Callable[[str], Region], organs: str, message: str
) -> None:
    with pytest.raises(LawErrors) as refused:
        region(organs)
    assert str(refused.value).splitlines() == [f"regions/mou/organs.yaml:{message}"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "law" / "regions" / "mou"
    folder.mkdir(parents=True)
    with pytest.raises(LawErrors) as refused:
        read_region(folder)
    assert str(refused.value) == "regions/mou/region.yaml:1：没有这个文件"
