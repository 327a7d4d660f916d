"""Doing an act: its form, its draft, its uploads, and the one place where the page performs it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.matters import drafts
from liandong.matters.drafts import Desk
from liandong.matters.performing import Overtaken, Performed, open_matter, perform
from liandong.matters.rules import law
from liandong.matters.seeing import facts_seen, steps_seen
from liandong.procedures.answering import signing_act
from liandong.procedures.decision import Asked, open_acts
from liandong.procedures.grammar import Act, Procedure
from liandong.procedures.refusal import Refused, fault, refuse
from liandong.web import saying
from liandong.web.act_form import Place, act_form
from liandong.web.acting import Acting, acting
from liandong.web.files_sent import with_files
from liandong.web.matter import entered
from liandong.web.typed import AT, Typed, enclosures_of, prefilled, submitted, time_of, typed_in


class Sheet:
    """One form being worked on: which act, by whom, in which matter if there is one."""

    def __init__(self, request: HttpRequest, act: str, matter_id: uuid.UUID | None, procedure: str = "") -> None:
        self.who: Acting = acting(request)
        self.about = _number(request.GET.get("about", ""))
        self.about_role = request.GET.get("about_role", "")
        self.facts: dict[str, Any] = {}
        self.matter = self.standing = None
        self.procedure: Procedure
        if matter_id:
            self.matter, self.procedure, self.standing = entered(self.who, matter_id)
            self.facts = facts_seen(steps_seen(self.procedure, self.standing.done, self.who.unit))
        else:
            self.procedure = procedure_for(procedure, self.who)
        found = self.procedure.acts.get(act)
        if found is None or found.opens is not (matter_id is None):
            raise Http404(_("本程序没有这一行为。"))
        self.act: Act = found
        self.desk = Desk(
            user=self.who.user, unit=self.who.unit, procedure=self.procedure.name, act=act, matter=matter_id
        )
        self.place = self._place(matter_id)

    def _place(self, matter_id: uuid.UUID | None) -> Place:
        names: list[Any] = [matter_id, self.act.name] if matter_id else [self.procedure.name, self.act.name]
        kind = "act" if matter_id else "opening"
        asked = {key: value for key, value in (("about", self.about), ("about_role", self.about_role)) if value}
        query = f"?{urlencode(asked)}" if asked else ""
        return Place(
            action=reverse(kind, args=names) + query,
            draft=reverse(f"{kind}_draft", args=names) + query,
            discard=reverse(f"{kind}_discard", args=names) + query,
            upload=reverse(f"{kind}_upload", args=[*names, "LABEL"]).replace("LABEL", "{label}"),
            matter=self.matter,
            standing=self.standing,
        )

    def kept(self) -> tuple[Typed, Any]:
        """The draft, else a fresh form."""
        draft, saved_at = drafts.load(self.desk)
        return (Typed.from_json(draft) if draft else prefilled(self.act, self.facts)), saved_at

    def barred(self, now: dt.datetime) -> Refused | None:
        """Why a colleague in another post must do it, or what must be signed first: said before anything is typed."""
        if self.standing is None:
            return None
        open_now = open_acts(self.procedure, self.standing, self.who.party, now)
        return next((item.refused for item in open_now if item.act.name == self.act.name), None)

    def show(self, request: HttpRequest, typed: Typed, status: int = 200, **wrong: Any) -> HttpResponse:
        """The form's page."""
        form = act_form(
            procedure=self.procedure, act=self.act, typed=typed, place=self.place, carried=self.facts, **wrong
        )
        return render(request, "web/act.html", {"form": form}, status=status)


def opening(request: HttpRequest, procedure: str, act: str) -> HttpResponse:
    """A new matter by its opening act."""
    return _work(request, Sheet(request, act, None, procedure))


def act(request: HttpRequest, matter_id: uuid.UUID, act: str) -> HttpResponse:
    """An act in a matter."""
    return _work(request, Sheet(request, act, matter_id))


def _work(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    typed, saved_at = sheet.kept()
    if request.method != "POST":
        return sheet.show(request, typed, saved_at=saved_at, refused=sheet.barred(timezone.now()))
    typed = typed_in(sheet.act, request.POST, typed.enclosures)
    typed, error = with_files(request, typed, [*sheet.act.attachments, *sheet.act.optional_attachments], sheet.who.unit)
    if error:
        messages.error(request, error)
    result = _perform(sheet, typed, _number(request.POST.get("seq", "")))
    match result:
        case Performed():
            drafts.discard(sheet.desk)
            messages.success(request, _("已办理“%(act)s”。") % {"act": _name(sheet.act)})
            return redirect("matter", result.matter.id)
        case Refused():
            drafts.save(sheet.desk, typed.as_json(), timezone.now())
            return sheet.show(request, typed, refused=result, status=422)
        case Overtaken():
            drafts.save(sheet.desk, typed.as_json(), timezone.now())
            return sheet.show(request, typed, overtaken=result, status=409)
    raise Http404


def _perform(sheet: Sheet, typed: Typed, seen: int) -> Performed | Refused | Overtaken | None:
    now = timezone.now()
    at = time_of(typed, now)
    if at is None:
        faults = (fault(AT, "bad_time", name=AT),)
        return refuse("form", act=sheet.act.name, count=1, citations=sheet.act.citations, faults=faults).named(
            sheet.procedure.english
        )
    asked = Asked(
        act=sheet.act.name,
        at=at,
        fields=submitted(sheet.act, typed, sheet.facts),
        enclosures=enclosures_of(typed),
        reason=typed.reason,
        about=sheet.about,
        about_role=sheet.about_role,
    )
    if sheet.matter is None:
        return open_matter(
            name=sheet.procedure.name, asked=asked, party=sheet.who.party, now=now, numbers=typed.numbers
        )
    return perform(
        matter_id=sheet.matter.id, asked=asked, party=sheet.who.party, now=now, seen=seen, numbers=typed.numbers
    )


@require_POST
def draft(request: HttpRequest, act: str, matter_id: uuid.UUID | None = None, procedure: str = "") -> HttpResponse:
    """Keep what is typed. The page's script asks by itself; without it the button does."""
    sheet = Sheet(request, act, matter_id, procedure)
    now = timezone.now()
    drafts.save(sheet.desk, typed_in(sheet.act, request.POST, sheet.kept()[0].enclosures).as_json(), now)
    if request.headers.get("HX-Request"):
        at = saying.moment(now)[-5:]
        return render(request, "web/act.html#saved", {"saved_at": at})
    return HttpResponseRedirect(sheet.place.action)


@require_POST
def discard(request: HttpRequest, act: str, matter_id: uuid.UUID | None = None, procedure: str = "") -> HttpResponse:
    """Begin the form anew."""
    sheet = Sheet(request, act, matter_id, procedure)
    drafts.discard(sheet.desk)
    return HttpResponseRedirect(sheet.place.action)


def sign(request: HttpRequest, matter_id: uuid.UUID, seq: int) -> HttpResponse:
    """To the form of the act that signs for the papers of a step: the procedure's own where there is one."""
    _matter, procedure, standing = entered(acting(request), matter_id)
    service = next((s for s in standing.unsigned() if s.seq == seq and s.unit == acting(request).unit), None)
    if service is None:
        messages.info(request, _("这份文书已经签收。"))
        return redirect("matter", matter_id)
    act = signing_act(procedure, state=standing.state, role=service.role, papers=service.papers)
    name = act.name if act else ""
    return HttpResponseRedirect(f"{reverse('act', args=[matter_id, name])}?{urlencode({'about': seq})}")


def procedure_for(name: str, who: Acting) -> Procedure:
    """The procedure, or its variant, that a matter opened by this unit today follows. Errors: Http404."""
    if not law().begins(name, timezone.localdate()):
        raise Http404(_("没有这一程序。"))
    kinds = next(post.unit_kind for post in who.held if post.unit == who.unit)
    return law().variant_for(name, [kinds], timezone.localdate())


def _name(act: Act) -> str:
    return act.name_en if saying.english() else act.name


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0
