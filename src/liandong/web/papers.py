"""文书: the room of the papers that the acting unit issued or received, page by page without a count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.kernel.due import SHANGHAI
from liandong.matters.models import PaperLine
from liandong.matters.rules import law
from liandong.web import saying
from liandong.web.acting import acting
from liandong.web.ledger import day_of, select
from liandong.web.shown import Filter, Level, Light
from liandong.web.shown_law import PaperRoom, PaperRow

PAGE = 50
FILTERS = ("q", "way", "name", "signed", "from", "to")
WORDS = ("name", "number", "title", "matter_number")  # what a search looks through


def papers(request: HttpRequest) -> HttpResponse:
    """The room's page."""
    unit = acting(request).unit
    asked = {key: request.GET.get(key, "").replace("\0", "").strip() for key in FILTERS}
    found = list(_after(_filtered(unit, asked), request.GET.get("after", ""))[: PAGE + 1])
    address = reverse("papers")
    kept = {key: value for key, value in asked.items() if value}
    last = found[PAGE - 1] if len(found) > PAGE else None
    key = f"{last.issued_at.isoformat()}~{last.pk}" if last else ""
    shown = PaperRoom(
        rows=_rows(found[:PAGE]),
        filters=_filters(asked),
        filtered=bool(kept),
        clear_href=address,
        previous_href=f"{address}?{urlencode(kept)}" if request.GET.get("after") else "",
        next_href=f"{address}?{urlencode({**kept, 'after': key})}" if key else "",
    )
    return render(request, "web/papers.html", {"room": shown})


def _filtered(unit: str, asked: dict[str, str]) -> QuerySet[PaperLine]:
    """The unit's papers under the filters of the bar; what cannot be read as a filter is left out of account."""
    rows = PaperLine.objects.filter(unit=unit)
    for word in asked["q"].split()[:5]:
        found = Q()
        for column in WORDS:
            found |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(found)
    ways = {"issued": Q(own=True), "received": Q(own=False), "unnumbered": Q(number="")}
    signed = {"no": Q(unsigned__gt=0), "yes": Q(unsigned=0, received_at__isnull=False)}
    rows = rows.filter(ways.get(asked["way"], Q()), signed.get(asked["signed"], Q()))
    if asked["name"]:
        rows = rows.filter(name=asked["name"])
    since, until = day_of(asked["from"]), day_of(asked["to"])
    if since:
        rows = rows.filter(issued_at__gte=since)
    if until:
        rows = rows.filter(issued_at__lt=until + dt.timedelta(days=1))
    return rows


def _after(rows: QuerySet[PaperLine], key: str) -> QuerySet[PaperLine]:
    """The rows behind the last one of the page before, newest first."""
    rows = rows.order_by("-issued_at", "-id")
    text, _sep, number = key.rpartition("~")
    if not number.isdecimal() or len(number) > 18:
        return rows
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        return rows
    return rows.filter(issued_at__lte=at).exclude(issued_at=at, id__gte=int(number)) if at.tzinfo else rows


def _rows(lines: Sequence[PaperLine]) -> tuple[PaperRow, ...]:
    names = saying.names(code for line in lines for code in (line.issuer, *line.recipients))
    return tuple(
        PaperRow(
            title=saying.law_words(line.name),
            number=line.number or _("文号未登记"),
            preview_href=reverse("paper", args=[line.matter_id, line.seq, line.name]),
            matter=line.title,
            matter_href=reverse("matter", args=[line.matter_id]),
            issuer=names.get(line.issuer, ""),
            recipients=saying.listed(names[code] for code in line.recipients),
            issued=line.issued_at.astimezone(SHANGHAI).date().isoformat(),
            light=_receipt(line),
            copy=line.copy,
            pdf_href=reverse("paper_pdf", args=[line.matter_id, line.seq, line.name]),
            docx_href=reverse("paper_docx", args=[line.matter_id, line.seq, line.name]),
        )
        for line in lines
    )


def _receipt(line: PaperLine) -> Light:
    """Whether it has been signed for and when; of a paper to several, by how many it has not."""
    if line.unsigned:
        waiting = len(line.recipients) > 1 and line.own
        words = _("%(count)d 个单位未签收") % {"count": line.unsigned} if waiting else _("未签收")
        return Light(level=Level.YELLOW, words=words)
    if line.received_at is None:
        return Light(words=_("不送达其他单位"))
    return Light(level=Level.GREEN, words=f"{_('已签收')} {saying.moment(line.received_at)[:10]}")


def _filters(asked: dict[str, str]) -> tuple[Filter, ...]:
    names = [(name, saying.law_words(name)) for name in law().letters]
    ways = [("issued", _("本单位发出")), ("received", _("本单位收到")), ("unnumbered", _("文号未登记"))]
    signed = [("no", _("未签收")), ("yes", _("已签收"))]
    return (
        Filter(key="q", label=_("文书、文号、事项"), kind="search", value=asked["q"]),
        select("way", _("范围"), ways, asked),
        select("name", _("文书"), names, asked),
        select("signed", _("签收情况"), signed, asked),
        Filter(key="from", label=_("发文自"), kind="date", value=asked["from"]),
        Filter(key="to", label=_("发文至"), kind="date", value=asked["to"]),
    )
