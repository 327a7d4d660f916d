"""liandong plan: for each point of the plan what serves it and which test shows it, the empty ones too."""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liandong.directory.region import Point
    from liandong.procedures.law import Law

NAME = "plan"
HELP = "写出 docs/reference/plan.md：方案的每一点由什么服务、由哪些测试说明"
PAGE = Path("docs/reference/plan.md")
LEAST, MOST = 1, 23


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """Something beside the procedures that serves points of the plan in part; `lacking` is what is not there yet."""

    name: str
    points: tuple[int, ...]
    what: str
    lacking: str


BESIDE = (
    Serving(
        name="接口 `/api/v1`",
        points=(19,),
        what="各单位的系统凭本单位的密钥读取、开启、办理事项，读取程序和表单的 JSON Schema",
        lacking="行政执法数据与检察监督数据的交换标准、汇聚和校验",
    ),
    Serving(
        name="页面“工作台”",
        points=(22,),
        what="每个有期限的事项都写明责任单位和最后一日，逾期的亮出来",
        lacking="联席会议的重点工作任务清单和督办",
    ),
    Serving(
        name="单位名录 `law/regions/`",
        points=(23,),
        what="省、市、县三级单位在同一名录，程序能找到上一级单位，如上级人民检察院的复核",
        lacking="重大问题向上级报告的程序",
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """0 when the page is written; 1 outside a checkout, where there are no tests to read."""
    from liandong.program.laws import law_root

    root = law_root().parent
    if not (root / "tests" / "law").is_dir():
        print("这一页由 law/ 和 tests/ 一起生成，请在源代码的检出目录里运行。", file=sys.stderr)
        return 1
    (root / PAGE).write_text(page(root), encoding="utf-8")
    print(PAGE)
    return 0


def page(root: Path) -> str:
    """The page, made from law/ and tests/ of a checkout. Errors: ValueError for a mark with no point of the plan."""
    from liandong.directory.region_reading import read_region
    from liandong.procedures.reading import read_law

    law, region = read_law(root / "law"), read_region(root / "law" / "regions" / "hubei")
    marks = tuple(marked(root / "tests"))
    plan = region.plan
    lines = [
        "<!-- 由 ./liandong plan 生成，不要手改 · made by ./liandong plan -->",
        "",
        f"# {plan.title}（{plan.number}）：每一点由什么服务",
        "",
        "*For each of the plan's points: what serves it, and which tests show it. A point that nothing serves says so.*",
        "",
        "程序写在 `law/procedures/`，它的 `方案` 写明为哪几点服务；凡有程序的，都在工作台、台账、新建和事项页上办理。",
        "故事在 `tests/law/` 下，随程序计入；其他测试以 `@pytest.mark.plan(15)` 写明。",
    ]
    part = ""
    for point in region.points:
        if point.part != part:
            part = point.part
            lines += ["", f"## {part}", "", "| 点 | 由什么服务 | 由哪些测试说明 |", "|---|---|---|"]
        lines.append(_row(point, law, root, marks))
    return "\n".join(lines) + "\n"


def marked(tests: Path) -> Iterator[tuple[int, str]]:
    """Each test that carries points of the plan: the point, and the test as pytest names it."""
    for path in sorted(tests.rglob("test_*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        everywhere = [mark for node in module.body if _sets_marks(node) for mark in ast.walk(node)]
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for mark in (*everywhere, *node.decorator_list):
                    for point in _points(mark):
                        if not LEAST <= point <= MOST:
                            raise ValueError(f"{path}:{node.lineno}：{node.name}：方案没有第{point}点")
                        yield point, f"{path.relative_to(tests.parent).as_posix()}::{node.name}"


def _sets_marks(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)


def _points(mark: ast.AST) -> Iterator[int]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.plan":
        yield from (ast.literal_eval(argument) for argument in mark.args)


def _row(point: Point, law: Law, root: Path, marks: tuple[tuple[int, str], ...]) -> str:
    names = [name for name, versions in law.procedures.items() if point.number in versions[-1].points]
    serving = [f"程序“{name}”：{law.procedures[name][-1].title}" for name in names]
    serving += [f"{one.name}：{one.what}。还没有的：{one.lacking}" for one in BESIDE if point.number in one.points]
    tests = [f"`tests/law/{name}/`" for name in names if (root / "tests" / "law" / name).is_dir()]
    tests += [f"`{test}`" for number, test in marks if number == point.number]
    title = f"{point.number}. {point.title}<br>*{point.title_en}*"
    return f"| {title} | {'<br>'.join(serving) or '**还没有** · *nothing yet*'} | {'<br>'.join(tests) or '—'} |"
