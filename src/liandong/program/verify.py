"""liandong verify: rebuild every matter from its steps and find no difference."""

from __future__ import annotations

import argparse
import sys

NAME = "verify"
HELP = "由办理步骤重建每一事项的状态、期限、送达和台账，与所存的逐项核对"
MOST = 100  # differences that are printed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """[--rebuild]"""
    parser.add_argument("--rebuild", action="store_true", help="先依现行的放假安排和计期规则重新写入，再核对")


def run(args: argparse.Namespace) -> int:
    """0 where nothing differs; 1 with the differences printed."""
    from rich.console import Console
    from rich.progress import Progress

    from liandong.program.database import database

    with database("jobs"):
        from liandong.matters.models import Matter
        from liandong.matters.verifying import one_moment, verify

        if args.rebuild:
            from liandong.matters.rebuilding import rebuild

            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("重写", total=Matter.objects.count())
                for count in rebuild():
                    progress.update(task, advance=count)
        differing = 0
        with one_moment(), Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("核对", total=Matter.objects.count())
            looked_at = 0
            for count, differences in verify():
                looked_at += count
                progress.update(task, advance=count)
                for difference in differences[: max(0, MOST - differing)]:
                    print(f"{difference.number}：{difference.what}")
                differing += len(differences)
    if differing:
        print(f"核对了 {looked_at} 个事项，有 {differing} 处不符。", file=sys.stderr)
        return 1
    print(f"核对了 {looked_at} 个事项，没有不符。")
    return 0
