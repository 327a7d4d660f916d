from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liandong.kernel.numerals import to_chinese
from liandong.kernel.period import Period, Unit
from liandong.kernel.regime import Regime

PERIODS = st.builds(Period, st.integers(1, 9999), st.sampled_from(Unit))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3日", Period(3, Unit.DAY)),
        ("三日", Period(3, Unit.DAY)),
        ("24小时", Period(24, Unit.HOUR)),
        ("２４小时", Period(24, Unit.HOUR)),
        ("二十四小时", Period(24, Unit.HOUR)),
        ("10个工作日", Period(10, Unit.WORKDAY)),
        ("十个工作日", Period(10, Unit.WORKDAY)),
        ("15工作日", Period(15, Unit.WORKDAY)),
        ("3个月", Period(3, Unit.MONTH)),
        ("两年", Period(2, Unit.YEAR)),
    ],
)
def test_periods_are_read_as_statutes_write_them(text: str, period: Period) -> None:
    assert Period.parse(text) == period


@given(PERIODS)
def test_what_is_written_is_read_back_in_digits_and_in_words(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(f"{to_chinese(period.count)}{period.unit}") == period


@pytest.mark.parametrize("text", ["", "3", "日", "及时", "3 日", "-3日", "3月", "半年"])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refusal:
        Period.parse(text)
    assert str(refusal.value) == f"期间“{text}”看不懂：应写作 24小时、3日、10个工作日、3个月 或者 2年"


def test_a_numeral_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r"^期间“十百日”看不懂：“十百”不是一个数$"):
        Period.parse("十百日")


def test_no_period_is_empty() -> None:
    with pytest.raises(ValueError, match=r"^期间至少为一，不能是0日$"):
        Period.parse("0日")


def test_a_regime_says_which_days_are_working_days() -> None:
    penalty = Regime(name="行政处罚法", workday_counts=frozenset({2, 3, 5, 7}))
    assert penalty.means_workdays(Period.parse("三日"))
    assert not penalty.means_workdays(Period.parse("十日"))
    assert not penalty.means_workdays(Period.parse("3个月"))
    assert penalty.means_workdays(Period.parse("4个工作日"))
    licence = Regime(name="行政许可法", day_is_workday=True)
    assert licence.means_workdays(Period.parse("四十五日"))
    assert not licence.means_workdays(Period.parse("24小时"))
