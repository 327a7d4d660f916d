"""The form of an act as values: its fields, its checklist, and what will happen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liandong.matters.models import Matter
from liandong.matters.performing import Overtaken
from liandong.matters.rules import law
from liandong.procedures.grammar import Act, Limit, LimitKind, Procedure, StartEvent
from liandong.procedures.refusal import Refused
from liandong.procedures.standing import Standing
from liandong.procedures.wording import Wording
from liandong.web import saying
from liandong.web.form_fields import groups
from liandong.web.shown import Attachment, Link
from liandong.web.shown_form import (
    ActForm,
    ChecklistItem,
    Conflict,
    Consequence,
    FormError,
    Refusal,
)
from liandong.web.typed import AT, REASON, Typed, enclosure_key, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the form stands: its addresses, and the matter it belongs to, if there is one yet."""

    action: str
    draft: str
    discard: str
    upload: str  # with {label}
    matter: Matter | None = None
    standing: Standing | None = None


def act_form(
    *,
    procedure: Procedure,
    act: Act,
    typed: Typed,
    place: Place,
    carried: Mapping[str, Any],
    saved_at: dt.datetime | None = None,
    refused: Refused | None = None,
    overtaken: Overtaken | None = None,
) -> ActForm:
    """The whole form; after a refusal with what was typed, and what is wrong beside each field."""
    english = saying.english()
    faults = {item.field: item.why_en if english else item.why for item in (refused.faults if refused else ())}
    matter = place.matter
    back = (
        Link(words=matter.title, href=reverse("matter", args=[matter.id]))
        if matter
        else Link(words=_("新建事项"), href=reverse("new"))
    )
    return ActForm(
        act=act.name_en if english else act.name,
        help="",
        article=saying.articles(act.citations),
        action_href=place.action,
        back=back,
        seq=place.standing.seq if place.standing else 0,
        draft_href=place.draft,
        draft_saved=saying.moment(saved_at),
        draft_discard_href=place.discard if saved_at else "",
        matter_title=matter.title if matter else "",
        matter_number=matter.number if matter else "",
        state=saying.state_name(procedure.name, matter.state) if matter else "",
        groups=tuple(groups(procedure, act, typed, faults, carried)),
        checklist=tuple(_checklist(act, typed, faults, place)),
        consequences=tuple(_consequences(procedure, act, place.standing)),
        questions=tuple(
            q.words_en if english else q.words for q in procedure.questions if q.about.startswith(f"行为“{act.name}”")
        ),
        errors=tuple(_errors(act, faults)),
        refusal=_refusal(refused),
        conflict=_conflict(overtaken, matter),
        irreversible=procedure.irreversible(act),
        secrecy=act.opens or bool(act.attachments or act.optional_attachments),
    )


def _checklist(act: Act, typed: Typed, faults: Mapping[str, str], place: Place) -> Iterable[ChecklistItem]:
    for paper in act.papers:
        letter = law().letters.get(paper)
        article = saying.articles(letter.citations) if letter else ""
        yield ChecklistItem(key=f"p-{paper}", label=saying.law_words(paper), made=True, article=article)
    for labels, required in ((act.attachments, True), (act.optional_attachments, False)):
        for label in labels:
            yield checklist_item(label, typed, place, required=required, error=faults.get(label, ""))


def checklist_item(label: str, typed: Typed, place: Place, *, required: bool, error: str = "") -> ChecklistItem:
    """One item that is uploaded, with the files that are there."""
    return ChecklistItem(
        key=enclosure_key(label),
        label=saying.law_words(label),
        required=required,
        upload_href=place.upload.replace("{label}", label),
        files=tuple(
            Attachment(
                label=label,
                name=item["file_name"],
                size=size_said(item["size"]),
                remove_href=f"{place.upload.replace('{label}', label)}?remove={item['digest']}",
            )
            for item in typed.enclosures
            if item["label"] == label
        ),
        error=error,
    )


def size_said(size: int) -> str:
    """12.3 MB, 45 KB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def _consequences(procedure: Procedure, act: Act, standing: Standing | None) -> Iterable[Consequence]:
    said = Wording(procedure=procedure, english=saying.english())
    for roles, words in ((act.serves, _("送达%(who)s，对方须签收。")), (act.copies, _("抄送%(who)s。"))):
        for role in roles:
            yield Consequence(words=words % {"who": _who(said, act, role, standing)})
    if act.to_state:
        state = procedure.states[act.to_state]
        where = {"state": saying.state_name(procedure.name, act.to_state), "who": _who(said, act, state.role, standing)}
        if state.final:
            yield Consequence(words=_("事项转为“%(state)s”，就此办结。") % where)
        else:
            yield Consequence(words=_("事项转为“%(state)s”，轮到%(who)s办理。") % where)
    limits = [limit for limit in procedure.limits.values() if _begins(limit, act)]
    for limit in limits:
        within = limit.kind is LimitKind.WITHIN
        sentence = (
            _("%(who)s如果办理“%(name)s”，须在%(period)s内，自%(start)s起算。")
            if within
            else _("%(who)s%(kind)s在%(period)s内办理“%(name)s”，自%(start)s起算。")
        )
        words = sentence % {
            "who": _who(said, act, limit.role, standing),
            "kind": _(limit.kind.value),
            "period": said.span(limit),
            "name": said.name(limit.name),
            "start": _start(said, limit),
        }
        yield Consequence(words=words, article=saying.articles(limit.citations[:1]))
    if act.hand_over:
        name = saying.procedure_name(act.hand_over.procedure)
        yield Consequence(words=_("同时开启“%(name)s”，已填内容一并带入。") % {"name": name})
    if procedure.irreversible(act):
        yield Consequence(words=_("提交后即生效，不能撤回或者修改；请先核对上面填写的内容。"), irreversible=True)


def _begins(limit: Limit, act: Act) -> bool:
    if limit.state:
        return limit.state == act.to_state
    if limit.start.event is StartEvent.MADE:
        return act.name in limit.start.of
    return limit.start.event is StartEvent.RECEIVED and bool(set(limit.start.of) & set(act.papers))


def _start(said: Wording, limit: Limit) -> str:
    match limit.start.event:
        case StartEvent.RECEIVED:
            return _("收到%(papers)s") % {"papers": said.row(map(said.paper, limit.start.of))}
        case StartEvent.FIELD:
            return _("所填“%(field)s”") % {"field": said.name(limit.start.of[0])}
        case _:
            return _("本次办理")


def _who(said: Wording, act: Act, role: str, standing: Standing | None) -> str:
    """The unit that plays a role once the act is done, as far as it is known."""
    if role and role == act.reassigns:
        return _("所填“%(field)s”") % {"field": said.name(act.reassigns_to)}
    code = standing.units.get(role) if standing else None
    return saying.names([code])[code] if code else saying.role_name(said.procedure, role)


def _errors(act: Act, faults: Mapping[str, str]) -> Iterable[FormError]:
    keys = {item.name: f"f-{key_of(item)}" for item in act.fields}
    for name, words in faults.items():
        anchor = f"f-{name}" if name in (AT, REASON) else keys.get(name, f"f-{enclosure_key(name)}")
        yield FormError(words=words, anchor=anchor)


def _refusal(refused: Refused | None) -> Refusal | None:
    if refused is None:
        return None
    why, do = refused.in_language("en" if saying.english() else "zh")
    return Refusal(why=why, do=do, article=saying.articles(refused.citations))


def _conflict(overtaken: Overtaken | None, matter: Matter | None) -> Conflict | None:
    if overtaken is None or matter is None:
        return None
    last = overtaken.since[-1]
    return Conflict(
        who=saying.names([last.unit]).get(last.unit, _("系统")),
        at=saying.moment(last.recorded_at),
        act=saying.act_name(matter.procedure, last.act),
        href=reverse("matter", args=[matter.id]),
    )
