"""The PDF of a paper: laid out after GB/T 9704-2012 by Typst, kept as PDF/A-2b (ISO 19005-2)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import typst

from liandong.documents import fonts
from liandong.documents.filling import Filled

LAYOUT = Path(__file__).parent / "typst" / "letter.typ"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class NoGlyph(Exception):
    """A character of the paper is in none of the fonts; the message names it and says what to do."""


def pdf(filled: Filled, *, folders: tuple[Path, ...], stamp: int = 0) -> bytes:
    """The paper as PDF; the same paper with the same fonts and stamp is the same bytes.

    `folders`: where fonts lie, the office's own first. `stamp`: the file's creation time in Unix seconds.
    Errors: fonts.NoFonts, NoGlyph.
    """
    faces = fonts.typefaces(folders)
    paper = asdict(filled) | {
        "draft": filled.draft,
        "faces": {
            "body": faces.of(fonts.BODY),
            "title": faces.of(fonts.TITLE),
            "first": faces.of(fonts.FIRST),
            "second": faces.of(fonts.SECOND),
            "figures": faces.of(fonts.FIGURES),
        },
    }
    try:
        return typst.compile(
            LAYOUT,
            font_paths=faces.fonts,
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            timestamp=stamp,
        )
    except typst.TypstError as error:
        lacking = _NO_GLYPH.findall(error.diagnostic)
        if not lacking:
            raise
        characters = "、".join(dict.fromkeys(f"“{c}”（U+{ord(c):04X}）" for run in lacking for c in run))
        raise NoGlyph(
            f"现有字体没有这些字：{characters}，文书无法排成 PDF。"
            "请由管理员把含有这些字的字体文件放入数据文件夹的 fonts 文件夹，或者下载 DOCX 办理。"
        ) from error
