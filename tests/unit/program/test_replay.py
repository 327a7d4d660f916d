"""liandong replay: a story's steps with their due days, beside what a published case says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.procedures import house

from liandong.program import main as program

STORY = """\
故事: 收到后三日审查
起于: {程序: 样板}
经过:
  - {时: 2026-03-02 09:00, 谁: 甲, 行为: 登记}
  - {时: 2026-03-03 09:00, 谁: 甲, 行为: 移送}
  - {时: 2026-03-03 10:00, 谁: 公, 行为: 签收}
  - {时: 2026-03-06 10:00, 谁: 公, 行为: 立案}
查看:
  - {时: 2026-03-06 10:00, 状态: 立案}
"""
CASE = """
案例: {文件: 案.yaml, 期限核对: [{规则: 审查, 期限: 审查}]}
"""
EXPLAINED = """
案例: {文件: 案.yaml, 期限核对: [{规则: 审查, 期限: 审查, 说明: 末日是周六，顺延}]}
"""
PUBLISHED = "期限核对:\n- {规则: 审查, 起算日: '2026-03-04', 到期日: '2026-03-07'}\n"


@pytest.fixture(autouse=True)
def _of_the_house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liandong.program.laws.read", house.law)


def _replay(folder: Path, story: str, *words: str, published: str = PUBLISHED) -> int:
    (folder / "故事.yaml").write_text(story, encoding="utf-8")
    (folder / "案.yaml").write_text(published, encoding="utf-8")
    return program.main(["replay", str(folder / "故事.yaml"), "--cases", str(folder), *words])


def test_each_step_is_shown_with_the_day_it_leaves_running(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _replay(tmp_path, STORY) == 0
    assert capsys.readouterr().out.splitlines() == [
        "收到后三日审查（样板，2026-01-01）",
        "  2026-03-02 09:00  甲  登记 → 核实  期限“核实”最后一日 2026-03-05",
        "  2026-03-03 09:00  甲  移送 → 审查  期限“通报”最后一日 2026-03-09",
        "  2026-03-03 10:00  公  签收 → 审查  期限“审查”最后一日 2026-03-06",
        "  2026-03-06 10:00  公  立案 → 立案",
    ]


def test_a_difference_from_the_case_that_nobody_explains_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _replay(tmp_path, STORY + CASE) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  审查：算出 2026-03-09，公布 2026-03-07，不一致，故事没有说明"


def test_an_explained_difference_is_shown_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _replay(tmp_path, STORY + EXPLAINED) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  审查：算出 2026-03-09，公布 2026-03-07，末日是周六，顺延"


def test_agreement_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agreed = PUBLISHED.replace("03-04", "03-03").replace("03-07", "03-06")
    assert _replay(tmp_path, STORY + CASE, published=agreed) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "  审查：算出 2026-03-06，公布 2026-03-06，一致"
    assert told[3] == "  2026-03-03 10:00  公  签收 → 审查  期限“审查”最后一日 2026-03-06，公布 2026-03-06"


def test_the_cases_may_be_named_by_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "案.yaml").write_text(PUBLISHED, encoding="utf-8")
    (tmp_path / "故事.yaml").write_text(STORY + EXPLAINED, encoding="utf-8")
    monkeypatch.setenv("LIANDONG_CASES", str(tmp_path))
    assert program.main(["replay", str(tmp_path / "故事.yaml")]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("  审查：算出 2026-03-09，公布 2026-03-07")
    monkeypatch.setenv("LIANDONG_CASES", str(tmp_path / "无"))
    assert program.main(["replay", str(tmp_path / "故事.yaml")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / '无' / '案.yaml'}：文件打不开")


def test_a_case_is_not_a_story_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "案.yaml").write_text(PUBLISHED, encoding="utf-8")
    assert program.main(["replay", str(tmp_path / "案.yaml")]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / '案.yaml'}：故事看不懂：这是公开案例，不是故事；重放它的是写着“案例: {{文件: 案.yaml}}”的故事\n"
    )


def test_a_story_that_comes_out_otherwise_fails_and_says_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _replay(tmp_path, STORY.replace("状态: 立案", "状态: 审查")) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "  不符：2026-03-06 10:00 状态应为审查，实为立案"


def test_machines_read_the_same_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _replay(tmp_path, STORY + EXPLAINED, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"story", "procedure", "steps", "compared", "differences"}
    assert (told["story"], told["procedure"], told["differences"]) == ("收到后三日审查", "样板", [])
    assert told["steps"][0] == {
        "at": "2026-03-02T09:00:00+08:00",
        "who": "甲",
        "act": "登记",
        "state": "核实",
        "limit": "核实",
        "due_date": "2026-03-05",
        "published": None,
    }
    assert told["steps"][2]["due_date"] == "2026-03-06"
    assert told["steps"][2]["published"] == "2026-03-07"
    assert told["steps"][-1]["due_date"] is None
    assert told["compared"] == [
        {
            "rule": "审查",
            "limit": "审查",
            "computed": "2026-03-09",
            "published": "2026-03-07",
            "explained": "末日是周六，顺延",
            "agrees": True,
        }
    ]


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (STORY.replace("程序: 样板", "程序: 无"), "没有名为“无”的程序，有：另案、样板"),
        (STORY.replace("起于: {程序: 样板}", ""), "没有“起于”"),
        (STORY + CASE.replace("规则: 审查", "规则: 别的"), "没有“别的”"),
        (STORY + CASE.replace("期限: 审查", "期限: 别的"), "没有“别的”"),
        ("只有文字", "文件应当是“键: 值”的形式"),
        (STORY.replace("2026-03-06 10:00, 谁", "三月, 谁"), "Invalid isoformat string: '三月'"),
    ],
)
def test_a_story_that_cannot_be_read_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], story: str, said: str
) -> None:
    assert _replay(tmp_path, story) == 2
    assert capsys.readouterr().err == f"{tmp_path / '故事.yaml'}：故事看不懂：{said}\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "没有.yaml"
    assert program.main(["replay", str(missing)]) == 2
    assert (
        capsys.readouterr().err
        == f"{missing}：文件打不开；公开案例不在默认位置时，用 --cases 或者 LIANDONG_CASES 指明\n"
    )
    (tmp_path / "故事.yaml").write_text(STORY + CASE, encoding="utf-8")
    assert program.main(["replay", str(tmp_path / "故事.yaml"), "--cases", str(tmp_path / "无")]) == 2
    assert capsys.readouterr().err.startswith(f"{tmp_path / '无' / '案.yaml'}：文件打不开")
