"""The one form in which a step is hashed and chained: RFC 8785 JSON, SHA-256."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

GENESIS = "0" * 64


def digest(previous: str, body: dict[str, Any]) -> str:
    """Hash of a step in its chain, as 64 hex digits; `previous` is the hash before it, GENESIS for the first."""
    return hashlib.sha256(bytes.fromhex(previous) + rfc8785.dumps(body)).hexdigest()
