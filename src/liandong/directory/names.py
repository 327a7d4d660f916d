"""Names of units by their codes, for pages that have only the codes."""

from __future__ import annotations

from collections.abc import Iterable

from liandong.directory.models import Unit

_KNOWN: dict[str, tuple[str, str]] = {}  # a unit's name changes with the region's files, and so with the process


def unit_names(codes: Iterable[str], *, english: bool = False) -> dict[str, str]:
    """Name of each unit; one query for those this process has not met. An unknown code names itself."""
    wanted = {code for code in codes if code}
    missing = wanted - _KNOWN.keys()
    if missing:
        for code, name, name_en in Unit.objects.filter(code__in=missing).values_list("code", "name", "name_en"):
            _KNOWN[code] = (name, name_en)
    return {code: _KNOWN.get(code, (code, code))[english] for code in wanted}
