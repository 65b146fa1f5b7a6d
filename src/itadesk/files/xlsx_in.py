"""Excel workbooks: the rows of every sheet as tables. Formulas give their last result."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from itadesk.core.errors import UserError
from itadesk.files.html_bits import has_bits, plain
from itadesk.files.source import Block, Row, Source, Table, tidy
from itadesk.files.zipguard import checked_zip
from itadesk.thai.dates import long_date
from itadesk.thai.digits import thai_number

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_LETTERS = 2_000_000
# openpyxl meets a malformed part with whatever its own code trips over.
_UNREADABLE = (
    zipfile.BadZipFile, InvalidFileException, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, EOFError, OSError,
)  # fmt: skip


def read_xlsx(data: bytes, name: str) -> Source:
    """The tables of a .xlsx, sheet by sheet; a blank row ends a table.

    `name` is the file's, for the error.

    Raises:
        UserError: "import-too-large", "import-unsafe" or "import-not-readable".
    """
    sheets = sheets_of(data, name)
    blocks = tuple(block for title, rows in sheets for block in _tables(title, rows))
    if sum(len(cell) for table in blocks for row in table.rows for cell in row.cells) > MAX_LETTERS:
        raise UserError("import-too-large", name=name)
    return Source(tuple[Block, ...](blocks))


def sheets_of(data: bytes, name: str) -> list[tuple[str, list[list[object]]]]:
    """The title and the rows of every sheet, values as openpyxl gives them, Excel's marks undone.

    Raises:
        UserError: as `read_xlsx`.
    """
    checked_zip(data, name).close()
    try:
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False, keep_vba=False
        )
        try:
            return [(sheet.title, _values(sheet, name)) for sheet in book.worksheets]
        finally:
            book.close()
    except _UNREADABLE as error:
        raise UserError("import-not-readable", name=name) from error


def _values(sheet: ReadOnlyWorksheet, name: str) -> list[list[object]]:
    """The values of a sheet, whatever size it claims to have."""
    rows: list[list[object]] = []
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True):
        values = [_unmarked(value) for value in row]
        while values and values[-1] is None:
            values.pop()
        rows.append(values)
        if len(rows) > MAX_ROWS or len(values) > MAX_COLUMNS:
            raise UserError("import-too-large", name=name)
    return rows


def _unmarked(value: object) -> object:
    """A text without Excel's marks for a carriage return and for an underscore like a mark's."""
    if not isinstance(value, str) or "_x" not in value:
        return value
    return value.replace("_x000D_\n", "\n").replace("_x005F_", "_")


def _tables(title: str, rows: list[list[object]]) -> Iterator[Table]:
    """The rows that stand together; each is named by its sheet and number."""
    together: list[Row] = []
    width = max(map(len, rows), default=0)
    for number, values in enumerate(rows, start=1):
        cells = tuple(_text(value) for value in values)
        if any(cells):
            padded = cells + ("",) * (width - len(cells))
            together.append(Row(padded, f"{title}!{number}"))
        elif together:
            yield Table(tuple(together))
            together = []
    if together:
        yield Table(tuple(together))


def _text(value: object) -> str:
    """A cell's value as an office would write it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime | date):
        return long_date(value.date() if isinstance(value, datetime) else value)
    if isinstance(value, int | float):
        return thai_number(round(value, 6)) if _is_finite(value) else str(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    text = str(value)
    return plain(text) if has_bits(text) else tidy(text)


def _is_finite(value: float) -> bool:
    return value == value and abs(value) != float("inf")
