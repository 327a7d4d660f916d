"""What the operating system knows about a server on a data directory: the file `postmaster.pid` and its process."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc/self/stat").is_file()  # Linux; elsewhere ps tells


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """What `postmaster.pid` says: process, port, and `ready`, `starting` or `stopping`."""

    pid: int
    port: int
    status: str


def read_postmaster(cluster: Path) -> Postmaster | None:
    """The postmaster that `postmaster.pid` names, or None when the file is absent or not yet whole."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None
    try:
        return Postmaster(pid=int(lines[0]), port=int(lines[3]), status=lines[7].strip())
    except (IndexError, ValueError):
        try:
            return Postmaster(pid=int(lines[0]), port=0, status="starting")
        except (IndexError, ValueError):
            return None


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and only waits to be reaped does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return not _process_state(pid).startswith("Z")


def is_postgres(pid: int) -> bool:
    """Whether the process is a PostgreSQL: after a restart of the machine its number may belong to another program."""
    if not is_alive(pid):
        return False
    if PROC:
        try:
            return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == "postgres"
        except OSError:
            return False
    return "postgres" in _ps(pid, "comm=")


def _process_state(pid: int) -> str:
    if PROC:
        try:
            # The name in brackets may hold spaces and brackets itself: proc_pid_stat(5).
            return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].strip()
        except OSError:
            return "Z"
    return _ps(pid, "state=")


def _ps(pid: int, column: str) -> str:
    return subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout.strip()
