"""A child process that does not outlive its parent, however the parent ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1  # prctl(2)


def tether(sent: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn` of Popen: the kernel sends `sent` to the child when this process ends.

    Linux only; elsewhere None, and a child of a parent that was killed outright goes on until it is stopped by hand.
    The kernel watches the thread that starts the child, so start children from the main thread.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, int(sent))
        if os.getppid() != parent:  # it ended before the kernel was told to watch
            os._exit(1)

    return bind
