"""The sweep: clocks that have run out are told of once, and unused rights lapse into the act the article names.

A right that cannot lapse, because the procedure refuses the act or its matter cannot be replayed, stays due: the log
says why, and the sweep tries again after `RETRY`, so that neither the log nor the database is flooded.

It reads the partial index of open deadlines only, so its cost grows with what is due and not with the province.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from liandong.matters import door
from liandong.matters.models import Deadline, Matter
from liandong.matters.performing import Performed, perform_by_clock
from liandong.procedures.grammar import LimitKind
from liandong.procedures.refusal import Refused

BATCH = 200
RETRY = dt.timedelta(hours=1)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many clocks were found overdue, and how many rights lapsed."""

    overdue: int
    lapsed: int


def sweep(now: dt.datetime) -> Swept:
    """Deal with every clock that has run out by `now`; may be run by several workers at once."""
    overdue = lapsed = 0
    while True:
        handled, swept = _batch(now)
        overdue += swept.overdue
        lapsed += swept.lapsed
        if handled < BATCH:
            return Swept(overdue=overdue, lapsed=lapsed)


def _batch(now: dt.datetime) -> tuple[int, Swept]:
    """How many clocks it is done with for now, and what of them is to be told: not the limits of acts that nobody must do.

    Nothing here waits for a lock: a person who holds a matter waits for its clocks, so the sweep must not wait for it.
    """
    lapsed = 0
    with transaction.atomic():
        due = list(
            Deadline.objects.select_for_update(skip_locked=True)
            .filter(Q(swept_due=None) | ~Q(swept_due=F("due_at")), state="在期", due_at__lte=now)
            .filter(Q(retry_at=None) | Q(retry_at__lte=now))
            .order_by("due_at")[:BATCH]
        )
        rights = {row.matter_id for row in due if row.kind == LimitKind.RIGHT}
        matters = list(Matter.objects.filter(pk__in=rights).select_for_update(skip_locked=True)) if rights else []
        busy = rights - {matter.id for matter in matters}  # they are dealt with at the next sweep
        failed = set()
        for matter in matters:
            outcome = _lapse(matter, now)
            if outcome is None:
                failed.add(matter.id)
            else:
                lapsed += outcome
        left = [row for row in due if row.kind == LimitKind.RIGHT and row.matter_id in failed]
        handled = [row for row in due if row.kind != LimitKind.RIGHT or row.matter_id not in busy | failed]
        Deadline.objects.filter(pk__in=[row.pk for row in left]).update(retry_at=now + RETRY)
        Deadline.objects.filter(pk__in=[row.pk for row in handled]).update(swept_due=F("due_at"), retry_at=None)
    told = [row for row in handled if row.kind != LimitKind.WITHIN]
    return len(handled) + len(left), Swept(overdue=len(told), lapsed=lapsed)


def _lapse(matter: Matter, now: dt.datetime) -> bool | None:
    """Whether a right lapsed; None where it could not, which the log explains."""
    try:
        with transaction.atomic():
            door.build(matter.id)
            result = perform_by_clock(matter, now=now)
    except Exception:  # one matter that cannot be replayed must not hold up the province
        log.exception("sweep: %s could not be moved on", matter.number)
        return None
    if isinstance(result, Refused):
        log.error("sweep: %s could not lapse (%s): %s", matter.number, result.code, result.why)
        return None
    return isinstance(result, Performed)
