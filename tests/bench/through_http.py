"""The platform's API through HTTP against a bare Django, both served alike, on one database, in turn.

The floor (`floor`) is a Django without middleware, with one view that inserts a row by the ORM and one that gets one. A
row that it inserts is as large as the step that the act stores; a row that it gets is as large as all the steps of the
matter that is read. What it does not do is what the platform is for: it knows nobody, checks nothing, locks nothing.

Pages are measured for information: they have no floor.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from rich.console import Console
from rich.progress import track
from tests.bench import floor_table
from tests.bench.comparing import Measured, at_least
from tests.bench.load import Clients, Rate, Request
from tests.bench.running import in_django, memory, web

from liandong.embedded.server import Server

ROUNDS = 15
EACH = 60  # requests of each kind in a round
GOAL = 0.4
MOST_MEMORY = 200
JSON_BODY = ("Content-Type", "application/json")


def measure(server: Server, data: Path, console: Console) -> Iterator[Measured]:
    """Ratios to the floor with one and with four clients, the memory of the web, and the pages."""
    with psycopg.connect(server.urls.owner, autocommit=True) as owner:
        owner.execute(floor_table.CREATE)
        owner.execute("grant all on bench_floor to liandong_web")
    caller = json.loads(in_django(server.urls.owner, data, "tests.bench.caller"))
    samples = json.loads(in_django(server.urls.web, data, "tests.bench.samples"))
    with (
        web(server.urls.web, data, "tests.bench.floor:application") as (floor, _),
        web(server.urls.web, data, "liandong.config.wsgi:application") as (ours, pid),
    ):
        for number in (1, 4):
            with Clients(number) as clients:
                turns = _Turns(clients, floor, ours, samples, caller["key"], server.superuser_url)
                for turn in track(range(ROUNDS), f"through HTTP, {number} client(s)", console=console):
                    turns.take(floor_first=bool(turn % 2))
                yield from turns.measured(number)
        used = memory(pid)
        yield Measured(
            what="memory of a web process after it", value=f"{used:.0f} MB", goal="< 200 MB", met=used < MOST_MEMORY
        )
        with Clients(1) as clients:
            yield from _pages(clients, ours, caller["cookie"], turns.last, samples)


class _Turns:
    """Blocks of the platform's work and of the floor's, one after the other."""

    def __init__(
        self, clients: Clients, floor: int, ours: int, samples: dict[str, Any], key: str, superuser: str
    ) -> None:
        self._clients, self._floor, self._ours, self._samples = clients, floor, ours, samples
        self._head = (("Authorization", f"Bearer {key}"), JSON_BODY)
        self._superuser = superuser
        self._ratios: dict[str, list[float]] = {"open a matter": [], "perform an act": [], "read a matter": []}
        self._rates: dict[str, list[tuple[Rate, Rate]]] = {name: [] for name in self._ratios}
        self.last = ""
        self._step = self._steps = _bytes(samples["act"])
        self._warm_up()

    def take(self, *, floor_first: bool) -> None:
        """One round of each kind."""
        act = quote(f"/acts/{self._samples['act_name']}")
        opened = self._both("open a matter", self._openings(), [self._insert(self._step)] * EACH, floor_first)
        ids = [json.loads(answer)["id"] for answer in opened.answers]
        path = "/api/v1/matters/{}"
        acts = [self._post(f"{path.format(one)}{act}", self._samples["act"]) for one in ids]
        self._both("perform an act", acts, [self._insert(self._step)] * EACH, floor_first)
        rows = self._clients.ask(self._floor, [self._insert(self._steps)] * EACH)
        gets = [Request(method="GET", path=f"/rows/{json.loads(answer)['id']}") for answer in rows.answers]
        reads = [Request(method="GET", path=path.format(one), headers=self._head) for one in ids]
        self._both("read a matter", reads, gets, floor_first)
        self.last = ids[-1]

    def measured(self, clients: int) -> Iterator[Measured]:
        """What the rounds come to."""
        for name, ratios in self._ratios.items():
            ours, floors = zip(*self._rates[name], strict=True)
            middle, slow = (statistics.median(getattr(rate, key) for rate in ours) for key in ("median", "slow"))
            floor = statistics.median(rate.median for rate in floors)
            more = f"\nmedian {middle:.1f} ms, 95 of 100 within {slow:.1f} ms; floor {floor:.1f} ms"
            yield at_least(f"{name}, {clients} client(s), of the floor", ratios, GOAL, more)

    def _warm_up(self) -> None:
        """Both servers have done everything before; the floor's rows get the size of what the platform stores."""
        self.take(floor_first=True)
        name = f"{self._superuser.rsplit('/', 1)[0]}/liandong"
        with psycopg.connect(name) as connection:
            steps = [
                body
                for (body,) in connection.execute(
                    "select body from matters_step where matter_id = %s order by seq", [self.last]
                )
            ]
        self._step, self._steps = _bytes(steps[-1]), _bytes(steps)
        self.take(floor_first=False)
        for name in self._ratios:
            self._ratios[name].clear()
            self._rates[name].clear()

    def _both(self, name: str, asked: list[Request], floors: list[Request], floor_first: bool) -> Rate:
        if floor_first:
            floor = self._clients.ask(self._floor, floors)
            ours = self._clients.ask(self._ours, asked)
        else:
            ours = self._clients.ask(self._ours, asked)
            floor = self._clients.ask(self._floor, floors)
        self._ratios[name].append(ours.per_second / floor.per_second)
        self._rates[name].append((ours, floor))
        return ours

    def _openings(self) -> list[Request]:
        return [self._post("/api/v1/matters", self._samples["opening"])] * EACH

    def _post(self, path: str, body: dict[str, Any]) -> Request:
        return Request(method="POST", path=path, body=_bytes(body), headers=self._head)

    def _insert(self, body: bytes) -> Request:
        return Request(method="POST", path="/rows", body=body, headers=(JSON_BODY,))


def _pages(clients: Clients, port: int, cookie: str, matter: str, samples: dict[str, Any]) -> Iterator[Measured]:
    head = (("Cookie", cookie),)
    pages = {
        "the worklist": "/",
        "the ledger": "/ledger",
        "a matter's page": f"/matters/{matter}",
        "an act's form": f"/new/{quote(samples['opening']['procedure'])}/{quote(samples['opening']['act'])}",
    }
    for what, path in pages.items():
        clients.ask(port, [Request(method="GET", path=path, headers=head)] * 10)
        rate = clients.ask(port, [Request(method="GET", path=path, headers=head)] * 40)
        yield Measured(what=f"{what}, 1 client", value=f"median {rate.median:.1f} ms")


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
