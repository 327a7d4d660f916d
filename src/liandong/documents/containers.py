"""What is inside a file that holds others: ZIP (also DOCX, XLSX, PPTX, OFD) and the older Office format.

Only names and the first bytes of what is inside are read; nothing is ever unpacked.
"""

from __future__ import annotations

import mmap
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext_noop

# The member that makes a ZIP the kind that its ending says (ECMA-376; GB/T 33190-2016).
MAIN = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml", ".ofd": "OFD.xml"}
PROGRAMS = (
    b"MZ",
    b"#!",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # Java, and Mach-O for several processors
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
)
PROGRAM_ENDINGS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe"),
    *(".js", ".jse", ".wsf", ".hta", ".lnk", ".jar", ".sh", ".reg"),
)
MOST_MEMBERS = 10_000
LARGEST_DIRECTORY = 4 * 1024 * 1024  # bytes; a list of members beyond that is made to exhaust memory
MACROS = "_VBA_PROJECT".encode("utf-16-le")  # the storage that Word and Excel 97 to 2003 keep macros in

type Objection = tuple[str, dict[str, str]]
TOO_MANY = gettext_noop("“{name}”里的文件太多，没有保存。请拆分后再上传。")
ENCRYPTED = gettext_noop("“{name}”是加密的压缩文件，无法检查，没有保存。请去掉密码后再上传。")
ANOTHER_KIND = gettext_noop("“{name}”的内容与扩展名不符，没有保存。请用原来的软件另存后再上传。")
MACROS_INSIDE = gettext_noop("“{name}”含有宏，没有保存。请另存为不含宏的文件后再上传。")
PROGRAM_INSIDE = gettext_noop("“{name}”里有可以执行的程序“{program}”，不能上传。")
BROKEN = gettext_noop("“{name}”已经损坏，无法打开，没有保存。请重新生成后再上传。")


def objection(file: Path, ending: str) -> Objection | None:
    """Why this file is not kept: a sentence with places, and what stands in them but the name; None if nothing is wrong."""
    with file.open("rb") as content:
        head = content.read(8)
    if head.startswith(b"PK"):
        return _of_zip(file, ending)
    if head == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _of_old_office(file)
    return None


def _of_zip(file: Path, ending: str) -> Objection | None:
    if _directory_size(file) > LARGEST_DIRECTORY:
        return TOO_MANY, {}
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS:
                return TOO_MANY, {}
            if any(member.flag_bits & 1 for member in members):
                return ENCRYPTED, {}
            if ending in MAIN and MAIN[ending] not in archive.namelist():
                return ANOTHER_KIND, {}
            for member in members:
                name = PurePosixPath(member.filename)
                if name.name == "vbaProject.bin":
                    return MACROS_INSIDE, {}
                with archive.open(member) as content:
                    if name.suffix.lower() in PROGRAM_ENDINGS or content.read(4).startswith(PROGRAMS):
                        return PROGRAM_INSIDE, {"program": name.name}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        return BROKEN, {}
    return None


def _directory_size(file: Path) -> int:
    """The size of the list of members, from the record at the end (APPNOTE 4.3.16), before anything reads that list."""
    with file.open("rb") as content:
        size = content.seek(0, 2)
        content.seek(max(0, size - 65_557))
        tail = content.read()
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _of_old_office(file: Path) -> Objection | None:
    with file.open("rb") as content, mmap.mmap(content.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return (MACROS_INSIDE, {}) if whole.find(MACROS) >= 0 else None
