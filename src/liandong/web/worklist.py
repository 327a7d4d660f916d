"""工作台: what is mine to do now, what is due soon, what is overdue, what came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.matters import attention
from liandong.matters.models import Participation
from liandong.matters.rules import law
from liandong.web import saying
from liandong.web.acting import acting
from liandong.web.lights import light
from liandong.web.shown import WorkBlock, WorkRow

MOST = 20  # rows of a block


def worklist(request: HttpRequest) -> HttpResponse:
    """The first page: four blocks of the acting unit's matters, one query each."""
    now = timezone.now()
    own = Participation.objects.filter(unit=acting(request).unit)
    blocks = (
        _block(
            "late",
            _("已逾期"),
            _("没有逾期的事项。期限届满而没有办理的，会自动列在这里。"),
            own.filter(attention.late(now)).order_by("due_at", "id"),
            now,
            "light=red",
        ),
        _block(
            "soon",
            _("快到期"),
            _("三天内没有到期的事项。离期限不足三天的，会自动列在这里。"),
            own.filter(attention.soon(now)).order_by("due_at", "id"),
            now,
            "light=yellow",
        ),
        _block(
            "mine",
            _("轮到我办"),
            _("没有轮到本单位办理的事项。对方移送、送达，或者您新建的事项，会列在这里。"),
            own.filter(turn=True).order_by("last_at"),
            now,
            "turn=mine",
        ),
        _block(
            "new",
            _("新收到"),
            _("没有待签收的文书。其他单位送达或抄送的文书，签收之前列在这里。"),
            own.filter(attention.ARRIVED).order_by("unsigned_since"),
            now,
            "turn=unsigned",
        ),
    )
    return render(request, "web/worklist.html", {"blocks": blocks})


def _block(key: str, title: str, empty: str, rows: QuerySet[Participation], now: dt.datetime, query: str) -> WorkBlock:
    found = list(rows[: MOST + 1])
    more = f"{reverse('ledger')}?{query}" if len(found) > MOST else ""
    return WorkBlock(key=key, title=title, empty=empty, rows=_rows(found[:MOST], now), more_href=more)


def _rows(rows: Sequence[Participation], now: dt.datetime) -> tuple[WorkRow, ...]:
    names = saying.names(row.last_unit for row in rows)
    return tuple(
        WorkRow(
            title=row.title,
            href=reverse("matter", args=[row.matter_id]),
            number=row.number,
            procedure=saying.procedure_name(row.procedure, row.variant),
            state=saying.state_name(row.procedure, row.state),
            due=saying.due(row.due_at, now),
            light=light(row.due_at, now, law().calendar, waiting=row.waiting),
            sender=names.get(row.last_unit, ""),
        )
        for row in rows
    )
