"""What one web process has learnt of a sign-in, every other knows."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache

pytestmark = pytest.mark.django_db


def test_a_one_time_code_that_was_used_is_known_to_another_process() -> None:
    one, other = (DatabaseCache("web_cache", {}) for _ in range(2))
    assert isinstance(caches["default"], DatabaseCache)
    assert one.add("totp.used", "y", timeout=30)
    assert not other.add("totp.used", "y", timeout=30)
