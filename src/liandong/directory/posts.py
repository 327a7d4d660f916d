"""As what a user may act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from liandong.directory.models import Post, User
from liandong.procedures.grammar import PostKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """One post that a user holds, with the names that a page shows; `unit` is the unit's code."""

    unit: str
    unit_name: str
    unit_name_en: str
    unit_kind: str
    kind: PostKind


def posts_of(user: User, on: dt.date) -> tuple[HeldPost, ...]:
    """The posts that a user holds on a day in active units, by unit; an administrator holds none. One query."""
    if user.admin_role:
        return ()
    running = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user=user, since__lte=on, unit__active=True)
    rows = running.order_by("unit", "kind").values_list("unit", "unit__name", "unit__name_en", "unit__kind", "kind")
    return tuple(
        HeldPost(unit=unit, unit_name=name, unit_name_en=name_en, unit_kind=unit_kind, kind=PostKind(kind))
        for unit, name, name_en, unit_kind, kind in rows
    )
