"""Files that hold others: what is inside decides, not what the name says."""

from __future__ import annotations

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from liandong.documents import containers
from liandong.documents.files import FileRefusedError, store

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)


def zipped(**members: bytes) -> bytes:
    """A ZIP of these members; `__` in a name stands for `/`, `_` for `.`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            # without the time of day: it would stand in the tests' names, which must be the same in every worker
            info = zipfile.ZipInfo(name.replace("__", "/").replace("_", "."))
            archive.writestr(info, member, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def encrypted() -> bytes:
    """A ZIP whose one member says that it is encrypted: bit 0 of the flags, in both of its headers."""
    content = bytearray(zipped(a_txt=b"x"))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("清单.xlsx", zipped(xl__workbook_xml=b"<workbook/>")),
        ("演示.pptx", zipped(ppt__presentation_xml=b"<p/>")),
        ("公文.ofd", zipped(OFD_xml=b"<OFD/>", Doc__0__Document_xml=b"<Document/>")),
        ("证据.zip", zipped(a_pdf=b"%PDF-1.7", photos__b_jpg=b"\xff\xd8\xff\xe0")),
        ("旧报告.doc", OLD_OFFICE),
    ],
)
def test_containers_that_hold_what_their_names_say_are_kept(tmp_path: Path, name: str, content: bytes) -> None:
    assert store(tmp_path, [content], name).size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("报告.docx", zipped(a_txt=b"x"), "“报告.docx”的内容与扩展名不符，没有保存。请用原来的软件另存后再上传。"),
        ("公文.ofd", zipped(a_txt=b"x"), "“公文.ofd”的内容与扩展名不符，没有保存。请用原来的软件另存后再上传。"),
        ("证据.zip", zipped(b__tool_EXE=b"x"), "“证据.zip”里有可以执行的程序“tool.EXE”，不能上传。"),
        ("证据.zip", zipped(photo_jpg=b"MZ\x90\0"), "“证据.zip”里有可以执行的程序“photo.jpg”，不能上传。"),
        (
            "报告.docx",
            zipped(word__document_xml=b"<w/>", word__vbaProject_bin=b"x"),
            "“报告.docx”含有宏，没有保存。请另存为不含宏的文件后再上传。",
        ),
        (
            "旧报告.doc",
            OLD_OFFICE + "_VBA_PROJECT".encode("utf-16-le"),
            "“旧报告.doc”含有宏，没有保存。请另存为不含宏的文件后再上传。",
        ),
        ("证据.zip", encrypted(), "“证据.zip”是加密的压缩文件，无法检查，没有保存。请去掉密码后再上传。"),
        (
            "证据.zip",
            zipped(a_txt=b"x" * 500)[:40],
            "“证据.zip”已经损坏，无法打开，没有保存。请重新生成后再上传。",
        ),
        ("程序.pdf", b"\xcf\xfa\xed\xfe" + bytes(60), "“程序.pdf”是可以执行的程序，不能上传。"),
    ],
)
def test_what_is_inside_is_refused_in_words_and_nothing_stays(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        store(tmp_path, [content], name)
    assert str(refusal.value) == why
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 1)
    with pytest.raises(FileRefusedError) as refusal:
        store(tmp_path, [zipped(a_txt=b"x", b_txt=b"x")], "证据.zip")
    assert str(refusal.value) == "“证据.zip”里的文件太多，没有保存。请拆分后再上传。"


def test_a_list_of_members_made_to_exhaust_memory_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = zipped(a_txt=b"x")
    end = claims.rfind(b"PK\x05\x06")
    claims = claims[: end + 12] + (0xFFFFFFFF).to_bytes(4, "little") + claims[end + 16 :]
    monkeypatch.setattr(zipfile, "ZipFile", None)
    with pytest.raises(FileRefusedError) as refusal:
        store(tmp_path, [claims], "证据.zip")
    assert str(refusal.value) == "“证据.zip”里的文件太多，没有保存。请拆分后再上传。"


def test_a_full_disk_is_said_in_words_and_the_part_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FileRefusedError) as refusal:
        store(tmp_path, [b"%PDF-1.7"], "报告.pdf")
    assert str(refusal.value) == "服务器的磁盘已满，“报告.pdf”没有保存。请联系系统管理员。"
    assert not list((tmp_path / "parts").iterdir())
