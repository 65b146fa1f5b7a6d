"""Tables of the office as an Excel workbook that can be changed there and read back.

A sheet a table, one line a row, its id in the first column. A hidden sheet keeps what every cell
was, so that reading back tells the clerk's changes from the file's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from itadesk.core.tables.book import Sheet, TablesBook
from itadesk.core.tables.cells import WORDS, Cell, fingerprint
from itadesk.core.tables.kinds import KEY_HEAD, Column
from itadesk.files.excel_sheet import (
    DAY_FORMAT,
    SIZE,
    height_of,
    lines_in,
    put_text,
    put_value,
)
from itadesk.files.word_text import FONT
from itadesk.files.xlsx_out import named, saved
from itadesk.thai.digits import to_thai

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MEMORY = "_itadesk"
MARK, VERSION = "itadesk-tables", 1

_TEXT_FORMAT = "@"
_LONGEST_AS_TEXT = 255  # a longer text in a cell of text format shows as #### in older Excel
_NEW_ROWS = 200  # below the last one, that offer their words too
_KEY_WIDTH = 9.0
_WORD_END = 3.0  # what is lost where a line ends with a whole word
_GREY, _INK, _LINE = "EDEDED", "808080", Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CLOSED, _HEAD = PatternFill("solid", fgColor=_GREY), PatternFill("solid", fgColor="DCE6F1")
_FONT, _BOLD = Font(name=FONT, size=SIZE), Font(name=FONT, size=SIZE, bold=True)
_KEY_FONT = Font(name=FONT, size=10, color=_INK)
_TOP = Alignment(vertical="top", wrap_text=True)
_TOP_KEY = Alignment(vertical="top")
_TOP_MIDDLE = Alignment(horizontal="center", vertical="top")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_KEY = Column("id", KEY_HEAD, _KEY_WIDTH, is_open=False)


def tables_bytes(book: TablesBook) -> bytes:
    """The workbook as .xlsx; the same book gives the same bytes.

    Raises `UserError("cell-too-long")` where a cell would not hold its text: nothing is cut.
    """
    year = to_thai(str(book.year))
    workbook = named(Workbook(), f"ตารางข้อมูล ปีงบประมาณ พ.ศ. {year}", book.office)
    for sheet in book.sheets:
        under = f"{sheet.kind.title} · ปีงบประมาณ พ.ศ. {year} · {book.office}"
        _fill(workbook.create_sheet(sheet.kind.title), sheet, under)
    _remember(workbook.create_sheet(MEMORY), book)
    return saved(workbook)


def _fill(target: Worksheet, sheet: Sheet, under: str) -> None:
    columns = (_KEY, *sheet.kind.columns)
    for number, column in enumerate(columns, start=1):
        put_text(target, 1, number, column.head)
        head = target.cell(1, number)
        head.font, head.fill, head.border, head.alignment = _BOLD, _HEAD, _BOX, _MIDDLE
        below = target.column_dimensions[get_column_letter(number)]
        below.width, below.number_format = column.width, _format(column)
        below.font, below.alignment = _FONT, _alignment(column)
    _make_room(target, 1, columns, [column.head for column in columns])
    for line, row in enumerate(sheet.rows, start=2):
        for number, (column, cell) in enumerate(
            zip(columns, (row.id, *row.cells), strict=True), start=1
        ):
            _put(target, line, number, column, cell)
        _make_room(target, line, columns[1:], row.cells)
    target.freeze_panes = "C2"
    last = get_column_letter(len(columns))
    target.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    target.print_title_rows = "1:1"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.orientation = "landscape"
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.oddFooter.left.text = under.replace("&", "&&")
    target.oddFooter.right.text = "&P/&N"
    _offer_words(target, sheet)


def _make_room(
    target: Worksheet, line: int, columns: Sequence[Column], cells: Sequence[Cell]
) -> None:
    """LibreOffice does not fit the heights of a file that another program wrote.

    What is told of the parent may be cut off: it stands in full in its own sheet.
    """
    needed = [
        lines_in(cell, column.width - _WORD_END)
        for column, cell in zip(columns, cells, strict=True)
        if isinstance(cell, str) and "." not in column.name
    ]
    target.row_dimensions[line].height = height_of(max(needed, default=1))


def _put(target: Worksheet, line: int, number: int, column: Column, cell: Cell) -> None:
    """One cell: what is told only is grey, and an empty one is ready for its kind."""
    if isinstance(cell, int | float | date):
        put_value(target, line, number, cell)
    else:
        put_text(target, line, number, cell or "")
    made = target.cell(line, number)
    if not isinstance(cell, int | float | date):
        is_short = len(cell or "") <= _LONGEST_AS_TEXT
        made.number_format = _format(column) if not cell or is_short else "General"
    made.border = _BOX
    made.font = _KEY_FONT if column is _KEY else _FONT
    made.alignment = _alignment(column)
    if not column.is_open:
        made.fill = _CLOSED


def _alignment(column: Column) -> Alignment:
    if column is _KEY:
        return _TOP_KEY
    return _TOP_MIDDLE if column.kind in ("whole", "tick") else _TOP


def _format(column: Column) -> str:
    if column.kind in ("number", "score", "whole"):
        return "General"
    return DAY_FORMAT if column.kind == "day" else _TEXT_FORMAT


def _offer_words(target: Worksheet, sheet: Sheet) -> None:
    """A list to choose from in every cell that holds one of a few words."""
    for number, column in enumerate(sheet.kind.columns, start=2):
        if column.kind in WORDS:
            words = ",".join(WORDS[column.kind].values())
            choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            choice.showErrorMessage = False
            letter = get_column_letter(number)
            last = len(sheet.rows) + 1 + (_NEW_ROWS if sheet.kind.grows else 0)
            choice.add(f"{letter}2:{letter}{last}")
            target.add_data_validation(choice)


def _remember(target: Worksheet, book: TablesBook) -> None:
    """What every cell is now: a line of columns' names for each table, then a line for each row."""
    target.sheet_state = "veryHidden"
    lines = [(MARK, str(VERSION), book.file_uid, str(book.year))]
    for sheet in book.sheets:
        table = sheet.kind.table
        lines.append((table, "", " ".join(column.name for column in sheet.kind.columns), ""))
        lines += [
            (table, row.id, " ".join(fingerprint(cell) for cell in row.cells), "")
            for row in sheet.rows
        ]
    for line, texts in enumerate(lines, start=1):
        for number, text in enumerate(texts, start=1):
            put_text(target, line, number, text)
