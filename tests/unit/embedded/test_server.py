"""The embedded PostgreSQL, met as a process: real servers, real kills."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import psycopg
import pytest

from liandong.embedded import cluster as clusters
from liandong.embedded.cluster import open_cluster
from liandong.embedded.errors import DiskFull, NotWritable, OtherMajorVersion, PasswordsLost, ServerFailed
from liandong.embedded.postmaster import is_alive, read_postmaster
from liandong.embedded.server import Server, is_in_use

ROLES = "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"


def ask(url: str, query: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()  # type: ignore[call-overload]
    return tuple(row or ())


def waited(condition: object, seconds: float = 10) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_no_role_of_the_platform_has_power_over_the_server(server: Server) -> None:
    for url in (server.urls.owner, server.urls.web, server.urls.jobs):
        assert ask(url, ROLES) == (False, False, False, False)


def test_the_web_cannot_make_a_table(server: Server) -> None:
    with (
        psycopg.connect(server.urls.web) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for schema public"),
    ):
        connection.execute("CREATE TABLE mine (id int)")


def test_a_wrong_password_is_refused(server: Server) -> None:
    wrong = re.sub(r":[^:@]+@", ":wrong@", server.urls.web)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_chinese_is_cut_into_trigrams_and_words(server: Server) -> None:
    with psycopg.connect(server.superuser_url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT '湖北省' ~ '^\\w+$', cardinality(show_trgm('湖北省')) > 0").fetchone() == (
            True,
            True,
        )
        connection.rollback()


def test_only_the_loopback_is_listened_on(server: Server) -> None:
    assert ask(server.superuser_url, "SHOW listen_addresses") == ("127.0.0.1",)


def test_port_and_passwords_are_for_the_owner_of_the_data_alone(server: Server) -> None:
    for name in ("database.json", "postgres.log"):
        assert stat.S_IMODE((server.cluster.data / name).stat().st_mode) == 0o600
    assert not (server.cluster.home / "postgres.password").exists()


def test_a_second_start_finds_the_server_and_does_not_stop_it(server: Server) -> None:
    second = Server.start(server.cluster.data)
    second.stop()
    assert second.urls == server.urls
    assert server.is_running
    assert second.is_running
    assert is_in_use(server.cluster.data)


def test_what_was_committed_is_there_after_a_stop_and_after_a_kill(data: Path) -> None:
    first = Server.start(data)
    with psycopg.connect(first.urls.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    first.stop()
    assert not first.is_running
    assert not is_in_use(data)

    second = Server.start(data)
    assert second.urls == first.urls
    with psycopg.connect(second.urls.owner) as connection:
        connection.execute("INSERT INTO kept VALUES (2)")
    assert second.process is not None
    second.process.kill()  # and nobody waits for it: it stays in the process table

    third = Server.start(data)
    assert ask(third.urls.owner, "SELECT sum(number) FROM kept") == (3,)
    third.stop()
    second.process.wait()


def test_a_taken_port_is_exchanged_for_a_free_one(data: Path) -> None:
    first = Server.start(data)
    first.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", first.cluster.port))
        other.listen()
        second = Server.start(data)
        assert second.cluster.port != first.cluster.port
        assert ask(second.urls.web, "SELECT 1") == (1,)
        second.stop()
    assert open_cluster(data).port == second.cluster.port


def test_a_number_that_now_belongs_to_another_program_does_not_hold_the_start_up(data: Path) -> None:
    Server.start(data).stop()
    cluster = open_cluster(data)
    lines = [str(os.getpid()), str(cluster.directory), "0", str(cluster.port), "", "127.0.0.1", "0 0", "ready"]
    pid_file = cluster.directory / "postmaster.pid"
    pid_file.write_text("\n".join(lines) + "\n", encoding="ascii")
    cluster.account.give(pid_file)
    assert not is_in_use(data)
    server = Server.start(data)
    assert server.is_running
    server.stop()


def test_the_server_ends_with_the_process_that_started_it(data: Path) -> None:
    program = (
        "import sys, time, pathlib; from liandong.embedded.server import Server; "
        "Server.start(pathlib.Path(sys.argv[1])); print('started', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, data], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        found = read_postmaster(open_cluster(data).directory)
        assert found is not None
        parent.send_signal(signal.SIGKILL)
    assert waited(lambda: not is_alive(found.pid))


def test_data_below_a_private_home_are_reached_without_widening_it(data: Path) -> None:
    home = data / "home"
    home.mkdir(mode=0o700)
    server = Server.start(home / "data")
    assert ask(server.urls.web, "SELECT 1") == (1,)
    server.stop()
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    clusters.remove_cluster(home / "data")
    assert not server.cluster.directory.exists()


def test_a_cluster_cut_short_is_made_anew(data: Path) -> None:
    (data / "postgres.new").mkdir()
    (data / "postgres.new" / "PG_VERSION").write_text("18\n", encoding="ascii")
    server = Server.start(data)
    assert server.is_running
    server.stop()


def test_a_full_disk_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 90, 10))
    with pytest.raises(DiskFull) as raised:
        Server.start(data)
    assert raised.value.what == (
        f"磁盘空间不足：{data} 所在的磁盘至少要有 300 MB 空闲。\nThe disk is full: {data} needs at least 300 MB free."
    )
    assert raised.value.do == (
        "请清理磁盘，或以 LIANDONG_DATA 指定另一块磁盘上的目录。\n"
        "Free some space, or name a folder on another disk in LIANDONG_DATA."
    )


def test_a_disk_that_fills_up_on_the_way_is_said_too(data: Path) -> None:
    said = "FATAL:  could not write lock file: No space left on device\n"
    assert isinstance(clusters.failure(open_cluster(data), said), DiskFull)


def test_a_folder_that_cannot_be_written_is_said(data: Path) -> None:
    (data / "file").touch()
    folder = data / "file" / "data"
    with pytest.raises(NotWritable) as raised:
        Server.start(folder)
    assert raised.value.what == (
        f"数据目录 {folder} 不能写入（Not a directory）。\n"
        f"The data folder {folder} cannot be written (Not a directory)."
    )


def test_data_of_another_major_version_are_left_alone(data: Path) -> None:
    Server.start(data).stop()
    cluster = open_cluster(data)
    (cluster.directory / "PG_VERSION").write_text("17\n", encoding="ascii")
    with pytest.raises(OtherMajorVersion) as raised:
        Server.start(data)
    assert raised.value.what == (
        f"{cluster.directory} 是 PostgreSQL 17 的数据，本版平台自带的是 PostgreSQL 18。\n"
        f"{cluster.directory} was made by PostgreSQL 17; this release brings PostgreSQL 18."
    )


def test_lost_passwords_are_said_and_nothing_is_overwritten(data: Path) -> None:
    Server.start(data).stop()
    (data / "database.json").unlink()
    with pytest.raises(PasswordsLost, match=r"database\.json 不见了。\n.*is gone\."):
        Server.start(data)
    assert (data / "postgres" / "PG_VERSION").exists()


def test_a_server_that_will_not_start_is_quoted(data: Path) -> None:
    Server.start(data).stop()
    cluster = open_cluster(data)
    (cluster.directory / "postgresql.conf").write_text("no_such_setting = 1\n", encoding="ascii")
    with pytest.raises(ServerFailed, match='unrecognized configuration parameter "no_such_setting"'):
        Server.start(data)
