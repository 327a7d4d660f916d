"""The DOCX of a paper: the same words and, as far as Word goes, the same layout as the PDF (GB/T 9704-2012)."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from liandong.documents.filling import Filled, Rank, Span

BODY, TITLE, FIRST, SECOND = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
SIZE_3, SIZE_2, SIZE_4, MARK = Pt(16), Pt(22), Pt(14), Pt(32)
LINE = Pt(28.95)  # 22 lines in 225 mm
RED = RGBColor(0xE6, 0x00, 0x12)
FACES = {Rank.FIRST: FIRST, Rank.SECOND: SECOND}


def docx(filled: Filled) -> bytes:
    """The paper as a Word file; what is missing stands in red."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    document.core_properties.title = filled.title
    document.core_properties.author = filled.issuer.text

    def line(
        spans: Iterable[Span], face: str = BODY, size: Pt = SIZE_3, align: WD_ALIGN_PARAGRAPH | None = None
    ) -> Paragraph:
        paragraph = document.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        paragraph.paragraph_format.line_spacing = max(LINE, Pt(size.pt * 1.3))
        paragraph.paragraph_format.space_after = Pt(0)
        for span in spans:
            run = paragraph.add_run(span.text)
            run.font.size, run.font.name = size, face
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
            if span.missing:
                run.font.color.rgb = RED
        return paragraph

    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    mark = line((filled.issuer,), TITLE, MARK, centre)
    for run in mark.runs:
        run.font.color.rgb = RED
    line(filled.number, align=centre)
    line(())
    line((Span(filled.title),), TITLE, SIZE_2, centre)
    line(())
    for part in filled.paragraphs:
        paragraph = line(part.spans, FACES.get(part.rank, BODY))
        if part.rank is not Rank.ADDRESSEE:
            paragraph.paragraph_format.first_line_indent = SIZE_3 * 2
    if filled.attachments:
        line(())
        many = len(filled.attachments) > 1
        for number, name in enumerate(filled.attachments, start=1):
            lead = "附件：" if number == 1 else "　　　"
            line((Span(f"{lead}{f'{number}．' if many else ''}{name}"),)).paragraph_format.left_indent = SIZE_3 * 2
    line(())
    for span in (filled.issuer, filled.date):
        line((span,), align=right).paragraph_format.right_indent = SIZE_3 * 4
    if filled.copies:
        line((Span(f"抄送：{filled.copies}。"),), size=SIZE_4)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
