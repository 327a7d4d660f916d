"""The accounts of the demonstration."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liandong.directory.demo import DemoAccount, demo_accounts, load_demo
from liandong.directory.models import Post, User
from liandong.directory.posts import posts_of

TODAY = dt.date(2026, 11, 22)


@pytest.mark.usefixtures("hubei")
class TestWithHubei:
    def test_every_account_can_sign_in_with_the_one_password_and_says_that_it_is_invented(self) -> None:
        accounts = load_demo("one password for all")
        for user in User.objects.all():
            assert user.name.startswith("演示·")
            assert user.email.endswith("@example.invalid")
        assert User.objects.count() == len(accounts)
        assert len({user.password for user in User.objects.all()}) == 1
        assert User.objects.get(username="ja-sj-chengban").check_password("one password for all")

    @pytest.mark.parametrize("place", ["ja", "yd", "wh", "hb"])
    @pytest.mark.parametrize("organ", ["sj", "ga", "jc"])
    def test_each_place_has_a_handler_a_head_and_a_registry_in_bureau_police_and_procuratorate(
        self, place: str, organ: str
    ) -> None:
        load_demo("one password for all")
        held = Post.objects.filter(user__username__startswith=f"{place}-{organ}-")
        assert sorted(held.values_list("kind", flat=True)) == sorted(["承办人", "负责人", "收件"])

    def test_the_bureau_of_justice_only_reads_and_the_ecology_clerk_is_registry_too(self) -> None:
        load_demo("one password for all")
        assert [p.kind for p in posts_of(User.objects.get(username="wh-sf-chayue"), TODAY)] == ["查阅"]
        ecology = posts_of(User.objects.get(username="ja-st-chengban"), TODAY)
        assert {p.kind for p in ecology} == {"承办人", "收件"}
        assert {p.unit_name for p in ecology} == {"武汉市生态环境局江岸区分局"}

    def test_the_three_administrators_hold_no_posts(self) -> None:
        load_demo("one password for all")
        administrators = User.objects.exclude(admin_role="")
        assert set(administrators.values_list("admin_role", flat=True)) == {"系统", "安全", "审计"}
        assert not Post.objects.filter(user__in=administrators).exists()

    def test_the_stranger_sits_in_another_county(self) -> None:
        load_demo("one password for all")
        (held,) = posts_of(User.objects.get(username="fc-sj-chengban"), TODAY)
        assert held.unit_name == "襄阳市樊城区市场监督管理局"

    def test_a_second_load_makes_nothing_new_and_ends_no_session(self) -> None:
        load_demo("one password for all")
        before = list(User.objects.order_by("pk").values_list("pk", "password"))
        posts = Post.objects.count()
        load_demo("one password for all")
        assert list(User.objects.order_by("pk").values_list("pk", "password")) == before
        assert Post.objects.count() == posts

    def test_another_password_goes_to_every_account(self) -> None:
        load_demo("one password for all")
        load_demo("quite another password")
        assert User.objects.get(username="admin-shenji").check_password("quite another password")

    def test_the_table_names_role_unit_and_username_in_one_query(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            accounts = demo_accounts()
        assert len(queries) == 1
        assert accounts[0] == DemoAccount(role="承办人", unit="武汉市江岸区市场监督管理局", username="ja-sj-chengban")
        assert accounts[-1] == DemoAccount(role="审计管理员", unit="", username="admin-shenji")

    def test_the_command_prints_the_accounts_and_a_password_that_it_made_up(self) -> None:
        out = StringIO()
        call_command("load_demo", stdout=out)
        lines = out.getvalue().splitlines()
        assert lines[0] == "ja-sj-chengban\t承办人\t武汉市江岸区市场监督管理局"
        password = lines[-1].removeprefix("口令：")
        assert User.objects.get(username="ja-sj-chengban").check_password(password)


def test_the_command_asks_for_the_region_first(db: None) -> None:
    with pytest.raises(CommandError, match=r"^演示账号的单位不在名录里，请先运行 load_region hubei$"):
        call_command("load_demo", password="one password for all")
