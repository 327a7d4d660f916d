"""Files: uploaded into a draft, read again by those who take part."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.documents.files import path_of, read
from liandong.documents.keeping import files_root
from liandong.documents.models import Attachment
from liandong.matters import door, drafts
from liandong.matters.models import Matter
from liandong.matters.records import steps_of
from liandong.matters.rules import procedure_of
from liandong.matters.seeing import steps_seen
from liandong.web.act_form import checklist_item
from liandong.web.acting import Acting, acting
from liandong.web.acts import Sheet
from liandong.web.files_sent import with_files
from liandong.web.typed import Typed, typed_in


@require_POST
def upload(
    request: HttpRequest, act: str, label: str, matter_id: uuid.UUID | None = None, procedure: str = ""
) -> HttpResponse:
    """Keep uploaded files, or take one away again; they are part of the draft at once."""
    sheet = Sheet(request, act, matter_id, procedure)
    if label not in (*sheet.act.attachments, *sheet.act.optional_attachments):
        raise Http404
    typed, _saved = sheet.kept()
    if not request.headers.get("HX-Request"):
        typed = typed_in(sheet.act, request.POST, typed.enclosures)
    typed, error = _changed(request, typed, label, sheet.who.unit)
    drafts.save(sheet.desk, typed.as_json(), timezone.now())
    if request.headers.get("HX-Request"):
        required = label in sheet.act.attachments
        item = checklist_item(label, typed, sheet.place, required=required, error=error)
        return render(request, "web/act.html#item", {"item": item})
    if error:
        messages.error(request, error)
    return HttpResponseRedirect(sheet.place.action)


def _changed(request: HttpRequest, typed: Typed, label: str, unit: str) -> tuple[Typed, str]:
    """What was typed with the files added or taken away, and why a file was not kept."""
    removed = request.GET.get("remove", "")
    if removed:
        left = [item for item in typed.enclosures if (item["label"], item["digest"]) != (label, removed)]
        return replace(typed, enclosures=left), ""
    return with_files(request, typed, [label], unit)


def file(request: HttpRequest, matter_id: uuid.UUID, digest: str) -> HttpResponseBase:
    """One file of a matter, streamed; as a download, because what others uploaded is never shown as ours."""
    found = _entered(acting(request), matter_id)
    attachment = _seen(found, digest, acting(request).unit)
    if attachment is None or not path_of(files_root(), digest).is_file():
        raise Http404(_("没有这份附件。"))
    return StreamingHttpResponse(
        read(files_root(), digest),
        content_type=attachment.media_type,
        headers={
            "Content-Length": str(attachment.size),
            "Content-Disposition": content_disposition_header(True, attachment.name) or "attachment",
        },
    )


def _entered(who: Acting, matter_id: uuid.UUID) -> Matter:
    found = door.enter(matter_id, [who.unit])
    if found is None:
        raise Http404
    return found


def _seen(matter: Matter, digest: str, unit: str) -> Attachment | None:
    """The file, unless it hangs only on steps that are internal to another unit."""

    seqs = [step.seq for step in steps_seen(procedure_of(matter), steps_of(matter), unit)]
    return Attachment.objects.filter(matter=matter.id, digest=digest, seq__in=seqs).first()
