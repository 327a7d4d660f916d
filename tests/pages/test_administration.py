"""Administration split in three: each does his own part, leaves a record, and sees no matter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import ProgrammingError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import AGENCY, BEGIN, POLICE, SECRETS, TITLE, TO_REVIEW, username, walked

from liandong.directory.keys import issue_key
from liandong.directory.models import Administered, ApiKey, Post, User
from liandong.directory.posts import posts_of
from liandong.matters import door
from liandong.matters.models import Matter, Participation

type SignIn = Callable[[str], Client]
SYSTEM, SECURITY, AUDIT = "admin-xitong", "admin-anquan", "admin-shenji"
ROOMS = {
    SYSTEM: "administration_people",
    SECURITY: "administration_security",
    AUDIT: "administration_audit",
}


def user(name: str = "sj-handler") -> User:
    return User.objects.get(username=name)


def said(answer: Any) -> str:
    words: str = answer.content.decode()
    return words


@pytest.mark.parametrize("room", ROOMS.values())
@pytest.mark.parametrize("person", [*ROOMS, username(AGENCY, "head")])
def test_each_room_is_open_to_its_own_administrator_alone(sign_in: SignIn, person: str, room: str) -> None:
    answer = sign_in(person).get(reverse(room))
    assert answer.status_code == (200 if ROOMS.get(person) == room else 403)


@pytest.mark.parametrize(
    "way",
    [
        ("administration_make", []),
        ("administration_correct", [1]),
        ("administration_password", [1]),
        ("administration_activate", [1]),
        ("administration_give_post", [1]),
        ("administration_end_post", [1]),
        ("administration_unlock", []),
        ("administration_reset_factor", [1]),
        ("administration_revoke", ["x"]),
    ],
)
def test_nobody_else_does_an_administrators_acts(sign_in: SignIn, way: tuple[str, list[Any]]) -> None:
    for person in (AUDIT, username(AGENCY, "head")):
        assert sign_in(person).post(reverse(way[0], args=way[1])).status_code == 403
    assert not Administered.objects.exists()


@pytest.mark.parametrize("person", ROOMS)
def test_no_administrator_sees_a_matter_in_his_room_or_in_the_database(sign_in: SignIn, person: str) -> None:
    walk = walked(TO_REVIEW)
    door.stand_for([])
    words = said(sign_in(person).get(reverse(ROOMS[person])))
    assert not Matter.objects.exists()  # the test's transaction is the request's: what it opened would still be open
    assert not Participation.objects.exists()
    assert TITLE not in words
    assert walk.number not in words
    assert not [secret for secret in SECRETS if secret in words]


@pytest.mark.parametrize("person", ROOMS)
def test_an_administrator_is_led_to_his_room_after_signing_in(cast: None, person: str, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    account = user(person)
    account.set_password("ein-langes-Wort-7")
    account.save()
    answer = Client().post(reverse("account_login"), {"login": person, "password": "ein-langes-Wort-7"})
    assert answer.status_code == 302
    assert answer["location"] == reverse(ROOMS[person])


def test_a_new_user_signs_in_with_the_password_that_is_shown_once(sign_in: SignIn, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client = sign_in(SYSTEM)
    made = {"username": "ja-xinren", "name": "演示新人", "email": "xinren@example.invalid"}
    answer = client.post(reverse("administration_make"), made)
    (password,) = re.findall(r'<code class="secret">([^<]+)</code>', said(answer))
    assert "no-store" in answer["Cache-Control"]
    address = reverse("administration_person", args=[user("ja-xinren").pk])
    assert password not in said(client.get(address))
    signed_in = Client().post(reverse("account_login"), {"login": "ja-xinren", "password": password})
    assert signed_in.status_code == 302
    assert [row.what for row in Administered.objects.all()] == ["新建用户 ja-xinren（演示新人）"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"username": "sj-handler"}, "这个用户名已有人使用。"), ({"email": "nowhere"}, "输入一个有效的 Email 地址。")],
)
def test_a_user_that_cannot_be_made_is_told_why_and_keeps_what_was_typed(
    sign_in: SignIn, wrong: dict[str, str], words: str
) -> None:
    answer = sign_in(SYSTEM).post(
        reverse("administration_make"), {"username": "x", "name": "演示新人", "email": ""} | wrong
    )
    assert answer.status_code == 422
    assert words in said(answer)
    assert 'value="演示新人"' in said(answer)
    assert not User.objects.filter(name="演示新人").exists()


def test_a_post_is_given_by_the_units_name_and_ends_at_once(sign_in: SignIn) -> None:
    client, person, today = sign_in(SYSTEM), user(), timezone.localdate()
    address = reverse("administration_give_post", args=[person.pk])
    client.post(address, {"unit": "武汉市公安局江岸区分局", "kind": "联络员"})
    given = Post.objects.get(user=person, unit=POLICE)
    assert (given.kind, given.since, given.until) == ("联络员", today, None)
    assert (POLICE, "联络员") in [(held.unit, held.kind) for held in posts_of(person, today)]
    client.post(reverse("administration_end_post", args=[given.pk]))
    old = Post.objects.get(user=person, unit=AGENCY)
    client.post(reverse("administration_end_post", args=[old.pk]))
    assert posts_of(person, today) == ()
    assert Post.objects.get(pk=old.pk).until == today - dt.timedelta(days=1)
    assert [row.what for row in Administered.objects.order_by("id")] == [
        "任用户 sj-handler 为武汉市公安局江岸区分局联络员",
        "免用户 sj-handler 的武汉市公安局江岸区分局联络员",
        "免用户 sj-handler 的武汉市江岸区市场监督管理局承办人",
    ]


@pytest.mark.parametrize("asked", [{"unit": "没有的局", "kind": "承办人"}, {"unit": POLICE, "kind": "局长"}])
def test_a_post_needs_a_unit_and_a_kind_that_there_are(sign_in: SignIn, asked: dict[str, str]) -> None:
    answer = sign_in(SYSTEM).post(reverse("administration_give_post", args=[user().pk]), asked)
    assert answer.status_code == 422
    assert "没有这个单位或岗位。请按名称查找，从列表中选择单位。" in said(answer)
    assert Post.objects.filter(user=user()).count() == 1


def test_who_is_deactivated_is_out_at_once(sign_in: SignIn) -> None:
    client = sign_in("sj-handler")
    assert client.get("/").status_code == 200
    sign_in(SYSTEM).post(reverse("administration_activate", args=[user().pk]), {"active": "0"})
    assert client.get("/").status_code == 302
    sign_in(SYSTEM).post(reverse("administration_activate", args=[user().pk]), {"active": "1"})
    assert user().is_active


def test_the_system_administrator_does_not_touch_administrators(sign_in: SignIn) -> None:
    client = sign_in(SYSTEM)
    assert "admin-" not in said(client.get(reverse("administration_people") + "?q=admin")).split("<main")[1]
    for name in ("person", "correct", "password", "activate", "give_post"):
        address = reverse(f"administration_{name}", args=[user(AUDIT).pk])
        answer = client.get(address) if name == "person" else client.post(address)
        assert answer.status_code == 404


def test_users_are_found_by_name_unit_and_state_at_a_cost_that_does_not_grow(sign_in: SignIn) -> None:
    client, counts = sign_in(SYSTEM), []
    User.objects.filter(username="sj-head").update(must_change_password=True)
    User.objects.filter(username="sj-registry").update(is_active=False)
    Post.objects.filter(user__username="ga-head").update(until=dt.date(2021, 1, 1))
    for asked, found in (
        ({"q": "江岸区市场监督"}, 3),
        ({"q": "sj-head"}, 1),
        ({"q": "江岸区市场监督", "state": "active"}, 2),
        ({"state": "closed"}, 1),
        ({"state": "postless"}, 1),
        ({"state": "first"}, 1),
        ({}, 15),
    ):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse("administration_people"), asked)
        assert len(answer.context["people"]) == found, asked
        counts.append(len(queries))
    assert max(counts) <= 20


def test_users_are_paged(sign_in: SignIn) -> None:
    User.objects.bulk_create(User(username=f"yanshi-{n:03}", name="演示", password="!") for n in range(120))
    client, seen, address = sign_in(SYSTEM), [], reverse("administration_people") + "?q=yanshi"
    while address:
        answer = client.get(address)
        seen += [row.username for row in answer.context["people"]]
        address = next((turn.href for turn in answer.context["turns"] if turn.words == "下一页"), "")
    assert seen == [f"yanshi-{n:03}" for n in range(120)]
    assert [turn.words for turn in answer.context["turns"]] == ["上一页"]


def test_name_and_mail_are_corrected_and_the_username_stays(sign_in: SignIn) -> None:
    client, address = sign_in(SYSTEM), reverse("administration_correct", args=[user().pk])
    answer = client.post(address, {"name": "演示改名", "email": "neu@example.invalid", "username": "x"}, follow=True)
    assert "已保存。" in said(answer)
    assert (user().name, user().email) == ("演示改名", "neu@example.invalid")
    assert Administered.objects.get().what == "更正用户 sj-handler 的姓名、邮箱（演示改名）"
    wrong = client.post(address, {"name": "演示改名", "email": "nowhere"})
    assert (wrong.status_code, user().email) == (422, "neu@example.invalid")


def test_a_locked_out_account_is_unlocked(sign_in: SignIn) -> None:
    wrong = {"login": "sj-handler", "password": "wrong"}
    answers = [Client().post(reverse("account_login"), wrong).status_code for _ in range(6)]
    assert answers[-1] == 429
    client = sign_in(SECURITY)
    assert "sj-handler" in said(client.get(reverse("administration_security")))
    answer = client.post(reverse("administration_unlock"), {"username": "sj-handler"}, follow=True)
    assert "已解除锁定：sj-handler。" in said(answer)
    assert Client().post(reverse("account_login"), wrong).status_code == 200
    assert [row.what for row in Administered.objects.all()] == ["解除账号 sj-handler 的锁定"]


def test_a_lost_second_factor_is_taken_away_but_not_ones_own(sign_in: SignIn) -> None:
    client = sign_in(SECURITY)
    for name in ("sj-handler", SECURITY):
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
            Authenticator.objects.create(user=user(name), type=kind, data={})
    assert client.post(reverse("administration_reset_factor", args=[user(SECURITY).pk])).status_code == 404
    client.post(reverse("administration_reset_factor", args=[user().pk]))
    assert not Authenticator.objects.filter(user=user()).exists()
    assert Authenticator.objects.filter(user=user(SECURITY)).count() == 2


def test_any_units_key_can_be_revoked_by_the_security_administrator(sign_in: SignIn) -> None:
    key, _ = issue_key(AGENCY, "系统", ["read"], ["承办人"], 1, BEGIN)
    client = sign_in(SECURITY)
    assert key.pk in said(client.get(reverse("administration_security")))
    client.post(reverse("administration_revoke", args=[key.pk]))
    assert ApiKey.objects.get().revoked_at is not None
    assert key.pk not in said(client.get(reverse("administration_security")))


@pytest.mark.parametrize("table", ["axes_accesslog", "axes_accessfailurelog", "directory_administered"])
@pytest.mark.parametrize("how", ["delete from {}", "update {} set id = id"])
@pytest.mark.django_db
def test_no_log_can_be_changed_or_deleted(table: str, how: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(how.format(table))


def test_units_are_looked_up_by_parts_of_the_name(sign_in: SignIn) -> None:
    client = sign_in("sj-handler")
    answer = client.get(reverse("units"), {"field": "v-单位", "v-单位": "江岸 公安"})
    assert said(answer) == '<option value="武汉市公安局江岸区分局"></option>'
    assert said(client.get(reverse("units"), {"field": "v", "v": "江岸", "kind": "检察院"})) == (
        '<option value="武汉市江岸区人民检察院"></option>'
    )
    assert said(client.get(reverse("units"), {"field": "v", "v": " "})) == ""


def test_the_help_page_is_there_for_everybody_who_is_signed_in(sign_in: SignIn) -> None:
    for person in ("sj-handler", AUDIT):
        assert "我从哪里开始？" in said(sign_in(person).get(reverse("help")))
