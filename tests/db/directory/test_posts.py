"""As what a user may act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from liandong.directory.models import Post, Unit, User
from liandong.directory.posts import HeldPost, posts_of
from liandong.procedures.grammar import PostKind

type AsOwner = Callable[[], AbstractContextManager[None]]
pytestmark = pytest.mark.usefixtures("hubei")
DAY = dt.date(2026, 3, 6)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("yanshi-jia", "correct horse battery", name="演示甲")


def post(user: User, unit: str, kind: str, since: dt.date, until: dt.date | None = None) -> Post:
    return Post.objects.create(user=user, unit_id=unit, kind=kind, since=since, until=until)


def test_a_user_may_hold_several_posts_in_several_units_and_they_come_in_one_query(user: User) -> None:
    post(user, "420102-SJ", "承办人", DAY)
    post(user, "420102-SJ", "收件", DAY)
    post(user, "420100-SJ", "负责人", DAY)
    with CaptureQueriesContext(connection) as queries:
        held = posts_of(user, DAY)
    assert len(queries) == 1
    assert [(p.unit, p.kind) for p in held] == [
        ("420100-SJ", PostKind.HEAD),
        ("420102-SJ", PostKind.HANDLER),
        ("420102-SJ", PostKind.REGISTRY),
    ]
    assert held[0] == HeldPost(
        unit="420100-SJ",
        unit_name="武汉市市场监督管理局",
        unit_name_en="Administration for Market Regulation of Wuhan",
        unit_kind="市场监管",
        kind=PostKind.HEAD,
    )


@pytest.mark.parametrize(("on", "count"), [("2026-03-05", 0), ("2026-03-06", 1), ("2026-03-20", 1), ("2026-03-21", 0)])
def test_a_post_counts_from_its_first_day_to_its_last_both_included(user: User, on: str, count: int) -> None:
    post(user, "420102-SJ", "承办人", DAY, dt.date(2026, 3, 20))
    assert len(posts_of(user, dt.date.fromisoformat(on))) == count


def test_an_administrator_holds_no_post_even_if_someone_wrote_one_down(user: User) -> None:
    post(user, "420102-SJ", "承办人", DAY)
    user.admin_role = User.AdminRole.AUDIT
    assert posts_of(user, DAY) == ()


def test_a_post_in_a_unit_that_was_retired_no_longer_counts(user: User, as_owner: AsOwner) -> None:
    post(user, "420102-SJ", "承办人", DAY)
    with as_owner():
        Unit.objects.filter(pk="420102-SJ").update(active=False)
    assert posts_of(user, DAY) == ()


def test_the_database_refuses_a_post_that_ends_before_it_begins_or_is_given_twice(user: User) -> None:
    with pytest.raises(IntegrityError, match="post_until_after"), transaction.atomic():
        post(user, "420102-SJ", "承办人", DAY, dt.date(2026, 3, 5))
    post(user, "420102-SJ", "承办人", DAY)
    with pytest.raises(IntegrityError, match="post_once"), transaction.atomic():
        post(user, "420102-SJ", "承办人", DAY)


def test_nobody_is_a_superuser(user: User) -> None:
    assert not hasattr(user, "is_superuser")
    assert not hasattr(user, "is_staff")
