"""Everybody has a way home: from signing in, and from a page that refuses him."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import AGENCY, username

from liandong.directory.models import User

type SignIn = Callable[[str], Client]
HOMES = {
    "admin-xitong": ("administration_people", "去“用户和岗位”"),
    "admin-anquan": ("administration_security", "去“账号安全”"),
    "admin-shenji": ("administration_audit", "去“审计”"),
    "nobody": ("help", "去“使用说明”"),
    username(AGENCY, "handler"): ("worklist", "回到工作台"),
}
PASSWORD = "ein-langes-Wort-7"


@pytest.fixture
def nobody(cast: None, settings: Any) -> User:
    """Somebody without a post."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return User.objects.create(username="nobody", name="演示无岗位")


@pytest.mark.parametrize("person", HOMES)
@pytest.mark.parametrize("refused", ["/keys", "/no-such-page"])
def test_the_button_of_a_refusal_leads_to_where_one_may_be(
    nobody: User, sign_in: SignIn, person: str, refused: str
) -> None:
    client = sign_in(person)
    answer = client.get(refused)
    assert answer.status_code in (403, 404)
    page = answer.content.decode()
    ((href, words),) = re.findall(r'<a class="btn btn-primary" href="([^"]+)">([^<]+)</a>', page)
    place, said = HOMES[person]
    assert (href, words) == (reverse(place), said)
    assert re.findall(r'<a class="brand" href="([^"]+)"', page) == [href]
    assert client.get(href).status_code == 200
    assert reverse("account_logout") in page  # who has the wrong account can leave it


@pytest.mark.django_db
def test_who_is_not_signed_in_is_led_to_the_sign_in(client: Client) -> None:
    assert client.get("/")["location"] == f"{reverse('account_login')}?next=/"


@pytest.mark.parametrize("person", [name for name in HOMES if name.startswith("admin-")])
def test_an_administrator_who_asked_for_the_platform_is_led_to_his_room(nobody: User, person: str) -> None:
    account = User.objects.get(username=person)
    account.set_password(PASSWORD)
    account.save()
    typed = {"login": person, "password": PASSWORD}
    room = reverse(HOMES[person][0])
    assert Client().post(f"{reverse('account_login')}?next=/", typed | {"next": "/"})["location"] == room
    asked_for = Client().post(reverse("account_login"), typed | {"next": reverse("law_list")})
    assert asked_for["location"] == reverse("law_list")


def test_an_administrator_is_told_that_matters_are_not_his(sign_in: SignIn) -> None:
    assert "管理员不查看、不办理任何事项。" in sign_in("admin-xitong").get("/").content.decode()


def test_who_has_no_post_is_told_who_gives_posts(nobody: User, sign_in: SignIn) -> None:
    answer = sign_in("nobody").get("/")
    assert answer.status_code == 403
    assert "您没有任何单位的岗位，不能查看或办理事项。岗位由系统管理员任命。" in answer.content.decode()
