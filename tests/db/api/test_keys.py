"""Keys of the API: shown once, bound to unit, scopes and posts, taken back at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from tests.cast import AGENCY, BEGIN, POLICE, begin

from liandong.directory.keys import issue_key, revoke_key
from liandong.directory.models import ApiKey, Unit

pytestmark = pytest.mark.usefixtures("cast")


def key(unit: str = AGENCY, *scopes: str, posts: tuple[str, ...] = ("承办人", "负责人", "收件")) -> str:
    return issue_key(unit, "本单位办案系统", scopes or ("read", "write"), posts, 1, BEGIN)[1]


def get(path: str, whole: str) -> Any:
    return Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {whole}"})


def test_the_whole_key_is_given_once_and_only_its_hash_is_kept() -> None:
    stored, whole = issue_key(AGENCY, "本单位办案系统", ["read"], ["承办人"], 7, BEGIN)
    secret = whole.removeprefix(f"ldk_{stored.pk}_")
    assert whole.startswith("ldk_")
    assert len(secret) >= 43  # 256 bits in base 64
    with connection.cursor() as cursor:
        cursor.execute("select directory_apikey::text from directory_apikey")
        ((row,),) = cursor.fetchall()
    assert secret not in row
    kept = ApiKey.objects.get()
    assert (kept.unit, kept.name, kept.scopes, kept.posts, kept.made_by, kept.made_at, kept.revoked_at) == (
        AGENCY,
        "本单位办案系统",
        ["read"],
        ["承办人"],
        7,
        BEGIN,
        None,
    )


@pytest.mark.parametrize(("scopes", "posts"), [(["all"], ["承办人"]), (["read"], ["局长"])])
def test_a_key_has_only_scopes_and_posts_that_there_are(scopes: list[str], posts: list[str]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        issue_key(AGENCY, "系统", scopes, posts, 1, BEGIN)


def test_a_key_belongs_to_a_unit_of_the_directory() -> None:
    with pytest.raises(Unit.DoesNotExist):
        issue_key("999999-XX", "系统", ["read"], ["承办人"], 1, BEGIN)


def test_a_revoked_key_opens_nothing_any_more() -> None:
    stored, whole = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    assert get("matters", whole).status_code == 200
    assert revoke_key(stored.pk, BEGIN)
    assert get("matters", whole).status_code == 401
    assert not revoke_key(stored.pk, BEGIN)


def test_the_web_can_change_nothing_of_a_key_but_that_it_is_revoked() -> None:
    stored, _ = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    for change in ({"unit": POLICE}, {"scopes": ["read", "write"]}, {"digest": "0" * 64}):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            ApiKey.objects.filter(pk=stored.pk).update(**change)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ApiKey.objects.filter(pk=stored.pk).delete()


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer ldk",
        "Bearer ldk__",
        "Bearer ldk_{id}_",
        "Bearer ldk_{id}_wrong",
        "Bearer xyz_{id}_{secret}",
        "Bearer ldk_000000000000_{secret}",
        "Bearer ldk_{id}_{secret}x",
        "Basic {secret}",
        "Bearer ldk_\x00_{secret}",
        "Bearer ldk_é_{secret}",
    ],
)
def test_whatever_is_not_a_whole_key_is_refused_as_a_problem_and_never_led_to_the_sign_in(header: str) -> None:
    stored, whole = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    text = header.format(id=stored.pk, secret=whole.rpartition("_")[2])
    answer = Client().get("/api/v1/matters", headers={"Authorization": text} if header else {})
    assert answer.status_code == 401
    assert answer["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "没有有效的接口密钥。",
        "status": 401,
        "detail": "请在请求头中携带 Authorization: Bearer ldk_…；密钥已撤销或者单位已停用的，不能再用。",
        "code": "no_key",
    }


def test_a_signed_in_session_is_no_key(client: Client) -> None:
    from liandong.directory.models import User

    client.force_login(User.objects.get(username="sj-handler"))
    assert client.get("/api/v1/matters").status_code == 401


def test_a_key_to_read_does_not_write_and_a_key_to_write_does_not_read() -> None:
    walk = begin()
    reading, writing = key(AGENCY, "read"), key(AGENCY, "write")
    assert get(f"matters/{walk.matter}", reading).status_code == 200
    assert get(f"matters/{walk.matter}", writing).status_code == 403
    body = {"fields": {}, "reason": "略"}
    for whole, status in ((reading, 403), (writing, 422)):
        answer = Client().post(
            f"/api/v1/matters/{walk.matter}/acts/报请审批",
            body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {whole}"},
        )
        assert answer.status_code == status


def test_a_key_acts_only_in_its_posts() -> None:
    walk = begin()
    walk.do(AGENCY, "报请审批")
    for posts, status in ((("承办人",), 403), (("负责人",), 200)):
        answer = Client().post(
            f"/api/v1/matters/{walk.matter}/acts/批准移送",
            {},
            content_type="application/json",
            headers={"Authorization": f"Bearer {key(AGENCY, posts=posts)}"},
        )
        assert answer.status_code == status


def test_the_step_says_which_key_did_it() -> None:
    from liandong.matters import door
    from liandong.matters.models import Step

    walk = begin()
    stored, whole = issue_key(AGENCY, "系统", ["write"], ["负责人"], 1, BEGIN)
    Client().post(
        f"/api/v1/matters/{walk.matter}/acts/核实后不移送",
        {"reason": "不构成犯罪"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {whole}"},
    )
    with door.acting_for([AGENCY]):
        door.enter(walk.matter, [AGENCY])
        assert Step.objects.get(seq=2).body["actor"] == f"ldk_{stored.pk}"
