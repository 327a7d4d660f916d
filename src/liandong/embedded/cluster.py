"""The database on the disk: made once by initdb, with its port and its passwords in a file beside it.

DATA/database.json        mode 0600: the port, and the password of each role
HOME/postgres/            the cluster; HOME is DATA unless the server's account cannot reach that (see `account`)
HOME/postgres.log         what the server said since its last start
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from liandong.embedded.account import Account, home, programs, server_account
from liandong.embedded.errors import (
    DiskFull,
    LiandongError,
    NotWritable,
    OtherMajorVersion,
    PasswordsLost,
    ServerFailed,
)
from liandong.embedded.roles import LOGINS, SUPERUSER
from liandong.embedded.secret_file import write_secret

ROOM = 300 * 2**20  # bytes: a new cluster is 40 MB, its first write-ahead log 2 x 16 MB, a copy of the programs 41 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One cluster and how to reach it. `passwords` by role name."""

    data: Path
    home: Path
    account: Account
    programs: Path
    port: int
    passwords: dict[str, str]

    @property
    def directory(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.home / "postgres.log"

    def url(self, role: str, database: str) -> str:
        """The address of `database` for `role`."""
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"


def open_cluster(data: Path) -> Cluster:
    """The cluster below `data`, made when it is not there.

    Raises NotWritable, DiskFull, OtherMajorVersion, PasswordsLost, NoBinaries, or ServerFailed when initdb fails.
    """
    account = server_account()
    make_folder(data)
    try:
        place = home(data, account)
        if place != data:
            for folder in (place.parent, place):
                folder.mkdir(mode=0o711, parents=True, exist_ok=True)
                folder.chmod(0o711)
        binaries = programs(place, account)
    except OSError as error:
        raise trouble_writing(data, error) from error
    state = data / "database.json"
    made = (place / "postgres" / "PG_VERSION").is_file()
    if made and not state.is_file():
        raise PasswordsLost(
            what=f"数据库在 {place / 'postgres'}，但记着端口和口令的 {state} 不见了。\n"
            f"The database is in {place / 'postgres'}, but {state} with its port and passwords is gone.",
            do="请从备份恢复该文件；若数据可以不要，运行 liandong reset。\n"
            "Restore that file from a backup; if the data may go, run liandong reset.",
        )
    kept = json.loads(state.read_text(encoding="utf-8")) if made else {}
    cluster = Cluster(
        data=data,
        home=place,
        account=account,
        programs=binaries,
        port=kept.get("port") or free_port(),
        passwords=kept.get("passwords") or {role: secrets.token_urlsafe(24) for role in (SUPERUSER, *LOGINS)},
    )
    if made:
        _check_version(cluster)
        return cluster
    try:
        _make(cluster)
    except OSError as error:
        raise trouble_writing(data, error) from error
    return cluster


def make_folder(data: Path) -> None:
    """Make the folder for all data and see that it can be written. Raises NotWritable or DiskFull."""
    try:
        # Under root the server runs as another account, which must pass through but not look around.
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        for name in ("files", "static"):
            (data / name).mkdir(mode=0o700, exist_ok=True)
        probe = data / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
        free = shutil.disk_usage(data).free
    except OSError as error:
        raise trouble_writing(data, error) from error
    if free < ROOM:
        raise disk_full(data)


def keep(cluster: Cluster) -> None:
    """Write the port and the passwords beside the data."""
    write_secret(cluster.data / "database.json", json.dumps({"port": cluster.port, "passwords": cluster.passwords}))


def free_port() -> int:
    """A TCP port of the loopback on which nothing listens now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def is_free(port: int) -> bool:
    """Whether a server could listen on the port of the loopback now."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def remove_cluster(data: Path) -> None:
    """Delete the database that belongs to `data`, wherever it is kept. The caller has seen that nothing runs on it."""
    place = home(data, server_account()) if data.is_dir() else data
    if place != data:
        shutil.rmtree(place, ignore_errors=True)
    for name in ("postgres", "postgres.new"):
        if (data / name).is_dir():
            shutil.rmtree(data / name)
    for copy in data.glob("postgresql-*"):
        shutil.rmtree(copy)
    for name in ("database.json", "postgres.log"):
        (data / name).unlink(missing_ok=True)


def disk_full(data: Path) -> DiskFull:
    """The disk below `data` is full."""
    return DiskFull(
        what=f"磁盘空间不足：{data} 所在的磁盘至少要有 {ROOM // 2**20} MB 空闲。\n"
        f"The disk is full: {data} needs at least {ROOM // 2**20} MB free.",
        do="请清理磁盘，或以 LIANDONG_DATA 指定另一块磁盘上的目录。\n"
        "Free some space, or name a folder on another disk in LIANDONG_DATA.",
    )


def trouble_writing(data: Path, error: OSError) -> LiandongError:
    """What an error of the file system means for the reader."""
    if error.errno == 28:  # ENOSPC
        return disk_full(data)
    return NotWritable(
        what=f"数据目录 {data} 不能写入（{error.strerror}）。\n"
        f"The data folder {data} cannot be written ({error.strerror}).",
        do="请更正该目录的权限，或以 LIANDONG_DATA 指定一个可写的目录。\n"
        "Correct the folder's permissions, or name a writable folder in LIANDONG_DATA.",
    )


def _check_version(cluster: Cluster) -> None:
    made = (cluster.directory / "PG_VERSION").read_text(encoding="ascii").strip()
    said = subprocess.run(  # noqa: S603
        [cluster.programs / "postgres", "--version"], capture_output=True, text=True, check=True, cwd="/"
    ).stdout
    ours = said.split()[-1].partition(".")[0]
    if made != ours:
        raise OtherMajorVersion(
            what=f"{cluster.directory} 是 PostgreSQL {made} 的数据，本版平台自带的是 PostgreSQL {ours}。\n"
            f"{cluster.directory} was made by PostgreSQL {made}; this release brings PostgreSQL {ours}.",
            do=f"请用原版平台以 pg_dump 导出，再导入新的数据目录（LIANDONG_DATA）；"
            f"或以 DATABASE_URL 使用 PostgreSQL {made}。\n"
            f"Export it with pg_dump of the release that made it and load it into a new folder (LIANDONG_DATA), "
            f"or use a PostgreSQL {made} of yours through DATABASE_URL.",
        )


def _make(cluster: Cluster) -> None:
    """Made under another name and renamed when whole, so that a cluster cut short is never taken for one."""
    half = cluster.home / "postgres.new"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    cluster.account.give(half)
    password = cluster.home / "postgres.password"
    write_secret(password, cluster.passwords[SUPERUSER])
    cluster.account.give(password)
    try:
        done = subprocess.run(  # noqa: S603
            [
                cluster.programs / "initdb",
                f"--pgdata={half}",
                f"--username={SUPERUSER}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
            ],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            user=cluster.account.uid,
            group=cluster.account.gid,
            extra_groups=None if cluster.account.uid is None else [],
        )
    finally:
        password.unlink()
    if done.returncode != 0:
        raise failure(cluster, done.stderr)
    keep(cluster)
    half.rename(cluster.directory)


def failure(cluster: Cluster, said: str) -> LiandongError:
    """What the last words of initdb or of the server mean for the reader."""
    if "No space left on device" in said:
        return disk_full(cluster.data)
    last = "\n".join(said.strip().splitlines()[-8:])
    return ServerFailed(
        what=f"PostgreSQL 没有启动。它最后说：\nPostgreSQL did not start. Its last words:\n{last}",
        do=f"日志在 {cluster.log}。若数据可以不要，运行 liandong reset；也可以 DATABASE_URL 使用已有的 PostgreSQL。\n"
        f"The log is {cluster.log}. If the data may go, run liandong reset; "
        "or name a PostgreSQL of yours in DATABASE_URL.",
    )
