"""Brings the database up to date, as its owner: tables, region, the demonstration. A process of its own.

So that the process that serves for days never holds the owner's password in its environment. Each line that it prints
is a JSON object: {"step": …, "done": n, "total": n}; {"tables": true} when the tables are up to date;
at the end {"accounts": [{"role": …, "unit": …, "username": …}, …]}.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import sys


class _Applied(io.TextIOBase):
    """Takes what `migrate` prints, and tells of each migration applied."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0

    def write(self, text: str) -> int:
        if "Applying" in text:
            self.done += 1
            tell(step="数据表 tables", done=self.done, total=self.total)
        return len(text)


def tell(**event: object) -> None:
    """One line for the parent."""
    print(json.dumps(event, ensure_ascii=False), flush=True)


def main() -> int:
    """LIANDONG_DEMO_PASSWORD is the password of the demonstration's accounts; without it there is none."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", verbosity=1, no_color=True, stdout=_Applied(len(plan)))
    tell(tables=True)
    tell(step=f"地区 region: {settings.REGION}", done=0, total=1)
    call_command("load_region", settings.REGION, verbosity=0)
    password = os.environ.get("LIANDONG_DEMO_PASSWORD")
    if password:
        from liandong.directory.demo import load_demo

        tell(step="演示 demonstration", done=0, total=1)
        tell(accounts=[dataclasses.asdict(account) for account in load_demo(password)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
