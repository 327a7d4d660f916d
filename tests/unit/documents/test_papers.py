"""Papers: filled from values, set as PDF and DOCX with the same words, and honest about what is missing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from pypdf import PdfReader

from liandong.documents.filling import Filled, fill
from liandong.documents.fonts import NoFonts
from liandong.documents.typesetting import NoGlyph, pdf
from liandong.documents.word import docx
from liandong.kernel.citation import Citation
from liandong.procedures.grammar import Place
from liandong.procedures.letters import Content, Letter, Numbering

FONTS = Path(__file__).parents[3] / "src" / "liandong" / "web" / "assets" / "fonts"
HERE = Place("letters/移送书.yaml", 1)
LETTER = Letter(
    name="移送书",
    name_en="Letter",
    citations=(Citation("移送规定", "6"),),
    sender="甲",
    to="公",
    copies=("检",),
    numbering=Numbering.REGISTER,
    number_pattern="{简称}移〔{年}〕{号}号",
    contents=(
        Content(name="案件名称", field="案件名称", required=True, place=HERE),
        Content(name="涉案金额", field="涉案金额", required=False, place=HERE),
    ),
    body="{主送名称}：\n{案件名称}一案，依照{条}的规定移送。\n涉案金额{涉案金额}。\n",
    lists_attachments=True,
    questions=(),
    place=HERE,
)
VALUES = {
    "发文名称": "某市某局",
    "主送名称": "某市公安局",
    "抄送名称": "某市人民检察院",
    "文号": "某局移〔2026〕1号",
    "作出日期": "2026年3月6日",
    "条": "《移送规定》第六条",
    "案件名称": "某公司涉嫌销售假冒注册商标的商品",
    "涉案金额": "126000.00元",
    "附件清单": "调查报告\n涉案物品清单",
}
WORDS = [
    "某市某局",
    "某市公安局：",
    "某公司涉嫌销售假冒注册商标的商品一案，依照《移送规定》第六条的规定移送。",
    "涉案金额126000.00元。",
    "某局移〔2026〕1号",
    "2026年3月6日",
    "调查报告",
    "涉案物品清单",
    "某市人民检察院",
]


def whole(**changed: str) -> Filled:
    return fill(LETTER, {name: value for name, value in {**VALUES, **changed}.items() if value})


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_a_complete_paper_says_everything_its_letter_asks_for_in_pdf() -> None:
    text = text_of(pdf(whole(), folders=(FONTS,)))
    assert [words for words in WORDS if words not in text] == []
    assert "草稿" not in text


def test_the_docx_says_the_same_and_has_the_standards_margins() -> None:
    document = Document(io.BytesIO(docx(whole())))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [words for words in WORDS if words not in text] == []
    section = document.sections[0]
    margins = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(length / Mm(1)) for length in margins if length is not None] == [210, 297, 37, 28]


def test_the_same_paper_is_the_same_bytes() -> None:
    assert pdf(whole(), folders=(FONTS,), stamp=1) == pdf(whole(), folders=(FONTS,), stamp=1)


def test_what_is_missing_is_named_and_marked() -> None:
    paper = whole(案件名称="")
    assert paper.missing == ("案件名称",)
    text = text_of(pdf(paper, folders=(FONTS,)))
    assert "【缺：案件名称】" in text
    assert "草稿" in text


def test_a_line_that_would_hold_only_what_need_not_be_there_is_left_out() -> None:
    paper = whole(涉案金额="")
    assert paper.complete
    assert "涉案金额" not in "".join(paragraph.text for paragraph in paper.paragraphs)


def test_rare_characters_of_names_are_set_or_named() -> None:
    assert "䶮" in text_of(pdf(whole(案件名称="刘䶮案"), folders=(FONTS,)))
    with pytest.raises(NoGlyph) as refusal:
        pdf(whole(案件名称="某\U00020bb7案"), folders=(FONTS,))
    assert "U+20BB7" in str(refusal.value)


def test_without_any_font_it_says_where_to_put_one(tmp_path: Path) -> None:
    with pytest.raises(NoFonts) as refusal:
        pdf(whole(), folders=(tmp_path,))
    assert str(tmp_path) in str(refusal.value)
