"""Giving a unit a key, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liandong.api.models import ApiKey, Scope, new_key
from liandong.directory.models import Unit
from liandong.procedures.grammar import PostKind


def issue_key(
    unit: str, name: str, scopes: Iterable[str], posts: Iterable[str], by: int, now: dt.datetime
) -> tuple[ApiKey, str]:
    """A new key of a unit, and the whole key, which can be shown now and never again.

    `by` is the user who gives it. Errors: ValueError for an unknown scope or post; Unit.DoesNotExist for a unit that is
    not in the directory or no longer active.
    """
    holder = Unit.objects.get(pk=unit, active=True)
    identity, whole, digest = new_key()
    key = ApiKey.objects.create(
        id=identity,
        unit=holder.code,
        name=name,
        digest=digest,
        scopes=sorted({Scope(scope).value for scope in scopes}),
        posts=sorted({PostKind(post).value for post in posts}),
        made_by=by,
        made_at=now,
    )
    return key, whole


def revoke_key(identity: str, now: dt.datetime) -> bool:
    """Take a key back at once; False where it is unknown or was taken back before."""
    return ApiKey.objects.filter(pk=identity, revoked_at=None).update(revoked_at=now) == 1
