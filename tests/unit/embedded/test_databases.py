"""A PostgreSQL of the user's own, named in DATABASE_URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from liandong.embedded import databases
from liandong.embedded.cluster import free_port
from liandong.embedded.databases import data_folder, open_databases
from liandong.embedded.errors import PostgresTooOld, RolesMissing, RoleTooStrong, Unreachable
from liandong.embedded.server import Server

BY_HAND = (
    "CREATE ROLE liandong_owner LOGIN PASSWORD '...';\n"
    "CREATE ROLE liandong_web LOGIN PASSWORD '...';\n"
    "CREATE ROLE liandong_jobs LOGIN PASSWORD '...';\n"
    'GRANT CREATE, CONNECT ON DATABASE "ours" TO liandong_owner;\n'
    'GRANT CONNECT ON DATABASE "ours" TO liandong_web, liandong_jobs;\n'
    "GRANT USAGE, CREATE ON SCHEMA public TO liandong_owner;\n"
)


@pytest.fixture
def administrator(server: Server) -> Iterator[str]:
    """The superuser's address on a server that knows nothing of the platform but an empty database `ours`."""
    roles = "liandong_owner, liandong_web, liandong_jobs"
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS liandong")
        connection.execute(f"DROP ROLE IF EXISTS {roles}")
        connection.execute("CREATE DATABASE ours")
        connection.execute("CREATE ROLE nobody_special LOGIN PASSWORD 'x'")
        yield server.cluster.url("postgres", "ours")
        connection.execute("DROP DATABASE ours WITH (FORCE)")
        connection.execute(f"DROP ROLE IF EXISTS nobody_special, {roles}")


def test_an_administrators_address_is_enough(administrator: str, data: Path) -> None:
    opened = open_databases(data, {"DATABASE_URL": administrator})
    assert opened.server is None
    with psycopg.connect(opened.urls.owner, autocommit=True) as owner:
        owner.execute("CREATE TABLE theirs (id int)")
    with (
        psycopg.connect(opened.urls.web) as web,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for table theirs"),
    ):
        web.execute("SELECT * FROM theirs")
    assert open_databases(data, {"DATABASE_URL": administrator}).urls == opened.urls


def test_accounts_made_by_hand_are_taken(administrator: str, data: Path) -> None:
    made = open_databases(data, {"DATABASE_URL": administrator}).urls
    given = {"DATABASE_URL": made.owner, "DATABASE_URL_WEB": made.web, "DATABASE_URL_JOBS": made.jobs}
    assert open_databases(data, given).urls == made


def test_an_account_that_may_not_make_roles_is_told_the_statements(administrator: str, data: Path) -> None:
    url = administrator.replace("postgres:", "nobody_special:").replace(administrator.split(":")[2].split("@")[0], "x")
    with pytest.raises(RolesMissing) as raised:
        open_databases(data, {"DATABASE_URL": url})
    missing = "liandong_owner、liandong_web、liandong_jobs"
    assert raised.value.what == (
        f"DATABASE_URL 的数据库缺少角色 {missing}，账户 nobody_special 无权建立。\n"
        f"The database of DATABASE_URL lacks the roles {missing.replace('、', ', ')}, "
        "and the account nobody_special may not make them."
    )
    assert raised.value.do.endswith(BY_HAND)


def test_roles_of_another_installation_are_not_taken_over(administrator: str, data: Path) -> None:
    open_databases(data, {"DATABASE_URL": administrator})
    (data / "roles.json").unlink()
    with pytest.raises(
        RolesMissing, match="角色 liandong_owner、liandong_web、liandong_jobs 已有，但其口令不在此数据目录。"
    ):
        open_databases(data, {"DATABASE_URL": administrator})


def test_a_superuser_is_refused_as_the_web(administrator: str, data: Path) -> None:
    made = open_databases(data, {"DATABASE_URL": administrator}).urls
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("ALTER ROLE liandong_web BYPASSRLS")
    given = {"DATABASE_URL": made.owner, "DATABASE_URL_WEB": made.web, "DATABASE_URL_JOBS": made.jobs}
    with pytest.raises(RoleTooStrong) as raised:
        open_databases(data, given)
    assert raised.value.what == (
        "账户 liandong_web 权限过大：网页和任务的账户不得是超级用户、不得绕过行级安全、不得拥有数据表。\n"
        "The account liandong_web is too strong: web and jobs must be no superuser, not bypass row-level security, "
        "and own no table."
    )


def test_another_name_than_the_tables_grant_to_is_refused(administrator: str, data: Path) -> None:
    given = {"DATABASE_URL": administrator, "DATABASE_URL_WEB": administrator, "DATABASE_URL_JOBS": administrator}
    with pytest.raises(RolesMissing) as raised:
        open_databases(data, given)
    assert raised.value.what == (
        "DATABASE_URL 的账户是 postgres，应为 liandong_owner：数据表的权限是给这个名字的。\n"
        "The account in DATABASE_URL is postgres, but the tables grant their rights to liandong_owner."
    )
    assert raised.value.do.endswith(BY_HAND)


def test_an_old_postgresql_is_refused(administrator: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "OLDEST", 19)
    with pytest.raises(PostgresTooOld) as raised:
        open_databases(data, {"DATABASE_URL": administrator})
    assert raised.value.what == (
        "DATABASE_URL 上是 PostgreSQL 18，平台需要 19 或更新。\n"
        "DATABASE_URL is a PostgreSQL 18; the platform needs 19 or newer."
    )


def test_an_address_where_nothing_answers_is_said_without_the_password(data: Path) -> None:
    port = free_port()
    with pytest.raises(Unreachable) as raised:
        open_databases(data, {"DATABASE_URL": f"postgresql://me:geheim@127.0.0.1:{port}/ours"})
    assert f"Cannot reach the PostgreSQL at 127.0.0.1:{port} (account me, database ours)." in raised.value.what
    assert "geheim" not in str(raised.value)


def test_each_kind_of_process_gets_its_own_account(server: Server) -> None:
    opened = databases.Databases(data=server.cluster.data, urls=server.urls, server=server)
    assert opened.environment("web")["LIANDONG_DATABASE_URL"] == server.urls.web
    assert opened.environment("jobs")["LIANDONG_DATABASE_URL"] == server.urls.jobs
    assert opened.environment("owner")["LIANDONG_DATABASE_URL"] == server.urls.owner
    assert len({opened.environment(kind)["LIANDONG_SECRET_KEY"] for kind in ("web", "jobs", "owner")}) == 1


def test_the_data_lie_where_the_environment_says_else_in_the_checkout(tmp_path: Path) -> None:
    assert data_folder({"LIANDONG_DATA": str(tmp_path)}) == tmp_path
    assert data_folder({}) == Path(__file__).resolve().parents[3] / ".data"
