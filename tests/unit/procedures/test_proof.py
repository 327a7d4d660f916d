"""The proof: it holds for what is sound, says what is wrong, and never breaks down over what it is given."""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from liandong.procedures.grammar import Procedure
from liandong.procedures.law import Law
from liandong.procedures.proof import prove
from liandong.procedures.proof_paths import Paths
from liandong.procedures.reading import LawErrors, read_law

CHECKOUT = Path(__file__).parents[3]
HOUSE = CHECKOUT / "tests" / "law" / "bad" / "_house"
REAL = CHECKOUT / "law"
FILES = [
    (root, path.relative_to(root), path.read_text(encoding="utf-8"))
    for root, paths in (
        (HOUSE, (HOUSE / "procedures").glob("**/*.yaml")),
        (REAL, (REAL / "procedures").glob("**/*.yaml")),
        (REAL, list((REAL / "letters").glob("*.yaml"))[:3]),
    )
    for path in sorted(paths)
]
OTHER_VALUES = [None, "", "没有的名字", "任意", "各方", 0, 15, True, [], ["没有的名字"], {}, {"作出": "没有"}, "3日"]
FLOW = """\
程序: 试验
名称: 试验程序
英: Trial
施行: 2026-01-01
方案: [15]
依据: 试验法
主体:
  甲: {名: 行政执法机关, 英: Agency, 类: 行政执法, 找: 发起}
状态:
  一: {英: One, 轮到: 甲, 条: 1}
  二: {英: Two, 轮到: 甲, 条: 1}
  三: {英: Three, 终局: true, 条: 1}
行为:
  开始: {英: Open, 谁: 甲, 开启: true, 到: 一, 条: 1, 字段: {甲项: {类型: 文本, 英: A, 必填: true}}}
  向前: {英: On, 谁: 甲, 从: 一, 到: 二, 条: 1, 字段: {乙项: {类型: 文本, 英: B, 必填: true}}}
  抄近: {英: Short, 谁: 甲, 从: 一, 到: 二, 条: 1, 字段: {丙项: {类型: 文本, 英: C, 必填: true}}}
  返回: {英: Back, 谁: 甲, 从: 二, 到: 一, 条: 1}
  补记: {英: Note, 谁: 甲, 从: 二, 条: 1, 字段: {丁项: {类型: 文本, 英: D, 必填: true}}}
  结束: {英: End, 谁: 甲, 从: 二, 到: 三, 条: 1}
"""


def law_with(tmp_path: Path, text: str) -> Law:
    root = tmp_path / "law"
    shutil.copytree(HOUSE, root)
    (root / "procedures" / "试验").mkdir()
    (root / "procedures" / "试验" / "2026-01-01.yaml").write_text(text, encoding="utf-8")
    return read_law(root)


@pytest.fixture
def flow(tmp_path: Path) -> Procedure:
    return law_with(tmp_path, FLOW).procedure("试验")


def test_a_sound_procedure_has_no_problems(tmp_path: Path) -> None:
    assert prove(law_with(tmp_path, FLOW)) == ()


def test_problems_come_by_file_and_line(tmp_path: Path) -> None:
    broken = FLOW.replace("{英: End, ", "{").replace("{英: One, ", "{")
    assert [str(problem) for problem in prove(law_with(tmp_path, broken))] == [
        "procedures/试验/2026-01-01.yaml:10：状态“一”没有写“英”",
        "procedures/试验/2026-01-01.yaml:19：行为“结束”没有写“英”",
    ]


def test_a_field_is_sure_only_where_every_way_sets_it(flow: Procedure) -> None:
    paths = Paths(flow)
    assert paths.surely_in("一") == {"甲项"}
    assert paths.surely_in("二") == {"甲项"}
    assert paths.surely(flow.acts["向前"]) == {"甲项", "乙项"}


def test_a_field_is_possible_where_some_way_sets_it(flow: Procedure) -> None:
    paths = Paths(flow)
    assert paths.possibly_in("二") == {"甲项", "乙项", "丙项", "丁项"}
    assert paths.possibly_in("一") == {"甲项", "乙项", "丙项", "丁项"}  # by way of 返回
    assert paths.possibly(flow.acts["开始"]) == {"甲项"}


def test_an_act_precedes_the_states_that_can_come_after_it(flow: Procedure) -> None:
    paths = Paths(flow)
    assert paths.precedes(flow.acts["补记"], "一")
    assert paths.precedes(flow.acts["补记"], "三")
    assert not paths.precedes(flow.acts["结束"], "一")


def test_a_problem_of_the_base_is_not_said_again_for_its_variant(tmp_path: Path) -> None:
    root = tmp_path / "law"
    shutil.copytree(HOUSE, root)
    base = root / "procedures" / "底本" / "2026-01-01.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("英: Answer, ", ""), encoding="utf-8")
    (base.parent / "变体" / "环境").mkdir(parents=True)
    (base.parent / "变体" / "环境" / "2026-01-01.yaml").write_text(
        "变体: 环境\n基于: 底本\n适用: [生态环境]\n施行: 2026-01-01\n依据: 试验法\n英: E\n改: {状态: {审查中: {应当: 5日}}}\n",
        encoding="utf-8",
    )
    assert [problem.message for problem in prove(read_law(root))] == ["行为“答复”没有写“英”"]


def _places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place within a YAML value."""
    found = [here] if here else []
    if isinstance(value, dict):
        found += [place for key, inner in value.items() for place in _places(inner, (*here, key))]
    if isinstance(value, list):
        found += [place for index, inner in enumerate(value) for place in _places(inner, (*here, index))]
    return found


def _mutated(value: Any, draw: st.DrawFn) -> Any:
    """The value with a key dropped, renamed, or set to something else."""
    place = draw(st.sampled_from(_places(value)))
    holder = value
    for key in place[:-1]:
        holder = holder[key]
    how = draw(st.sampled_from(["drop", "rename", "replace", "borrow"]))
    if how == "drop":
        del holder[place[-1]]
    elif how == "rename" and isinstance(holder, dict):
        holder[draw(st.sampled_from(["没有的名字", "签收文书", "登记", "甲", "应当"]))] = holder.pop(place[-1])
    elif how == "borrow":
        other = value
        for key in draw(st.sampled_from(_places(value))):
            other = other[key]
        holder[place[-1]] = yaml.safe_load(yaml.safe_dump(other))
    else:
        holder[place[-1]] = copy.deepcopy(draw(st.sampled_from(OTHER_VALUES)))  # what follows may change it
    return value


@st.composite
def mutations(draw: st.DrawFn) -> tuple[Path, Path, str]:
    """A law/, a file in it, and that file's text with up to three things wrong."""
    root, file, text = draw(st.sampled_from(FILES))
    value = yaml.safe_load(text)
    for _ in range(draw(st.integers(1, 3))):
        if _places(value):
            value = _mutated(value, draw)
    return root, file, yaml.safe_dump(value, allow_unicode=True, sort_keys=False)


@settings(max_examples=100, deadline=None)
@given(mutations())
def test_whatever_is_written_is_read_or_refused_and_never_breaks_the_proof(case: tuple[Path, Path, str]) -> None:
    root, file, text = case
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "law"
        for part in ("instruments", "letters", "procedures"):
            shutil.copytree(root / part, copy / part, copy_function=_link)
        shutil.copy(root / "regimes.yaml", copy / "regimes.yaml")
        (copy / file).unlink()
        (copy / file).write_text(text, encoding="utf-8")
        try:
            law = read_law(copy)
        except LawErrors:
            return
        for problem in prove(law):
            assert problem.message
            assert (copy / problem.place.file).is_file()


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(source)
