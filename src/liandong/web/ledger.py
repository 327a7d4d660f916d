"""台账: every matter of the acting unit, filtered, sorted, searched, page by page without a count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from liandong.kernel.due import SHANGHAI
from liandong.matters import attention
from liandong.matters.models import Participation
from liandong.matters.rules import law
from liandong.web import saying
from liandong.web.acting import acting
from liandong.web.lights import light
from liandong.web.shown import Choice, Column, Filter, Ledger, LedgerRow, Level, Light

PAGE = 50
SORTS = {"last": ("-last_at", "-id"), "due": ("due_at", "id")}
FILTERS = ("q", "procedure", "state", "turn", "light", "from", "to")


def ledger(request: HttpRequest) -> HttpResponse:
    """The ledger's page."""
    now = timezone.now()
    asked = asked_of(request)
    sort = request.GET.get("sort", "last") if request.GET.get("sort", "last") in SORTS else "last"
    rows = filtered(acting(request).unit, asked, now)
    found = list(_after(rows, sort, request.GET.get("after", ""))[: PAGE + 1])
    address = reverse("ledger")
    kept = {key: value for key, value in {**asked, "sort": sort}.items() if value}
    shown = Ledger(
        columns=_columns(address, kept, sort),
        rows=ledger_rows(found[:PAGE], acting(request).unit, now),
        filters=_filters(asked),
        filtered=any(asked.values()),
        clear_href=address,
        previous_href=f"{address}?{urlencode(kept)}" if request.GET.get("after") else "",
        next_href=f"{address}?{urlencode({**kept, 'after': _key(found[PAGE - 1], sort)})}" if len(found) > PAGE else "",
        export_href=f"{reverse('ledger_export')}?{urlencode(kept)}",
        new_href=reverse("new"),
    )
    return render(request, "web/ledger.html", {"ledger": shown})


def asked_of(request: HttpRequest) -> dict[str, str]:
    """The filters in the address; without NUL, which no column holds."""
    return {key: request.GET.get(key, "").replace("\0", "").strip() for key in FILTERS}


def filtered(unit: str, asked: dict[str, str], now: dt.datetime) -> QuerySet[Participation]:
    """The unit's ledger under the filters of the bar; what cannot be read as a filter is left out of account."""
    rows = Participation.objects.filter(unit=unit)
    for word in asked["q"].split()[:5]:
        rows = rows.filter(words__icontains=word)
    if asked["procedure"]:
        rows = rows.filter(procedure=asked["procedure"])
    if asked["state"]:
        rows = rows.filter(state=asked["state"])
    turns = {
        "mine": Q(turn=True),
        "others": Q(turn=False, closed=False),
        "closed": Q(closed=True),
        "unsigned": attention.ARRIVED,
        "silent": Q(unsigned_by_others__gt=0),
    }
    lights = {
        "red": attention.late(now),
        "yellow": attention.soon(now),
        "green": Q(closed=False, due_at__gt=now + attention.SOON),
        "grey": Q(waiting=True),
    }
    rows = rows.filter(turns.get(asked["turn"], Q()), lights.get(asked["light"], Q()))
    since, until = day_of(asked["from"]), day_of(asked["to"])
    if since:
        rows = rows.filter(opened_at__gte=since)
    if until:
        rows = rows.filter(opened_at__lt=until + dt.timedelta(days=1))
    return rows


def ledger_rows(rows: Sequence[Participation], unit: str, now: dt.datetime) -> tuple[LedgerRow, ...]:
    """The lines as the page and the export show them."""
    names = saying.names(code for row in rows for code in (row.turn_unit, row.last_unit))
    return tuple(
        LedgerRow(
            number=row.number,
            title=row.title,
            href=reverse("matter", args=[row.matter_id]),
            procedure=saying.procedure_name(row.procedure, row.variant),
            state=saying.state_name(row.procedure, row.state),
            turn=names.get(row.turn_unit, saying.nobody()),
            mine=row.turn and row.turn_unit == unit,
            due=saying.due(row.matter_due_at if _of_others(row) else row.due_at, now),
            light=_light(row, now),
            receipt=receipt(row),
            parties=row.parties,
            last_unit=names.get(row.last_unit, ""),
            last_step=saying.act_name(row.procedure, row.last_act),
            last_at=saying.moment(row.last_at),
        )
        for row in rows
    )


def _light(row: Participation, now: dt.datetime) -> Light:
    """How the unit's own due time stands; another's in words without colour, because here nobody can act on it."""
    if _of_others(row):
        return Light(words=light(row.matter_due_at, now, law().calendar).words)
    return light(row.due_at, now, law().calendar, waiting=row.waiting)


def _of_others(row: Participation) -> bool:
    """Does no clock of this unit run or wait, but another's?"""
    return row.due_at is None and not row.waiting and row.matter_due_at is not None


def receipt(row: Participation) -> Light:
    """Whether the matter's papers have been signed for, and by whom not."""
    if row.unsigned:
        return Light(level=Level.YELLOW, words=_("待本单位签收"))
    if row.unsigned_by_others:
        return Light(level=Level.YELLOW, words=_("对方未签收"))
    return Light(level=Level.GREEN, words=_("已签收")) if row.services else Light(words=_("未送达文书"))


def _after(rows: QuerySet[Participation], sort: str, key: str) -> QuerySet[Participation]:
    """The rows behind the last one of the page before."""
    rows = rows.order_by(*SORTS[sort])
    text, _sep, number = key.rpartition("~")
    if not number.isdecimal() or len(number) > 18:
        return rows
    try:
        at = dt.datetime.fromisoformat(text) if text else None
    except ValueError:
        return rows
    if at is not None and at.tzinfo is None:
        return rows
    if sort == "due":
        if at is None:
            return rows.filter(due_at=None, id__gt=int(number))
        return rows.filter(Q(due_at__gt=at) | Q(due_at=at, id__gt=int(number)) | Q(due_at=None))
    if at is None:
        return rows
    return rows.filter(last_at__lte=at).exclude(last_at=at, id__gte=int(number))


def _key(row: Participation, sort: str) -> str:
    at = row.due_at if sort == "due" else row.last_at
    return f"{at.isoformat() if at else ''}~{row.pk}"


def _columns(address: str, kept: dict[str, str], sort: str) -> tuple[Column, ...]:
    def sortable(key: str, words: str, direction: str) -> Column:
        href = f"{address}?{urlencode({**kept, 'sort': key})}"
        return Column(words=words, key=key, sort_href=href, sorted=direction if sort == key else "")

    return (
        Column(words=_("编号"), key="number"),
        Column(words=_("事项"), key="title"),
        Column(words=_("程序"), key="procedure"),
        Column(words=_("当事人"), key="parties"),
        Column(words=_("状态"), key="state"),
        Column(words=_("轮到"), key="turn"),
        sortable("due", _("期限"), "ascending"),
        Column(words=_("签收"), key="signed"),
        Column(words=_("最近办理"), key="last_step"),
        sortable("last", _("办理时间"), "descending"),
    )


def _filters(asked: dict[str, str]) -> tuple[Filter, ...]:
    procedures = [(name, saying.procedure_name(name)) for name in law().procedures]
    states = dict.fromkeys(
        (state.name, saying.state_name(name, state.name))
        for name, versions in law().procedures.items()
        if asked["procedure"] in ("", name)
        for state in versions[-1].states.values()
    )
    turns = [
        ("mine", _("轮到本单位")),
        ("others", _("轮到其他单位")),
        ("unsigned", _("待本单位签收")),
        ("silent", _("对方未签收")),
        ("closed", _("已办结")),
    ]
    lights = [("red", _("已逾期")), ("yellow", _("快到期")), ("green", _("在期")), ("grey", _("未起算"))]
    return (
        Filter(key="q", label=_("名称、编号、文号或当事人"), kind="search", value=asked["q"]),
        select("procedure", _("程序"), procedures, asked),
        select("state", _("状态"), states, asked),
        select("turn", _("轮到"), turns, asked),
        select("light", _("期限"), lights, asked),
        Filter(key="from", label=_("新建自"), kind="date", value=asked["from"]),
        Filter(key="to", label=_("新建至"), kind="date", value=asked["to"]),
    )


def select(key: str, label: str, choices: Iterable[tuple[str, str]], asked: dict[str, str]) -> Filter:
    every = [("", _("全部")), *choices]
    return Filter(
        key=key,
        label=label,
        kind="select",
        value=asked[key],
        choices=tuple(Choice(value=value, words=words, chosen=value == asked[key]) for value, words in every),
    )


def day_of(text: str) -> dt.datetime | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return dt.datetime.combine(day, dt.time(), SHANGHAI) if day and day.year < dt.MAXYEAR else None
