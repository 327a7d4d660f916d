"""Who calls: a key in the Authorization header, `Bearer ldk_…`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from liandong.directory.keys import PREFIX, hash_of
from liandong.directory.models import Scope
from liandong.matters import door
from liandong.procedures.decision import Party
from liandong.procedures.grammar import PostKind
from liandong.trust.statements import run

# the key's unit stands for itself from here on; who guesses at hashes of 256 random bits learns nothing from the time
_KEY = (
    "select unit, posts, scopes, " + door.STAND.replace("%s", "unit") + " from directory_apikey"  # noqa: S608 - no value is in it
    " where id = %s and digest = %s and revoked_at is null"
    " and exists (select from directory_unit where code = unit and active)"
)


class ScopeMissing(Exception):
    """The key is good, but not for this."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.scope = scope


class KeyAuth(HttpBearer):
    """Accepts a key that is not revoked, of a unit that is active, with the scope that the operation needs."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The party that the key stands for, or None. Errors: ScopeMissing."""
        prefix, _, rest = token.partition("_")
        identity, _, secret = rest.partition("_")
        if prefix != PREFIX or not secret or not (identity.isascii() and identity.isalnum()):
            return None
        (found,) = run((_KEY, [identity, hash_of(secret)]))
        if not found:
            return None
        unit, posts, scopes, *_ = found[0]
        if self.scope not in scopes:
            raise ScopeMissing(self.scope)
        return Party(unit=unit, posts=frozenset(map(PostKind, posts)), actor=f"{PREFIX}_{identity}")
