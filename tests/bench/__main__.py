"""Run all measurements and print them as ratios; exit 1 where a goal is missed.

Quote the ratios only: the seconds are this machine's, today.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from rich.console import Console
from rich.table import Table

from liandong.embedded.server import Server
from tests.bench import floor_table, province
from tests.bench.load import Rate, Request, ask

CONSOLE = Console()
ACTS = 300  # per measurement and number of clients
UNIT = "420102-SJ"


def main() -> int:
    """Measure; --small fills 100 thousand matters in place of a million."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--small", action="store_true", help="100 thousand matters, not a million")
    small = parser.parse_args().small
    rows: list[tuple[str, str, str, bool]] = []
    with tempfile.TemporaryDirectory(prefix="liandong-bench-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        server = Server.start(data)
        try:
            _prepare(server, data)
            key = _in_django(server.urls.owner, data, "tests.bench.key")
            rows += _through_http(server, data, key.strip())
            rows += _province(server, data, 100_000 if small else 1_000_000)
        finally:
            server.stop()
    table = Table("measured", "value", "goal", "met")
    for what, value, goal, met in rows:
        table.add_row(what, value, goal, "yes" if met else "NO")
    CONSOLE.print(table)
    return 0 if all(met for *_, met in rows) else 1


def _prepare(server: Server, data: Path) -> None:
    CONSOLE.print("migrate, load the region …")
    _in_django(server.urls.owner, data, "liandong.program.prepare")
    with psycopg.connect(server.urls.owner, autocommit=True) as owner:
        owner.execute(floor_table.CREATE)
        owner.execute("grant all on bench_floor to liandong_web")


def _through_http(server: Server, data: Path, key: str) -> Iterator[tuple[str, str, str, bool]]:
    head = (("Authorization", f"Bearer {key}"), ("Content-Type", "application/json"))
    samples = json.loads(_in_django(server.urls.web, data, "tests.bench.samples"))
    step = json.dumps(samples["stored"], ensure_ascii=False).encode()
    for clients in (1, 4):
        with _web(server.urls.web, data, "tests.bench.floor:application", settings=False) as (port, _):
            inserts = ask(port, [Request(method="POST", path="/rows", body=step)] * ACTS, clients)
            ids = [json.loads(answer)["id"] for answer in inserts.answers]
            reads = ask(port, [Request(method="GET", path=f"/rows/{row}") for row in ids], clients)
        with _web(server.urls.web, data, "liandong.config.wsgi:application") as (port, pid):
            opening = Request(method="POST", path="/api/v1/matters", body=_json(samples["opening"]), headers=head)
            ask(port, [opening] * 20, clients)
            opened = ask(port, [opening] * ACTS, clients)
            matters = [json.loads(answer)["id"] for answer in opened.answers]
            act = _json(samples["act"])
            path = urllib.request.quote(f"/acts/{samples['act_name']}")
            acted = ask(
                port,
                [Request(method="POST", path=f"/api/v1/matters/{m}{path}", body=act, headers=head) for m in matters],
                clients,
            )
            read = ask(
                port, [Request(method="GET", path=f"/api/v1/matters/{m}", headers=head) for m in matters], clients
            )
            memory = _memory(pid)
        yield from (
            _ratio(f"open a matter, {clients} client(s)", opened, inserts),
            _ratio(f"perform an act, {clients} client(s)", acted, inserts),
            _ratio(f"read a matter, {clients} client(s)", read, reads),
            (f"web processes after {clients} client(s), each", f"{memory:.0f} MB", "< 200 MB", memory < 200),
        )


def _ratio(what: str, ours: Rate, floor: Rate) -> tuple[str, str, str, bool]:
    ratio = ours.per_second / floor.per_second
    value = (
        f"{ratio:.2f} of the floor ({ours.per_second:.0f}/s, median {ours.median:.1f} ms, p95 {ours.slow:.1f} ms;"
        f" floor {floor.per_second:.0f}/s)"
    )
    return what, value, ">= 0.40", ratio >= 0.4


def _province(server: Server, data: Path, many: int) -> Iterator[tuple[str, str, str, bool]]:
    lists: list[float] = []
    sweeps: list[float] = []
    name = urlsplit(server.urls.owner).path.lstrip("/")
    with psycopg.connect(server.superuser_url, dbname=name, autocommit=True) as owner:
        first = 1
        for size in (10_000, many):
            CONSOLE.print(f"fill the province up to {size:,} matters …")
            province.fill(owner, first, size)
            first = size + 1
            lists.append(float(_in_django(server.urls.web, data, "tests.bench.first_page")))
            province.make_due(owner, 100, 1)
            sweeps.append(float(_in_django(server.urls.jobs, data, "tests.bench.sweep")))
    ratio = lists[1] / lists[0]
    yield "ledger's first page, all against 10 thousand", f"{ratio:.2f} times", "<= 1.30", ratio <= 1.3
    ratio = sweeps[1] / sweeps[0]
    yield "sweep of 100 due, all against 10 thousand", f"{ratio:.2f} times", "<= 2.00", ratio <= 2


def _environment(url: str, data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "LIANDONG_DATABASE_URL": url,
        "LIANDONG_DATA": str(data),
        "LIANDONG_SECRET_KEY": "bench",
        "DJANGO_SETTINGS_MODULE": "liandong.config.settings",
    }


def _in_django(url: str, data: Path, module: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module], env=_environment(url, data), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


@contextmanager
def _web(url: str, data: Path, target: str, *, settings: bool = True) -> Iterator[tuple[int, int]]:
    port = 18_000 + os.getpid() % 1000
    environment = _environment(url, data)
    if not settings:
        environment.pop("DJANGO_SETTINGS_MODULE")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error", target]
    web = subprocess.Popen(command, env=environment)
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/openapi.json")
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                continue
        yield port, web.pid
    finally:
        web.terminate()
        web.wait()


def _memory(pid: int) -> float:
    """Resident megabytes of the largest worker of this server."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    sizes = []
    for child in [str(pid), *children]:
        for line in Path(f"/proc/{child}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                sizes.append(int(line.split()[1]) / 1024)
    return max(sizes)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


if __name__ == "__main__":
    sys.exit(main())
