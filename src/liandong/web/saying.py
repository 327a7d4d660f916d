"""Times and due times in the reader's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liandong.directory.names import unit_names
from liandong.kernel.citation import Citation
from liandong.kernel.due import SHANGHAI
from liandong.matters.rules import law
from liandong.procedures.grammar import Procedure

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff5e]")
LANG = mark_safe(' lang="zh"')
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def english() -> bool:
    """Does the reader read English?"""
    return (get_language() or "").startswith("en")


def moment(at: dt.datetime | None) -> str:
    """2026-03-06 17:30 in Shanghai."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""


def due(at: dt.datetime | None, now: dt.datetime) -> str:
    """3月6日 周五 24:00; the year stands there only if it is another."""
    if at is None:
        return ""
    local = at.astimezone(SHANGHAI)
    time = local.strftime("%H:%M")
    if local.time() == dt.time():  # a day ends at 24:00, not at 00:00 of the next
        local, time = local - dt.timedelta(days=1), "24:00"
    other_year = local.year != now.astimezone(SHANGHAI).year
    if english():
        year = f" {local.year}" if other_year else ""
        return f"{WEEKDAYS_EN[local.weekday()]} {local.day} {local:%b}{year} {time}"
    year = f"{local.year}年" if other_year else ""
    return f"{year}{local.month}月{local.day}日 {WEEKDAYS[local.weekday()]} {time}"


def articles(citations: Iterable[Citation]) -> str:
    """《…》第五条第二款、《…》第八条; in English by our own names of the instruments: Transfer Provisions, art. 5(2)."""
    known = law().instruments
    if english():
        return "; ".join(citation.in_english(known) for citation in citations)
    return "、".join(citation.words(known) for citation in citations)


def listed(words: Iterable[str]) -> str:
    """Words in a row."""
    return (", " if english() else "、").join(words)


def law_words(words: str) -> str:
    """Words of law/ that no one procedure owns: an enclosure, a variant, a question; as they are without English."""
    return law().english.get(words, words) if english() else words


def paper(name: str) -> str:
    """A paper's title in a sentence or a list; 《》 marks it in Chinese only."""
    return law_words(name) if english() else f"《{name}》"


def in_procedure(procedure: str, words: str) -> str:
    """A word of a procedure, of whichever version has it: a field, a limit, a choice."""
    if not english() or procedure not in law().procedures:
        return words
    versions = [*law().procedures[procedure], *(v.versions[-1] for v in law().variants.get(procedure, ()))]
    return next((known.english[words] for known in reversed(versions) if words in known.english), words)


def article(text: str) -> str:
    """The article of a stored citation; "" for none."""
    return articles([Citation.parse(text)]) if text else ""


def names(codes: Iterable[str]) -> Mapping[str, str]:
    """Names of units in the reader's language."""
    return unit_names(codes, english=english())


def procedure_name(name: str, variant: str = "") -> str:
    """A procedure's name for a list."""
    if english():
        title = law().procedures[name][-1].title_en if name in law().procedures else name
        return f"{title} ({law_words(variant)})" if variant else title
    return f"{name}（{variant}）" if variant else name


def state_name(procedure: str, state: str) -> str:
    """A state's name in the reader's language."""
    if not english() or procedure not in law().procedures:
        return state
    for version in reversed(law().procedures[procedure]):
        if state in version.states:
            return version.states[state].name_en
    return state


def act_name(procedure: str, act: str) -> str:
    """An act's name in the reader's language."""
    if not english() or procedure not in law().procedures:
        return act
    for version in reversed(law().procedures[procedure]):
        if act in version.acts:
            return version.acts[act].name_en
    return act


def role_name(procedure: Procedure, role: str) -> str:
    """A role's name in the reader's language."""
    known = procedure.roles.get(role)
    return (known.name_en if english() else known.name) if known else role


def lang(words: str) -> str:
    """The attribute that marks Chinese words on an English page: what people wrote, and what is issued in Chinese."""
    return LANG if english() and HAN.search(words) else ""


def marked(words: str) -> str:
    """Words in a span of their own where they are Chinese on an English page."""
    return format_html("<span{}>{}</span>", lang(words), words) if lang(words) else words


def nobody() -> str:
    """Whose turn it is where nobody's."""
    return _("无")
