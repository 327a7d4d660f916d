"""liandong replay: run a story and hold its due dates against the published case."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

NAME = "replay"
HELP = "重放一个故事，把算出的到期日与公布的日期逐条对照"
CASES = "LIANDONG_CASES"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """STORY [--cases FOLDER] [--json]"""
    parser.add_argument("story", type=Path, help="故事文件（tests/law/…/*.yaml）")
    parser.add_argument(
        "--cases",
        type=Path,
        help=f"公开案例所在的文件夹；不写的，取环境变量 {CASES}，再没有的取检出目录旁的 shared/cases",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 where everything agrees or is explained by the story; 1 otherwise; 2 where the story cannot be read."""
    import yaml

    from liandong.procedures.replay import compare, lines
    from liandong.procedures.story import read_story
    from liandong.procedures.story import run as run_story
    from liandong.program.laws import law_root, read

    law = read()
    try:
        story = read_story(args.story, law)
        ran = run_story(story, law)
        compared = compare(story, law, args.cases or _cases(law_root()))
        told = lines(ran, compared)
    except OSError as error:
        print(f"{error.filename}：文件打不开；公开案例不在默认位置时，用 --cases 或者 {CASES} 指明", file=sys.stderr)
        return 2
    except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        words = f"没有“{error.args[0]}”" if isinstance(error, KeyError) else str(error)
        print(f"{args.story}：故事看不懂：{words}", file=sys.stderr)
        return 2
    if args.json:
        report = {
            "story": story.name,
            "procedure": story.procedure.name,
            "steps": [
                {
                    "at": line.at.isoformat(),
                    "who": line.who,
                    "act": line.act,
                    "state": line.state,
                    "limit": line.limit,
                    "due_date": line.due.isoformat() if line.due else None,
                    "published": line.published.isoformat() if line.published else None,
                }
                for line in told
            ],
            "compared": [
                {
                    "rule": item.rule,
                    "limit": item.limit,
                    "computed": item.computed.isoformat(),
                    "published": item.published.isoformat(),
                    "explained": item.explained,
                    "agrees": item.agrees,
                }
                for item in compared
            ],
            "differences": list(ran.differences),
        }
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print(f"{story.name}（{story.procedure.name}，{story.procedure.version}）")
        for line in told:
            due = f"  期限“{line.limit}”最后一日 {line.due}" if line.due else ""
            due += f"，公布 {line.published}" if line.published else ""
            print(f"  {line.at:%Y-%m-%d %H:%M}  {line.who}  {line.act} → {line.state}{due}")
        for item in compared:
            verdict = "一致" if item.computed == item.published else (item.explained or "不一致，故事没有说明")
            print(f"  {item.rule}：算出 {item.computed}，公布 {item.published}，{verdict}")
        for difference in ran.differences:
            print(f"  不符：{difference}")
    return 1 if ran.differences or not all(item.agrees for item in compared) else 0


def _cases(law: Path) -> Path:
    return Path(os.environ.get(CASES) or law.parent.parent / "shared" / "cases")
