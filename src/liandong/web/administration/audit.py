"""审计管理: what was read, who signed in, and what the other administrators did. No matter is among it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from axes.models import AccessFailureLog, AccessLog
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.directory.models import Administered, User
from liandong.trust.readings import every_reading
from liandong.web import saying
from liandong.web.administration.gate import only
from liandong.web.shown import Link
from liandong.web.shown_law import Cell, Table

PAGE = 50


@only(User.AdminRole.AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """Four logs, newest first, each paged by itself."""
    logs = (_readings(request), _sign_ins(request), _failures(request), _administered(request))
    return render(request, "web/administration/audit.html", {"logs": logs})


def _readings(request: HttpRequest) -> tuple[Table, Link | None]:
    rows, older = _page(request, "readings", every_reading())
    users = dict(User.objects.filter(pk__in={row.user for row in rows}).values_list("pk", "username"))
    names = saying.names(code for row in rows for code in (row.unit, row.owner_unit))
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
            for row in rows
        ),
        _("还没有人查看过加密信息。"),
    )
    return table, older


def _sign_ins(request: HttpRequest) -> tuple[Table, Link | None]:
    rows, older = _page(request, "sign_ins", AccessLog.objects.all())
    table = _table(
        "sign_ins",
        _("登录记录"),
        (_("登录时间"), _("用户"), _("网络地址"), _("退出时间")),
        (
            (saying.moment(r.attempt_time), r.username or "", r.ip_address or "", saying.moment(r.logout_time))
            for r in rows
        ),
        _("还没有登录记录。"),
    )
    return table, older


def _failures(request: HttpRequest) -> tuple[Table, Link | None]:
    rows, older = _page(request, "failures", AccessFailureLog.objects.all())
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
            for row in rows
        ),
        _("没有失败的登录。"),
    )
    return table, older


def _administered(request: HttpRequest) -> tuple[Table, Link | None]:
    rows, older = _page(request, "administered", Administered.objects.select_related("by"))
    table = _table(
        "administered",
        _("管理记录"),
        (_("时间"), _("管理员"), _("所办事项")),
        ((saying.moment(row.at), row.by.username, row.what) for row in rows),
        _("管理员还没有办理过什么。"),
    )
    return table, older


def _page[M: Model](request: HttpRequest, key: str, rows: QuerySet[M]) -> tuple[Sequence[M], Link | None]:
    """The newest rows before the one named in the address, and the way to older ones."""
    before = request.GET.get(key, "")
    if before.isdecimal() and len(before) < 18:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: PAGE + 1])
    if len(found) <= PAGE:
        return found, None
    asked = urlencode({**request.GET.dict(), key: found[PAGE - 1].pk})
    return found[:PAGE], Link(words=_("更早的记录"), href=f"{reverse('administration_audit')}?{asked}#{key}")


def _table(key: str, caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], empty: str) -> Table:
    cells = tuple(tuple(Cell(words=words) for words in row) for row in rows)
    return Table(key=key, caption=caption, heads=heads, rows=cells, empty=empty)
