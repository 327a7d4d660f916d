"""The PostgreSQL of this machine: started, found running, stopped."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from liandong.embedded.cluster import Cluster, failure, free_port, is_free, keep, open_cluster
from liandong.embedded.postmaster import is_alive, is_postgres, read_postmaster
from liandong.embedded.roles import DATABASE, JOBS, OWNER, SUPERUSER, WEB, make_database, make_roles
from liandong.embedded.tether import tether

PATIENCE = 60.0  # seconds: recovery after a crash replays at most the log of one checkpoint
LINGERING = 2.0  # seconds that a killed server may stay in the process table before it counts as gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """The addresses of one database, by the role that signs in."""

    owner: str
    web: str
    jobs: str


@dataclass(slots=True, kw_only=True)
class Server:
    """A running PostgreSQL. `process` is None where another program had started it: then stop() leaves it alone."""

    cluster: Cluster
    process: subprocess.Popen[bytes] | None

    @classmethod
    def start(cls, data: Path, *, durable: bool = True) -> Server:
        """Start the PostgreSQL whose data lie below `data`, or find it running.

        It ends with this process (see `tether`). `durable=False` trades the safety of the data for speed: tests only.
        Raises a LiandongError with what to do about it.
        """
        cluster = open_cluster(data)
        with _alone(data):
            _let_go(cluster)
            found = read_postmaster(cluster.directory)
            if found and is_postgres(found.pid):
                server = cls(cluster=replace(cluster, port=found.port), process=None)
            else:
                if not is_free(cluster.port):
                    cluster = replace(cluster, port=free_port())
                    keep(cluster)
                server = cls(cluster=cluster, process=_run(cluster, durable=durable))
            try:
                _furnish(server.cluster)
            except BaseException:
                server.stop()
                raise
        return server

    @property
    def urls(self) -> Urls:
        """The addresses of the platform's database."""
        return Urls(
            owner=self.cluster.url(OWNER, DATABASE),
            web=self.cluster.url(WEB, DATABASE),
            jobs=self.cluster.url(JOBS, DATABASE),
        )

    @property
    def superuser_url(self) -> str:
        """The address for administration; no process of the platform works with it."""
        return self.cluster.url(SUPERUSER, "postgres")

    @property
    def is_running(self) -> bool:
        """Whether the server's process lives."""
        if self.process is not None:
            return self.process.poll() is None
        found = read_postmaster(self.cluster.directory)
        return found is not None and is_postgres(found.pid)

    def stop(self) -> None:
        """Stop it if we started it: sessions are ended, everything committed is on the disk."""
        if self.process is None:
            return
        for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):  # fast, immediate, by force
            if self.process.poll() is not None:
                break
            self.process.send_signal(request)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                continue


def is_in_use(data: Path) -> bool:
    """Whether a PostgreSQL runs on the data below `data`; needs none to be started."""
    if not (data / "database.json").is_file():
        return False
    found = read_postmaster(open_cluster(data).directory)
    return found is not None and is_postgres(found.pid)


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One start at a time; the kernel frees the lock however its holder ends."""
    with (data / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _let_go(cluster: Cluster) -> None:
    """Wait for a server that is ending, and clear what one leaves behind that was killed.

    PostgreSQL itself refuses to start as long as any process has the number in `postmaster.pid`: one that nobody has
    reaped yet, or, after a restart of the machine, a program that has nothing to do with it.
    """
    deadline = time.monotonic() + PATIENCE
    while (found := read_postmaster(cluster.directory)) and is_postgres(found.pid):
        if found.status == "ready":
            return
        if time.monotonic() > deadline:
            raise failure(cluster, _log(cluster))
        time.sleep(0.05)
    deadline = time.monotonic() + LINGERING
    while found and _in_process_table(found.pid) and not is_alive(found.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    if found and _in_process_table(found.pid):
        (cluster.directory / "postmaster.pid").unlink(missing_ok=True)


def _in_process_table(pid: int) -> bool:
    return is_alive(pid) or Path(f"/proc/{pid}").exists()


def _run(cluster: Cluster, *, durable: bool) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(cluster.port),
        "unix_socket_directories": "",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        "logging_collector": "off",
        "log_min_error_statement": "panic",  # a statement can hold what must not stand in a log
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with cluster.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [cluster.programs / "postgres", "-D", cluster.directory, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={"PATH": "/usr/bin:/bin"},
            user=cluster.account.uid,
            group=cluster.account.gid,
            extra_groups=None if cluster.account.uid is None else [],
            start_new_session=True,  # Ctrl-C is for us alone: web and jobs end first, then the database
            preexec_fn=tether(signal.SIGINT),
        )
    cluster.log.chmod(0o600)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found = read_postmaster(cluster.directory)
        if found and found.pid == process.pid and found.status == "ready":
            return process
        if process.poll() is not None:
            raise failure(cluster, _log(cluster))
        time.sleep(0.02)
    process.kill()
    process.wait()
    raise failure(cluster, _log(cluster))


def _log(cluster: Cluster) -> str:
    return cluster.log.read_text(encoding="utf-8", errors="replace") if cluster.log.is_file() else ""


def _furnish(cluster: Cluster) -> None:
    """The roles, the database and their rights; nothing changes where they are there."""
    with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True, connect_timeout=10) as connection:
        make_roles(connection, cluster.passwords)
        make_database(connection, DATABASE)
