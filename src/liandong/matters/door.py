"""The one door to a matter: row-level security opens it only to a unit that takes part.

Settings that last for one transaction say who asks: `app.units`, whose ledgers may be read; `app.user`, whose drafts;
and `app.matter`, whose rows may be read and written. The last is set by `enter()` alone, after the first has been held
against the participations.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Sequence

from django.db import transaction

from liandong.matters.models import Matter
from liandong.trust.statements import Statement, columns, from_row, run

STAND = "set_config('app.units', %s, true), set_config('app.matter', '', true), set_config('app.user', '', true)"
_AS = "select set_config('app.user', %s, true)"
_ENTER = (
    "select set_config('app.matter', matter_id::text, true) from matters_participation"
    " where matter_id = %s and unit = any(%s) limit 1"
)


@contextlib.contextmanager
def acting_for(units: Sequence[str], *, user: int | None = None) -> Iterator[None]:
    """A transaction in which the ledgers of these units and the drafts of this user, and nothing else, may be read."""
    with transaction.atomic():
        stand_for(units, user=user)
        yield


def stand_for(units: Sequence[str], *, user: int | None = None) -> None:
    """Say for which units the running transaction asks, and which user asks; a unit's own system is no user."""
    person = () if user is None else ((_AS, [str(user)]),)
    run((f"select {STAND}", [",".join(units)]), *person)


def enter(matter_id: uuid.UUID, units: Sequence[str], *, lock: bool = False) -> Matter | None:
    """The matter, if one of the units takes part in it; else None, the same as if it did not exist."""
    entered, found = run(*entering(matter_id, units, lock=lock))
    return from_row(Matter, found[0]) if entered and found else None


def entering(matter_id: uuid.UUID, units: Sequence[str], *, lock: bool) -> tuple[Statement, Statement]:
    """`enter` as statements; the matter is there if both give a row."""
    matter = f"select {columns(Matter)} from matters_matter where id = %s{' for update' if lock else ''}"  # noqa: S608 - no value is in it
    return (_ENTER, [matter_id, list(units)]), (matter, [matter_id])


def build(matter_id: uuid.UUID) -> None:
    """Open the door to a matter that is being made in this transaction."""
    run(building(matter_id))


def building(matter_id: uuid.UUID) -> Statement:
    """`build` as a statement."""
    return "select set_config('app.matter', %s, true)", [str(matter_id)]
