"""liandong due: when the limits of an article would be due, and why that day."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys

NAME = "due"
HELP = "某一条文所定的各项期限，自某日起算到哪一天，理由何在"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """INSTRUMENT ARTICLE --from DATE[THH:MM] [--json]"""
    parser.add_argument("instrument", help="法律文件：文本文件名、简称、全称或文号")
    parser.add_argument("article", help="条：560、560(2)、第560条、五百六十、第五百六十条第二款")
    parser.add_argument("--from", dest="start", required=True, help="起算时间：2026-03-02 或 2026-03-02T09:30")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(args: argparse.Namespace) -> int:
    """0 where at least one limit was found, 1 where none was, 2 where the question cannot be read."""
    from liandong.kernel.due import SHANGHAI
    from liandong.procedures.citing import UnknownInstrument
    from liandong.procedures.dues import dues
    from liandong.program.laws import read

    try:
        start = dt.datetime.fromisoformat(args.start)
    except ValueError:
        print(f"看不懂起算时间“{args.start}”，应写作 2026-03-02 或 2026-03-02T09:30", file=sys.stderr)
        return 2
    start = start.replace(tzinfo=SHANGHAI) if start.tzinfo is None else start
    law = read()
    try:
        found = dues(law, instrument=args.instrument, article=args.article, start=start)
    except (UnknownInstrument, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    except OverflowError:
        print(f"自“{args.start}”起算，超出了能计算的年份", file=sys.stderr)
        return 2
    if args.json:
        rows = [
            {
                "procedure": item.procedure.name + (f"·{item.procedure.variant}" if item.procedure.variant else ""),
                "state": item.limit.state or item.limit.name,
                "limit": item.label,
                "name": item.limit.name,
                "due_date": item.due.last_day.isoformat(),
                "due_at": item.due.at.isoformat(),
                "reasons": [reason.words(law.instruments) for reason in item.due.reasons],
            }
            for item in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for item in found:
            variant = f"（{item.procedure.variant}）" if item.procedure.variant else ""
            print(f"{item.procedure.name}{variant}·{item.limit.name}：{item.label}")
            print(f"  最后一日 {item.due.last_day}，{item.due.at:%Y-%m-%d %H:%M} 起为逾期")
            for reason in item.due.reasons:
                print(f"  - {reason.words(law.instruments)}")
    if not found:
        print("law/ 中没有出自这一条的期限。", file=sys.stderr)
    return 0 if found else 1
