"""A form's fields are kept clean, or refused one by one in exact words; nothing typed makes it fail."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.procedures.forms import clean
from liandong.procedures.grammar import Act, Field, FieldType, PostKind
from liandong.procedures.grammar import Place as At


def _form(*fields: Field) -> Act:
    return Act(
        name="填表",
        name_en="Fill in",
        roles=("甲",),
        posts=(PostKind.HANDLER,),
        opens=False,
        from_states=frozenset(),
        to_state="",
        citations=(),
        fields=fields,
        place=At("", 0),
    )


def _field(kind: FieldType, **more: Any) -> Field:
    return Field(name="某栏", name_en="Some field", type=kind, **more)


def _kept(kind: FieldType, value: Any, **more: Any) -> Any:
    kept, faults = clean(_form(_field(kind, **more)), {"某栏": value})
    assert faults == ()
    return kept.get("某栏")


def _faults(kind: FieldType, value: Any, **more: Any) -> list[tuple[str, str, str]]:
    kept, faults = clean(_form(_field(kind, **more)), {"某栏": value})
    assert "某栏" not in kept
    return [(fault.field, fault.why, fault.why_en) for fault in faults]


PARTY = {"名称": "某公司", "类别": "单位", "证件号码": "", "未成年人": False}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (FieldType.TEXT, "  某案 ", "某案"),
        (FieldType.TEXT, "e\u0301", "é"),
        (FieldType.TEXT, "字" * 500, "字" * 500),
        (FieldType.LONG_TEXT, "一\r\n二\t三", "一\n二\t三"),
        (FieldType.LONG_TEXT, "字" * 20_000, "字" * 20_000),
        (FieldType.MONEY, "50000", "50000.00"),
        (FieldType.MONEY, "1,234,567.8", "1234567.80"),
        (FieldType.MONEY, "１２", "12.00"),
        (FieldType.MONEY, 0, "0.00"),
        (FieldType.MONEY, "-0", "0.00"),
        (FieldType.MONEY, Decimal("0.10"), "0.10"),
        (FieldType.MONEY, "999999999999999.99", "999999999999999.99"),
        (FieldType.NUMBER, "1.500", "1.5"),
        (FieldType.NUMBER, 100, "100"),
        (FieldType.NUMBER, "1e3", "1000"),
        (FieldType.NUMBER, "0.000001", "0.000001"),
        (FieldType.DATE, " 2026-03-06 ", "2026-03-06"),
        (FieldType.DATE, "2024-02-29", "2024-02-29"),
        (FieldType.TIME, "2026-03-06T17:30", "2026-03-06 17:30"),
        (FieldType.TIME, "2026-03-06 17:30:59", "2026-03-06 17:30"),
        (FieldType.YES_NO, "是", True),
        (FieldType.YES_NO, "on", True),
        (FieldType.YES_NO, "否", False),
        (FieldType.YES_NO, False, False),
        (FieldType.UNIT, " 420106-公安 ", "420106-公安"),
        (FieldType.NAMES, "张某\n\n 李某 \n张某", ["张某", "李某"]),
        (FieldType.NAMES, ["张某", " "], ["张某"]),
        (FieldType.PARTIES, [{"名称": "某公司", "类别": "单位"}], [PARTY]),
        (FieldType.PARTIES, [{"名称": "某人"}, {"名称": " "}], [PARTY | {"名称": "某人", "类别": "自然人"}]),
        (
            FieldType.PARTIES,
            [{"名称": "某", "证件号码": " 4201 ", "未成年人": "on"}],
            [{"名称": "某", "类别": "自然人", "证件号码": "4201", "未成年人": True}],
        ),
    ],
)
def test_what_fits_is_kept_in_one_form(kind: FieldType, typed: Any, kept: Any) -> None:
    assert _kept(kind, typed) == kept


def test_a_choice_is_one_of_those_listed() -> None:
    assert _kept(FieldType.CHOICE, "甲", choices=("甲", "乙")) == "甲"
    assert _faults(FieldType.CHOICE, "丙", choices=("甲", "乙")) == [
        ("某栏", "“某栏”只能选：甲、乙。", "“某栏” must be one of: 甲, 乙.")
    ]
    assert _faults(FieldType.CHOICE, ["甲"], choices=("甲", "乙"))[0][1] == "“某栏”只能选：甲、乙。"


MONEY = "“某栏”应是不小于0、最多两位小数的金额（元），例如 50000.00。"
NUMBER = "“某栏”应是不小于0、最多六位小数的数。"
DATE = "“某栏”应是日期，例如 2026-03-06。"
TIME = "“某栏”应是日期和时间，例如 2026-03-06 17:30。"
SHAPE = "“某栏”的格式不对。"
UNFIT = "“某栏”含有不能保存的控制字符。"


@pytest.mark.parametrize(
    ("kind", "typed", "why"),
    [
        (FieldType.TEXT, "字" * 501, "“某栏”最多500字，现有501字。"),
        (FieldType.LONG_TEXT, "字" * 20_001, "“某栏”最多20000字，现有20001字。"),
        (FieldType.UNIT, "字" * 501, "“某栏”最多500字，现有501字。"),
        (FieldType.TEXT, "某\x00案", UNFIT),
        (FieldType.TEXT, "某\x1b案", UNFIT),
        (FieldType.TEXT, "某\ud800案", UNFIT),
        (FieldType.LONG_TEXT, "一\r二", UNFIT),
        (FieldType.TEXT, 5, SHAPE),
        (FieldType.TEXT, ["某案"], SHAPE),
        (FieldType.UNIT, {"code": "1"}, SHAPE),
        (FieldType.MONEY, "五万", MONEY),
        (FieldType.MONEY, "-1", MONEY),
        (FieldType.MONEY, "0.001", MONEY),
        (FieldType.MONEY, "1e15", MONEY),
        (FieldType.MONEY, "NaN", MONEY),
        (FieldType.MONEY, float("inf"), MONEY),
        (FieldType.MONEY, True, MONEY),
        (FieldType.MONEY, ["1"], MONEY),
        (FieldType.MONEY, "1\x00", MONEY),
        (FieldType.NUMBER, "许多", NUMBER),
        (FieldType.NUMBER, "-0.1", NUMBER),
        (FieldType.NUMBER, "1e-999999", NUMBER),
        (FieldType.NUMBER, "1e999999999", NUMBER),
        (FieldType.NUMBER, "9" * 100_000, NUMBER),
        (FieldType.NUMBER, {"数": 1}, NUMBER),
        (FieldType.DATE, "2026-02-29", DATE),
        (FieldType.DATE, "3月6日", DATE),
        (FieldType.DATE, "0001-01-01", DATE),
        (FieldType.DATE, "9999-12-31", DATE),
        (FieldType.DATE, "2026-03-06\x00", DATE),
        (FieldType.DATE, ["2026-03-06"], DATE),
        (FieldType.TIME, "2026-03-06", TIME),
        (FieldType.TIME, "2026-03-06 25:00", TIME),
        (FieldType.TIME, "2026-03-06T17:30+08:00", TIME),
        (FieldType.TIME, "9999-12-31 23:59", TIME),
        (FieldType.TIME, True, TIME),
        (FieldType.YES_NO, "也许", "“某栏”只能填是或否。"),
        (FieldType.YES_NO, 2, "“某栏”只能填是或否。"),
        (FieldType.YES_NO, ["是"], "“某栏”只能填是或否。"),
        (FieldType.NAMES, 5, SHAPE),
        (FieldType.NAMES, {"张某": 1}, SHAPE),
        (FieldType.NAMES, ["张某", 5], SHAPE),
        (FieldType.NAMES, ["某"] * 501, SHAPE),
        (FieldType.NAMES, "张\x00某", UNFIT),
        (FieldType.NAMES, "字" * 501, "“某栏”最多500字，现有501字。"),
        (FieldType.PARTIES, "某公司", SHAPE),
        (FieldType.PARTIES, {"名称": "某公司"}, SHAPE),
        (FieldType.PARTIES, ["某公司"], SHAPE),
        (FieldType.PARTIES, [{"名称": "某公司", "住所": "某地"}], SHAPE),
        (FieldType.PARTIES, [{"名称": ["某公司"]}], SHAPE),
        (FieldType.PARTIES, [{"名称": "某"}] * 501, SHAPE),
        (FieldType.PARTIES, [{"名称": "某公司", "类别": "机关"}], "“某栏”只能选：自然人、单位。"),
        (FieldType.PARTIES, [{"名称": "某", "未成年人": "也许"}], "“某栏”只能填是或否。"),
        (FieldType.PARTIES, [{"名称": "", "证件号码": "4201"}], "请填写“某栏”。"),
        (FieldType.PARTIES, [{"名称": "某\x00"}], UNFIT),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_what_does_not_fit_is_refused_in_exact_words(kind: FieldType, typed: Any, why: str) -> None:
    assert [said[1] for said in _faults(kind, typed)] == [why]


@pytest.mark.parametrize(
    ("kind", "why"), [(FieldType.MONEY, MONEY), (FieldType.NUMBER, NUMBER), (FieldType.DATE, DATE)]
)
def test_a_whole_number_too_long_to_be_written_out_is_refused(kind: FieldType, why: str) -> None:
    assert [said[1] for said in _faults(kind, 10**5000)] == [why]


@pytest.mark.parametrize("empty", [None, "", [], {}])
@pytest.mark.parametrize("kind", FieldType)
def test_an_empty_field_is_left_out_and_missed_only_where_it_is_required(kind: FieldType, empty: Any) -> None:
    assert _kept(kind, empty) is None
    assert _faults(kind, empty, required=True) == [("某栏", "请填写“某栏”。", "Fill in “某栏”.")]


def test_a_required_text_of_blanks_is_missed() -> None:
    assert _faults(FieldType.TEXT, " \n ", required=True) == [("某栏", "请填写“某栏”。", "Fill in “某栏”.")]


def test_no_is_an_answer_to_a_required_question() -> None:
    assert _kept(FieldType.YES_NO, False, required=True) is False


def test_too_few_officers_or_parties_are_counted() -> None:
    few = "“某栏”至少要2名，现有1名。"
    assert _faults(FieldType.NAMES, "张某\n张某", at_least=2) == [("某栏", few, "“某栏” needs at least 2; it has 1.")]
    assert [said[1] for said in _faults(FieldType.PARTIES, [{"名称": "某"}], at_least=2)] == [few]
    assert [said[1] for said in _faults(FieldType.NAMES, [" "], required=True)] == ["“某栏”至少要1名，现有0名。"]


def test_every_fault_of_a_form_is_said_at_once_and_what_fits_is_kept() -> None:
    form = _form(
        Field(name="名", name_en="Name", type=FieldType.TEXT, required=True),
        Field(name="额", name_en="Sum", type=FieldType.MONEY),
        Field(name="日", name_en="Day", type=FieldType.DATE),
    )
    kept, faults = clean(form, {"额": "无", "日": "2026-03-06", "别的": 1})
    assert kept == {"日": "2026-03-06"}
    assert [(fault.field, fault.why) for fault in faults] == [
        ("别的", "“填表”没有“别的”这一栏。"),
        ("名", "请填写“名”。"),
        ("额", MONEY.replace("某栏", "额")),
    ]


EVERY = _form(
    *(
        Field(name=kind.value, name_en="Field", type=kind, choices=("甲", "乙") if kind is FieldType.CHOICE else ())
        for kind in FieldType
    )
)
_plain = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates().map(str),
    st.datetimes().map(str),
    st.decimals().map(str),
    st.sampled_from(["甲", "是", "否", "自然人", "单位", "1,000", "2026-03-06", "2026-03-06T17:30", "\x00", "\ud800"]),
)
_party = st.dictionaries(st.sampled_from(["名称", "类别", "证件号码", "未成年人"]), _plain)
_json = st.recursive(_plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))
_typed = st.dictionaries(st.sampled_from([*FieldType]) | st.text(max_size=3), _json | st.lists(_party, max_size=3))


@given(_typed)
def test_nothing_that_is_typed_makes_cleaning_fail_and_what_is_clean_stays_so(typed: dict[str, Any]) -> None:
    kept, _ = clean(EVERY, typed)
    assert clean(EVERY, kept) == (kept, ())


@given(_typed)
def test_what_is_kept_can_be_written_as_utf8_without_nul(typed: dict[str, Any]) -> None:
    kept, _ = clean(EVERY, typed)
    assert b"\\u0000" not in json.dumps(kept, ensure_ascii=False).encode()


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_of_our_centuries_is_a_date(date: dt.date) -> None:
    assert _kept(FieldType.DATE, date.isoformat()) == date.isoformat()
