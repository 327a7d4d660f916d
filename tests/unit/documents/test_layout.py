"""The layout after GB/T 9704-2012: measures of the page, lines, marks, page numbers, and every letter of law/."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from pypdf import PageObject, PdfReader

from liandong.documents.filling import Filled, Rank, Span, fill
from liandong.documents.fonts import TITLE, typefaces
from liandong.documents.typesetting import pdf
from liandong.documents.word import docx
from liandong.kernel.citation import Citation
from liandong.procedures.grammar import Place
from liandong.procedures.law import Law
from liandong.procedures.letters import Content, Letter, Numbering
from liandong.procedures.reading import read_law

ROOT = Path(__file__).parents[3]
FONTS = ROOT / "src" / "liandong" / "web" / "assets" / "fonts"
MM = 72 / 25.4  # points
HERE = Place("letters/函.yaml", 1)
VALUES = {
    "发文名称": "某市某局",
    "主送名称": "某市公安局",
    "作出日期": "2026年3月6日",
    "文号": "某局移〔2026〕1号",
    "附件清单": "调查报告",
}


@cache
def law() -> Law:
    return read_law(ROOT / "law")


def letter(body: str, *, numbering: Numbering = Numbering.REGISTER, contents: tuple[Content, ...] = ()) -> Letter:
    return Letter(
        name="函",
        name_en="Letter",
        citations=(Citation("移送规定", "6"),),
        sender="甲",
        to="公",
        copies=(),
        numbering=numbering,
        number_pattern="{简称}移〔{年}〕{号}号",
        contents=contents,
        body=body,
        lists_attachments=True,
        questions=(),
        place=HERE,
    )


def paper(body: str, **changed: str) -> Filled:
    return fill(letter(body), VALUES | changed)


def pages(filled: Filled) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(pdf(filled, folders=(FONTS,)))).pages)


def places(page: PageObject) -> list[tuple[str, float, float]]:
    """Each run of text of a page, its left edge and its baseline from the top, in mm."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, shift: list[float], _matrix: object, _font: object, _size: object) -> None:
        if text.strip():
            found.append((text.strip(), shift[4] / MM, 297 - shift[5] / MM))

    page.extract_text(visitor_text=note)
    return found


def place_of(words: str, page: PageObject) -> tuple[float, float]:
    return next((left, top) for text, left, top in places(page) if words in text)


def test_the_page_is_a4_and_the_text_area_156_by_225_mm_with_28_characters_a_line_and_22_lines_a_page() -> None:
    first, second, *_ = pages(paper("{主送名称}：\n" + "案" * 28 * 60))
    assert [round(float(side) / MM) for side in first.mediabox[2:]] == [210, 297]
    lines = [(text, left, top) for text, left, top in places(second) if set(text) == {"案"}]
    assert {text for text, _, _ in lines} == {"案" * 28}
    assert {round(left) for _, left, _ in lines} == {28}
    assert len(lines) == 22
    tops = [top for _, _, top in lines]
    assert {round(below - above, 1) for above, below in pairwise(tops)} == {10.2}
    assert tops[0] - 37 < 225 / 22
    assert tops[-1] < 297 - 35


def test_page_numbers_stand_between_dashes_right_on_odd_pages_and_left_on_even_ones() -> None:
    first, second, *_ = pages(paper("案" * 28 * 60))
    assert "— 1 —" in first.extract_text()
    assert "— 2 —" in second.extract_text()
    assert place_of("— 1 —", first)[0] > 150
    assert place_of("— 2 —", second)[0] < 50


def test_the_addressee_stands_at_the_edge_and_the_text_two_characters_in() -> None:
    (page,) = pages(paper("{主送名称}：\n现予移送。", 抄送名称="某检察院"))
    assert round(place_of("某市公安局", page)[0]) == 28
    assert round(place_of("现予移送", page)[0]) == 39  # 28 mm and two characters of 5.57 mm


def test_a_long_last_paragraph_begins_on_the_first_page() -> None:
    first, *_ = pages(paper("{主送名称}：\n" + "案" * 28 * 60))
    assert "案" * 28 in first.extract_text()


def test_headings_are_told_from_sentences_that_begin_like_them() -> None:
    parts = paper("{主送名称}：\n一、案件来源\n（一）经过\n一、这是一句话。\n其他").paragraphs
    assert [part.rank for part in parts] == [Rank.ADDRESSEE, Rank.FIRST, Rank.SECOND, Rank.TEXT, Rank.TEXT]


def test_a_value_of_several_lines_makes_several_paragraphs() -> None:
    parts = paper("案情：{案情}。", 案情="第一段\n\n 第二段 ").paragraphs
    assert [part.text for part in parts] == ["案情：第一段", "第二段。"]


def test_a_value_is_words_and_never_markup() -> None:
    (page,) = pages(paper("案情：{案情}", 案情="#set page(width: 1mm) $x$ *粗* {主送名称}"))
    assert "#set page(width: 1mm) $x$ *粗* {主送名称}" in page.extract_text()


def test_the_longest_issuer_stays_on_one_line_within_the_text_area() -> None:
    name = "湖北省武汉市江岸区住房和城乡建设与综合行政执法局"
    (page,) = pages(paper("现予移送。", 发文名称=name))
    mark = next((left, top) for text, left, top in places(page) if name in text)
    assert mark[0] >= 28
    assert 72 <= mark[1] <= 72 + 44 / MM  # 35 mm below the upper edge of the text area


def test_the_signature_never_stands_on_a_page_without_text() -> None:
    for lines in range(6, 16):
        last = pages(paper("开头。\n" + "\n".join("案" * 20 + "。" for _ in range(lines))))[-1]
        assert "案" in last.extract_text()
        assert "某市某局" in last.extract_text()


def test_the_imprint_never_stands_on_a_page_without_text() -> None:
    for lines in range(3, 16):
        given = paper("开头。\n" + "\n".join("案" * 20 + "。" for _ in range(lines)), 抄送名称="某检察院")
        last = pages(given)[-1]
        assert "案" in last.extract_text()
        assert "抄送：某检察院。" in "".join(last.extract_text().split())
        assert place_of("印发", last)[1] > 250


def test_whoever_a_letter_calls_first_stands_at_the_edge() -> None:
    parts = paper("本机关负责人：\n如下：\n某事。").paragraphs
    assert [part.rank for part in parts] == [Rank.ADDRESSEE, Rank.TEXT, Rank.TEXT]


def test_a_draft_that_only_awaits_its_number_is_complete_but_marked() -> None:
    values = {name: value for name, value in VALUES.items() if name != "文号"}
    draft = fill(letter("现予移送。"), values | {"年": "2026"})
    assert (draft.complete, draft.draft) == (True, True)
    assert "".join(span.text for span in draft.number) == "　移〔2026〕　号"


def test_an_organs_own_number_that_was_not_recorded_is_said_and_makes_no_draft() -> None:
    values = {name: value for name, value in VALUES.items() if name != "文号"}
    recorded = fill(letter("现予移送。", numbering=Numbering.RECORD), values)
    assert (recorded.complete, recorded.draft) == (True, False)
    assert recorded.number == (Span("（文号未登记）"),)  # as plain words: nothing is wanting


def test_a_mandatory_content_without_a_place_in_the_text_is_missing_all_the_same() -> None:
    content = Content(name="案件来源", field="来源", required=True, place=HERE)
    whole = fill(letter("现予移送。", contents=(content,)), VALUES)
    assert whole.missing == ("案件来源",)


def test_the_papers_date_and_title_are_in_the_file_and_it_is_pdf_a() -> None:
    content = pdf(paper("现予移送。"), folders=(FONTS,), stamp=1772755200)  # 2026-03-06T00:00:00Z
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("函", "某市某局")
    assert reader.metadata.creation_date_raw == "D:20260306000000Z"
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in content


def test_an_offices_own_fonts_go_before_ours(tmp_path: Path) -> None:
    faces = typefaces((tmp_path / "none", FONTS))
    assert faces.of(TITLE)[0] == "Noto Serif SC"
    assert faces.of(("Noto Sans SC", "Noto Serif SC"))[0] == "Noto Sans SC"


def test_a_word_draft_is_marked_and_a_word_paper_has_page_numbers_and_no_mark() -> None:
    draft, whole = (
        Document(io.BytesIO(docx(paper("{案由}", 案由=words)))) for words in ("", "涉嫌销售假冒注册商标的商品")
    )
    assert draft.paragraphs[0].text == "草稿"
    assert "草稿" not in "".join(line.text for line in whole.paragraphs)
    assert 'w:instr="PAGE"' in whole.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in whole.sections[0].even_page_footer._element.xml


@pytest.mark.parametrize("name", sorted(law().letters))
def test_every_letter_of_the_law_says_all_it_must_in_pdf_and_docx(name: str) -> None:
    given = law().letters[name]
    names = [content.field for content in given.contents] + list(given.placeholders())
    values = VALUES | {field: f"此处为{field}" for field in names} | {"文号": "某局〔2026〕1号", "抄送名称": "某检察院"}
    whole = fill(given, values)
    assert (whole.missing, whole.draft) == ((), False)
    in_pdf = "".join("".join(page.extract_text().split()) for page in pages(whole))
    in_word = "".join(line.text for line in Document(io.BytesIO(docx(whole))).paragraphs)
    must = [values[content.field] for content in given.contents if content.required]
    for words in [name, "某局〔2026〕1号", *must]:
        assert words in in_pdf
        assert words in in_word
