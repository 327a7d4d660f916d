"""Uploaded files on disk, each under the SHA-256 of its content: the same file is kept once and cannot change unseen.

A file is written in chunks beside its place, flushed to disk, and only then moved there, so that a killed upload leaves a
part that `sweep_parts()` removes and nothing else.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import puremagic
from django.utils.translation import gettext_noop

from liandong.documents import containers

LARGEST = 200 * 1000 * 1000  # bytes
CHUNK = 256 * 1024
HEAD = 8192  # bytes that tell what a file is
PART_AGE = 24 * 3600  # seconds after which an unfinished upload is rubbish
TEXT = "text/plain"

# What a case file may hold: media type by the ending that the content answers to.
ALLOWED = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ofd": "application/ofd",
    ".wps": "application/vnd.ms-works",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
    ".zip": "application/zip",
    ".txt": TEXT,
    ".csv": TEXT,
}
CONTAINERS = {".zip": {".docx", ".xlsx", ".pptx", ".ofd"}, ".doc": {".xls", ".wps"}}
NOT_ALLOWED = gettext_noop(
    "不能上传“{name}”这种文件。可以上传：PDF、OFD、Word、Excel、PowerPoint、图片、音频、视频、TXT、CSV 和 ZIP。"
)


class FileRefusedError(Exception):
    """A file that is not kept; the message says why and what to do, in Chinese.

    `sentence` and `words` are the message before it was put together, for who says it in another language.
    """

    def __init__(self, sentence: str, **words: str) -> None:
        super().__init__(sentence.format(**words))
        self.sentence, self.words = sentence, words


class FileTooLargeError(FileRefusedError):
    """One that is larger than any that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that is safely on disk."""

    digest: str
    size: int
    media_type: str


def store(root: Path, chunks: Iterable[bytes], name: str) -> Stored:
    """Keep a file under its digest. Errors: FileRefusedError.

    Refused is what is empty, too large, of a kind not allowed or not what its name says, holds a program or macros or
    cannot be looked into, or finds the disk full.
    """
    parts = root / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    part = parts / uuid.uuid4().hex
    try:
        with part.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            digest, size, head = _write(file.fileno(), chunks, name)
            os.fsync(file.fileno())
        media_type = _kind(head, name)
        if found := containers.objection(part, Path(name).suffix.lower()):
            sentence, words = found
            raise FileRefusedError(sentence, name=name, **words)
        place = path_of(root, digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)
        for folder in (place.parent, place.parent.parent, root):
            _sync_folder(folder)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise FileRefusedError(
            gettext_noop("服务器的磁盘已满，“{name}”没有保存。请联系系统管理员。"), name=name
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return Stored(digest=digest, size=size, media_type=media_type)


def path_of(root: Path, digest: str) -> Path:
    """Where a file lies."""
    return root / digest[:2] / digest[2:4] / digest


def read(root: Path, digest: str) -> Iterator[bytes]:
    """The content, a chunk at a time. Errors: FileNotFoundError."""
    with path_of(root, digest).open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def sweep_parts(root: Path, now: float | None = None) -> int:
    """Remove what killed uploads left; returns how many."""
    limit = (time.time() if now is None else now) - PART_AGE
    old = [part for part in (root / "parts").glob("*") if part.stat().st_mtime < limit]
    for part in old:
        part.unlink(missing_ok=True)
    return len(old)


def _write(handle: int, chunks: Iterable[bytes], name: str) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST:
            raise FileTooLargeError(gettext_noop("“{name}”超过 200 MB，没有保存。请拆分或压缩后再上传。"), name=name)
        digest.update(chunk)
        head += chunk[: HEAD - len(head)] if len(head) < HEAD else b""
        view = memoryview(chunk)
        while view:
            view = view[os.write(handle, view) :]
    if not size:
        raise FileRefusedError(gettext_noop("“{name}”是空文件，没有保存。请检查后重新上传。"), name=name)
    return digest.hexdigest(), size, head


def _kind(head: bytes, name: str) -> str:
    """The media type, told from the content; the name only says which of several kinds with one content it is."""
    ending = Path(name).suffix.lower()
    try:
        found = {match.extension.lower() for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        found = set()
    if head.startswith(containers.PROGRAMS):
        raise FileRefusedError(gettext_noop("“{name}”是可以执行的程序，不能上传。"), name=name)
    fitting = {ending} | {content for content in found if ending in CONTAINERS.get(content, ())}
    if ending in ALLOWED and found & fitting:
        return ALLOWED[ending]
    same = {ALLOWED[content] for content in found if content in ALLOWED}
    if ending in ALLOWED and ALLOWED[ending] in same:
        return ALLOWED[ending]
    if ending in (".txt", ".csv") and _is_text(head):
        return TEXT
    if ending not in ALLOWED:
        raise FileRefusedError(NOT_ALLOWED, name=name)
    raise FileRefusedError(containers.ANOTHER_KIND, name=name)


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the head may end within a character
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
