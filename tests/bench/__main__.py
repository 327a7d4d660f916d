"""Run all measurements and print them as ratios; exit 1 where a goal is missed.

Every figure compares two things measured in turn, a block of one and a block of the other, so that what else the
machine does at the time weighs on both; it is the median of the blocks' ratios, with the middle half of them behind
it. Quote the ratios only: the seconds are this machine's, today.

- `through_http`: opening, acting and reading through the API against a bare Django view on the same database.
- `grown`: the ledger's first page and the sweep among many matters against the same among few.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.bench import grown, through_http
from tests.bench.running import in_django, own_database

from liandong.embedded.server import Server, Urls

CONSOLE = Console()
FEW = 10_000


def main() -> int:
    """Measure; --small fills 100 thousand matters in place of a million."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--small", action="store_true", help="100 thousand matters, not a million")
    many = 100_000 if parser.parse_args().small else 1_000_000
    begun = time.monotonic()
    table = Table("measured", "value", "goal", "met")
    missed = 0
    with tempfile.TemporaryDirectory(prefix="liandong-bench-") as folder:
        data = Path(folder)
        data.chmod(0o711)  # under root PostgreSQL runs as another account and must pass through
        server = Server.start(data)
        try:
            CONSOLE.print("migrate, load the region …")
            in_django(server.urls.owner, data, "liandong.program.prepare")
            few, large = (own_database(server, name) for name in ("few", "many"))
            for measured in (*through_http.measure(server, data, CONSOLE), *_grown(server, data, few, large, many)):
                table.add_row(
                    measured.what, measured.value, measured.goal, {True: "yes", False: "NO"}.get(measured.met)
                )
                missed += measured.met is False
        finally:
            server.stop()
    CONSOLE.print(table, f"{time.monotonic() - begun:.0f} seconds in all")
    return 1 if missed else 0


def _grown(server: Server, data: Path, few: Urls, large: Urls, many: int) -> list[grown.Measured]:
    provinces = []
    for urls, size in ((few, FEW), (large, many)):
        CONSOLE.print(f"fill a province with {size:,} matters …")
        provinces.append(grown.Province.fill(server, urls, size))
    CONSOLE.print("the ledger's first page and the sweep, in turn …")
    return list(grown.measure(data, *provinces))


if __name__ == "__main__":
    sys.exit(main())
