"""What runs by the clock: the sweeps of deadlines and of files, the keeping of issued papers, and the daily mail.

Every task may be run twice without harm. The queue counts in UTC; Shanghai is eight hours ahead, all year.
"""

from __future__ import annotations

import datetime as dt
import logging

from procrastinate.contrib.django import app

from liandong.documents.files import sweep_parts
from liandong.documents.keeping import files_root
from liandong.jobs.digests import send_digests
from liandong.matters.issuing import keep_issued
from liandong.matters.sweeping import sweep

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sweep")
def sweep_deadlines(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute
    """Tell of clocks that have run out, and let unused rights lapse; every minute."""
    swept = sweep(dt.datetime.now(dt.UTC))
    if swept.overdue:
        log.warning("sweep: %s clocks ran out, %s rights lapsed", swept.overdue, swept.lapsed)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="keep_papers")
def keep_papers(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute
    """Make the PDF of each paper issued since, and keep it; every minute."""
    keep_issued(dt.datetime.now(dt.UTC))


@app.periodic(cron="15 19 * * *")  # 3:15 in Shanghai, when nobody uploads
@app.task(queueing_lock="sweep_files")
def sweep_files(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute
    """Remove what killed uploads left behind; every night."""
    removed = sweep_parts(files_root())
    if removed:
        log.warning("sweep: %s unfinished uploads removed", removed)


@app.periodic(cron="30 0-9 * * *")  # 8:30 in Shanghai; until 17:30 each hour for what failed or was cut off
@app.task(queueing_lock="mail_digests")
def mail_digests(timestamp: int) -> None:  # noqa: ARG001 - the queue says for which minute
    """Send everybody his digest of the day."""
    mailed = send_digests(dt.datetime.now(dt.UTC))
    if mailed.waiting:
        log.error("digest: %s mails were sent, %s wait for the next run", mailed.sent, mailed.waiting)
