"""审计管理: what was read, who signed in, and what the other administrators did. No matter is among it.

The logs are read line by line, for a person, a unit or some days; nothing here counts or compares people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from axes.models import AccessFailureLog, AccessLog
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.directory.models import Administered, Unit, User
from liandong.kernel.due import SHANGHAI
from liandong.trust.readings import every_reading
from liandong.web import saying
from liandong.web.administration.gate import only
from liandong.web.administration.paging import page
from liandong.web.shown import Link
from liandong.web.shown_law import Cell, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the lines are narrowed to; both days included."""

    person: str
    unit: str
    since: dt.date | None
    until: dt.date | None

    @property
    def people(self) -> QuerySet[User]:
        """Who the person may be."""
        return User.objects.filter(Q(username__icontains=self.person) | Q(name__icontains=self.person))

    @property
    def units(self) -> QuerySet[Unit]:
        """Which units it may be."""
        return Unit.objects.filter(Q(code=self.unit) | Q(name__icontains=self.unit) | Q(name_en__icontains=self.unit))

    @property
    def of_unit(self) -> QuerySet[User]:
        """Who holds or held a post there."""
        return User.objects.filter(posts__unit__in=self.units)

    def within(self, field: str) -> Q:
        """The days, in Shanghai."""
        days = Q()
        if self.since:
            days &= Q((f"{field}__gte", _midnight(self.since)))
        if self.until:
            days &= Q((f"{field}__lt", _midnight(self.until + dt.timedelta(days=1))))
        return days


type Log = Callable[[HttpRequest, Asked], tuple[Table, tuple[Link, ...]]]


@only(User.AdminRole.AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """One of the four logs, newest first."""
    logs: dict[str, tuple[str, Log]] = {
        "readings": (_("查阅记录"), _readings),
        "sign_ins": (_("登录记录"), _sign_ins),
        "failures": (_("登录失败"), _failures),
        "administered": (_("管理记录"), _administered),
    }
    chosen = request.GET.get("log", "")
    if chosen not in logs:
        chosen = "readings"
    asked = _asked(request)
    table, turns = logs[chosen][1](request, asked)
    given = {
        "log": chosen,
        "logs": tuple(
            Link(words=words, href=_address(request, log=key), current=key == chosen)
            for key, (words, _log) in logs.items()
        ),
        "asked": asked,
        "table": table,
        "turns": turns,
        "clear_href": _address(request, log=chosen, person="", unit="", since="", until="")
        if asked.person or asked.unit or asked.since or asked.until
        else "",
    }
    return render(request, "web/administration/audit.html", given)


def _readings(request: HttpRequest, asked: Asked) -> tuple[Table, tuple[Link, ...]]:
    rows = every_reading().filter(asked.within("at"))
    if asked.person:
        rows = rows.filter(user__in=asked.people.values("pk"))
    if asked.unit:
        rows = rows.filter(Q(unit__in=asked.units.values("pk")) | Q(owner_unit__in=asked.units.values("pk")))
    found = page(request, "page", rows.order_by("-pk"))
    users = dict(User.objects.filter(pk__in={row.user for row in found.rows}).values_list("pk", "username"))
    names = saying.names(code for row in found.rows for code in (row.unit, row.owner_unit))
    table = _table(
        "readings",
        _("查阅记录"),
        (_("时间"), _("用户"), _("查阅单位"), _("字段"), _("提供单位"), _("查看目的"), _("事项标识")),
        (
            (
                saying.moment(row.at),
                users.get(row.user, str(row.user)),
                names.get(row.unit, row.unit),
                row.field,
                names.get(row.owner_unit, row.owner_unit),
                row.purpose,
                f"{str(row.matter)[:8]} · {row.seq}",
            )
            for row in found.rows
        ),
        _("还没有人查看过加密信息。"),
    )
    return table, found.turns


def _sign_ins(request: HttpRequest, asked: Asked) -> tuple[Table, tuple[Link, ...]]:
    rows = AccessLog.objects.filter(_who_and_when(asked))
    found = page(request, "page", rows.order_by("-pk"))
    table = _table(
        "sign_ins",
        _("登录记录"),
        (_("登录时间"), _("用户"), _("网络地址"), _("退出时间")),
        (
            (saying.moment(r.attempt_time), r.username or "", r.ip_address or "", saying.moment(r.logout_time))
            for r in found.rows
        ),
        _("还没有登录记录。"),
    )
    return table, found.turns


def _failures(request: HttpRequest, asked: Asked) -> tuple[Table, tuple[Link, ...]]:
    rows = AccessFailureLog.objects.filter(_who_and_when(asked))
    found = page(request, "page", rows.order_by("-pk"))
    table = _table(
        "failures",
        _("登录失败"),
        (_("时间"), _("所填用户名"), _("网络地址"), _("是否锁定")),
        (
            (
                saying.moment(row.attempt_time),
                row.username or "",
                row.ip_address or "",
                _("已锁定") if row.locked_out else _("未锁定"),
            )
            for row in found.rows
        ),
        _("没有失败的登录。"),
    )
    return table, found.turns


def _administered(request: HttpRequest, asked: Asked) -> tuple[Table, tuple[Link, ...]]:
    rows = Administered.objects.select_related("by").filter(asked.within("at"))
    if asked.person:
        rows = rows.filter(Q(by__in=asked.people) | Q(what__icontains=asked.person))
    if asked.unit:
        rows = rows.filter(what__icontains=asked.unit)
    found = page(request, "page", rows.order_by("-pk"))
    table = _table(
        "administered",
        _("管理记录"),
        (_("时间"), _("管理员"), _("所办事项")),
        ((saying.moment(row.at), row.by.username, row.what) for row in found.rows),
        _("管理员还没有办理过什么。"),
    )
    return table, found.turns


def _who_and_when(asked: Asked) -> Q:
    """Lines of sign-in name a user as he typed himself, so that one who does not exist is found too."""
    found = asked.within("attempt_time")
    if asked.person:
        found &= Q(username__icontains=asked.person) | Q(username__in=asked.people.values("username"))
    if asked.unit:
        found &= Q(username__in=asked.of_unit.values("username"))
    return found


def _asked(request: HttpRequest) -> Asked:
    person, unit = (request.GET.get(key, "").replace("\0", "").strip()[:100] for key in ("person", "unit"))
    return Asked(person=person, unit=unit, since=_day(request, "since"), until=_day(request, "until"))


def _day(request: HttpRequest, key: str) -> dt.date | None:
    try:
        day = parse_date(request.GET.get(key, ""))
    except ValueError:  # the 31st of February
        return None
    return day if day and 1900 < day.year < 2200 else None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), SHANGHAI)


def _address(request: HttpRequest, **changed: str) -> str:
    asked = {key: request.GET.get(key, "") for key in ("person", "unit", "since", "until")} | changed
    return f"{reverse('administration_audit')}?{urlencode({key: value for key, value in asked.items() if value})}"


def _table(key: str, caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str) -> Table:
    cells = tuple(tuple(Cell(words=words) for words in row) for row in rows)
    return Table(key=key, caption=caption, heads=heads, rows=cells, empty=empty)
