"""One PostgreSQL for the whole run, and tests that meet it as the web does.

The server is started by the process that the user started, not by its workers. Each worker has a database of its own,
migrated as the owner; the tests' connections then take the role of the web: row-level security is real in them.
`as_owner()` lends a test the owner's rights; `database_urls` holds the addresses with which a process signs in.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
import pytest
from psycopg import sql

from liandong.embedded.databases import data_folder, open_databases
from liandong.embedded.roles import JOBS, LOGINS, OWNER, WEB, close_database
from liandong.embedded.server import Server, Urls

ROOT = Path(__file__).resolve().parents[1]
TEST = "liandong_test"  # signs in for the tests; may take the role of the owner, of the web and of the jobs
HANDED_OVER = "LIANDONG_TEST_DATABASES"  # from the first process to its workers: the addresses on the test server
_role = {"now": OWNER}  # the role that a new connection takes


def pytest_configure(config: pytest.Config) -> None:
    """Start the server, or take it over from the process that did; only then are the settings read."""
    if not hasattr(config, "workerinput"):
        _start(config)
    handed = json.loads(os.environ[HANDED_OVER])
    os.environ |= {
        "LIANDONG_DATABASE_URL": handed["test"],
        "LIANDONG_DATA": handed["data"],
        "DJANGO_SETTINGS_MODULE": "liandong.config.settings",
        "PYTHONPATH": str(ROOT / "src"),  # for the processes that tests start
    }
    django.setup()


def _start(config: pytest.Config) -> None:
    data = Path(tempfile.mkdtemp(prefix="liandong-test-"))
    data.chmod(0o711)  # under root the server runs as another account and must pass through
    (data / "static").mkdir()
    config.add_cleanup(lambda: shutil.rmtree(data, ignore_errors=True))
    administrator = os.environ.get("DATABASE_URL")
    if administrator:
        # The roles belong to the whole server; their passwords are where `liandong start` keeps them.
        urls = open_databases(data_folder()).urls
    else:
        server = Server.start(data, durable=False)
        config.add_cleanup(server.stop)
        administrator, urls = server.superuser_url, server.urls
    test = _make_test_account(administrator)
    os.environ[HANDED_OVER] = json.dumps(
        {"data": str(data), "test": test, "owner": urls.owner, "web": urls.web, "jobs": urls.jobs}
    )


def _make_test_account(administrator: str) -> str:
    password = secrets.token_urlsafe(24)
    account = sql.Identifier(TEST)
    with psycopg.connect(administrator, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [TEST]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {}").format(account))
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN CREATEDB PASSWORD {}").format(account, sql.Literal(password)))
        connection.execute(sql.SQL("GRANT {} TO {}").format(sql.SQL(", ").join(map(sql.Identifier, LOGINS)), account))
    return _on(administrator, "postgres", account=f"{TEST}:{password}")


def _on(url: str, database: str, account: str = "") -> str:
    parts = urlsplit(url)
    before, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{account or before}@{place}", path=f"/{database}").geturl()


def find_chromium() -> str | None:
    """The browser that the tests drive: LIANDONG_CHROMIUM, else the first of the usual names on PATH."""
    names = (os.environ.get("LIANDONG_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; tests that ask for it are marked `browser`."""
    found = find_chromium()
    assert found, "a test without the mark `browser` asked for the browser"
    return found


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser its tests are not part of the run; the summary says so."""
    if find_chromium() is None:
        browser = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=browser)
        items[:] = [item for item in items if item not in browser]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the run left out, so that a green run is not taken for more than it is."""
    if find_chromium() is None:
        terminalreporter.write_line(
            "没有找到 Chromium：浏览器里的测试（@browser）本次没有运行。装上 chromium 或以 LIANDONG_CHROMIUM 指明即可。\n"
            "No Chromium was found: the tests in the browser (@browser) were left out of this run.",
            yellow=True,
        )


@pytest.fixture(scope="session")
def database_urls(worker_id_or_main: str) -> Iterator[Urls]:
    """A database of this worker's own, not yet migrated, by the role that signs in."""
    handed = json.loads(os.environ[HANDED_OVER])
    name = f"test_liandong_{worker_id_or_main}"
    database = sql.Identifier(name)
    with psycopg.connect(handed["test"], autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, sql.Identifier(OWNER)))
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))
        close_database(connection, name)
    yield Urls(owner=_on(handed["owner"], name), web=_on(handed["web"], name), jobs=_on(handed["jobs"], name))
    with psycopg.connect(handed["test"], autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


@pytest.fixture(scope="session")
def worker_id_or_main(request: pytest.FixtureRequest) -> str:
    """The name of this worker, or `main` in a run without workers."""
    return str(getattr(request.config, "workerinput", {}).get("workerid", "main"))


@pytest.fixture(scope="session")
def django_db_setup(database_urls: Urls, django_db_blocker: Any) -> Iterator[None]:
    """In place of pytest-django's: migrate as the owner, then let every connection be the web's."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.backends.signals import connection_created

    connection_created.connect(_take_role)
    connection.settings_dict["NAME"] = urlsplit(database_urls.owner).path.lstrip("/")
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        connection.close()
    _role["now"] = WEB
    yield
    with django_db_blocker.unblock():
        connection.close()


def _take_role(connection: Any, **_: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {_role['now']}")


@pytest.fixture
def _django_db_helper(_django_db_helper: None) -> Iterator[None]:
    """After a test with real transactions its tables are emptied, which only the owner may do."""
    from django.db import connection

    from liandong.directory.finding import forget

    forget()  # each test has units of its own
    yield
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {OWNER}")


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Run the block with the rights of `role`."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET ROLE {role}")
        yield
        cursor.execute(f"SET ROLE {before}")


@pytest.fixture
def as_owner() -> Any:
    """`with as_owner(): ...` has the rights of the owner of all tables."""
    return lambda: as_role(OWNER)


@pytest.fixture
def as_jobs() -> Any:
    """`with as_jobs(): ...` has the rights of the jobs."""
    return lambda: as_role(JOBS)
