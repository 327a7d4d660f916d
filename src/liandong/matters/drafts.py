"""What somebody has typed so far: kept by itself, sealed, and his alone."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from liandong.matters.models import Draft
from liandong.trust.sealing import seal_text, unseal_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose draft of which act: in a matter, or of a new one."""

    user: int
    unit: str
    procedure: str
    act: str
    matter: uuid.UUID | None = None


def save(desk: Desk, typed: Mapping[str, Any], now: dt.datetime) -> None:
    """Keep what was typed in place of what was kept before."""
    draft = Draft(
        user=desk.user,
        unit=desk.unit,
        matter=desk.matter,
        procedure=desk.procedure,
        act=desk.act,
        sealed=seal_text(json.dumps(typed, ensure_ascii=False)),
        saved_at=now,
    )
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "unit", "matter", "procedure", "act"],
        update_fields=["sealed", "saved_at"],
    )


def load(desk: Desk) -> tuple[dict[str, Any], dt.datetime | None]:
    """What was kept, and when; empty where nothing was."""
    draft = _of(desk).first()
    if draft is None:
        return {}, None
    typed: dict[str, Any] = json.loads(unseal_text(draft.sealed))
    return typed, draft.saved_at


def discard(desk: Desk) -> None:
    """Forget it, once it was submitted."""
    _of(desk).delete()


def _of(desk: Desk) -> Any:
    return Draft.objects.filter(
        user=desk.user, unit=desk.unit, matter=desk.matter, procedure=desk.procedure, act=desk.act
    )


def of_new_matters(user: int, unit: str) -> list[tuple[str, str, dt.datetime]]:
    """Procedure, opening act and time of each draft of a matter that is not there yet."""
    kept = Draft.objects.filter(user=user, unit=unit, matter=None).order_by("-saved_at")
    return list(kept.values_list("procedure", "act", "saved_at"))
