"""As what a user may act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

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
    return () if user.admin_role else posts_of_all([user.pk], on).get(user.pk, ())


def posts_of_all(users: Collection[int], on: dt.date) -> dict[int, tuple[HeldPost, ...]]:
    """`posts_of` for many users at once, by their keys; one who holds no post is not there. One query."""
    rows = running(on).filter(user__in=users).order_by("unit", "kind")
    held: dict[int, tuple[HeldPost, ...]] = {}
    for user, unit, name, name_en, unit_kind, kind in rows.values_list(
        "user", "unit", "unit__name", "unit__name_en", "unit__kind", "kind"
    ):
        post = HeldPost(unit=unit, unit_name=name, unit_name_en=name_en, unit_kind=unit_kind, kind=PostKind(kind))
        held[user] = (*held.get(user, ()), post)
    return held


def running(on: dt.date) -> QuerySet[Post]:
    """The posts that count on a day: in active units, of users who are no administrators."""
    return Post.objects.filter(
        Q(until__isnull=True) | Q(until__gte=on), since__lte=on, unit__active=True, user__admin_role=""
    )
