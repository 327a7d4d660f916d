"""每日提醒 by mail: whom to write to today, and that each gets one mail and no mail is lost.

At the first run of a day one row is made for each person to be written to; every run sends what rows are left. A mail
is sent in the transaction that marks its row as done, so two runs at once do not send it twice, and what failed or was
cut off is sent by the next run. A process that is killed after the mail server took a mail and before the transaction
ends, a few milliseconds, lets the next run send that mail again: better twice than never. It then has the same
Message-ID, by which most mail servers drop the second.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef

from liandong.directory.posts import running
from liandong.jobs.models import Digest
from liandong.kernel.due import SHANGHAI
from liandong.matters import attention
from liandong.matters.models import Participation
from liandong.web.digest import Letter, compose

FROM = dt.time(8, 30)  # Asia/Shanghai; nothing is sent before
BATCH = 100  # mails that are composed together
FAILURES = 5  # so many in a row are the mail server's fault, and the rest waits
KEPT = dt.timedelta(days=90)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """How many digests were sent, and how many wait for the next run."""

    sent: int
    waiting: int


def send_digests(now: dt.datetime) -> Mailed:
    """Send every digest of the day that was not sent yet; may be run as often as one likes."""
    local = now.astimezone(SHANGHAI)
    day = local.date()
    if local.time() < FROM:
        return Mailed(sent=0, waiting=0)
    if not Digest.objects.filter(day=day).exists():
        _plan(day, now)
    left = Digest.objects.filter(day=day, done_at=None)
    sent = _send([pk for (pk,) in left.order_by("tries", "id").values_list("id")], now)
    return Mailed(sent=sent, waiting=left.count())


def readers(day: dt.date, now: dt.datetime) -> list[int]:
    """The keys of those who are to be written to: active, with an address, with a post in a unit that has something."""
    own = Participation.objects.filter(unit=OuterRef("unit"))
    something = Exists(own.filter(attention.due(now))) | Exists(own.filter(attention.ARRIVED))
    posts = running(day).filter(something, user__is_active=True).exclude(user__email="")
    return sorted(set(posts.values_list("user", flat=True)))


def _plan(day: dt.date, now: dt.datetime) -> None:
    Digest.objects.filter(day__lt=day - KEPT).delete()
    Digest.objects.bulk_create([Digest(user_id=user, day=day) for user in readers(day, now)], ignore_conflicts=True)


def _send(digests: Sequence[int], now: dt.datetime) -> int:
    """Send these in order; how many were. One that fails keeps back no other."""
    mailer = mailers.default
    sent = failures = 0
    with closing(mailer):
        for row, letter in _letters(digests, now):
            try:
                sent += _send_one(row, letter, mailer, now)
                failures = 0
            except Exception as error:
                failures += 1
                log.error("digest: no mail to %s: %s", row.user.username, error)
                Digest.objects.filter(pk=row.pk).update(tries=F("tries") + 1)  # who failed is tried last next time
                with suppress(Exception):
                    mailer.close()
                if failures == FAILURES:
                    break
    return sent


def _letters(digests: Sequence[int], now: dt.datetime) -> Iterator[tuple[Digest, Letter | None]]:
    for keys in batched(digests, BATCH):
        rows = Digest.objects.filter(pk__in=keys).select_related("user").in_bulk()
        letters = compose([row.user for row in rows.values()], now)
        yield from ((rows[key], letters.get(rows[key].user_id)) for key in keys)


def _send_one(row: Digest, letter: Letter | None, mailer: BaseEmailBackend, now: dt.datetime) -> bool:
    """Whether this run sent it: another may have been quicker, and there may be nothing to say any more."""
    with transaction.atomic():
        mine = Digest.objects.filter(pk=row.pk, done_at=None).update(done_at=now)
        if not mine or letter is None:
            return False
        mailer.open()  # one connection for all; it is open already but for the first and after a failure
        mailer.send_messages([_message(row, letter)])
    return True


def _message(row: Digest, letter: Letter) -> EmailMultiAlternatives:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<digest-{row.day}-{row.user_id}@{host}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office notes in answer
    }
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[row.user.email], headers=headers)
    message.attach_alternative(letter.html, "text/html")
    return message
