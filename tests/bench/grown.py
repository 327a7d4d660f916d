"""The ledger and the sweep among many matters against the same among few, in two databases of one server, in turn.

The unit whose ledger is read has as many matters in both, spread evenly over all the others; as many clocks are due
in both, spread likewise. What differs is only how much else there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from tests.bench import province
from tests.bench.comparing import Measured, at_most
from tests.bench.running import child, tell

from liandong.embedded.server import Server, Urls

PAGES = 60
SWEEPS = 15
DUE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A database that was filled: its addresses, the administrator's among them, and how many matters it holds."""

    urls: Urls
    administrator: str
    size: int

    @classmethod
    def fill(cls, server: Server, urls: Urls, size: int) -> Province:
        """Make the matters; only the administrator sees past the policies."""
        administrator = f"{server.superuser_url.rsplit('/', 1)[0]}{urlsplit(urls.owner).path}"
        with psycopg.connect(administrator, autocommit=True) as connection:
            province.fill(connection, size)
        return cls(urls=urls, administrator=administrator, size=size)


def measure(data: Path, few: Province, many: Province) -> Iterator[Measured]:
    """Both ratios."""
    yield at_most("ledger's first page, many against few", _pages(data, few, many), 1.3)
    yield at_most(f"sweep of {DUE} due, many against few", _sweeps(data, few, many), 2.0)


def _pages(data: Path, few: Province, many: Province) -> list[float]:
    module = "tests.bench.first_page"
    with child(few.urls.web, data, module) as one, child(many.urls.web, data, module) as other:
        ratios = [tell(other) / tell(one) for _ in range(PAGES + 10)]
    return ratios[10:]


def _sweeps(data: Path, few: Province, many: Province) -> list[float]:
    module = "tests.bench.sweep"
    ratios = []
    with (
        child(few.urls.jobs, data, module) as one,
        child(many.urls.jobs, data, module) as other,
        psycopg.connect(few.administrator, autocommit=True) as in_few,
        psycopg.connect(many.administrator, autocommit=True) as in_many,
    ):
        for turn in range(SWEEPS + 2):
            province.make_due(in_few, DUE, turn, few.size)
            province.make_due(in_many, DUE, turn, many.size)
            ratios.append(tell(other) / tell(one))
    return ratios[2:]
