"""The cast in the database of a test."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from tests.cast import load_cast


@pytest.fixture
def cast(db: Any, as_owner: Callable[[], AbstractContextManager[None]]) -> None:
    """Units and people, in a transaction that is rolled back."""
    with as_owner():
        load_cast()


@pytest.fixture
def real_cast(transactional_db: Any, as_owner: Callable[[], AbstractContextManager[None]]) -> None:
    """Units and people, committed; the tables are emptied after the test."""
    with as_owner():
        load_cast()
