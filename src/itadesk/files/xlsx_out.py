"""A report as an Excel workbook: numbers and days as such, all else text, never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from itadesk.core.report import (
    Block,
    FieldLine,
    Paragraph,
    Report,
    Section,
    Table,
    Together,
    plain,
)
from itadesk.core.xml_text import writable
from itadesk.files.excel_sheet import ReportSheet
from itadesk.files.fixed_zip import with_fixed_times

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MADE = datetime(2000, 1, 1)
_TEXT_WIDTH = 160.0


def xlsx_bytes(report: Report) -> bytes:
    """The report as .xlsx; the same report gives the same bytes.

    A section is a sheet, and tables of other columns in it have sheets of their own. Raises
    `UserError("cell-too-long")` where a cell would not hold its text: nothing is cut.
    """
    workbook = named(Workbook(), report.title, report.office)
    for section in report.sections:
        for sheet in _sheets(workbook, section):
            sheet.finish()
    return saved(workbook)


def named(workbook: Workbook, title: str, office: str) -> Workbook:
    """A workbook without sheets, with its title and whose it is."""
    workbook.remove(workbook.active)
    properties = workbook.properties
    properties.title, properties.creator = writable(title)[:255], writable(office)[:255]
    properties.language, properties.created, properties.modified = "th-TH", _MADE, _MADE
    return workbook


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook, the same for the same cells."""
    data = io.BytesIO()
    ExcelWriter(workbook, ZipFile(data, "w", ZIP_DEFLATED)).save()
    return with_fixed_times(data.getvalue())


def _sheets(workbook: Workbook, section: Section) -> list[ReportSheet]:
    """The section's sheets; text stands over the table that follows it."""
    sheets: list[ReportSheet] = []
    waiting: list[Paragraph] = []
    for block in _flat(section.blocks):
        if isinstance(block, Paragraph):
            waiting.append(block)
        elif isinstance(block, FieldLine):
            waiting += [plain(f"{field.label} {field.value}") for field in block.fields]
        elif isinstance(block, Table):
            if not sheets or not sheets[-1].takes(block):
                sheets.append(ReportSheet(_added(workbook), block.widths, section.page))
            sheets[-1].add_lines(waiting)
            sheets[-1].add_table(block)
            waiting = []
    if waiting and not sheets:
        sheets.append(ReportSheet(_added(workbook), (_TEXT_WIDTH,), section.page))
    if waiting:
        sheets[-1].add_lines(waiting)
    return sheets


def _added(workbook: Workbook) -> Worksheet:
    return workbook.create_sheet(f"แผ่นที่ {len(workbook.sheetnames) + 1}")


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Together):
            yield from _flat(block.blocks)
        else:
            yield block
