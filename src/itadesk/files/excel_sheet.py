"""One worksheet of a report: its lines, its tables, widths, heights and the frozen head."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from itadesk.core.errors import UserError
from itadesk.core.report import Align, Cell, PageSetup, Paragraph, Row, Table
from itadesk.core.xml_text import writable
from itadesk.files.word_text import FONT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SIZE = 14
LONGEST_TEXT = 32_767
_COLUMN_UNITS_IN_MM = 0.52
_LETTERS_IN_UNIT = 0.81
_LINE_POINTS = 21.0
_TALLEST_ROW = 409.0
_MOST_FROZEN_LINES = 12
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # how Excel writes a character that XML cannot hold
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_THAI = "[$-D07041E]"  # Thai digits, Buddhist years, Thai names of months
DAY_FORMAT = f"{_THAI}d mmmm yyyy"
_SHADE = PatternFill("solid", fgColor="EDEDED")


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text, whatever it begins with; the only way that data enters a workbook.

    Raises `UserError("cell-too-long")` for more letters than Excel keeps.
    """
    text = writable(text)
    if len(text) > LONGEST_TEXT:
        place = f"{get_column_letter(column)}{row}"
        raise UserError("cell-too-long", cell=place, letters=len(text), most=LONGEST_TEXT)
    cell = sheet.cell(row, column)
    cell.value = _ESCAPE.sub("_x005F_", text) or None
    if text:
        cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def put_value(sheet: Worksheet, row: int, column: int, value: float | date) -> None:
    """Write a number or a day as such, shown in Thai digits and Thai years."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, date):
        cell.number_format = DAY_FORMAT
    else:
        cell.number_format = _THAI + ("0" if value == int(value) else "0.00")


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width, in Excel's units."""
    across = max(width * _LETTERS_IN_UNIT, 1.0)
    return sum(max(ceil(len(_MARKS.sub("", line)) / across), 1) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """The points that a row of so many lines takes, up to the tallest that Excel has."""
    return min(lines * _LINE_POINTS, _TALLEST_ROW)


class ReportSheet:
    """A worksheet that lines and tables are added to from the top down."""

    def __init__(self, sheet: Worksheet, widths: tuple[float, ...], page: PageSetup) -> None:
        self._sheet = sheet
        self._widths = widths
        self._page = page
        self._row = 0
        self._heads: list[tuple[Row, ...]] = []
        self._below_head = 0
        self._lines: dict[int, int] = {}

    def takes(self, table: Table) -> bool:
        """Whether a table's columns are this sheet's, or it has but one, which fits anywhere."""
        return table.widths == self._widths or len(table.widths) == 1

    def add_lines(self, paragraphs: Iterable[Paragraph]) -> None:
        """Paragraphs, each in a row of its own across all columns."""
        for paragraph in paragraphs:
            self._row += 1
            cell = Cell((paragraph,), colspan=len(self._widths))
            self._put(cell, self._row, 1, ruled=False)

    def add_table(self, table: Table) -> None:
        """A table below what is there; its head only where it is another than the last one's."""
        spread = len(self._widths) if len(table.widths) == 1 else 1
        if not self._heads or self._heads[-1] != table.head:
            self._add_rows(table.head, spread, table.ruled)
            self._below_head = self._below_head or self._row + 1
        self._heads.append(table.head)
        self._add_rows(table.rows, spread, table.ruled)

    def finish(self) -> None:
        """Set what depends on everything: widths, heights, the frozen head, the paper."""
        sheet = self._sheet
        for number, width in enumerate(self._widths, start=1):
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = round(width * _COLUMN_UNITS_IN_MM, 2)
        for row, lines in self._lines.items():
            sheet.row_dimensions[row].height = height_of(lines)
        above = sum(self._lines.get(row, 1) for row in range(1, self._below_head))
        if len(set(self._heads)) == 1 and self._heads[0] and above <= _MOST_FROZEN_LINES:
            sheet.freeze_panes = f"A{self._below_head}"
            first = self._below_head - len(self._heads[0])
            sheet.print_title_rows = f"{first}:{self._below_head - 1}"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        wide = self._page.width > self._page.height
        sheet.page_setup.orientation = "landscape" if wide else "portrait"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

    def _add_rows(self, rows: tuple[Row, ...], spread: int, ruled: bool) -> None:
        first = self._row + 1
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row.cells, start=1):
                if cell is not None:
                    wide = replace(cell, colspan=cell.colspan * spread)
                    self._put(wide, self._row, column, ruled=ruled)
        for row_number in range(first, self._row + 1):
            self._lines.setdefault(row_number, 1)

    def _put(self, cell: Cell, row: int, column: int, *, ruled: bool) -> None:
        sheet = self._sheet
        last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
        if cell.value is None:
            put_text(sheet, row, column, cell.text)
        else:
            put_value(sheet, row, column, cell.value)
        first = cell.paragraphs[0] if cell.paragraphs else Paragraph(())
        target = sheet.cell(row, column)
        target.font = Font(name=FONT, size=SIZE, bold=bool(first.runs) and first.runs[0].bold)
        target.alignment = Alignment(
            horizontal=_horizontal(first.align),
            vertical="top" if ruled else "center",
            wrap_text=True,
        )
        for r in range(row, last_row + 1):
            for c in range(column, last_column + 1):
                if ruled:
                    sheet.cell(r, c).border = _BOX
                if cell.shaded:
                    sheet.cell(r, c).fill = _SHADE
        if (last_row, last_column) != (row, column):
            sheet.merge_cells(
                start_row=row, end_row=last_row, start_column=column, end_column=last_column
            )
        self._make_room(cell, row, sum(self._widths[column - 1 : last_column]))

    def _make_room(self, cell: Cell, row: int, width: float) -> None:
        """Excel does not fit heights to merged cells: so they are reckoned."""
        needed = lines_in(cell.text, width * _COLUMN_UNITS_IN_MM)
        above = sum(self._lines.get(r, 1) for r in range(row, row + cell.rowspan - 1))
        last = row + cell.rowspan - 1
        self._lines[last] = max(self._lines.get(last, 1), needed - above)


def _horizontal(align: Align) -> str:
    return {"center": "center", "right": "right"}.get(align, "left")
