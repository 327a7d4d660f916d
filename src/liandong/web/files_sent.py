"""Files that came with a request, put into the draft of a form."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from liandong.documents.files import FileRefusedError
from liandong.documents.keeping import take_in
from liandong.web import saying
from liandong.web.typed import Typed, enclosure_key


def with_files(request: HttpRequest, typed: Typed, labels: list[str], unit: str) -> tuple[Typed, str]:
    """The uploads of a request put into the draft, label by label; the first refusal in words."""
    kept, error = list(typed.enclosures), ""
    for label in labels:
        for file in request.FILES.getlist(enclosure_key(label)):
            name = (file.name or label)[-255:]
            try:
                stored = take_in(file.chunks(), name, unit=unit, now=timezone.now())
            except FileRefusedError as refusal:
                error = error or _said(refusal)
                continue
            if not any((item["label"], item["digest"]) == (label, stored.digest) for item in kept):
                kept.append(
                    {
                        "label": label,
                        "file_name": name,
                        "digest": stored.digest,
                        "size": stored.size,
                        "media_type": stored.media_type,
                    }
                )
    return replace(typed, enclosures=kept), error


def _said(refusal: FileRefusedError) -> str:
    """The refusal in the reader's language; the name of the file stays as it is."""
    return format_html(_(refusal.sentence), **{key: saying.marked(words) for key, words in refusal.words.items()})
