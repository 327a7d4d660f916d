"""红黄绿: how a due time stands now, as colour, sign and words; never colour alone."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liandong.kernel.calendar import Calendar
from liandong.kernel.due import SHANGHAI
from liandong.web.shown import Level, Light

SOON_WORKING_DAYS = 1  # yellow from the last working day on


def light(due_at: dt.datetime | None, now: dt.datetime, calendar: Calendar, *, waiting: bool = False) -> Light:
    """The light of a due time; `waiting` where the clock waits for a receipt."""
    if due_at is None:
        return Light(level=Level.GREY, words=_("未起算：待签收")) if waiting else Light()
    if now >= due_at:
        days = (now.astimezone(SHANGHAI).date() - _last_day(due_at)).days
        if days == 0:
            return Light(level=Level.RED, words=_("已逾期"))
        return Light(level=Level.RED, words=ngettext("逾期 %(days)d 天", "逾期 %(days)d 天", days) % {"days": days})
    left = due_at - now
    if left < dt.timedelta(hours=24) and due_at.astimezone(SHANGHAI).time() != dt.time():
        hours = int(left.total_seconds() // 3600)
        return Light(level=Level.YELLOW, words=_("剩 %(hours)d 小时") % {"hours": hours})
    days = working_days(now.astimezone(SHANGHAI).date(), _last_day(due_at), calendar)
    if days <= SOON_WORKING_DAYS:
        words = _("今天到期") if days == 0 else ngettext("剩 %(days)d 个工作日", "剩 %(days)d 个工作日", days)
        return Light(level=Level.YELLOW, words=words % {"days": days} if days else words)
    return Light(
        level=Level.GREEN, words=ngettext("剩 %(days)d 个工作日", "剩 %(days)d 个工作日", days) % {"days": days}
    )


def working_days(after: dt.date, until: dt.date, calendar: Calendar) -> int:
    """Working days after the one day up to and with the other; counted no further than 60."""
    days = min((until - after).days, 90)
    return sum(not calendar.is_rest(after + dt.timedelta(days=number)) for number in range(1, days + 1))


def _last_day(due_at: dt.datetime) -> dt.date:
    return (due_at.astimezone(SHANGHAI) - dt.timedelta(microseconds=1)).date()
