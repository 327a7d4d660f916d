"""liandong start: database, web and jobs in one command, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import secrets
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liandong.embedded.databases import Databases, Kind
    from liandong.embedded.server import Server
    from liandong.program.children import Child
    from liandong.program.single import Lock

NAME = "start"
HELP = "启动数据库、网页和任务，Ctrl-C 全部停止 · start database, web and jobs; Ctrl-C stops them all"
HOST = "127.0.0.1"
FIRST_PORT = 8000
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 60.0  # seconds until the web must have answered
WEB_OPTIONS = "--interface wsgi --workers 2 --blocking-threads 4 --no-ws --log-level warning --respawn-failed-workers"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--port, --no-demo"""
    parser.add_argument("--port", type=int, help=f"网页端口，默认 {FIRST_PORT} 起第一个空闲的 · port of the web")
    parser.add_argument("--no-demo", action="store_true", help="不载入演示账号 · without the demonstration's accounts")


def run(args: argparse.Namespace) -> int:
    """0 after Ctrl-C or SIGTERM."""
    from liandong.embedded.cluster import make_folder
    from liandong.embedded.databases import data_folder
    from liandong.program.database import check_production
    from liandong.program.single import alone_on

    check_production()
    for ending in ENDINGS:  # SIGINT too: a shell starts what runs in the background with SIGINT ignored
        signal.signal(ending, signal.default_int_handler)
    data = data_folder()
    make_folder(data)
    with alone_on(data) as lock:
        try:
            _serve(data, lock, port=args.port, demo=not args.no_demo)
        except KeyboardInterrupt:
            print("已全部停止 · all stopped")
    return 0


def _serve(data: Path, lock: Lock, *, port: int | None, demo: bool) -> None:
    from liandong.embedded.databases import open_databases
    from liandong.program.children import start_all, stop_all
    from liandong.program.preparing import demonstrate, prepare

    port = _port(port)
    databases = None
    children: list[Child] = []
    try:
        print("PostgreSQL …", flush=True)
        databases = open_databases(data)
        password = _demo_password(data) if demo else ""
        environment = _environment(databases, "owner") | {"LIANDONG_DEMO_PASSWORD": password}
        children += _children(databases, port)
        accounts = prepare(environment, _log(databases, "prepare"), lambda: start_all(children))
        if demo:
            demonstrate(_environment(databases, "web"), _log(databases, "prepare"))
        _wait_for(children, port)
        address = f"http://{HOST}:{port}/"
        lock.say(address)
        _announce(databases, address, accounts, password)
        _watch(databases, children)
    finally:
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_IGN)  # a second Ctrl-C must not cut the end short
        stop_all(children)
        if databases is not None:
            databases.stop()


def _port(asked: int | None) -> int:
    from liandong.embedded.cluster import is_free
    from liandong.embedded.errors import PortTaken

    for port in [asked] if asked else range(FIRST_PORT, FIRST_PORT + 100):
        if is_free(port):
            return port
    where = str(asked) if asked else f"{FIRST_PORT}-{FIRST_PORT + 99}"
    raise PortTaken(
        what=f"端口 {where} 已被别的程序占用。\nThe port {where} is taken by another program.",
        do="请用 --port 指定另一个端口，或不写 --port 由平台自选。\n"
        "Name another with --port, or leave --port out and the platform finds one.",
    )


def _demo_password(data: Path) -> str:
    from liandong.embedded.secret_file import write_secret

    path = data / "demo_password"
    if not path.is_file():
        write_secret(path, secrets.token_urlsafe(9))
    return path.read_text(encoding="utf-8")


def _environment(databases: Databases, kind: Kind) -> dict[str, str]:
    """Ours without the addresses of the other roles."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_URL")}
    return mine | databases.environment(kind)


def _log(databases: Databases, name: str) -> Path:
    folder = databases.data / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{name}.log"


def _children(databases: Databases, port: int) -> list[Child]:
    from liandong.program.children import Child

    web = ["granian", *WEB_OPTIONS.split(), "--host", HOST, "--port", str(port), "liandong.config.wsgi:application"]
    parts: tuple[tuple[Kind, list[str], signal.Signals], ...] = (
        ("web", web, signal.SIGTERM),  # it ends its own workers
        ("jobs", ["liandong.jobs.worker"], signal.SIGKILL),  # asked politely it would wait for a database that is gone
    )
    return [
        Child(
            name=name,
            command=[sys.executable, "-m", *module],
            environment={"LIANDONG_URL": f"http://{HOST}:{port}"} | _environment(databases, name),
            log=_log(databases, name),
            parting=parting,
        )
        for name, module, parting in parts
    ]


def _wait_for(children: list[Child], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _answers(port):
        for child in children:
            if not child.is_running or time.monotonic() > deadline:
                raise child.failed()
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _announce(databases: Databases, address: str, accounts: list[dict[str, str]], password: str) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    if accounts:
        table = Table("岗位", "单位", "用户名", "口令", title="演示账号 · accounts of the demonstration")
        for account in accounts:
            table.add_row(account["role"], account["unit"] or "平台", account["username"], password)
        console.print(table)
    where = databases.server.cluster.directory if databases.server else "DATABASE_URL"
    console.print(f"数据 data      {databases.data}", f"数据库 database  {where}", sep="\n", soft_wrap=True)
    console.print(f"\n[bold]打开 open     {address}[/bold]      Ctrl-C 停止 stops\n", soft_wrap=True)


def _watch(databases: Databases, children: list[Child]) -> None:
    """Until interrupted: whatever falls is started again."""
    while True:
        time.sleep(0.3)
        if databases.server is not None and not databases.server.is_running:
            databases.server = _server_again(databases)
            databases.urls = databases.server.urls
            for child in children:
                child.environment |= databases.environment(child.name)
        for child in children:
            if not child.is_running:
                child.start_again()


def _server_again(databases: Databases) -> Server:
    """The database after a fall. Killed while it recovers it falls again, so it is tried more than once."""
    from liandong.embedded.errors import ServerFailed
    from liandong.embedded.server import Server
    from liandong.program.children import FALLS

    for _ in range(FALLS - 1):
        with contextlib.suppress(ServerFailed):
            return Server.start(databases.data)
        time.sleep(1)
    return Server.start(databases.data)
