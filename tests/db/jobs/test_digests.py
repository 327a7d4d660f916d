"""The daily mail: who gets one, what stands in it, once a day, and not lost with a mail server that fails."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import ProgrammingError, connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from tests.cast import (
    ADULT,
    AGENCY,
    POLICE,
    POSTS,
    PROCURATORATE,
    SECRETS,
    SHORT,
    TITLE,
    TO_NOT_FILED,
    TO_REVIEW,
    begin,
    walked,
)

from liandong.directory.models import Post, User
from liandong.jobs import digests, tasks
from liandong.jobs.digests import Mailed, send_digests
from liandong.jobs.models import Digest
from liandong.matters import attention

pytestmark = pytest.mark.usefixtures("cast", "addresses")
NOTHING = Mailed(sent=0, waiting=0)
# Monday 2 March 2026 is when the cast's matters begin; the mail of a day goes out at 8:30 in Shanghai, 0:30 in UTC.
TUESDAY = dt.datetime(2026, 3, 3, 0, 30, tzinfo=dt.UTC)
SATURDAY = dt.datetime(2026, 3, 7, 0, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MAY_NOT_BE_MAILED = (TITLE, ADULT, *SECRETS)
DOWN = "tests.db.jobs.test_digests.Down"
CHOOSY = "tests.db.jobs.test_digests.Choosy"


class Down(EmailBackend):
    """A mail server that does not answer; counts how often it was asked."""

    asked = 0

    def open(self) -> bool:
        """Never."""
        Down.asked += 1
        raise ConnectionRefusedError(111, "Connection refused")


class Choosy(EmailBackend):
    """A mail server that refuses the agency's people."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        """All but those."""
        if messages[0].to[0].startswith("sj-"):
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})
        return super().send_messages(messages)


def server(backend: str) -> override_settings:
    return override_settings(MAILERS={"default": {"BACKEND": backend}})


@pytest.fixture
def addresses(cast: None, as_owner: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """Everybody of the cast has an address; the server keeps what it gets."""
    with as_owner():
        for user in User.objects.all():
            user.email = f"{user.username}@example.invalid"
            user.save()
    Down.asked = 0
    with (
        server("django.core.mail.backends.locmem.EmailBackend"),
        override_settings(LIANDONG_URL="https://lian.example/"),
    ):
        yield


@pytest.fixture
def send(as_jobs: Any) -> Callable[[dt.datetime], Mailed]:
    """Send the digests in the jobs' role."""

    def sent(now: dt.datetime) -> Mailed:
        with as_jobs():
            return send_digests(now)

    return sent


type Send = Callable[[dt.datetime], Mailed]


def mailed() -> dict[str, str]:
    """The text that each person got, by his name."""
    return {message.to[0].partition("@")[0]: str(message.body) for message in mail.outbox}


def subjects() -> dict[str, str]:
    return {message.to[0].partition("@")[0]: str(message.subject) for message in mail.outbox}


def html_of(name: str) -> str:
    (found,) = [message for message in mail.outbox if message.to[0].startswith(name)]
    ((content, kind),) = found.alternatives  # type: ignore[attr-defined]
    assert kind == "text/html"
    return str(content)


def test_a_unit_without_anything_gets_no_mail(send: Send) -> None:
    begin()  # verifying has no limit
    assert send(TUESDAY) == NOTHING
    assert mail.outbox == []


@pytest.mark.plan(22)
def test_what_is_late_is_the_heads_to_do_and_for_the_others_information(send: Send) -> None:
    walk = walked(TO_REVIEW[:1])  # the head has until Thursday, 24:00
    assert send(SATURDAY) == Mailed(sent=3, waiting=0)
    assert subjects() == {
        "sj-head": "府检联动每日提醒：由您办理 1 件，其中逾期 1 件",
        "sj-handler": "府检联动每日提醒：供知悉 1 件",
        "sj-registry": "府检联动每日提醒：供知悉 1 件",
    }
    assert mailed()["sj-head"] == (
        "演示sj负责人，您好。\n"
        "\n"
        "【武汉市江岸区市场监督管理局】\n"
        "\n"
        "== 由您办理（1 件） ==\n"
        "\n"
        f"▲ 逾期 2 天  {walk.number}\n"
        "    正向移送 · 待审批 · 轮到本单位（负责人）\n"
        "    3月5日 周四 24:00 到期 · 《行政执法机关移送涉嫌犯罪案件的规定》第五条第二款\n"
        f"    https://lian.example/matters/{walk.matter}\n"
        "\n"
        "-- \n"
        "时间均为北京时间。本邮件每天至多一封，只列编号，不写案情；名称和内容请登录平台查看。\n"
        "“由您办理”是您的岗位此刻可以办的；“供知悉”由本单位其他岗位办理。\n"
        "https://lian.example/\n"
    )
    assert "== 供知悉（1 件） ==" in mailed()["sj-handler"]


def test_red_stands_only_where_one_can_act(send: Send) -> None:
    walked(TO_REVIEW[:1])
    send(SATURDAY)
    assert html_of("sj-head").count("#b3201d") == 1
    assert "▲ 逾期 2 天" in html_of("sj-head")
    assert "#b3201d" not in html_of("sj-handler")
    assert "▲" not in html_of("sj-handler") + mailed()["sj-handler"]
    assert "逾期 2 天" in html_of("sj-handler")


def test_what_is_due_within_three_days_is_told(send: Send) -> None:
    walked(TO_REVIEW[:1])  # until Thursday, 24:00
    send(TUESDAY)
    assert "◆ 剩 2 个工作日" not in mailed()["sj-head"]  # green: yellow begins with the last working day
    assert "● 剩 2 个工作日" in mailed()["sj-head"]


def test_what_arrived_is_for_those_who_sign_and_names_the_paper_and_the_act_of_its_procedure(send: Send) -> None:
    walk = walked(TO_REVIEW)
    assert send(TUESDAY) == Mailed(sent=6, waiting=0)
    assert set(mailed()) == {f"{SHORT[unit]}-{post}" for unit in (POLICE, PROCURATORATE) for post in POSTS}
    wanted = (
        f"◆ 待签收  {walk.number}\n"
        "    正向移送 · 待审查 · 轮到本单位（负责人）\n"
        "    3月2日 周一 12:00 送达，尚未签收：《涉嫌犯罪案件移送书》"
        " · 《行政执法机关移送涉嫌犯罪案件的规定》第七条\n"
    )
    assert wanted in mailed()["ga-registry"]
    assert "由您办理 1 件" in subjects()["ga-handler"]  # he may sign too
    assert subjects()["ga-head"] == "府检联动每日提醒：供知悉 1 件"
    assert "轮到武汉市公安局江岸区分局（负责人）" in mailed()["jc-registry"]


def test_a_limit_beside_the_states_is_for_those_who_may_do_the_act_that_ends_it(send: Send) -> None:
    walk = walked((*TO_REVIEW, (POLICE, "签收"), (POLICE, "通知补正"), (AGENCY, "签收文书")))
    send(dt.datetime(2026, 3, 9, 0, 30, tzinfo=dt.UTC))
    assert subjects()["sj-handler"] == "府检联动每日提醒：由您办理 1 件，其中逾期 1 件"
    assert subjects()["sj-head"] == "府检联动每日提醒：供知悉 1 件"
    assert "《公安机关办理刑事案件程序规定》第一百八十条第二款" in mailed()["sj-handler"]
    assert walk.number in mailed()["ga-head"]


def test_no_mail_names_a_party_or_a_case(send: Send) -> None:
    walked(TO_REVIEW)
    walked(TO_NOT_FILED)
    walked(TO_REVIEW[:1])
    send(SATURDAY)
    assert len(mail.outbox) == 9
    for message in mail.outbox:
        raw = message.message().as_string() + str(message.body) + html_of(message.to[0])
        assert [words for words in MAY_NOT_BE_MAILED if words in raw] == []


def test_an_english_reader_reads_english(send: Send, as_owner: Any) -> None:
    with as_owner():
        User.objects.filter(username="sj-head").update(language="en")
    walked(TO_REVIEW[:1])
    send(SATURDAY)
    assert subjects()["sj-head"] == "Liandong today: 1 yours to do, 1 of them overdue"
    assert (
        "Transfer of suspected crimes from agency to police · Awaiting the head · turn of your unit (head)"
        in (mailed()["sj-head"])
    )
    assert "due Thu 5 Mar 24:00" in mailed()["sj-head"]
    assert 'lang="en"' in html_of("sj-head")


def test_nobody_without_address_post_or_account_is_written_to(send: Send, as_owner: Any) -> None:
    walked(TO_REVIEW[:1])
    with as_owner():
        User.objects.filter(username="sj-head").update(email="")
        User.objects.filter(username="sj-handler").update(is_active=False)
        Post.objects.filter(user__username="sj-registry").update(until=dt.date(2026, 3, 6))
        administrator = User.objects.get(username="admin-xitong")
        Post.objects.create(user=administrator, unit_id=AGENCY, kind="负责人", since=dt.date(2020, 1, 1))
    assert send(SATURDAY) == NOTHING


def test_who_holds_posts_in_two_units_gets_one_mail_for_both(send: Send, as_owner: Any) -> None:
    walked(TO_REVIEW)
    with as_owner():
        Post.objects.create(
            user=User.objects.get(username="ga-registry"), unit_id=PROCURATORATE, kind="收件", since=dt.date(2020, 1, 1)
        )
    send(TUESDAY)
    assert subjects()["ga-registry"] == "府检联动每日提醒：由您办理 2 件"
    assert mailed()["ga-registry"].count("【") == 2


def test_a_day_has_one_mail_however_often_the_job_runs(send: Send) -> None:
    walked(TO_REVIEW[:1])
    assert send(SATURDAY).sent == 3
    walked(TO_REVIEW)  # somebody else's unit has something now; tomorrow's mail will say so
    for hours in (0, 1, 9, 14):
        assert send(SATURDAY + hours * HOUR) == NOTHING
    assert send(SATURDAY + 24 * HOUR).sent == 9
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 12


def test_the_day_begins_in_shanghai_at_half_past_eight(send: Send) -> None:
    walked(TO_REVIEW[:1])
    assert send(SATURDAY - dt.timedelta(seconds=1)) == NOTHING
    assert send(dt.datetime(2026, 3, 6, 16, 30, tzinfo=dt.UTC)) == NOTHING  # half past midnight
    assert send(SATURDAY).sent == 3


def test_a_mail_server_that_is_down_loses_nothing_and_is_not_asked_for_everybody(
    send: Send, as_jobs: Any, caplog: pytest.LogCaptureFixture
) -> None:
    walked(TO_REVIEW)
    with server(DOWN):
        assert send(TUESDAY) == Mailed(sent=0, waiting=6)
    assert Down.asked == 5
    assert caplog.messages == [
        f"digest: no mail to {name}: [Errno 111] Connection refused"
        for name in ("ga-handler", "ga-head", "ga-registry", "jc-handler", "jc-head")
    ]
    assert send(TUESDAY + HOUR) == Mailed(sent=6, waiting=0)
    assert send(TUESDAY + 2 * HOUR) == NOTHING


def test_who_is_refused_holds_up_nobody_and_is_tried_last_the_next_time(send: Send, as_jobs: Any) -> None:
    walked(TO_REVIEW)
    walked(TO_REVIEW[:1])
    with server(CHOOSY):
        assert send(TUESDAY) == Mailed(sent=6, waiting=3)
    with as_jobs():
        assert set(Digest.objects.filter(done_at=None).values_list("tries", flat=True)) == {1}
    assert send(TUESDAY + HOUR) == Mailed(sent=3, waiting=0)
    assert [message.to[0].partition("-")[0] for message in mail.outbox[-3:]] == ["sj"] * 3


def test_many_who_are_refused_do_not_stand_before_the_others_for_ever(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "FAILURES", 3)
    walked(TO_REVIEW)
    walked(TO_REVIEW[:1])
    with server(CHOOSY):
        assert send(TUESDAY) == Mailed(sent=0, waiting=9)  # the agency's three come first
        assert send(TUESDAY + HOUR) == Mailed(sent=6, waiting=3)


def test_a_run_that_is_killed_midway_is_carried_on_by_the_next(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    walked(TO_REVIEW)
    sending = digests._send_one

    def killed_at_the_third(*given: Any) -> bool:
        if len(mail.outbox) == 2:
            raise SystemExit
        return sending(*given)

    with monkeypatch.context() as patch:
        patch.setattr(digests, "_send_one", killed_at_the_third)
        with pytest.raises(SystemExit):
            send(TUESDAY)
    with connection.cursor() as cursor:
        cursor.execute("set role liandong_web")
    assert send(TUESDAY + HOUR) == Mailed(sent=4, waiting=0)
    assert len({message.to[0] for message in mail.outbox}) == len(mail.outbox) == 6


def test_what_was_done_before_a_later_try_is_not_told_of(send: Send) -> None:
    walk = walked(TO_REVIEW[:1])
    with server(DOWN):
        send(TUESDAY)
    walk.do(AGENCY, "不批准移送")
    assert send(TUESDAY + HOUR) == NOTHING
    assert mail.outbox == []


def test_a_mail_cannot_be_answered_by_an_out_of_office_note(send: Send) -> None:
    walked(TO_REVIEW[:1])
    send(SATURDAY)
    message = mail.outbox[0].message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["From"] == "liandong@localhost"
    assert message["Message-ID"].startswith("<digest-2026-03-07-")


def test_a_long_list_is_cut_with_the_count_of_the_rest(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liandong.web.digest.MOST", 2)
    monkeypatch.setattr(attention, "MOST", 4)
    for _ in range(5):
        walked(TO_REVIEW[:1])
    send(SATURDAY)
    # four were read for everybody; the fifth is nobody's in particular
    assert subjects()["sj-head"] == "府检联动每日提醒：由您办理 4 件，其中逾期 4 件，供知悉 1 件"
    assert mailed()["sj-head"].count("▲") == 2
    assert "另有 2 件，请在平台的台账中查看。" in mailed()["sj-head"]
    assert "== 供知悉（1 件） ==\n\n另有 1 件，请在平台的台账中查看。" in mailed()["sj-head"]
    assert "== 供知悉（5 件） ==" in mailed()["sj-handler"]
    assert "另有 3 件，请在平台的台账中查看。" in mailed()["sj-handler"]


def test_the_queries_do_not_grow_with_matters_and_by_one_with_each_mail(as_jobs: Any) -> None:
    counts = []
    for number in range(1, 3):
        for _ in range(number * 4):
            walked(TO_REVIEW)
        with as_jobs(), CaptureQueriesContext(connection) as queries:
            assert send_digests(TUESDAY + (number - 1) * 24 * HOUR).sent == 6
        # not the savepoints, which are the test's own transaction's
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    assert counts[0] == counts[1]
    assert counts[0] - 6 <= 12


def test_the_web_may_not_look_who_was_written_to() -> None:
    denied = pytest.raises(ProgrammingError, match="permission denied for table jobs_digest")
    with denied, transaction.atomic():
        Digest.objects.exists()


def test_the_task_runs_from_half_past_eight_in_shanghai_and_says_what_waits(
    as_jobs: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (task,) = [
        item
        for item in tasks.app.periodic_registry.periodic_tasks.values()
        if item.task.name == tasks.mail_digests.name
    ]
    assert task.cron == "30 0-9 * * *"
    monkeypatch.setattr(tasks, "send_digests", lambda now: Mailed(sent=3, waiting=2))
    tasks.mail_digests.func(0)
    assert caplog.messages == ["digest: 3 mails were sent, 2 wait for the next run"]
