"""The processes that are measured: servers on a port, and children that do a thing when they are told to."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from liandong.embedded.cluster import free_port
from liandong.embedded.roles import DATABASE, JOBS, OWNER, WEB, close_database
from liandong.embedded.server import Server, Urls
from liandong.program.start import WEB_OPTIONS


def environment(url: str, data: Path) -> dict[str, str]:
    """What a process of the platform is told."""
    return {
        **os.environ,
        "LIANDONG_DATABASE_URL": url,
        "LIANDONG_DATA": str(data),
        "LIANDONG_SECRET_KEY": "bench",
        "DJANGO_SETTINGS_MODULE": "liandong.config.settings",
    }


def in_django(url: str, data: Path, module: str) -> str:
    """Run a module to its end; what it prints."""
    command = [sys.executable, "-m", module]
    return subprocess.run(command, env=environment(url, data), check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def child(url: str, data: Path, module: str) -> Iterator[subprocess.Popen[str]]:
    """A process that does one thing for every line it is sent, and answers with the seconds it took."""
    command = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, env=environment(url, data), stdin=pipe, stdout=pipe, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def tell(process: subprocess.Popen[str]) -> float:
    """Let a child do its thing once; the seconds. Errors: ValueError where it died."""
    assert process.stdin
    assert process.stdout
    process.stdin.write("\n")
    process.stdin.flush()
    return float(process.stdout.readline())


@contextmanager
def web(url: str, data: Path, target: str) -> Iterator[tuple[int, int]]:
    """A web server as `liandong start` runs it: its port and its process."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        *WEB_OPTIONS.split(),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        target,
    ]
    process = subprocess.Popen(command, env=environment(url, data))
    try:
        _wait(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def memory(pid: int) -> float:
    """Resident megabytes of the largest process of this server."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = [line for child in children for line in Path(f"/proc/{child}/status").read_text().splitlines()]
    return max(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def own_database(server: Server, name: str) -> Urls:
    """A copy of the prepared, still empty database, under another name."""
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        make = "create database {} owner {} template {}"
        connection.execute(sql.SQL(make).format(*map(sql.Identifier, (name, OWNER, DATABASE))))
        close_database(connection, name)
    owner, in_web, jobs = (server.cluster.url(role, name) for role in (OWNER, WEB, JOBS))
    return Urls(owner=owner, web=in_web, jobs=jobs)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/openapi.json").close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the web server does not answer")
