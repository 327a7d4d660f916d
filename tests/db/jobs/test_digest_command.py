"""liandong digest: the mails are read before they are sent, and the mail server is tried."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings
from tests.cast import TO_REVIEW, walked

from liandong.directory.models import User
from liandong.jobs.models import Digest
from liandong.program.main import main


@pytest.fixture(autouse=True)
def _on_the_tests_database(cast: None, monkeypatch: pytest.MonkeyPatch, as_owner: Any) -> None:
    monkeypatch.setattr("liandong.program.database.database", lambda kind: contextlib.nullcontext())
    with as_owner():
        User.objects.filter(username__startswith="sj-").update(email="sj@example.invalid")


def test_a_preview_prints_the_mails_of_those_named_and_sends_none(
    as_jobs: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    walk = walked(TO_REVIEW[:1], dt.datetime.now(dt.UTC) - dt.timedelta(days=20))
    with as_jobs():
        assert main(["digest", "sj-head", "sj-nobody"]) == 0
        assert not Digest.objects.exists()
    said = capsys.readouterr()
    assert said.out.startswith(
        "sj@example.invalid\n府检联动每日提醒：由您办理 1 件，其中逾期 1 件\n\n演示sj负责人，您好。\n"
    )
    assert walk.number in said.out
    assert said.err == "共 1 封，都没有发送。\n"
    assert mail.outbox == []


def test_a_trial_mail_goes_to_the_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["digest", "--try", "clerk@example.invalid"]) == 0
    assert [message.to for message in mail.outbox] == [["clerk@example.invalid"]]
    assert capsys.readouterr().err == "已交给邮件服务器，请到 clerk@example.invalid 查收。\n"


def test_a_mail_server_that_does_not_answer_is_said_with_what_to_look_at(capsys: pytest.CaptureFixture[str]) -> None:
    nobody = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    with override_settings(MAILERS={"default": nobody}):
        assert main(["digest", "--try", "clerk@example.invalid"]) == 1
    assert capsys.readouterr().err == (
        "邮件服务器没有收下：[Errno 111] Connection refused\n请检查 LIANDONG_MAIL 和 LIANDONG_MAIL_FROM。\n"
    )
