"""Two workers send the mails of a day at once, in connections of their own."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from tests.cast import TO_REVIEW, walked

from liandong.directory.models import User
from liandong.jobs.digests import Mailed, send_digests


@pytest.mark.usefixtures("real_cast")
def test_each_person_gets_one_mail(as_owner: Any) -> None:
    with as_owner():
        User.objects.update(email="somebody@example.invalid")
    walked(TO_REVIEW)
    gate = threading.Barrier(2)
    mailed: list[Mailed] = []

    def run() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("set role liandong_jobs")
            gate.wait(10)
            mailed.append(send_digests(dt.datetime(2026, 3, 3, 0, 30, tzinfo=dt.UTC)))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(item.sent for item in mailed) == len(mail.outbox) == 6
