"""`liandong start` as one runs it: real processes, real kills, nothing left over."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liandong.embedded.cluster import free_port, remove_cluster
from liandong.embedded.postmaster import is_alive

PROGRAM = [sys.executable, "-m", "liandong.program.main"]
PATIENCE = 120  # seconds: the machine may be busy with other tests


class Platform:
    """One platform on a data folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")}
        self.environment = kept | {"LIANDONG_DATA": str(data), "PYTHONUNBUFFERED": "1"}
        self.process: subprocess.Popen[str] | None = None
        self.said = data.parent / "said"

    def start(self) -> None:
        """Start it, and wait until it is announced."""
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*PROGRAM, "start", "--port", str(self.port)], env=self.environment, stdout=said, stderr=said, text=True
            )
        until(lambda: "Ctrl-C" in self.said.read_text(encoding="utf-8") or self.process.poll() is not None)  # type: ignore[union-attr]
        assert self.process.poll() is None, self.said.read_text(encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same data."""
        return subprocess.run(
            [*PROGRAM, *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def answers(self) -> bool:
        """Whether the sign-in page, which reads the database, is served."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/accounts/login/")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def family(self) -> dict[int, str]:
        """Every process below ours, by number."""
        assert self.process is not None
        found = {self.process.pid: "start"}
        table = [line.split(None, 2) for line in _process_table()]
        for _ in table:
            found |= {int(pid): command for pid, parent, command in table if int(parent) in found}
        return found

    def member(self, pattern: str) -> int:
        """The number of the child whose command matches."""
        assert self.process is not None
        children = [line.split(None, 2) for line in _process_table()]
        return next(
            int(pid)
            for pid, parent, command in children
            if int(parent) == self.process.pid and re.search(pattern, command)
        )

    def end(self, how: signal.Signals) -> int:
        """Send the signal; the exit code, after every process of the family has ended."""
        assert self.process is not None
        family = self.family()
        self.process.send_signal(how)
        code = self.process.wait(timeout=PATIENCE)
        until(lambda: not any(is_alive(pid) for pid in family))
        return code


def _process_table() -> list[str]:
    """Number, parent and command of every process."""
    if not Path("/proc/self/stat").exists():
        done = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()
    lines = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()[1]
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has just ended
            continue
        lines.append(f"{folder.name} {parent} {command or '-'}")
    return lines


def until(condition: Callable[[], bool]) -> None:
    """Wait for the condition; fail when it does not come true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    """A platform that has been started once and stopped: its database is made."""
    with tempfile.TemporaryDirectory(prefix="liandong-start-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        platform = Platform(folder / "data")
        platform.start()
        assert platform.end(signal.SIGINT) == 0
        yield platform
        if platform.process is not None and platform.process.poll() is None:
            platform.end(signal.SIGTERM)
        remove_cluster(platform.data)


def test_the_next_start_finds_the_data_and_says_where_and_as_whom_one_signs_in(platform: Platform) -> None:
    platform.start()
    said = platform.said.read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{platform.port}/" in said
    assert str(platform.data) in said
    assert re.search(r"承办人 +│ 武汉市江岸区市场监督管理局 +│ ja-sj-chengban +│ \S+", said)
    assert platform.answers()
    assert platform.end(signal.SIGTERM) == 0


def test_a_second_one_on_the_same_data_is_refused_and_so_is_their_deletion(platform: Platform) -> None:
    platform.start()
    assert platform.process is not None
    for words in (["start"], ["reset", "--yes"]):
        done = platform.run(*words)
        assert done.returncode == 1
        assert (
            f"The platform already runs on these data ({platform.data}): http://127.0.0.1:{platform.port}/, "
            f"process {platform.process.pid}.\n"
        ) in done.stderr
    assert platform.answers()
    platform.end(signal.SIGINT)


def test_what_is_killed_is_started_again(platform: Platform) -> None:
    platform.start()
    for part in ("granian", r"jobs\.worker", "postgres"):
        pid = platform.member(part)
        os.kill(pid, signal.SIGKILL)
        until(lambda pid=pid: not is_alive(pid))  # type: ignore[misc]
        until(lambda part=part, pid=pid: any(re.search(part, command) for command in platform.family().values()))  # type: ignore[misc]
        until(platform.answers)
    assert platform.end(signal.SIGINT) == 0


def test_killed_outright_it_leaves_nothing_running_and_starts_again(platform: Platform) -> None:
    platform.start()
    assert platform.end(signal.SIGKILL) == -signal.SIGKILL
    platform.start()
    assert platform.answers()
    assert platform.end(signal.SIGINT) == 0


def test_a_taken_port_is_said(platform: Platform) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = platform.run("start", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"\n端口 {port} 已被别的程序占用。\nThe port {port} is taken by another program.\n"
        "\n请用 --port 指定另一个端口，或不写 --port 由平台自选。\n"
        "Name another with --port, or leave --port out and the platform finds one.\n"
    )


def test_only_web_and_jobs_roles_are_in_the_environment_of_what_goes_on_running(platform: Platform) -> None:
    platform.start()
    owner = json.loads((platform.data / "database.json").read_text(encoding="utf-8"))["passwords"]["liandong_owner"]
    for pid in platform.family():
        environment = Path(f"/proc/{pid}/environ")
        assert not environment.exists() or owner.encode() not in environment.read_bytes()
    platform.end(signal.SIGINT)


def test_reset_asks_and_then_begins_anew(platform: Platform) -> None:
    assert platform.run("reset").returncode == 1
    assert (platform.data / "database.json").exists()
    assert platform.run("reset", "--yes").returncode == 0
    assert list(platform.data.iterdir()) == []
