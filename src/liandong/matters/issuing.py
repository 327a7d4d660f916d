"""Issued papers as PDF: made once, after the act that issued them, and kept, so that no later font or template changes them.

The lines of the rooms of papers say which are still to be kept; an act writes nothing more for it and never waits for
it. What a killed run leaves undone, the next one finds and does.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence

from django.db import transaction

from liandong.documents.files import FileRefusedError
from liandong.documents.filling import Filled
from liandong.documents.fonts import NoFonts
from liandong.documents.keeping import font_folders, keep_paper, kept_content, kept_paper
from liandong.documents.typesetting import NoGlyph, pdf
from liandong.matters.models import Matter, PaperLine
from liandong.matters.papers import filled
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import steps_seen
from liandong.procedures.standing import Step

BATCH = 200  # papers of one run, some 0.1 s each: the sweep of deadlines is never kept waiting long
RETRY = dt.timedelta(hours=1)
log = logging.getLogger(__name__)


def issued(matter: Matter, steps: Sequence[Step], unit: str, seq: int, paper: str) -> tuple[Step, Filled] | None:
    """An issued paper and its step; None where there is no such paper, or not for this unit."""
    procedure = procedure_of(matter)
    step = next((step for step in steps_seen(procedure, steps, unit) if step.seq == seq), None)
    if step is None or paper not in law().letters or not any(one.name == paper for one in step.papers):
        return None
    return step, filled(procedure=procedure, steps=steps, step=step, paper=paper, matter=matter)


def content_of(matter: Matter, step: Step, paper: str, whole: Filled) -> bytes:
    """An issued paper as PDF: what is kept of it, else the same as it will be. Errors: NoFonts, NoGlyph, KeptPaperGoneError."""
    kept = kept_paper(matter.id, step.seq, paper)
    return kept_content(kept) if kept else _set(whole, step)


def keep_issued(now: dt.datetime) -> int:
    """Keep the papers that wait for it, oldest first; how many. May be run by several workers at once, in the jobs' role.

    One that cannot be set is named in the log and tried again after `RETRY`.
    """
    waiting = PaperLine.objects.filter(keep_at__lte=now).order_by("keep_at")[:BATCH]
    return sum([_keep(line, now) for line in waiting])


def _keep(line: PaperLine, now: dt.datetime) -> bool:
    """Nothing is locked while the paper is set: who acts in the matter does not wait for it."""
    again: dt.datetime | None = None
    try:
        if kept_paper(line.matter_id, line.seq, line.name) is None:
            matter = Matter.objects.get(pk=line.matter_id)
            content = _content(matter, steps_of(matter), line)
            with transaction.atomic():
                keep_paper(line.matter_id, line.seq, line.name, content, now=now)
    except (NoGlyph, NoFonts, FileRefusedError) as error:
        log.error("papers: %s is not kept: %s", line, error)
        again = now + RETRY
    except Exception:  # one paper that cannot be set must not hold up the others
        log.exception("papers: %s is not kept", line)
        again = now + RETRY
    PaperLine.objects.filter(pk=line.pk).update(keep_at=again)
    return again is None


def _content(matter: Matter, steps: Sequence[Step], line: PaperLine) -> bytes:
    step = next(step for step in steps if step.seq == line.seq)
    return _set(filled(procedure=procedure_of(matter), steps=steps, step=step, paper=line.name, matter=matter), step)


def _set(whole: Filled, step: Step) -> bytes:
    """The same paper with the same fonts is the same bytes."""
    return pdf(whole, folders=font_folders(), stamp=int(step.at.timestamp()))
