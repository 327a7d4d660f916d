"""What a procedure says of its acts as a whole: which move the matter on, which stand beside, which cannot be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from liandong.procedures.grammar import Procedure
from liandong.procedures.reading import read_law

LAW = Path(__file__).parents[3] / "law"


@pytest.fixture(scope="module")
def transfer() -> Procedure:
    return read_law(LAW).procedure("正向移送")


def test_beside_the_course_stands_what_moves_nothing_and_is_open_almost_anywhere(transfer: Procedure) -> None:
    beside = {act.name for act in transfer.acts.values() if transfer.beside(act)}
    assert beside == {"签收文书", "登记送达", "更正签收", "补充材料", "催办", "移送公职人员线索", "启动监督"}


def test_what_one_state_asks_for_is_no_side_act_even_if_it_moves_nothing(transfer: Procedure) -> None:
    for name in ("通知补正", "补正材料", "延长审查", "调整专案组", "移送行政处理", "转送管辖"):
        assert not transfer.beside(transfer.acts[name])


@pytest.mark.parametrize(
    ("act", "because"),
    [
        ("移送", "the turn goes to the police"),
        ("不立案", "the turn goes to the agency"),
        ("不批准移送", "it is final"),
        ("作出处理", "it is final"),
        ("建议监督", "it opens a supervision"),
        ("转送管辖", "another police takes over"),
    ],
)
def test_what_leaves_ones_hands_cannot_be_taken_back(transfer: Procedure, act: str, because: str) -> None:
    assert transfer.irreversible(transfer.acts[act]), because


@pytest.mark.parametrize("act", ["登记", "报请审批", "批准移送", "补正材料", "催办", "不提异议", "签收交接"])
def test_what_stays_in_ones_hands_can_still_be_set_right(transfer: Procedure, act: str) -> None:
    assert not transfer.irreversible(transfer.acts[act])
