"""每日提醒: what asks for a person's attention, as a mail. Numbers and states alone: titles name parties, and a mail is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from liandong.directory.models import User
from liandong.directory.posts import HeldPost, posts_of_all
from liandong.kernel.due import SHANGHAI
from liandong.matters.attention import Asking, Line, asking
from liandong.matters.rules import law
from liandong.web import saying
from liandong.web.lights import light
from liandong.web.shown import Level
from liandong.web.templatetags.look import SIGNS

MOST = 20  # lines of a part


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One person's digest, ready to be sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One matter in a part."""

    level: Level
    light: str  # sign and words; the sign only where the reader can act
    number: str
    href: str
    what: str  # procedure, state, whose turn
    when: str  # until when, or since when it waits for a signature, and under which article


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is the reader's to do in one of his units, or what is for his information."""

    title: str
    mine: bool
    lines: tuple[MailLine, ...]
    more: str  # 另有 N 件; "" where all are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """One unit of the reader's."""

    name: str
    parts: tuple[Part, ...]


def compose(people: Collection[User], now: dt.datetime) -> Mapping[int, Letter]:
    """The digest of each of these people by his key; who has nothing to be told is not there.

    The number of queries is the same for any number of people and matters. Must run in the jobs' role.
    """
    held = posts_of_all([person.pk for person in people], now.astimezone(SHANGHAI).date())
    found = asking({post.unit for posts in held.values() for post in posts}, now)
    codes = {line.turn_unit for unit in found.values() for line in unit.lines}
    saying.names(codes)  # all in one query; what follows finds them known
    letters = {}
    for person in people:
        with translation.override(person.language):
            letter = _letter(person, held.get(person.pk, ()), found, now)
        if letter is not None:
            letters[person.pk] = letter
    return letters


def _letter(person: User, held: Sequence[HeldPost], found: Mapping[str, Asking], now: dt.datetime) -> Letter | None:
    units = []
    mine = late = known = 0
    for code in dict.fromkeys(post.unit for post in held if post.unit in found):
        posts = {post.kind for post in held if post.unit == code}
        own = [line for line in found[code].lines if line.posts & posts]
        rest = [line for line in found[code].lines if not line.posts & posts]
        mine += len(own)
        late += sum(_is_late(line, now) for line in own)
        known += len(rest) + found[code].more
        units.append(
            UnitPart(
                name=next(
                    post.unit_name_en if saying.english() else post.unit_name for post in held if post.unit == code
                ),
                parts=tuple(
                    part
                    for part in (
                        _part(_("由您办理"), own, 0, code, now, mine=True),
                        _part(_("供知悉"), rest, found[code].more, code, now, mine=False),
                    )
                    if part.lines or part.more
                ),
            )
        )
    if not units:
        return None
    counts = (
        (mine, _("由您办理 %(count)d 件")),
        (late, _("其中逾期 %(count)d 件")),
        (known, _("供知悉 %(count)d 件")),
    )
    summary = _("，").join(words % {"count": count} for count, words in counts if count)
    subject = _("府检联动每日提醒：%(summary)s") % {"summary": summary}
    said = {
        "language": person.language,
        "subject": subject,
        "greeting": _("%(name)s，您好。") % {"name": person.name},
        "greeting_marked": format_html(_("%(name)s，您好。").replace("%(name)s", "{}"), saying.marked(person.name)),
        "units": units,
        "home": _address(reverse("worklist")),
        "foot": (
            _("时间均为北京时间。本邮件每天至多一封，只列编号，不写案情；名称和内容请登录平台查看。"),
            _("“由您办理”是您的岗位此刻可以办的；“供知悉”由本单位其他岗位办理。"),
        ),
    }
    return Letter(subject=subject, text=_text(said, units), html=render_to_string("web/digest.html", said))


def _part(title: str, lines: Sequence[Line], unread: int, unit: str, now: dt.datetime, *, mine: bool) -> Part:
    left = len(lines) - len(lines[:MOST]) + unread
    return Part(
        title=_("%(title)s（%(count)d 件）") % {"title": title, "count": len(lines) + unread},
        mine=mine,
        lines=tuple(_line(line, unit, now, mine=mine) for line in lines[:MOST]),
        more=_("另有 %(count)d 件，请在平台的台账中查看。") % {"count": left} if left else "",
    )


def _line(line: Line, unit: str, now: dt.datetime, *, mine: bool) -> MailLine:
    if line.due_at is None:
        level, words = Level.YELLOW, _("待签收")
        when = _("%(at)s 送达，尚未签收：%(papers)s") % {
            "at": saying.due(line.sent_at, now),
            "papers": saying.listed(map(saying.paper, line.papers)),
        }
    else:
        shown = light(line.due_at, now, law().calendar)
        level, words = shown.level, shown.words
        when = _("%(due)s 到期") % {"due": saying.due(line.due_at, now)}
    articles = saying.articles(line.citations)
    return MailLine(
        level=level if mine else Level.NONE,
        light=f"{SIGNS[level]} {words}" if mine else words,
        number=line.number,
        href=_address(reverse("matter", args=[line.matter])),
        what=" · ".join(
            (
                saying.procedure_name(line.procedure, line.variant),
                saying.state_name(line.procedure, line.state),
                _("轮到%(turn)s") % {"turn": _turn(line, unit)},
            )
        ),
        when=f"{when} · {articles}" if articles else when,
    )


def _turn(line: Line, unit: str) -> str:
    if not line.turn_unit:
        return saying.nobody()
    name = _("本单位") if line.turn_unit == unit else saying.names([line.turn_unit])[line.turn_unit]
    return _("%(unit)s（%(post)s）") % {"unit": name, "post": _(line.turn_post)} if line.turn_post else name


def _is_late(line: Line, now: dt.datetime) -> bool:
    return line.due_at is not None and line.due_at <= now


def _address(path: str) -> str:
    return settings.LIANDONG_URL.rstrip("/") + path


def _text(said: Mapping[str, object], units: Iterable[UnitPart]) -> str:
    lines = [str(said["greeting"])]
    for unit in units:
        lines += ["", f"[{unit.name}]" if saying.english() else f"【{unit.name}】"]
        for part in unit.parts:
            lines += ["", f"== {part.title} =="]
            for line in part.lines:
                lines += [
                    "",
                    f"{line.light}  {line.number}",
                    f"    {line.what}",
                    f"    {line.when}",
                    f"    {line.href}",
                ]
            lines += ["", part.more] if part.more else []
    foot = said["foot"] if isinstance(said["foot"], tuple) else ()
    return "\n".join([*lines, "", "-- ", *map(str, foot), str(said["home"]), ""])
