"""The switch of the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import AGENCY, username

from liandong.directory.models import User

type SignIn = Callable[[str], Client]


def test_the_language_of_the_pages_is_kept_for_the_mails(sign_in: SignIn) -> None:
    client = sign_in(username(AGENCY, "head"))
    for language, title in (("en", "Worklist"), ("zh-hans", "工作台")):
        assert client.post(reverse("set_language"), {"language": language, "next": "/"}).status_code == 302
        assert f"<h1>{title}</h1>" in client.get("/").content.decode()
        assert User.objects.get(username=username(AGENCY, "head")).language == language
    assert User.objects.get(username=username(AGENCY, "handler")).language == "zh-hans"


@pytest.mark.parametrize("language", ["fr", "", "\0"])
def test_a_language_that_the_pages_do_not_speak_is_not_kept(sign_in: SignIn, language: str) -> None:
    sign_in(username(AGENCY, "head")).post(reverse("set_language"), {"language": language, "next": "/"})
    assert User.objects.get(username=username(AGENCY, "head")).language == "zh-hans"


def test_who_is_not_signed_in_may_read_the_sign_in_page_in_english(sign_in: SignIn) -> None:
    client = sign_in("")
    client.post(reverse("set_language"), {"language": "en", "next": "/accounts/login/"})
    assert 'lang="en"' in client.get("/accounts/login/").content.decode()
