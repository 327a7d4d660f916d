"""Which database a process of the platform works on, and as whom.

Without DATABASE_URL it is the embedded PostgreSQL. With it, it is the user's own:

    DATABASE_URL alone                                 its account makes the three roles; passwords kept beside the data
    DATABASE_URL, DATABASE_URL_WEB, DATABASE_URL_JOBS  used as they are, each for the role of its name
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import sql

from liandong.embedded.cluster import make_folder
from liandong.embedded.errors import LiandongError, PostgresTooOld, RolesMissing, RoleTooStrong, Unreachable
from liandong.embedded.roles import (
    JOBS,
    LOGINS,
    OLDEST,
    OWNER,
    SQL_BY_HAND,
    WEB,
    let_in,
    make_roles,
    missing_roles,
)
from liandong.embedded.secret_file import write_secret
from liandong.embedded.server import Server, Urls

Kind = Literal["owner", "web", "jobs"]


@dataclass(slots=True, kw_only=True)
class Databases:
    """The open databases of one data folder; `server` is None on the user's own PostgreSQL."""

    data: Path
    urls: Urls
    server: Server | None

    def environment(self, kind: Kind) -> dict[str, str]:
        """What the settings read, for a process of this kind: `owner` migrates, `web` serves, `jobs` sweeps."""
        return {
            "LIANDONG_DATABASE_URL": getattr(self.urls, kind),
            "LIANDONG_SECRET_KEY": _secret_key(self.data),
            "LIANDONG_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "liandong.config.settings",
        }

    def stop(self) -> None:
        """Stop the embedded server if we started it."""
        if self.server is not None:
            self.server.stop()


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """LIANDONG_DATA, else `.data` in the checkout, else the user's own share folder when installed."""
    if named := environ.get("LIANDONG_DATA"):
        return Path(named).absolute()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".data"
    return Path.home() / ".local" / "share" / "liandong"


def open_databases(data: Path, environ: Mapping[str, str] = os.environ) -> Databases:
    """The databases that the environment names, ready for use. Raises a LiandongError with what to do."""
    url = environ.get("DATABASE_URL")
    if not url:
        server = Server.start(data)
        return Databases(data=data, urls=server.urls, server=server)
    make_folder(data)
    web, jobs = environ.get("DATABASE_URL_WEB"), environ.get("DATABASE_URL_JOBS")
    urls = _given(url, web, jobs) if web and jobs else _made(data, url)
    return Databases(data=data, urls=urls, server=None)


def _given(url: str, web: str, jobs: str) -> Urls:
    for address, role in ((url, OWNER), (web, WEB), (jobs, JOBS)):
        if _user(address) != role:
            raise _other_account(address, role)
        with _connect(address) as connection:
            _check_version(connection)
            if role != OWNER:
                _refuse_strong(connection)
    return Urls(owner=url, web=web, jobs=jobs)


def _made(data: Path, url: str) -> Urls:
    """Make the roles through an account that may; their passwords are known to this data folder alone."""
    state = data / "roles.json"
    database = _database(url)
    with _connect(url) as connection:
        _check_version(connection)
        kept: dict[str, str] = json.loads(state.read_text(encoding="utf-8")) if state.is_file() else {}
        missing = missing_roles(connection)
        may = connection.execute(
            "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        unknown = [role for role in LOGINS if role not in missing and role not in kept]
        if unknown or (missing and not (may and may[0])):
            raise _roles_missing(connection, database, missing, unknown)
        passwords = {role: kept.get(role) or secrets.token_urlsafe(24) for role in LOGINS}
        write_secret(state, json.dumps(passwords))
        try:
            make_roles(connection, passwords)
            if missing:
                owner = sql.Identifier(OWNER)
                connection.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(sql.Identifier(database), owner))
                connection.execute(sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner))
                let_in(connection, database)  # others may use it as well: nobody is shut out
        except psycopg.errors.InsufficientPrivilege as error:
            raise _roles_missing(connection, database, missing, unknown) from error
    return Urls(
        owner=_as(url, OWNER, passwords[OWNER]), web=_as(url, WEB, passwords[WEB]), jobs=_as(url, JOBS, passwords[JOBS])
    )


def _connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    try:
        return psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        parts = urlsplit(url)
        where = f"{parts.hostname or 'localhost'}:{parts.port or 5432}"
        raise Unreachable(
            what=f"连不上 {where} 的 PostgreSQL（账户 {_user(url) or '?'}，库 {_database(url) or '?'}）：{error}\n"
            f"Cannot reach the PostgreSQL at {where} (account {_user(url) or '?'}, database {_database(url) or '?'}).",
            do="请检查 DATABASE_URL（以及 DATABASE_URL_WEB、DATABASE_URL_JOBS）的地址、口令，数据库是否已建；"
            "不设 DATABASE_URL 则用平台自带的数据库。\n"
            "Check the address and password in DATABASE_URL (and DATABASE_URL_WEB, DATABASE_URL_JOBS) and that the "
            "database exists; without DATABASE_URL the platform's own database is used.",
        ) from error


def _other_account(address: str, role: str) -> LiandongError:
    variable = {OWNER: "DATABASE_URL", WEB: "DATABASE_URL_WEB", JOBS: "DATABASE_URL_JOBS"}[role]
    return RolesMissing(
        what=f"{variable} 的账户是 {_user(address) or '?'}，应为 {role}：数据表的权限是给这个名字的。\n"
        f"The account in {variable} is {_user(address) or '?'}, but the tables grant their rights to {role}.",
        do=f"请由数据库管理员执行下列语句，再以 {role} 的地址作为 {variable}：\n"
        f"Have an administrator run these statements, then give the address of {role} in {variable}:\n"
        + _by_hand(_database(address)),
    )


def _by_hand(database: str) -> str:
    return SQL_BY_HAND.format(database='"' + database.replace('"', '""') + '"')


def _check_version(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    major = connection.info.server_version // 10000
    if major < OLDEST:
        raise PostgresTooOld(
            what=f"DATABASE_URL 上是 PostgreSQL {major}，平台需要 {OLDEST} 或更新。\n"
            f"DATABASE_URL is a PostgreSQL {major}; the platform needs {OLDEST} or newer.",
            do="请升级该数据库，或不设 DATABASE_URL，使用平台自带的数据库。\n"
            "Upgrade it, or leave DATABASE_URL unset to use the platform's own database.",
        )


def _refuse_strong(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables WHERE tableowner = current_user "
        "AND schemaname = 'public') FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row and row[0]:
        user = connection.info.user
        raise RoleTooStrong(
            what=f"账户 {user} 权限过大：网页和任务的账户不得是超级用户、不得绕过行级安全、不得拥有数据表。\n"
            f"The account {user} is too strong: web and jobs must be no superuser, not bypass row-level security, "
            "and own no table.",
            do="请在 DATABASE_URL_WEB 和 DATABASE_URL_JOBS 中另用账户。\n"
            "Use other accounts in DATABASE_URL_WEB and DATABASE_URL_JOBS.",
        )


def _roles_missing(
    connection: psycopg.Connection[tuple[object, ...]], database: str, missing: list[str], unknown: list[str]
) -> LiandongError:
    user = connection.info.user
    said = "、".join(missing or unknown)
    by_hand = _by_hand(database)
    if unknown:
        by_hand = "\n".join(f"ALTER ROLE {role} PASSWORD '...';" for role in unknown) + "\n"
    why_zh = f"缺少角色 {said}，账户 {user} 无权建立" if missing else f"角色 {said} 已有，但其口令不在此数据目录"
    why_en = (
        f"lacks the roles {', '.join(missing)}, and the account {user} may not make them"
        if missing
        else f"has the roles {', '.join(unknown)}, but their passwords are not in this data folder"
    )
    return RolesMissing(
        what=f"DATABASE_URL 的数据库{why_zh}。\nThe database of DATABASE_URL {why_en}.",
        do="请由数据库管理员执行下列语句，再以 DATABASE_URL（liandong_owner）、DATABASE_URL_WEB、DATABASE_URL_JOBS "
        "给出三个账户的地址：\n"
        "Have an administrator run these statements, then give the addresses of the three accounts in DATABASE_URL "
        f"(liandong_owner), DATABASE_URL_WEB and DATABASE_URL_JOBS:\n{by_hand}",
    )


def _as(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}").geturl()


def _user(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def _database(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))


def _secret_key(data: Path) -> str:
    """The key that signs sessions: given, or made once and kept beside the data."""
    if given := os.environ.get("LIANDONG_SECRET_KEY"):
        return given
    path = data / "secret_key"
    if not path.is_file():
        write_secret(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="utf-8")
