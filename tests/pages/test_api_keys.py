"""A unit's API keys: made by its head, shown once, revoked by him; nobody else sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import AGENCY, BEGIN, POLICE, username

from liandong.directory.keys import issue_key
from liandong.directory.models import ApiKey

type SignIn = Callable[[str], Client]
ASKED = {"name": "本局办案系统", "scopes": ["read", "write"], "posts": ["承办人", "收件"]}


def works(whole: str) -> bool:
    answer = Client().get("/api/v1/matters", headers={"Authorization": f"Bearer {whole}"})
    return answer.status_code == 200


def test_the_head_makes_a_key_that_works_and_sees_it_once(sign_in: SignIn) -> None:
    client = sign_in(username(AGENCY, "head"))
    answer = client.post(reverse("api_keys"), ASKED)
    (whole,) = re.findall(r"ldk_[0-9a-f]{12}_[\w-]{43}", answer.content.decode())
    assert works(whole)
    assert "no-store" in answer["Cache-Control"]
    again = client.get(reverse("api_keys")).content.decode()
    assert whole not in again
    assert "本局办案系统" in again
    key = ApiKey.objects.get()
    assert (key.unit, key.scopes, sorted(key.posts)) == (AGENCY, ["read", "write"], ["承办人", "收件"])


def test_the_head_revokes_a_key_at_once(sign_in: SignIn) -> None:
    key, whole = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    answer = sign_in(username(AGENCY, "head")).post(reverse("api_key_revoke", args=[key.pk]), follow=True)
    assert "密钥已撤销，立即失效。" in answer.content.decode()
    assert not works(whole)


@pytest.mark.parametrize("missing", [{"name": ""}, {"scopes": []}, {"posts": []}, {"posts": ["局长"]}])
def test_a_key_without_use_scope_or_post_is_not_made(sign_in: SignIn, missing: dict[str, Any]) -> None:
    answer = sign_in(username(AGENCY, "head")).post(reverse("api_keys"), ASKED | missing)
    assert answer.status_code == 422
    assert "请写明用途，并至少选择一项权限和一个岗位。" in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_another_units_key_is_neither_listed_nor_revoked(sign_in: SignIn) -> None:
    key, whole = issue_key(POLICE, "公安办案系统", ["read"], ["承办人"], 1, BEGIN)
    client = sign_in(username(AGENCY, "head"))
    assert "公安办案系统" not in client.get(reverse("api_keys")).content.decode()
    client.post(reverse("api_key_revoke", args=[key.pk]))
    assert works(whole)


@pytest.mark.parametrize("person", [username(AGENCY, "handler"), "admin-xitong", "admin-anquan"])
def test_who_is_no_head_gets_no_further(sign_in: SignIn, person: str) -> None:
    client = sign_in(person)
    assert client.get(reverse("api_keys")).status_code == 403
    assert client.post(reverse("api_keys"), ASKED).status_code == 403
    assert not ApiKey.objects.exists()
    assert reverse("api_keys") not in client.get(reverse("law_list")).content.decode()
