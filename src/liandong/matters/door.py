"""The one door to a matter: row-level security opens it only to a unit that takes part.

Two settings that last for one transaction say who asks: `app.units`, whose ledgers may be read, and `app.matter`, whose
rows may be read and written. The second is set by `enter()` alone, after the first has been held against the
participations.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from liandong.matters.models import Matter


@contextlib.contextmanager
def acting_for(units: Sequence[str]) -> Iterator[None]:
    """A transaction in which the ledgers of these units, and nothing else, may be read."""
    with transaction.atomic():
        stand_for(units)
        yield


def stand_for(units: Sequence[str]) -> None:
    """Say for which units the running transaction asks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.units', %s, true), set_config('app.matter', '', true)", [",".join(units)]
        )


def enter(matter_id: uuid.UUID, units: Sequence[str], *, lock: bool = False) -> Matter | None:
    """The matter, if one of the units takes part in it; else None, the same as if it did not exist."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('app.matter', matter_id::text, true) from matters_participation"
            " where matter_id = %s and unit = any(%s) limit 1",
            [matter_id, list(units)],
        )
        if cursor.fetchone() is None:
            return None
    matters = Matter.objects.select_for_update() if lock else Matter.objects
    return matters.filter(pk=matter_id).first()


def build(matter_id: uuid.UUID) -> None:
    """Open the door to a matter that is being made in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.matter', %s, true)", [str(matter_id)])
