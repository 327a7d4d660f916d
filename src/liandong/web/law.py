"""法律依据: every procedure's proof sheet, and what awaits legal review."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liandong.matters.rules import law
from liandong.procedures import sheet as proof_sheet
from liandong.procedures.chart import draw
from liandong.procedures.grammar import Procedure, Question
from liandong.procedures.law import UnknownProcedure
from liandong.web import saying
from liandong.web.shown import Link
from liandong.web.shown_law import Cell, LawRow, LawShown, QuestionShown, Table


def law_list(request: HttpRequest) -> HttpResponse:
    """Every procedure in its newest version."""
    rows = tuple(_row(versions[-1]) for versions in law().procedures.values())
    return render(request, "web/law_list.html", {"laws": rows, "questions_href": reverse("questions")})


def law_show(request: HttpRequest, name: str) -> HttpResponse:
    """The proof sheet of one version, or of a variant."""
    version = request.GET.get("version") or None
    variant = request.GET.get("variant", "")
    try:
        procedure = law().procedure(name, version=version, variant=variant)
    except UnknownProcedure as error:
        raise Http404(str(error)) from error
    english = saying.english()
    sheet = proof_sheet.sheet(procedure, law(), english=english)
    shown = LawShown(
        title=sheet.title,
        in_force=procedure.version,
        points=points(procedure),
        chart=draw(procedure, english=english),
        versions=tuple(_version(other, procedure) for other in _versions(name, variant)),
        variants=tuple(_variants(procedure)),
        note=procedure.said(procedure.note, english=english),
        tables=tuple(_table(number, table) for number, table in enumerate(sheet.tables)),
        questions=tuple(_question(question) for question in sheet.questions),
    )
    return render(request, "web/law_show.html", {"law": shown})


def questions(request: HttpRequest) -> HttpResponse:
    """Everything marked 待法制审核."""
    shown = tuple(_question(question) for question in law().questions)
    return render(request, "web/questions.html", {"questions": shown})


def points(procedure: Procedure) -> str:
    """The plan's points that it serves, in words."""
    if not procedure.points:
        return ""
    return _("方案第%(points)s点") % {"points": saying.listed(map(str, procedure.points))}


def _row(procedure: Procedure) -> LawRow:
    english = saying.english()
    sheet = proof_sheet.summary(procedure, law())
    cited = proof_sheet.citations(procedure)
    instrument = law().instruments[cited[0].instrument] if cited else None
    first = (instrument.title_en if english else instrument.title) if instrument else ""
    return LawRow(
        name=procedure.title_en if english else procedure.name,
        title=procedure.title,
        href=reverse("law_show", args=[procedure.name]),
        in_force=procedure.version,
        points=points(procedure),
        instrument=first,
        variants=tuple(
            Link(words=saying.law_words(variant.name), href=_address(procedure.name, variant=variant.name))
            for variant in law().variants.get(procedure.name, ())
        ),
        questions=sheet.questions,
    )


def _versions(name: str, variant: str) -> tuple[Procedure, ...]:
    if not variant:
        return law().procedures[name]
    return next(known.versions for known in law().variants[name] if known.name == variant)


def _version(other: Procedure, shown: Procedure) -> Link:
    href = _address(other.name, version=other.version, variant=other.variant)
    return Link(words=other.version, href=href, current=other.version == shown.version)


def _variants(procedure: Procedure) -> Iterable[Link]:
    known = law().variants.get(procedure.name, ())
    if known:
        yield Link(words=_("无变体"), href=_address(procedure.name), current=not procedure.variant)
    for variant in known:
        href = _address(procedure.name, variant=variant.name)
        yield Link(words=saying.law_words(variant.name), href=href, current=variant.name == procedure.variant)


def _address(name: str, **asked: str) -> str:
    query = urlencode({key: value for key, value in asked.items() if value})
    return reverse("law_show", args=[name]) + (f"?{query}" if query else "")


def _table(number: int, table: proof_sheet.Table) -> Table:
    return Table(
        key=str(number),
        caption=table.title,
        heads=table.heads,
        rows=tuple(
            tuple(Cell(words=words, strong=place == 0) for place, words in enumerate(row)) for row in table.rows
        ),
    )


def _question(question: Question) -> QuestionShown:
    english = saying.english()
    return QuestionShown(
        words=question.words_en if english else question.words,
        about=question.about_en if english else question.about,
        place=f"law/{question.place.file}:{question.place.line}",
    )
