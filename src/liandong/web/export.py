"""The ledger as an Excel file, with the columns a clerk expects."""

from __future__ import annotations

import io

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from liandong.web.acting import acting
from liandong.web.ledger import asked_of, filtered, ledger_rows

MOST = 5000  # lines of one file; more are taken by narrowing the filters
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (24, 44, 24, 24, 14, 28, 22, 18, 14, 28, 18, 18)


def ledger_export(request: HttpRequest) -> HttpResponse:
    """The same lines as the page under the same filters, newest first."""
    now = timezone.now()
    rows = filtered(acting(request).unit, asked_of(request), now).order_by("-last_at", "-id")
    found = list(rows[: MOST + 1])
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("台账"))
    for letter, width in zip("ABCDEFGHIJKL", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    heads = [
        _("编号"),
        _("事项"),
        _("程序"),
        _("当事人"),
        _("状态"),
        _("轮到"),
        _("期限"),
        _("期限状况"),
        _("签收"),
        _("最近办理单位"),
        _("最近办理"),
        _("办理时间"),
    ]
    sheet.append([_bold(sheet, words) for words in heads])
    for row in ledger_rows(found[:MOST], acting(request).unit, now):
        line = [
            row.number,
            row.title,
            row.procedure,
            row.parties,
            row.state,
            row.turn,
            row.due,
            row.light.words,
            row.receipt.words,
        ]
        sheet.append([_safe(words) for words in (*line, row.last_unit, row.last_step, row.last_at)])
    if len(found) > MOST:
        sheet.append([_("只导出了前 %(most)d 行，请缩小筛选范围后再导出其余部分。") % {"most": MOST}])
    answer = io.BytesIO()
    book.save(answer)
    name = f"{_('台账')}-{timezone.localdate():%Y%m%d}.xlsx"
    return HttpResponse(
        answer.getvalue(),
        content_type=EXCEL,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def _bold(sheet: WriteOnlyWorksheet, words: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=words)
    cell.font = Font(bold=True)
    return cell


def _safe(words: str) -> str:
    """Text that a spreadsheet would take for a formula stays text."""
    return f"'{words}" if words[:1] in "=+-@\t\r" and words else words
