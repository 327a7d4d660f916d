"""The cast, and its people signed in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from tests.cast import load_cast


@pytest.fixture
def cast(db: Any, as_owner: Callable[[], AbstractContextManager[None]]) -> None:
    """Units and people, in a transaction that is rolled back."""
    with as_owner():
        load_cast()


@pytest.fixture
def sign_in(cast: None) -> Callable[[str], Client]:
    """A browser in which a person of the cast is signed in; "" is nobody."""
    from liandong.directory.models import User

    def signed_in(username: str) -> Client:
        client = Client(headers={"Accept-Language": "zh-hans"})
        if username:
            client.force_login(User.objects.get(username=username))
        return client

    return signed_in
