"""The matter's page and its live part."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from liandong.directory.models import User
from liandong.matters import door
from liandong.matters.models import Matter, Participation
from liandong.matters.records import steps_of
from liandong.matters.rules import law, procedure_of
from liandong.matters.seeing import steps_seen
from liandong.procedures.advance import replay
from liandong.procedures.grammar import Procedure
from liandong.procedures.standing import Standing
from liandong.trust.readings import readings_of
from liandong.web import saying
from liandong.web.acting import Acting, acting
from liandong.web.matter_facts import opened
from liandong.web.matter_page import matter_shown
from liandong.web.shown import MatterShown, Notice


def matter(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """The whole page."""
    found, procedure, standing = entered(acting(request), matter_id)
    return render(request, "web/matter.html", {"matter": _shown(found, procedure, standing, acting(request))})


def matter_live(request: HttpRequest, matter_id: uuid.UUID) -> HttpResponse:
    """What is new since the step the page knows; 204 while nothing is."""
    known = request.GET.get("seq", "")
    since = int(known) if known.isdecimal() and len(known) < 7 else 0
    who = acting(request)
    found = door.enter(matter_id, [who.unit])
    if found is None:
        raise Http404
    if found.seq <= since:
        return HttpResponse(status=204)
    procedure = procedure_of(found)
    standing = replay(procedure, steps_of(found), law().calendar)
    names = saying.names(standing.units.values())
    shown = _shown(found, procedure, standing, who)
    new_steps = tuple(step for step in shown.steps if step.seq > since)
    fresh = [step for step in steps_seen(procedure, standing.done, who.unit) if step.seq > since]
    notices = tuple(
        Notice(
            unit=names.get(step.unit, ""),
            act=saying.act_name(found.procedure, step.act),
            at=saying.moment(step.recorded_at),
            anchor=f"step-{step.seq}",
        )
        for step in fresh
    )
    return render(
        request,
        "web/matter.html#live",
        {"matter": shown, "new_steps": new_steps, "notices": notices, "live": True},
    )


def entered(who: Acting, matter_id: uuid.UUID) -> tuple[Matter, Procedure, Standing]:
    """The matter with its procedure and standing. Errors: Http404 where the unit takes no part in it."""
    found = door.enter(matter_id, [who.unit])
    if found is None:
        raise Http404(_("没有这一事项，或者本单位没有参加。"))
    procedure = procedure_of(found)
    return found, procedure, replay(procedure, steps_of(found), law().calendar)


def _shown(found: Matter, procedure: Procedure, standing: Standing, who: Acting) -> MatterShown:
    actors = {step.actor for step in standing.done if step.unit == who.unit}
    readings = readings_of(found.id)
    known = User.objects.filter(Q(username__in=actors) | Q(pk__in={row.user for row in readings}))
    people = list(known.values_list("pk", "username", "name"))
    return matter_shown(
        matter=found,
        procedure=procedure,
        standing=standing,
        acting=who,
        people={username: name for _pk, username, name in people},
        related=Participation.objects.filter(unit=who.unit, family=found.family).exclude(matter=found)[:20],
        opened=opened(procedure, standing.done, readings, {pk: name for pk, _username, name in people}),
        now=timezone.now(),
    )
