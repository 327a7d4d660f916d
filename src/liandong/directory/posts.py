"""As what a user may act."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from liandong.directory.models import Post, User


def posts_of(user: User, on: dt.date) -> tuple[Post, ...]:
    """The posts that a user holds on a day in active units, with their units; an administrator has none. One query."""
    if user.admin_role:
        return ()
    running = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=on), user=user, since__lte=on, unit__active=True)
    return tuple(running.select_related("unit__division").order_by("unit_id", "kind"))
