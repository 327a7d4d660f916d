"""Who calls: a key in the Authorization header, `Bearer ldk_…`."""

from __future__ import annotations

import hmac
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from liandong.directory.keys import PREFIX, hash_of
from liandong.directory.models import ApiKey, Scope
from liandong.matters import door
from liandong.procedures.decision import Party
from liandong.procedures.grammar import PostKind


class KeyAuth(HttpBearer):
    """Accepts a key that is not revoked and has the scope the operation needs."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """The party that the key stands for, or None."""
        prefix, _, rest = token.partition("_")
        identity, _, secret = rest.partition("_")
        if prefix != PREFIX or not secret or not (identity.isascii() and identity.isalnum()):
            return None
        key = ApiKey.objects.filter(pk=identity, revoked_at=None).first()
        if key is None or not hmac.compare_digest(key.digest, hash_of(secret)) or self.scope not in key.scopes:
            return None
        door.stand_for([key.unit])
        return Party(unit=key.unit, posts=frozenset(PostKind(post) for post in key.posts), actor=f"{PREFIX}_{identity}")
