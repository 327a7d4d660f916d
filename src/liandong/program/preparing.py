"""Runs `prepare` in a process of its own and shows how far it is."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from liandong.embedded.errors import ChildFailed
from liandong.embedded.tether import tether
from liandong.program.children import last_words


def prepare(environment: dict[str, str], log: Path, when_tables_are_there: Callable[[], None]) -> list[dict[str, str]]:
    """Bring the database up to date; the accounts of the demonstration. Raises ChildFailed with the last words.

    What `when_tables_are_there` starts comes up while the region is loaded.
    """
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [sys.executable, "-m", "liandong.program.prepare"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
            preexec_fn=tether(signal.SIGTERM),
        ) as process,
    ):
        try:
            accounts = _show(process.stdout, when_tables_are_there) if process.stdout else []
        except KeyboardInterrupt:
            process.terminate()
            raise
    if process.returncode != 0:
        raise ChildFailed(
            what=f"数据库没有准备好：\nThe database could not be prepared:\n{last_words(log)}",
            do=f"全部记录在 {log}。若数据可以不要，运行 liandong reset 后重试。\n"
            f"All it said is in {log}. If the data may go, run liandong reset and try again.",
        )
    return accounts


def demonstrate(environment: dict[str, str], log: Path) -> None:
    """Let the demonstration's matters happen, once. Raises ChildFailed with the last words."""
    with log.open("ab") as output:
        done = subprocess.run(
            [sys.executable, "-m", "liandong.program.demonstrate"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
    if done.returncode != 0:
        raise ChildFailed(
            what=f"演示事项没有载入：\nThe demonstration's matters could not be loaded:\n{last_words(log)}",
            do="用 liandong start --no-demo 可以不载入演示。\nliandong start --no-demo starts without them.",
        )


def _show(lines: IO[str], when_tables_are_there: Callable[[], None]) -> list[dict[str, str]]:
    accounts: list[dict[str, str]] = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Refreshed by hand: processes are started meanwhile, and a process is best started where no other thread runs.
    with Progress(*columns, transient=True, auto_refresh=False) as progress:
        shown = progress.add_task("…", total=None)
        for line in lines:
            event = json.loads(line)
            accounts = event.get("accounts", accounts)
            if "tables" in event:
                when_tables_are_there()
            if "step" in event:
                progress.update(shown, description=event["step"], completed=event["done"], total=event["total"])
                progress.refresh()
    return accounts
