"""The reading log: written when a sealed value is opened, read by the unit that entered the value and by the auditor."""

from __future__ import annotations

import uuid

from django.db import connection
from django.db.models import QuerySet

from liandong.trust.models import Reading
from liandong.trust.statements import insert, run

MOST = 50  # readings shown of one matter


def note(reading: Reading) -> None:
    """Put a reading on the record. It gets no number back, because who reads may not see the log of what others entered."""
    run(insert([reading]))


def readings_of(matter: uuid.UUID) -> list[Reading]:
    """The newest readings of what the asking unit entered in the matter it has entered; the database holds back all others."""
    return list(Reading.objects.filter(matter=matter).order_by("-at", "-id")[:MOST])


def every_reading() -> QuerySet[Reading]:
    """Every reading of every matter, for the audit administrator; opens the log for the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.reading_log', 'open', true)")
    return Reading.objects.all()
