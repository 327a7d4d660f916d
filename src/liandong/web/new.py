"""新建: the procedures that the acting unit can open a matter of."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.directory.finding import unit_at
from liandong.directory.models import Unit
from liandong.matters import drafts
from liandong.matters.opening import fits
from liandong.matters.rules import law
from liandong.procedures.grammar import Act, Find, Procedure
from liandong.web import saying
from liandong.web.acting import Acting, acting
from liandong.web.acts import procedure_for
from liandong.web.shown import Link
from liandong.web.shown_form import OpeningAct, ProcedureOffered


def new(request: HttpRequest) -> HttpResponse:
    """What one can begin."""
    who = acting(request)
    unit = unit_at(who.unit)
    kept = drafts.of_new_matters(who.user, who.unit)
    begun = [name for name in law().procedures if law().begins(name, timezone.localdate())]
    offered = (_offered(procedure_for(name, who), unit, who, kept) for name in begun)
    return render(request, "web/new.html", {"procedures": [item for item in offered if item.acts]})


def _offered(
    procedure: Procedure, unit: Unit, who: Acting, kept: list[tuple[str, str, dt.datetime]]
) -> ProcedureOffered:
    english = saying.english()
    acts = [
        act
        for act in procedure.openings()
        if (role := procedure.roles[act.roles[0]]).find is Find.OPENER and fits(role, unit)
    ]
    return ProcedureOffered(
        name=procedure.name,
        title=procedure.title_en if english else procedure.title,
        article=saying.articles(acts[0].citations) if acts else "",
        href=reverse("law_show", args=[procedure.name]),
        points=_("方案第%(points)s点") % {"points": saying.listed(map(str, procedure.points))}
        if procedure.points
        else "",
        acts=tuple(_opening(procedure, act, who) for act in acts),
        drafts=tuple(
            Link(
                words=f"{saying.act_name(procedure.name, name)} {saying.moment(at)}",
                href=reverse("opening", args=[procedure.name, name]),
            )
            for of, name, at in kept
            if of == procedure.name
        ),
    )


def _opening(procedure: Procedure, act: Act, who: Acting) -> OpeningAct:
    may = bool(who.posts & set(act.posts))
    return OpeningAct(
        name=act.name_en if saying.english() else act.name,
        href=reverse("opening", args=[procedure.name, act.name]) if may else "",
        article=saying.articles(act.citations),
        post="" if may else _("由本单位%(posts)s办理") % {"posts": _("或").join(_(post) for post in act.posts)},
    )
