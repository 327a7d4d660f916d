"""Sensitive values at rest: sealed with a key that is not in the database.

Fernet of the `cryptography` package (AES-128-CBC with HMAC-SHA-256). Several keys may stand in the key file, newest
first; old values open with the old ones.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

MARK = "密"  # {"密": token} stands in a step for a sealed value
HIDDEN = "＊＊＊"


def seal(value: Any) -> dict[str, str]:
    """The sealed form of a JSON value."""
    return {MARK: seal_text(json.dumps(value, ensure_ascii=False))}


def is_sealed(value: Any) -> bool:
    """Is this the sealed form of a value?"""
    return isinstance(value, dict) and value.keys() == {MARK}


def unseal(value: dict[str, str]) -> Any:
    """The value again. Errors: cryptography.fernet.InvalidToken where the key is another."""
    return json.loads(unseal_text(value[MARK]))


def seal_text(text: str) -> str:
    """The sealed form of a text."""
    return _keys().encrypt(text.encode()).decode()


def unseal_text(token: str) -> str:
    """The text again."""
    return _keys().decrypt(token.encode()).decode()


@functools.cache
def _keys() -> MultiFernet:
    given = os.environ.get("LIANDONG_FIELD_KEYS")
    lines = given.split(",") if given else _key_file(Path(settings.DATA) / "field.keys")
    return MultiFernet([Fernet(line.strip()) for line in lines if line.strip()])


def _key_file(path: Path) -> list[str]:
    """Reads the key file; the first process makes it, readable by its owner alone."""
    try:
        return path.read_text().splitlines()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(Fernet.generate_key().decode() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(fresh)  # whole or not at all, and only the first process succeeds
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text().splitlines()
