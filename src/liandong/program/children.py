"""The processes that the platform consists of: started, watched, started again when they fall, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from liandong.embedded.databases import Kind
from liandong.embedded.errors import ChildFailed
from liandong.embedded.tether import tether

FALLS = 5  # so many within WINDOW seconds are no accident
WINDOW = 60.0
GRACE = 15.0  # seconds for the running request or job to end


@dataclass(slots=True, kw_only=True)
class Child:
    """One process with all that it starts itself; what it says goes to `log`."""

    name: Kind
    command: list[str]
    environment: dict[str, str]
    log: Path
    parting: signal.Signals  # what the kernel sends it when this process is killed outright
    process: subprocess.Popen[bytes] | None = None
    falls: list[float] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        """Whether it lives."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it; it ends when this process does."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                umask=0o077,
                start_new_session=True,  # Ctrl-C is for the parent, which ends its children in order
                preexec_fn=tether(self.parting),
            )

    def start_again(self) -> None:
        """Start it anew after a fall. Raises ChildFailed when it keeps falling."""
        now = time.monotonic()
        self.falls = [*(fall for fall in self.falls if now - fall < WINDOW), now]
        if len(self.falls) > FALLS:
            raise self.failed()
        self._clear()
        self.start()

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing and end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def stop(self) -> None:
        """Wait for its end, and end by force what is left of it."""
        self.ask_to_stop()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=GRACE)
            self._clear()

    def failed(self) -> ChildFailed:
        """It ended when it should have gone on; its last words."""
        return ChildFailed(
            what=f"进程 {self.name} 停了。它最后说：\n"
            f"The process {self.name} ended. Its last words:\n{last_words(self.log)}",
            do=f"全部记录在 {self.log}。\nAll it said is in {self.log}.",
        )

    def _clear(self) -> None:
        """End every process of its session: one killed outright leaves its own children behind."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def last_words(log: Path) -> str:
    """The end of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-15:])


def start_all(children: list[Child]) -> None:
    """Start them with empty logs."""
    for child in children:
        child.log.unlink(missing_ok=True)
        child.start()


def stop_all(children: list[Child]) -> None:
    """Stop them together."""
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop()
