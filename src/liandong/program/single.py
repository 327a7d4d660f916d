"""One platform a data folder: a lock that the kernel frees however its holder ends, and what it says of itself."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from liandong.embedded.errors import DataInUse


class Lock:
    """Held by the running platform; `say` lets others know where it answers."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def say(self, address: str) -> None:
        """Write process and address into the lock."""
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), "address": address}, self._file)
        self._file.flush()


@contextmanager
def alone_on(data: Path) -> Iterator[Lock]:
    """Hold the data folder for this process alone. Raises DataInUse, naming who holds it."""
    with (data / "running.json").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _in_use(data, file) from error
        lock = Lock(file)
        lock.say("")
        yield lock
        lock.say("")


def _in_use(data: Path, file: IO[str]) -> DataInUse:
    file.seek(0)
    try:
        holder = json.load(file)
    except json.JSONDecodeError:  # it is just writing
        holder = {}
    pid, address = holder.get("pid", "?"), holder.get("address") or "…"
    return DataInUse(
        what=f"平台已在这份数据（{data}）上运行：{address}，进程 {pid}。\n"
        f"The platform already runs on these data ({data}): {address}, process {pid}.",
        do="请直接打开该地址；要停止它，在它的终端按 Ctrl-C。要另起一个，以 LIANDONG_DATA 指定另一个目录。\n"
        "Open that address; to stop it, press Ctrl-C in its terminal. "
        "To run another, name another folder in LIANDONG_DATA.",
    )
