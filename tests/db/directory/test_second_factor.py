"""Second factors at rest: what is kept opens nothing without the keys, which are not in the database."""

from __future__ import annotations

import time
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from liandong.directory.models import User

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    cache.clear()  # codes that other tests have used
    return User.objects.create_user("yanshi-jia", PASSWORD, name="演示甲")


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def rows() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(mfa_authenticator::text, '') from mfa_authenticator")
        return str(cursor.fetchone())


def test_the_secret_is_not_in_the_row_and_still_lets_its_owner_in(user: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert secret not in rows()
    client = Client()
    first = client.post(reverse("account_login"), {"login": "yanshi-jia", "password": PASSWORD})
    assert first["location"] == reverse("mfa_authenticate")
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_wrong_code_does_not_let_in(user: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    client = Client()
    client.post(reverse("account_login"), {"login": "yanshi-jia", "password": PASSWORD})
    wrong = f"{(int(code(secret)) + 500_000) % 1_000_000:06}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert "_auth_user_id" not in client.session


def test_neither_the_seed_of_recovery_codes_nor_a_code_is_in_the_row(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = "0f" * 40
    monkeypatch.setattr(RecoveryCodes, "generate_seed", classmethod(lambda cls: seed))
    codes = RecoveryCodes.activate(user).generate_codes()
    kept = rows()
    assert len(codes) == 10
    assert not [text for text in (seed, *codes) if text in kept]


def test_factors_that_were_kept_as_they_are_become_sealed_and_back(user: User) -> None:
    migration = import_module("liandong.web.migrations.0003_second_factors_sealed").Migration
    secret = generate_totp_secret()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "0f" * 40, "used_mask": 5}
    )
    (change,) = migration.operations
    with connection.schema_editor() as editor:
        change.code(apps, editor)
    assert secret not in rows()
    assert "0f" * 40 not in rows()
    totp = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert TOTP(totp).validate_code(code(secret))
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert codes.data["used_mask"] == 5
    with connection.schema_editor() as editor:
        change.reverse_code(apps, editor)
    assert secret in rows()
