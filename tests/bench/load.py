"""Clients that ask as fast as they are answered, each in a process of its own, over one kept connection."""

from __future__ import annotations

import http.client
import multiprocessing
import statistics
import time
from dataclasses import dataclass
from types import TracebackType


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request to send."""

    method: str
    path: str
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What came of it: requests a second over all clients, and the middle and the 95th of 100 answers in milliseconds."""

    per_second: float
    median: float
    slow: float
    answers: tuple[bytes, ...]


class Clients:
    """So many clients; a context in which their processes stand."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __enter__(self) -> Clients:
        self._pool = multiprocessing.get_context("spawn").Pool(self._number)
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._pool.terminate()
        self._pool.join()

    def ask(self, port: int, requests: list[Request]) -> Rate:
        """Send the requests, each client its share. Errors: RuntimeError for an answer that is not 2xx."""
        shares = [(port, requests[number :: self._number]) for number in range(self._number)]
        done = self._pool.starmap(_client, shares, chunksize=1)
        times = sorted(second for share in done for second, _ in share.answers)
        return Rate(
            per_second=len(requests) / (max(share.ended for share in done) - min(share.begun for share in done)),
            median=statistics.median(times) * 1000,
            slow=times[int(len(times) * 0.95)] * 1000,
            answers=tuple(answer for share in done for _, answer in share.answers),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    begun: float  # by the machine's clock, which all processes share
    ended: float
    answers: list[tuple[float, bytes]]


def _client(port: int, requests: list[Request]) -> _Share:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.connect()
    answers = []
    first = time.monotonic()
    for request in requests:
        begun = time.monotonic()
        connection.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = connection.getresponse()
        body = answer.read()
        answers.append((time.monotonic() - begun, body))
        if answer.status >= 300:
            raise RuntimeError(f"{request.method} {request.path}: {answer.status} {body[:300].decode()}")
    ended = time.monotonic()
    connection.close()
    return _Share(begun=first, ended=ended, answers=answers)
