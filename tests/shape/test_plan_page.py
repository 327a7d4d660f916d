"""docs/reference/plan.md says of every point of the plan what is there, and nothing that is not."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from liandong.program import laws
from liandong.program.plan import BESIDE, PAGE, marked, page, run

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_as_the_data_and_the_tests_make_it() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page(ROOT), "请运行 ./liandong plan"


def test_every_point_has_one_row_and_the_empty_ones_say_so() -> None:
    rows = [line for line in page(ROOT).splitlines() if line.startswith("| ") and not line.startswith("| 点")]
    assert [int(row[2:].split(".")[0]) for row in rows] == list(range(1, 24))
    assert "**还没有**" in rows[0]  # 捍卫国家安全: no procedure, no page
    assert "程序“正向移送”" in rows[14]  # 行刑衔接


def test_what_serves_beside_the_procedures_is_claimed_for_few_points_and_says_what_it_lacks() -> None:
    assert sorted(point for beside in BESIDE for point in beside.points) == [19, 22, 23]
    assert all(beside.lacking for beside in BESIDE)


def test_a_test_carries_its_points_by_its_own_mark_and_by_its_modules(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text(
        "import pytest\npytestmark = [pytest.mark.plan(15)]\n"
        "@pytest.mark.plan(18, 23)\ndef test_a(): ...\ndef test_b(): ...\ndef helper(): ...\n"
    )
    assert list(marked(tests)) == [
        (15, "tests/test_one.py::test_a"),
        (18, "tests/test_one.py::test_a"),
        (23, "tests/test_one.py::test_a"),
        (15, "tests/test_one.py::test_b"),
    ]


def test_a_mark_with_a_point_that_the_plan_does_not_have_is_refused(tmp_path: Path) -> None:
    tests = tmp_path / "tests"
    tests.mkdir()
    (tests / "test_one.py").write_text("import pytest\n@pytest.mark.plan(24)\ndef test_a(): ...\n")
    with pytest.raises(ValueError, match=r"test_one\.py:3：test_a：方案没有第24点"):
        list(marked(tests))


def test_the_command_says_that_it_needs_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(laws, "law_root", lambda: tmp_path / "law")
    assert run(argparse.Namespace()) == 1
    assert capsys.readouterr().err == "这一页由 law/ 和 tests/ 一起生成，请在源代码的检出目录里运行。\n"
