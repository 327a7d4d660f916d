"""liandong verify --rebuild: write anew what the steps add up to, after the law's calendar or counting has changed.

A new list of rest days moves due times of matters that nobody acts in; their stored deadlines would stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from liandong.matters import door, projections
from liandong.matters.models import Matter
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.procedures.advance import replay
from liandong.trust.statements import run

BATCH = 200


def rebuild() -> Iterator[int]:
    """Go through all matters, each in a transaction of its own; after each batch, how many were written anew.

    Must run in the jobs' role. Steps are only read.
    """
    last = None
    while True:
        batch = Matter.objects.order_by("id").values_list("id", flat=True)
        ids = list((batch.filter(id__gt=last) if last else batch)[:BATCH])
        if not ids:
            return
        last = ids[-1]
        for matter_id in ids:
            with transaction.atomic():
                door.build(matter_id)
                matter = Matter.objects.select_for_update().get(pk=matter_id)
                procedure = procedure_of(matter)
                standing = replay(procedure, steps_of(matter), law().calendar)
                run(*projections.changes(projections.rows(procedure, matter, standing), projections.NOTHING))
        yield len(ids)
