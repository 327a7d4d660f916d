"""Uploaded files: what is kept, what is refused, and what a killed upload leaves."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from liandong.documents import files
from liandong.documents.files import FileRefusedError, path_of, read, store, sweep_parts

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(17)
REFUSED_KIND = "不能上传“{}”这种文件。可以上传：PDF、OFD、Word、Excel、PowerPoint、图片、音频、视频、TXT、CSV 和 ZIP。"


def docx() -> bytes:
    """The least that a Word file is."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    return content.getvalue()


def test_a_file_lies_under_the_digest_of_its_content_and_reads_back_whole(tmp_path: Path) -> None:
    stored = store(tmp_path, [PDF[:10], PDF[10:]], "报告.pdf")
    assert stored.digest == hashlib.sha256(PDF).hexdigest()
    assert (stored.size, stored.media_type) == (len(PDF), "application/pdf")
    assert b"".join(read(tmp_path, stored.digest)) == PDF


def test_the_same_file_twice_is_kept_once(tmp_path: Path) -> None:
    first, second = store(tmp_path, [PDF], "甲.pdf"), store(tmp_path, [PDF], "乙.pdf")
    assert first == second
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("照片.png", PNG, "image/png"),
        ("清单.txt", "涉案物品清单：手机一部".encode(), "text/plain"),
        ("清单.csv", "名称,数量\n手机,1\n".encode("gb18030"), "text/plain"),
        ("报告.docx", docx(), files.ALLOWED[".docx"]),
    ],
)
def test_what_a_file_is_is_told_from_its_content(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    assert store(tmp_path, [content], name).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("空.pdf", b"", "“空.pdf”是空文件，没有保存。请检查后重新上传。"),
        ("工具.exe", b"MZ" + bytes(200), "“工具.exe”是可以执行的程序，不能上传。"),
        ("发票.pdf", b"MZ" + bytes(200), "“发票.pdf”是可以执行的程序，不能上传。"),
        ("脚本.txt", b"#!/bin/sh\nrm -rf /\n", "“脚本.txt”是可以执行的程序，不能上传。"),
        ("页面.html", b"<html><script>1</script></html>", REFUSED_KIND.format("页面.html")),
        ("报告.pdf", PNG, "“报告.pdf”的内容与扩展名不符，没有保存。请用原来的软件另存后再上传。"),
        ("清单.txt", b"\0\1\2\3", "“清单.txt”的内容与扩展名不符，没有保存。请用原来的软件另存后再上传。"),
    ],
)
def test_a_file_that_is_refused_says_why_and_leaves_nothing(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(FileRefusedError) as refusal:
        store(tmp_path, [content], name)
    assert str(refusal.value) == why
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_a_file_beyond_200_mb_is_refused_before_it_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    asked: list[int] = []

    def chunks() -> Iterator[bytes]:
        for number in range(10):
            asked.append(number)
            yield bytes(60)

    with pytest.raises(FileRefusedError, match=r"“大\.pdf”超过 200 MB，没有保存。请拆分或压缩后再上传。"):
        store(tmp_path, chunks(), "大.pdf")
    assert asked == [0, 1]
    assert not list((tmp_path / "parts").iterdir())


def test_what_a_killed_upload_leaves_is_swept_after_a_day_and_nothing_else(tmp_path: Path) -> None:
    stored = store(tmp_path, [PDF], "报告.pdf")
    old, young = tmp_path / "parts" / "old", tmp_path / "parts" / "young"
    old.write_bytes(b"x")
    young.write_bytes(b"x")
    os.utime(old, (0, 0))
    assert sweep_parts(tmp_path) == 1
    assert young.exists()
    assert path_of(tmp_path, stored.digest).exists()
