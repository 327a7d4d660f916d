"""Opening a sealed value: with a purpose, once, and on the record."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.matters.records import unsealed
from liandong.matters.seeing import steps_seen
from liandong.trust.models import Reading
from liandong.trust.readings import note
from liandong.trust.sealing import is_sealed
from liandong.web import saying
from liandong.web.acting import acting
from liandong.web.matter import entered
from liandong.web.shown import Link

SHORTEST = 4


@require_POST
def open_value(request: HttpRequest, matter_id: uuid.UUID, seq: int, field: str, place: int) -> HttpResponse:
    """Show one sealed value of one step; `place` is the party's place in a list, 0 for a field of its own."""
    who = acting(request)
    purpose = request.POST.get("purpose", "").replace("\0", "").strip()
    if len(purpose) < SHORTEST:
        return HttpResponse(_("请写明查看目的（不少于4个字）。"), status=422)
    found, procedure, standing = entered(who, matter_id)
    step = next((s for s in steps_seen(procedure, standing.done, who.unit) if s.seq == seq), None)
    value = _sealed(step.fields.get(field), place) if step else None
    if step is None or value is None:
        raise Http404
    note(
        Reading(
            matter=found.id,
            seq=seq,
            field=field,
            owner_unit=step.unit,
            user=who.user,
            unit=who.unit,
            purpose=purpose[:500],
            at=timezone.now(),
        )
    )
    if request.headers.get("HX-Request"):
        return render(request, "web/matter.html#opened_value", {"value": said(unsealed(value))})
    back = Link(words=found.title, href=reverse("matter", args=[matter_id]))
    answer = render(request, "web/opened.html", {"value": said(unsealed(value)), "back": back})
    add_never_cache_headers(answer)
    return answer


def _sealed(value: Any, place: int) -> Any:
    row = value[place] if isinstance(value, list) and place < len(value) else None
    if isinstance(row, dict):
        parts = {key: part for key, part in row.items() if is_sealed(part)}
        return parts or None
    return value if is_sealed(value) else None


def said(value: Any) -> str:
    """An opened value in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        parts = (f"{_(key)} {said(part)}" for key, part in value.items() if part != "")
        return ("; " if saying.english() else "；").join(parts)
    if isinstance(value, list):
        return saying.listed(map(said, value))
    return str(value)
