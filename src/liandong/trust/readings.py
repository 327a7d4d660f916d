"""The reading log for who may read all of it."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from liandong.trust.models import Reading


def every_reading() -> QuerySet[Reading]:
    """Every reading of every matter, for the audit administrator; opens the log for the running transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.reading_log', 'open', true)")
    return Reading.objects.all()
