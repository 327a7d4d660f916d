"""Clients that ask as fast as they are answered, each in a process of its own, over one kept connection."""

from __future__ import annotations

import http.client
import multiprocessing
import statistics
import time
from dataclasses import dataclass


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


def ask(port: int, requests: list[Request], clients: int) -> Rate:
    """Send the requests through so many clients. Errors: RuntimeError for an answer that is not 2xx."""
    shares = [requests[number::clients] for number in range(clients)]
    with multiprocessing.get_context("spawn").Pool(clients) as pool:
        pool.map(_nothing, range(clients))  # the processes stand before the clock runs
        begun = time.perf_counter()
        done = pool.starmap(_client, [(port, share) for share in shares])
        took = time.perf_counter() - begun
    times = sorted(second for share in done for second, _ in share)
    return Rate(
        per_second=len(requests) / took,
        median=statistics.median(times) * 1000,
        slow=times[int(len(times) * 0.95)] * 1000,
        answers=tuple(answer for share in done for _, answer in share),
    )


def _nothing(_number: int) -> None:
    """Start the process."""


def _client(port: int, requests: list[Request]) -> list[tuple[float, bytes]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    done = []
    for request in requests:
        begun = time.perf_counter()
        connection.request(request.method, request.path, request.body or None, dict(request.headers))
        answer = connection.getresponse()
        body = answer.read()
        done.append((time.perf_counter() - begun, body))
        if answer.status >= 300:
            raise RuntimeError(f"{request.method} {request.path}: {answer.status} {body[:300].decode()}")
    connection.close()
    return done
