"""A story is told in the order in which things were recorded, filled in where it is silent, and held to what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.procedures import house

from liandong.procedures.story import Ran, differing, read_story, run

BEGIN = """\
故事: 某案
起于: {程序: 样板}
经过:
  - {时: 2026-03-02 09:00, 谁: 甲, 行为: 登记}
  - {时: 2026-03-03 09:00, 谁: 甲, 行为: 移送}
"""


def _told(folder: Path, rest: str, begin: str = BEGIN) -> Ran:
    path = folder / "故事.yaml"
    path.write_text(begin + rest, encoding="utf-8")
    return run(read_story(path, house.law()), house.law())


def test_what_a_story_does_not_tell_is_filled_in(tmp_path: Path) -> None:
    ran = _told(tmp_path, "")
    assert ran.differences == ()
    assert [step.fields for step, _ in ran.line] == [{"案件名称": "某案"}, {}]
    assert [item.label for item in ran.line[1][0].enclosures] == ["案卷"]


def test_a_correction_is_made_when_it_is_recorded_and_not_when_the_paper_came(tmp_path: Path) -> None:
    ran = _told(
        tmp_path,
        """\
  - {时: 2026-03-04 10:00, 谁: 公, 行为: 签收}
  - {时: 2026-03-03 10:00, 登记: 2026-03-05 09:00, 谁: 公, 行为: 更正签收, 关于: 移送书}
查看:
  - {时: 2026-03-04 11:00, 期限: 2026-03-09}
  - {时: 2026-03-05 10:00, 期限: 2026-03-06}
""",
    )
    assert ran.differences == ()
    assert [step.act for step, _ in ran.line] == ["登记", "移送", "签收", "更正签收"]


def test_unused_rights_lapse_between_the_steps(tmp_path: Path) -> None:
    ran = _told(
        tmp_path,
        """\
  - {时: 2026-03-03 10:00, 谁: 公, 行为: 签收}
  - {时: 2026-03-04 09:00, 谁: 公, 行为: 不立案}
  - {时: 2026-03-04 10:00, 谁: 甲, 行为: 签收文书}
查看:
  - {时: 2026-03-09 23:59, 状态: 异议期, 状况: 在期}
  - {时: 2026-03-10 00:00, 状态: 了结, 轮到: "", 状况: 无期限}
  - {时: 2026-03-10 00:00, 名: 异议期, 状况: 已失权}
""",
    )
    assert ran.differences == ()
    assert ran.line[-1][0].actor == "期限"


@pytest.mark.parametrize(
    ("rest", "differences"),
    [
        (
            "  - {时: 2026-03-04 09:00, 谁: 公, 行为: 立案}\n",
            ("2026-03-04 09:00 公 立案：应能办理，实为“请先签收《移送书》，再办理“立案”。”",),
        ),
        (
            "  - {时: 2026-03-04 09:00, 谁: 甲, 行为: 说明, 拒绝: 不行}\n",
            ("2026-03-04 09:00 甲 说明：应被拒绝“不行”，实为“已办理”",),
        ),
        (
            "  - {时: 2026-03-04 09:00, 谁: 公, 行为: 登记送达, 缺: [凭证, 理由], 拒绝: 没有待签收的文书。}\n",
            (),
        ),
        (
            "  - {时: 2026-03-04 09:00, 谁: 甲, 行为: 登记送达, 关于: 移送书, 对象: 公, 缺: [凭证, 理由], "
            "拒绝: 缺少应附材料：凭证。；办理“登记送达”须写明理由。}\n",
            (),
        ),
        (
            "查看:\n  - {时: 2026-03-04, 状态: 核实, 轮到: 甲, 期限: 2026-03-09, 状况: 逾期, 条: 3}\n",
            (
                "2026-03-04 00:00 状态应为核实，实为审查",
                "2026-03-04 00:00 轮到应为甲，实为公",
                "2026-03-04 00:00 期限应为2026-03-09，实为None",
                "2026-03-04 00:00 状况应为逾期，实为未起算",
                "2026-03-04 00:00 依据应为样板法 3，实为样板法 2",
            ),
        ),
    ],
)
def test_every_difference_is_said_in_words(tmp_path: Path, rest: str, differences: tuple[str, ...]) -> None:
    assert _told(tmp_path, rest).differences == differences


def test_a_story_may_begin_in_the_middle(tmp_path: Path) -> None:
    ran = _told(
        tmp_path, "查看:\n  - {时: 2026-03-04, 状态: 复查}\n", "故事: 某案\n起于: {程序: 样板, 状态: 复查}\n经过: []\n"
    )
    assert ran.differences == ()


def test_only_stories_that_differ_are_named(tmp_path: Path) -> None:
    for name, state in (("甲.yaml", "审查"), ("乙.yaml", "核实")):
        (tmp_path / name).write_text(BEGIN + f"查看:\n  - {{时: 2026-03-04, 状态: {state}}}\n", encoding="utf-8")
    stories = [tmp_path / "甲.yaml", tmp_path / "乙.yaml"]
    assert differing(stories, house.law()) == {"乙.yaml": ("2026-03-04 00:00 状态应为核实，实为审查",)}
