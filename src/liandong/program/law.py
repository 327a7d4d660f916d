"""liandong law: prove law/, show a procedure, list them all."""

from __future__ import annotations

import argparse
import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from liandong.procedures.grammar import Procedure
    from liandong.procedures.law import Law

NAME = "law"
HELP = "校验、查看 law/ 中的程序"
_PIPED_WIDTH = 160  # columns where the output is not a terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """check | show 程序 [--version] [--variant] | list [--json] | schema"""
    parser.add_argument("--law", type=Path, help="law/ 所在的文件夹，默认为本平台自带的")
    commands = parser.add_subparsers(dest="law_command", required=True, metavar="命令")
    commands.add_parser("check", help="校验全部程序，列出问题和待法制审核的事项")
    show = commands.add_parser("show", help="一个程序的校样")
    show.add_argument("procedure", metavar="程序")
    show.add_argument("--version", help="施行日，默认为最新的版本")
    show.add_argument("--variant", default="", help="变体，如 生态环境")
    listing = commands.add_parser("list", help="全部程序")
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    commands.add_parser("schema", help="程序文件的 JSON Schema，供编辑器使用")


def run(args: argparse.Namespace) -> int:
    """0, or 1 where law/ cannot be read, does not hold, or has no such procedure."""
    from liandong.procedures.law import UnknownProcedure
    from liandong.procedures.reading import LawErrors, read_law
    from liandong.program.laws import law_root

    if args.law_command == "schema":
        return _schema()
    root = args.law or law_root()
    try:
        law = read_law(root)
        match args.law_command:
            case "check":
                return _check(law, root)
            case "list":
                return _list(law, as_json=args.json)
            case _:
                return _show(law.procedure(args.procedure, version=args.version, variant=args.variant), law)
    except LawErrors as error:
        for wrong in error.errors:
            print(f"{root.name}/{wrong.path.as_posix()}:{wrong.line}：{wrong.message}")
        print(f"共 {len(error.errors)} 处读不通。改正之后才能校验程序是否周全。")
    except UnknownProcedure as error:
        print(error)
    return 1


def _check(law: Law, root: Path) -> int:
    from liandong.procedures.proof import prove

    problems = prove(law)
    for problem in problems:
        print(f"{root.name}/{problem}")
    if problems:
        print(f"共 {len(problems)} 个问题。")
        print()
    procedures = list(law.every())
    counts = {
        "程序": len(law.procedures),
        "版本和变体": len(procedures),
        "状态": sum(len(procedure.states) for procedure in procedures),
        "行为": sum(len(procedure.acts) for procedure in procedures),
        "期限": sum(len(procedure.limits) for procedure in procedures),
        "文书": len(law.letters),
        "法律文件": len(law.instruments),
    }
    print("，".join(f"{name} {count}" for name, count in counts.items()) + "。")
    if not problems:
        print("全部通过。")
    if law.questions:
        print()
        print(f"待法制审核 {len(law.questions)} 项：")
    for question in law.questions:
        print(f"  {root.name}/{question.place.file}:{question.place.line}：{question.about}：{question.words}")
    return 1 if problems else 0


def _schema() -> int:
    from liandong.procedures.schema import procedure_schema

    print(json.dumps(procedure_schema(), ensure_ascii=False, indent=2))
    return 0


def _list(law: Law, *, as_json: bool) -> int:
    from rich.table import Table

    from liandong.procedures.sheet import summary

    rows = [summary(procedure, law) for procedure in law.every()]
    if as_json:
        print(json.dumps([dataclasses.asdict(row) for row in rows], ensure_ascii=False, indent=2))
        return 0
    table = Table("程序", "施行", "变体", "方案", "状态", "行为", "期限", "条文（按核实情况）", "待审核")
    for row in rows:
        marks = "，".join(f"{mark} {count}" for mark, count in row.marks.items())
        points = "、".join(str(point) for point in row.points)
        counts = [str(row.states), str(row.acts), str(row.limits)]
        table.add_row(row.name, row.version, row.variant, points, *counts, marks, str(row.questions))
    _console().print(table)
    return 0


def _show(procedure: Procedure, law: Law) -> int:
    from rich.markup import escape
    from rich.table import Table

    from liandong.procedures.sheet import sheet

    shown = sheet(procedure, law)
    console = _console()
    console.print(shown.title, style="bold", highlight=False)
    for label, value in shown.facts:
        console.print(f"{label}：{escape(value)}", highlight=False)
    for part in shown.tables:
        table = Table(title=part.title, title_justify="left", show_lines=True)
        for head in part.heads:
            table.add_column(head, overflow="fold")
        for row in part.rows:
            table.add_row(*(escape(cell) for cell in row))
        console.print()
        console.print(table)
    console.print("\n流程")
    for step in shown.flow:
        about = "，".join(word for word in (step.turn, step.limit) if word)
        console.print(f"{step.state}  {escape(about)}".rstrip(), highlight=False)
        for act in step.acts:
            console.print(f"    {escape(act)}", highlight=False)
    if shown.questions:
        console.print(f"\n待法制审核 {len(shown.questions)} 项")
    for question in shown.questions:
        where = f"law/{question.place.file}:{question.place.line}"
        console.print(f"  {where}：{escape(f'{question.about}：{question.words}')}", highlight=False, soft_wrap=True)
    return 0


def _console() -> Console:
    from rich.console import Console

    console = Console()
    return console if console.is_terminal else Console(width=_PIPED_WIDTH)
