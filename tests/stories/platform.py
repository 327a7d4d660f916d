"""A platform as its users meet it: started by the program on a folder of its own, with real web processes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from liandong.embedded.cluster import free_port

PATIENCE = 180  # seconds: the machine may be busy with other tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """One that runs: its address, the password of the demonstration's accounts, its data and its first process."""

    address: str
    password: str
    data: Path
    pid: int
    said: Path  # what the first process prints


@contextmanager
def running_platform() -> Iterator[Platform]:
    """A platform for the length of the block."""
    folder = Path(tempfile.mkdtemp(prefix="liandong-story-"))
    folder.chmod(0o711)  # under root the database runs as another account and must pass through
    data, said = folder / "data", folder / "said"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_URL", "LIANDONG_"))}
    port = free_port()
    with said.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "liandong.program.main", "start", "--port", str(port)],
            env=kept | {"LIANDONG_DATA": str(data), "PYTHONUNBUFFERED": "1"},
            stdout=output,
            stderr=output,
        )
    try:
        begun = time.monotonic()
        while "Ctrl-C" not in said.read_text(encoding="utf-8"):
            assert process.poll() is None, said.read_text(encoding="utf-8")
            assert time.monotonic() - begun < PATIENCE, said.read_text(encoding="utf-8")
            time.sleep(0.1)
        found = re.search(r"ja-sj-chengban\s+│\s+(\S+)", said.read_text(encoding="utf-8"))
        assert found, said.read_text(encoding="utf-8")
        yield Platform(address=f"http://127.0.0.1:{port}", password=found[1], data=data, pid=process.pid, said=said)
    finally:
        process.terminate()
        process.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)
