"""Files between the disk and a matter: whose an upload is, of which step it becomes part, and which paper is kept where."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings

from liandong.documents.files import Stored, path_of, read, store
from liandong.documents.models import Attachment, KeptPaper, Upload
from liandong.procedures.standing import Enclosure, Step


class KeptPaperGoneError(Exception):
    """The file of a kept paper is not on disk; the message says so and what to do."""


def files_root() -> Path:
    """The folder of all files."""
    return Path(settings.DATA) / "files"


def font_folders() -> tuple[Path, ...]:
    """Where the fonts of papers lie, the office's own first."""
    return Path(settings.DATA) / "fonts", settings.PACKAGE / "web" / "assets" / "fonts"


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


def keep_paper(matter: uuid.UUID, seq: int, name: str, content: bytes, *, now: dt.datetime) -> None:
    """Keep the PDF of an issued paper; where one is kept already, that one stays. Errors: FileRefusedError."""
    stored = store(files_root(), [content], f"{name}.pdf")
    KeptPaper.objects.bulk_create(
        [KeptPaper(matter=matter, seq=seq, name=name, digest=stored.digest, size=stored.size, at=now)],
        ignore_conflicts=True,
    )


def kept_paper(matter: uuid.UUID, seq: int, name: str) -> KeptPaper | None:
    """What is kept of an issued paper; None while nothing is."""
    return KeptPaper.objects.filter(matter=matter, seq=seq, name=name).first()


def kept_content(paper: KeptPaper) -> bytes:
    """The PDF that is kept. Errors: KeptPaperGoneError; it is never made anew, because that would be another file."""
    try:
        return path_of(files_root(), paper.digest).read_bytes()
    except FileNotFoundError as error:
        raise KeptPaperGoneError(f"《{paper.name}》的留存文件不在了，请联系系统管理员从备份中恢复。") from error


def damage(paper: KeptPaper) -> str:
    """What is wrong with a kept file: the end of a sentence about it; "" where it is as it was kept."""
    digest = hashlib.sha256()
    try:
        for chunk in read(files_root(), paper.digest):
            digest.update(chunk)
    except FileNotFoundError:
        return "不在了"
    return "" if digest.hexdigest() == paper.digest else "与校验值不符"
