"""Sign-in, lock-out, and who needs a second factor."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessFailureLog
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from liandong.directory.models import User
from liandong.directory.signin import needs_second_factor

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def user() -> User:
    cache.clear()  # failed sign-ins of other tests
    return User.objects.create_user("yanshi-jia", PASSWORD, name="演示甲")


def sign_in(client: Client, password: str, username: str = "yanshi-jia") -> tuple[int, str]:
    answer = client.post(
        reverse("account_login"), {"login": username, "password": password}, headers={"accept-language": "zh-hans"}
    )
    return answer.status_code, answer.content.decode()


def test_one_signs_in_with_username_and_password(client: Client, user: User) -> None:
    assert sign_in(client, PASSWORD)[0] == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_page_asks_for_sign_in_first(client: Client) -> None:
    answer = client.get(reverse("account_change_password"))
    assert answer.status_code == 302
    assert answer["location"].startswith(reverse("account_login"))


def test_an_account_that_was_closed_cannot_sign_in(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    sign_in(client, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client) -> None:
    client.post(reverse("account_signup"), {"username": "new-comer", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(username="new-comer").exists()


def test_the_fifth_failure_locks_the_account_out_and_says_how_long(client: Client) -> None:
    for _ in range(4):
        assert sign_in(client, "wrong")[0] == 200
    status, page = sign_in(client, "wrong")
    assert status == 429
    assert "15 分钟" in page


def test_the_right_password_does_not_open_a_locked_account(client: Client) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    status, page = sign_in(client, PASSWORD)
    assert status == 429
    assert "15 分钟" in page
    assert "_auth_user_id" not in client.session


def test_another_spelling_of_the_username_counts_as_the_same(client: Client) -> None:
    for username in ("yanshi-jia", "Yanshi-Jia", "YANSHI-JIA", "yanshi-JIA"):
        sign_in(client, "wrong", username)
    assert sign_in(client, "wrong", "yANSHI-jia")[0] == 429


def test_one_locked_account_locks_no_other(client: Client) -> None:
    User.objects.create_user("yanshi-yi", PASSWORD, name="演示乙")
    for _ in range(5):
        sign_in(client, "wrong")
    assert sign_in(client, PASSWORD, "yanshi-yi")[0] == 302


def test_a_second_factor_is_asked_for_only_where_the_settings_require_it(user: User, settings: Settings) -> None:
    settings.LIANDONG_REQUIRE_MFA = False
    assert not needs_second_factor(user)
    settings.LIANDONG_REQUIRE_MFA = True
    assert needs_second_factor(user)


def test_recovery_codes_alone_are_no_second_factor_but_a_one_time_password_is(user: User, settings: Settings) -> None:
    settings.LIANDONG_REQUIRE_MFA = True
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert needs_second_factor(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    assert not needs_second_factor(user)


@pytest.mark.parametrize(
    ("behind", "forwarded", "counted"),
    [
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the proxy's own word stands last
        (True, "2001:db8::7", "2001:db8::7"),
        (True, "", "127.0.0.1"),
        (True, "not an address", "127.0.0.1"),
        (False, "198.51.100.7", "127.0.0.1"),  # without a proxy it is the client's own word
    ],
)
def test_failures_are_counted_under_the_address_that_the_proxy_names(
    client: Client, settings: Settings, behind: bool, forwarded: str, counted: str
) -> None:
    settings.BEHIND_PROXY = behind
    client.post(
        reverse("account_login"),
        {"login": "yanshi-jia", "password": "wrong"},
        headers={"X-Forwarded-For": forwarded} if forwarded else {},
    )
    assert AccessFailureLog.objects.get().ip_address == counted
