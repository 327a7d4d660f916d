"""The three accounts of the platform in a database, and what each may do.

The owner owns every table and migrates. Web and jobs own nothing, so that row-level security binds them; what they
may do with a table, the migration that makes the table grants them by name.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
OWNER = "liandong_owner"
WEB = "liandong_web"
JOBS = "liandong_jobs"
LOGINS = (OWNER, WEB, JOBS)
DATABASE = "liandong"
OLDEST = 15  # the oldest major version of PostgreSQL that Django 6.1 takes

# What an administrator runs by hand where the platform may not; {database} is the database's name.
SQL_BY_HAND = """\
CREATE ROLE liandong_owner LOGIN PASSWORD '...';
CREATE ROLE liandong_web LOGIN PASSWORD '...';
CREATE ROLE liandong_jobs LOGIN PASSWORD '...';
GRANT CREATE, CONNECT ON DATABASE {database} TO liandong_owner;
GRANT CONNECT ON DATABASE {database} TO liandong_web, liandong_jobs;
GRANT USAGE, CREATE ON SCHEMA public TO liandong_owner;
"""


def missing_roles(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    """Which of the platform's roles this PostgreSQL does not have."""
    rows = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(LOGINS)]).fetchall()
    there = {str(row[0]) for row in rows}
    return [role for role in LOGINS if role not in there]


def make_roles(connection: psycopg.Connection[tuple[object, ...]], passwords: dict[str, str]) -> None:
    """Make the roles that are missing; one that is there stays as it is."""
    for role in missing_roles(connection):
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(passwords[role])
            )
        )


def make_database(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    """Make `database`, owned by the owner and closed to everyone but the three roles, when it is not there."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    name = sql.Identifier(database)
    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, sql.Identifier(OWNER)))
    close_database(connection, database)


def close_database(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    """Let nobody but the three roles into `database`."""
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
    let_in(connection, database)


def let_in(connection: psycopg.Connection[tuple[object, ...]], database: str) -> None:
    """Let the three roles into `database`."""
    roles = sql.SQL(", ").join(map(sql.Identifier, LOGINS))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), roles))
