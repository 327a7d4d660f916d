"""Keys with which a unit's own systems use the API: giving one, listing them, taking one back."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from liandong.directory.models import ApiKey, Scope, Unit
from liandong.procedures.grammar import PostKind

PREFIX = "ldk"


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


def revoke_key(identity: str, now: dt.datetime, unit: str = "") -> bool:
    """Take a key back at once; False where it is unknown, was taken back before, or is not this unit's."""
    keys = ApiKey.objects.filter(pk=identity, revoked_at=None)
    return (keys.filter(unit=unit) if unit else keys).update(revoked_at=now) == 1


def new_key() -> tuple[str, str, str]:
    """A fresh key: its id, the whole key to show once, and the hash to keep."""
    identity, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    return identity, f"{PREFIX}_{identity}_{secret}", hash_of(secret)


def hash_of(secret: str) -> str:
    """SHA-256 suffices: the secret has 256 random bits, nobody guesses it offline."""
    return hashlib.sha256(secret.encode()).hexdigest()
