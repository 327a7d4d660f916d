"""liandong reset: delete the platform's data on this machine and begin anew."""

from __future__ import annotations

import argparse
import os
import sys

NAME = "reset"
HELP = "删除本机上平台的全部数据 · delete all data of the platform on this machine"
FOLDERS = ("files", "logs", "static")
FILES = (
    "secret_key",
    "field.keys",
    "demo_password",
    "demonstration_loaded",
    "roles.json",
    "postgres.lock",
    "running.json",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--yes"""
    parser.add_argument("--yes", action="store_true", help="不再询问 · do not ask")


def run(args: argparse.Namespace) -> int:
    """0 when the data are gone, 1 when the reader said no."""
    import shutil

    from liandong.embedded.cluster import remove_cluster
    from liandong.embedded.databases import data_folder
    from liandong.embedded.errors import DataInUse
    from liandong.embedded.server import is_in_use
    from liandong.program.single import alone_on

    data = data_folder()
    if os.environ.get("DATABASE_URL"):
        raise DataInUse(
            what="数据在 DATABASE_URL 的 PostgreSQL 里，平台不去删它。\n"
            "The data are in the PostgreSQL of DATABASE_URL, which the platform does not delete.",
            do="请由数据库管理员删除并重建该库；要删除本机的数据，先取消 DATABASE_URL。\n"
            "Have its administrator drop and create the database; to delete this machine's data, unset DATABASE_URL.",
        )
    if not data.is_dir():
        print(f"{data}：没有数据 · no data")
        return 0
    with alone_on(data):
        if is_in_use(data):
            raise DataInUse(
                what=f"还有程序在用 {data} 的数据库。\nA program still uses the database in {data}.",
                do="请等它结束，或停止它，再试。\nWait for its end or stop it, then try again.",
            )
        if not args.yes and not _agreed(f"删除 {data} 中的全部数据？Delete all data in {data}? [y/N] "):
            return 1
        remove_cluster(data)
        for name in FOLDERS:
            shutil.rmtree(data / name, ignore_errors=True)
        for name in FILES:
            (data / name).unlink(missing_ok=True)
    print(f"{data}：已清空 · emptied")
    return 0


def _agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        print(f"{question}\n没有终端可问，请加 --yes · nobody to ask; add --yes", file=sys.stderr)
        return False
    return input(question).strip().lower() in {"y", "yes", "是"}
