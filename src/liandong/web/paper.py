"""文书: a paper on the page, and as a file."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from liandong.documents import word
from liandong.documents.filling import Filled
from liandong.documents.fonts import NoFonts
from liandong.documents.keeping import KeptPaperGoneError, kept_paper
from liandong.documents.typesetting import NoGlyph
from liandong.matters.issuing import content_of, issued
from liandong.matters.models import Matter
from liandong.matters.rules import law
from liandong.procedures.standing import Step
from liandong.web import saying
from liandong.web.acting import acting
from liandong.web.matter import entered
from liandong.web.shown import Link
from liandong.web.shown_law import PaperPreview

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(request: HttpRequest, matter_id: uuid.UUID, seq: int, name: str) -> HttpResponse:
    """A paper on the page, with what its article asks for beside it."""
    matter, step, whole = _paper(request, matter_id, seq, name)
    letter = law().letters[name]
    names = [matter_id, seq, name]
    kept = kept_paper(matter.id, seq, name)
    shown = PaperPreview(
        title=saying.law_words(name),
        number="".join(span.text for span in whole.number),
        digest=kept.digest if kept else "",
        kept_at=saying.moment(kept.at) if kept else "",
        issuer=saying.names([step.unit])[step.unit],
        issued=saying.moment(step.at),
        frame_href=f"{reverse('paper_pdf', args=names)}?inline=1",
        pdf_href=reverse("paper_pdf", args=names),
        docx_href=reverse("paper_docx", args=names),
        back=Link(words=matter.title, href=reverse("matter", args=[matter.id])),
        contents=tuple(saying.in_procedure(matter.procedure, item.name) for item in letter.contents if item.required),
        article=saying.articles(letter.citations),
        note=_("文书以中文制发；页面上的英文名称只是译名。") if saying.english() else "",
        text=tuple(paragraph.text for paragraph in whole.paragraphs),
    )
    return render(request, "web/paper_preview.html", {"paper": shown})


@xframe_options_sameorigin
def paper_pdf(request: HttpRequest, matter_id: uuid.UUID, seq: int, name: str) -> HttpResponse:
    """The paper as PDF/A: the kept one, else as it will be kept."""
    matter, step, whole = _paper(request, matter_id, seq, name)
    try:
        content = content_of(matter, step, name, whole)
    except (NoGlyph, NoFonts, KeptPaperGoneError) as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    return _file(content, f"{name}.pdf", "application/pdf", download="inline" not in request.GET)


def paper_docx(request: HttpRequest, matter_id: uuid.UUID, seq: int, name: str) -> HttpResponse:
    """The paper as a Word file: a copy to work with, not the paper that was issued."""
    _matter, _step, whole = _paper(request, matter_id, seq, name)
    return _file(word.docx(whole), _("%(paper)s（可编辑副本）.docx") % {"paper": name}, WORD, download=True)


def _paper(request: HttpRequest, matter_id: uuid.UUID, seq: int, name: str) -> tuple[Matter, Step, Filled]:
    who = acting(request)
    matter, _procedure, standing = entered(who, matter_id)
    found = issued(matter, standing.done, who.unit, seq, name)
    if found is None:
        raise Http404(_("没有这份文书。"))
    return matter, *found


def _file(content: bytes, name: str, media_type: str, *, download: bool) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(download, name) or "inline"}
    return HttpResponse(content, content_type=media_type, headers=headers)
