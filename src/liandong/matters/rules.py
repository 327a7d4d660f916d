"""The law as this process knows it: read once, when it is first asked for."""

from __future__ import annotations

import functools

from django.conf import settings

from liandong.matters.models import Matter
from liandong.procedures.grammar import Procedure
from liandong.procedures.law import Law
from liandong.procedures.reading import read_law


@functools.cache
def law() -> Law:
    """Everything under law/."""
    return read_law(settings.LAW_ROOT, region=settings.REGION)


def procedure_of(matter: Matter) -> Procedure:
    """The version that a matter keeps."""
    return law().procedure(matter.procedure, version=matter.version.isoformat(), variant=matter.variant)
