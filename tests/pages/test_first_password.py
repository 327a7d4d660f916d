"""A password that somebody else gave is good for choosing one's own, and for nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.cast import AGENCY, BEGIN, TITLE, username, walked

from liandong.directory.models import User
from liandong.directory.passwords import give_first_password

type SignIn = Callable[[str], Client]
GIVEN, CHOSEN = "given-by-another", "ein-langes-Wort-7"
CLERK = username(AGENCY, "handler")
EVERYWHERE = [
    ("worklist", []),
    ("ledger", []),
    ("ledger_export", []),
    ("new", []),
    ("law_list", []),
    ("help", []),
    ("units", []),
    ("api_keys", []),
    ("mfa_index", []),
    ("mfa_activate_totp", []),
    ("account_email", []),
    ("account_reauthenticate", []),
    ("account_set_password", []),
    ("administration_people", []),
    ("administration_security", []),
    ("administration_audit", []),
]


@pytest.fixture
def newcomer(cast: None, settings: Any) -> Client:
    """Somebody who has just signed in with a password that he was given."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = User.objects.get(username=CLERK)
    give_first_password(user, GIVEN)
    user.save()
    client = Client(headers={"Accept-Language": "zh-hans"})
    assert client.post(reverse("account_login"), {"login": CLERK, "password": GIVEN}).status_code == 302
    return client


def change(client: Client, new: str, again: str = "", old: str = GIVEN) -> Any:
    typed = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse("account_change_password"), typed)


def errors(answer: Any) -> list[str]:
    return re.findall(r'<p class="error"[^>]*>([^<]+)</p>', answer.content.decode())


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("place", EVERYWHERE, ids=lambda place: place[0])
def test_nothing_else_is_reachable_before(newcomer: Client, place: tuple[str, list[Any]], method: str) -> None:
    answer = getattr(newcomer, method)(reverse(place[0], args=place[1]))
    assert (answer.status_code, answer["location"]) == (302, reverse("account_change_password"))


def test_neither_a_matter_nor_its_acts_are_reachable_before(newcomer: Client) -> None:
    walk = walked(())
    for answer in (
        newcomer.get(reverse("matter", args=[walk.matter])),
        newcomer.post(reverse("act", args=[walk.matter, "报请审批"]), {"seq": "1"}),
    ):
        assert (answer.status_code, answer["location"]) == (302, reverse("account_change_password"))
        assert TITLE not in answer.content.decode()


def test_the_session_opens_no_way_into_the_api(newcomer: Client) -> None:
    # the API knows keys and no sessions; this one is stopped even before it is asked for a key
    answer = newcomer.get("/api/v1/matters")
    assert answer.status_code == 302
    assert answer["location"] == reverse("account_change_password")


def test_a_key_of_the_unit_works_as_before(newcomer: Client) -> None:
    from liandong.directory.keys import issue_key

    _, key = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    assert Client().get("/api/v1/matters", headers={"Authorization": f"Bearer {key}"}).status_code == 200


def test_language_signing_out_and_the_page_itself_are_open(newcomer: Client) -> None:
    page = newcomer.get(reverse("account_change_password")).content.decode()
    assert "您现在的密码是别人给的。请先换成只有您自己知道的密码，再开始办理。" in page
    assert 'class="rooms"' not in page  # rooms that would only lead back here
    assert newcomer.post(reverse("set_language"), {"language": "en", "next": "/"}).status_code == 302
    with translation.override("en"):
        assert "Choose one that you alone know" in newcomer.get(reverse("account_change_password")).content.decode()
    newcomer.post(reverse("account_logout"))
    assert "_auth_user_id" not in newcomer.session


def test_who_has_chosen_his_own_goes_on_in_the_same_session(newcomer: Client) -> None:
    answer = change(newcomer, CHOSEN)
    assert (answer.status_code, answer["location"]) == (302, reverse("worklist"))
    assert newcomer.get("/").status_code == 200
    user = User.objects.get(username=CLERK)
    assert user.check_password(CHOSEN)
    assert not user.must_change_password


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        (GIVEN, "", "新密码不能与现在的密码相同。"),
        ("kurz-7", "", "此密码太短，至少要包含 10 个字符。"),
        ("9081726354", "", "密码只包含数字。"),
        ("password123", "", "这个密码太常见了。"),
        (CLERK + "x", "", "密码跟 用户名 太相似了。"),
        (CHOSEN, "ein-anderes-Wort-7", "每次输入的密码必须相同。"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(
    newcomer: Client, new: str, again: str, words: str
) -> None:
    answer = change(newcomer, new, again)
    assert answer.status_code == 200
    assert any(words in error for error in errors(answer)), errors(answer)
    assert newcomer.get("/").status_code == 302


def test_the_given_password_must_be_known_to_change_it(newcomer: Client) -> None:
    answer = change(newcomer, CHOSEN, old="guessed")
    assert errors(answer) == ["请输入您的当前密码。"]
    assert User.objects.get(username=CLERK).must_change_password


def test_a_reset_password_ends_sessions_and_must_be_changed_too(sign_in: SignIn) -> None:
    clerk, user = sign_in(CLERK), User.objects.get(username=CLERK)
    sign_in("admin-xitong").post(reverse("administration_password", args=[user.pk]))
    user.refresh_from_db()
    assert user.must_change_password
    assert clerk.get("/")["location"].startswith(reverse("account_login"))


def test_the_password_comes_before_the_second_factor(newcomer: Client, settings: Any) -> None:
    settings.LIANDONG_REQUIRE_MFA = True
    assert newcomer.get("/")["location"] == reverse("account_change_password")
    change(newcomer, CHOSEN)
    assert newcomer.get("/")["location"] == reverse("mfa_activate_totp")


@pytest.mark.parametrize("place", ["account_signup", "account_reset_password", "account_email", "account_set_password"])
def test_no_mailbox_gives_an_account_or_a_password(sign_in: SignIn, place: str) -> None:
    assert sign_in(CLERK).get(reverse(place)).status_code == 404
    assert Client().get(reverse(place))["location"].startswith(reverse("account_login"))
