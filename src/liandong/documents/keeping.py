"""Uploaded files between the disk and a matter: whose they are, and of which step they become part."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from liandong.documents.files import Stored, store
from liandong.documents.models import Attachment, Upload
from liandong.procedures.standing import Enclosure, Step


def files_root() -> Path:
    """The folder of all files."""
    return Path(settings.DATA) / "files"


def take_in(chunks: Iterable[bytes], name: str, *, unit: str, now: dt.datetime) -> Stored:
    """Keep a file that a unit uploads, and that it was this unit. Errors: FileRefusedError."""
    stored = store(files_root(), chunks, name)
    Upload.objects.bulk_create(
        [Upload(unit=unit, digest=stored.digest, size=stored.size, media_type=stored.media_type, at=now)],
        ignore_conflicts=True,
    )
    return stored


def uploads_of(unit: str, enclosures: Iterable[Enclosure]) -> Mapping[str, Upload]:
    """By digest, those of the files that this unit has uploaded; whoever only knows a digest has no file."""
    digests = {item.digest for item in enclosures if item.digest}
    if not digests:
        return {}
    return {row.digest: row for row in Upload.objects.filter(unit=unit, digest__in=digests)}


def bind(matter: uuid.UUID, step: Step) -> None:
    """Make the unit's uploads part of the step; an enclosure without content, told of in a story, has no row."""
    uploads = uploads_of(step.unit, step.enclosures)
    Attachment.objects.bulk_create(
        Attachment(
            matter=matter,
            seq=step.seq,
            label=item.label,
            name=item.file_name or item.label,
            digest=item.digest,
            size=uploads[item.digest].size,
            media_type=uploads[item.digest].media_type,
        )
        for item in step.enclosures
        if item.digest
    )
