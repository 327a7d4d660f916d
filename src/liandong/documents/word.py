"""The DOCX of a paper: the same words and, as far as Word goes, the same layout as the PDF (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from liandong.documents.filling import Filled, Rank, Span

BODY, TITLE, FIRST, SECOND, FIGURES = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
SIZE_3, SIZE_2, SIZE_4, MARK = Pt(16), Pt(22), Pt(14), Pt(32)
WIDTH = Mm(156)
LINE = Pt(28.95)  # 22 lines in 225 mm
RED = RGBColor(0xE6, 0x00, 0x12)
FACES = {Rank.FIRST: FIRST, Rank.SECOND: SECOND}
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def docx(filled: Filled) -> bytes:
    """The paper as a Word file; what is missing stands in red."""
    sheet = _Sheet()
    sheet.document.core_properties.title = filled.title
    sheet.document.core_properties.author = filled.issuer.text
    if filled.draft:
        sheet.line([Span("草稿", missing=True)], face=FIRST, align=RIGHT)
    _head(sheet, filled)
    for part in filled.paragraphs:
        line = sheet.line(part.spans, face=FACES.get(part.rank, BODY))
        if part.rank is not Rank.ADDRESSEE:
            line.paragraph_format.first_line_indent = 2 * SIZE_3
    _enclosures(sheet, filled.attachments)
    sheet.line([])
    sheet.line([])
    for span in (filled.issuer, filled.date):
        sheet.line([span], align=RIGHT).paragraph_format.right_indent = 4 * SIZE_3
    _foot(sheet, filled)
    stream = io.BytesIO()
    sheet.document.save(stream)
    return stream.getvalue()


class _Sheet:
    """A4 with the standard's margins and page numbers, and lines set on it one after another."""

    def __init__(self) -> None:
        self.document = Document()
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")  # else the punctuation of Taiwan or Japan may be taken
        self.document.settings.odd_and_even_pages_header_footer = True
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(25)
        _page_numbers(section)

    def line(
        self,
        spans: Iterable[Span],
        *,
        face: str = BODY,
        size: Length = SIZE_3,
        align: WD_ALIGN_PARAGRAPH | None = None,
        colour: RGBColor | None = None,
    ) -> Paragraph:
        """One paragraph in one face and size."""
        paragraph = self.document.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = max(LINE, Pt(size.pt * 1.3))
        paragraph.paragraph_format.space_after = Pt(0)
        for span in spans:
            run = paragraph.add_run(span.text)
            run.font.size, run.font.name = size, face
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
            run.font.color.rgb = RED if span.missing else colour
        return paragraph


def _head(sheet: _Sheet, filled: Filled) -> None:
    mark = min(MARK, Length(WIDTH // len(filled.issuer.text)))
    name = sheet.line([filled.issuer], face=TITLE, size=mark, align=CENTRE, colour=RED)
    name.paragraph_format.space_before = Mm(35)
    sheet.line([])
    _ruled(sheet.line(filled.number, align=CENTRE), "bottom", eighths=16, colour="E60012")
    sheet.line([])
    sheet.line([Span(filled.title)], face=TITLE, size=SIZE_2, align=CENTRE)
    sheet.line([])


def _enclosures(sheet: _Sheet, names: tuple[str, ...]) -> None:
    if names:
        sheet.line([])
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else "　　　"
        line = sheet.line([Span(f"{lead}{f'{number}. ' if len(names) > 1 else ''}{name}")])
        line.paragraph_format.left_indent = 2 * SIZE_3


def _foot(sheet: _Sheet, filled: Filled) -> None:
    """版记: 抄送, then who printed it when, between lines of 0.35 mm with one of 0.25 mm within."""
    sheet.line([])
    if filled.copies:
        copies = sheet.line([Span(f"抄送：{filled.copies}。")], size=SIZE_4)
        copies.paragraph_format.first_line_indent = SIZE_4
        _ruled(copies, "top", eighths=8)
    issued = sheet.line([filled.issuer, Span("\t"), filled.date, Span("印发")], size=SIZE_4)
    issued.paragraph_format.first_line_indent = SIZE_4
    issued.paragraph_format.tab_stops.add_tab_stop(Length(WIDTH - SIZE_4), WD_TAB_ALIGNMENT.RIGHT)
    _ruled(issued, "top", eighths=6 if filled.copies else 8)
    _ruled(issued, "bottom", eighths=8)


def _ruled(paragraph: Paragraph, side: str, *, eighths: int, colour: str = "000000") -> None:
    """A line above or below a paragraph; its thickness in eighths of a point."""
    properties = paragraph._element.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")
    border = OxmlElement(f"w:{side}")
    for name, value in {"val": "single", "sz": str(eighths), "space": "4", "color": colour}.items():
        border.set(qn(f"w:{name}"), value)
    borders.append(border)


def _page_numbers(section: Section) -> None:
    """— 1 — in 4号, a character from the outer edge: right on odd pages, left on even ones."""
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE_4
        for text in ("— ", "PAGE", " —"):
            run = paragraph.add_run("" if text == "PAGE" else text)
            run.font.size, run.font.name = SIZE_4, FIGURES
            if text == "PAGE":
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                run._element.addprevious(field)
                field.append(run._element)
