"""Production settings: nothing is left open, and what must be named must be named."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from liandong.config.settings import allowed_hosts, secret_key
from liandong.embedded.errors import LiandongError
from liandong.program.database import check_production

PRODUCTION = {
    "LIANDONG_PRODUCTION": "1",
    "LIANDONG_BEHIND_PROXY": "1",
    "LIANDONG_HOSTS": "liandong.example,liandong2.example",
    "LIANDONG_SECRET_KEY": "Tp8-aHkd03nVbQwLsXyZr5u_GeMfC7iJ1oDqK2tN9vBmPzEx64",
    "LIANDONG_REQUIRE_MFA": "0",  # asks for less than production does
}
SHOWN = (
    "import django, json; django.setup(); from django.conf import settings as s; print(json.dumps({name: getattr(s, name)"
    " for name in dir(s) if name.isupper() and isinstance(getattr(s, name), (bool, int, str, list, tuple))}, default=str))"
)


def in_production(*words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIANDONG_")}
    return subprocess.run([sys.executable, *words], env=kept | PRODUCTION, capture_output=True, text=True, check=False)


def test_the_framework_finds_nothing_to_warn_of() -> None:
    done = in_production("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_the_settings_of_production() -> None:
    found = json.loads(in_production("-c", SHOWN).stdout)
    wanted = {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["liandong.example", "liandong2.example"],
        "LIANDONG_REQUIRE_MFA": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_AGE": 8 * 3600,
        "SECRET_KEY": PRODUCTION["LIANDONG_SECRET_KEY"],
    }
    assert {name: found[name] for name in wanted} == wanted


@pytest.mark.parametrize("given", ["", "short"])
def test_production_takes_no_key_of_its_own_making(given: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        secret_key(given, production=True)
    assert str(caught.value) == "LIANDONG_PRODUCTION=1: LIANDONG_SECRET_KEY must be given, 50 characters or more"
    assert len(secret_key("", production=False)) >= 50


@pytest.mark.parametrize("named", ["", " , ", "*", "liandong.example,*"])
def test_production_answers_under_names_that_are_named(named: str) -> None:
    with pytest.raises(ImproperlyConfigured) as caught:
        allowed_hosts(named, production=True)
    assert str(caught.value) == "LIANDONG_PRODUCTION=1: LIANDONG_HOSTS must name the hosts, * is none"
    assert allowed_hosts("", production=False) == ["127.0.0.1", "localhost", "[::1]"]


@pytest.mark.parametrize("named", ["", "*", "liandong.example,*"])
def test_who_starts_without_names_is_told_what_to_write(named: str) -> None:
    with pytest.raises(LiandongError) as caught:
        check_production({"LIANDONG_PRODUCTION": "1", "LIANDONG_HOSTS": named})
    assert caught.value.what == (
        "正式运行（LIANDONG_PRODUCTION=1）没有写明域名。\nProduction settings (LIANDONG_PRODUCTION=1) name no host."
    )
    assert caught.value.do.startswith("请用 LIANDONG_HOSTS 写明平台的域名，例如 LIANDONG_HOSTS=liandong.example")


@pytest.mark.parametrize("environment", [{}, {"LIANDONG_PRODUCTION": "1", "LIANDONG_HOSTS": "liandong.example"}])
def test_who_names_them_or_only_tries_it_is_told_nothing(environment: dict[str, str]) -> None:
    check_production(environment)
