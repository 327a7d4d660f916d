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
from liandong.procedures.answering import posts_to_answer
from liandong.procedures.grammar import PostKind
from liandong.web import saying
from liandong.web.acting import Acting, acting
from liandong.web.lights import light
from liandong.web.shown import Light, WorkBlock, WorkRow

MOST = 20  # rows of a block


def worklist(request: HttpRequest) -> HttpResponse:
    """The first page: four blocks of the acting unit's matters, one query each."""
    now, who = timezone.now(), acting(request)
    own = Participation.objects.filter(unit=who.unit)
    blocks = (
        _block(
            "late",
            _("已逾期"),
            _("没有逾期的事项。期限届满而没有办理的，会自动列在这里。"),
            own.filter(attention.late(now)).order_by("due_at", "id"),
            now,
            who,
            "light=red",
        ),
        _block(
            "soon",
            _("快到期"),
            _("三天内没有到期的事项。离期限不足三天的，会自动列在这里。"),
            own.filter(attention.soon(now)).order_by("due_at", "id"),
            now,
            who,
            "light=yellow",
        ),
        _block(
            "mine",
            _("轮到我办"),
            _("没有轮到本单位办理的事项。对方移送、送达，或者您新建的事项，会列在这里。"),
            own.filter(turn=True).order_by("last_at"),
            now,
            who,
            "turn=mine",
        ),
        _block(
            "new",
            _("新收到"),
            _("没有待签收的文书。其他单位送达或抄送的文书，签收之前列在这里。"),
            own.filter(attention.ARRIVED).order_by("unsigned_since"),
            now,
            who,
            "turn=unsigned",
        ),
    )
    return render(request, "web/worklist.html", {"blocks": blocks})


def _block(
    key: str, title: str, empty: str, rows: QuerySet[Participation], now: dt.datetime, who: Acting, query: str
) -> WorkBlock:
    found = list(rows[: MOST + 1])
    more = f"{reverse('ledger')}?{query}" if len(found) > MOST else ""
    return WorkBlock(key=key, title=title, empty=empty, rows=_rows(found[:MOST], now, who), more_href=more)


def _rows(rows: Sequence[Participation], now: dt.datetime, who: Acting) -> tuple[WorkRow, ...]:
    names = saying.names(row.came_from for row in rows)
    return tuple(_row(row, names.get(row.came_from, ""), now, who) for row in rows)


def _row(row: Participation, sender: str, now: dt.datetime, who: Acting) -> WorkRow:
    """One line; lit only where this person can act, else in words with the posts that can."""
    lit = light(row.due_at, now, law().calendar, waiting=row.waiting)
    posts = _posts(row)
    others = "" if not posts or posts & who.posts else "、".join(_(kind) for kind in PostKind if kind in posts)
    return WorkRow(
        title=row.title,
        href=reverse("matter", args=[row.matter_id]),
        number=row.number,
        procedure=saying.procedure_name(row.procedure, row.variant),
        state=saying.state_name(row.procedure, row.state),
        due=saying.due(row.due_at, now),
        light=Light(words=lit.words) if others else lit,
        whose=_("由%(posts)s办理") % {"posts": others} if others else "",
        sender=sender,
    )


def _posts(row: Participation) -> frozenset[PostKind]:
    """Whose it is in the unit to do what is due, or else what its turn asks for once it has signed for all papers."""
    if row.due_limit:
        procedure = law().procedure(row.procedure, variant=row.variant)
        return posts_to_answer(procedure, state=row.state, roles=row.roles, limit=row.due_limit)
    return frozenset({PostKind(row.turn_post)}) if row.turn_post and row.turn and not row.unsigned else frozenset()
