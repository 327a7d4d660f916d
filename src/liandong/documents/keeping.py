"""The files of a step, as rows: what was uploaded becomes part of the matter when the step is stored."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings

from liandong.documents.files import path_of
from liandong.documents.models import Attachment
from liandong.procedures.standing import Step


def files_root() -> Path:
    """The folder of all files."""
    return Path(settings.DATA) / "files"


def keep(matter: uuid.UUID, step: Step) -> None:
    """Bind the step's files to the matter; those of a story or a paper record have no content and no row."""
    Attachment.objects.bulk_create(
        Attachment(
            matter=matter,
            seq=step.seq,
            label=item.label,
            name=item.file_name or item.label,
            digest=item.digest,
            size=place.stat().st_size if (place := path_of(files_root(), item.digest)).is_file() else 0,
            media_type=item.media_type,
        )
        for item in step.enclosures
        if item.digest
    )
