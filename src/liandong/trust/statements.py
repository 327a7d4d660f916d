"""SQL statements sent together.

The way to the database and back costs more than what most statements do there, and building one from a model more
than both. So what every act and every reading asks is written once and sent in as few trips as it can be.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model

type Statement = tuple[str, Sequence[Any]]
type Row = tuple[Any, ...]


def run(*statements: Statement) -> list[list[Row]]:
    """The rows of each statement. They run in order, each seeing what those before it did; the first error ends all."""
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(text for text, _ in statements), [value for _, own in statements for value in own])
        found = []
        while True:
            found.append(cursor.fetchall() if cursor.description else [])
            if not cursor.nextset():
                return found


def insert(rows: Sequence[Model], *, unique: tuple[str, ...] = (), kept: tuple[str, ...] = ()) -> Statement:
    """Insert these rows of one model; where `unique` is taken, bring that row up to date in all columns but `kept`.

    The rows travel as one JSON text, so that the statement is the same for any number of them.
    """
    names = _own(type(rows[0]))
    body = json.dumps([{name: getattr(row, name) for name in names} for row in rows], default=str)
    return _insert(type(rows[0]), unique, kept), [body]


@functools.cache
def columns(model: type[Model]) -> str:
    """All columns of a model's table, for a select whose rows `from_row` reads."""
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)


def from_row[M: Model](model: type[M], row: Row) -> M:
    """The object of a row that was selected with `columns`; not for columns of JSON."""
    return model.from_db(connection.alias, [field.attname for field in model._meta.concrete_fields], row)


@functools.cache
def _own(model: type[Model]) -> tuple[str, ...]:
    """The columns that the database does not number itself."""
    return tuple(field.attname for field in model._meta.concrete_fields if not field.db_returning)


@functools.cache
def _insert(model: type[Model], unique: tuple[str, ...], kept: tuple[str, ...]) -> str:
    table, names = model._meta.db_table, _own(model)
    own = _quoted(names)
    text = f"insert into {table} ({own}) select {own} from jsonb_populate_recordset(null::{table}, %s::jsonb)"  # noqa: S608 - no value is in it
    if not unique:
        return text
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in {*unique, *kept})
    return f"{text} on conflict ({_quoted(unique)}) do update set {changed}"


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
