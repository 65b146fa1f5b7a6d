"""Workbooks that `tables_out` wrote, as they come back from Excel or LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from itadesk.core.errors import UserError
from itadesk.core.tables.cells import RawCell
from itadesk.core.tables.differences import ReadBook, ReadRow, ReadSheet
from itadesk.files.tables_out import MARK, MEMORY, VERSION
from itadesk.files.xlsx_in import sheets_of
from itadesk.files.zipguard import checked_zip

_WORKBOOK = "xl/workbook.xml"


def is_tables_book(data: bytes, name: str) -> bool:
    """Whether a .xlsx has the hidden sheet of a workbook of tables.

    Raises:
        UserError: as `checked_zip`.
    """
    with checked_zip(data, name) as archive:
        if _WORKBOOK not in archive.namelist():
            return False
        return f'name="{MEMORY}"'.encode() in archive.read(_WORKBOOK)


def read_tables(data: bytes, name: str) -> ReadBook:
    """The sheets of a workbook of tables, cells as somebody left them.

    Raises:
        UserError: "tables-newer" for one that a newer program wrote, "import-not-readable" where
            the hidden sheet is damaged; as `read_xlsx`.
    """
    sheets = dict(sheets_of(data, name))
    head, *lines = [[_said(cell) for cell in row] for row in sheets.pop(MEMORY, [])] or [[]]
    if head[:1] != [MARK] or len(head) < 4 or not (head[1].isdecimal() and head[3].isdecimal()):
        raise UserError("import-not-readable", name=name)
    if int(head[1]) > VERSION:
        raise UserError("tables-newer", name=name)
    names: dict[str, list[str]] = {}
    prints: dict[tuple[str, str], dict[str, str]] = {}
    for line in lines:
        if len(line) < 3:
            continue
        table, row, words = line[0], line[1], line[2].split()
        if not row:
            names[table] = words
        else:
            prints[table, row] = dict(zip(names.get(table, ()), words, strict=False))
    read = tuple(_sheet(title, rows) for title, rows in sheets.items())
    return ReadBook(name, head[2], int(head[3]), prints, read)


def _sheet(title: str, rows: Sequence[Sequence[object]]) -> ReadSheet:
    """A sheet whose first line is its heads; of two columns of one head the first counts."""
    heads = [_said(cell).strip() for cell in rows[0]] if rows else []
    first = {head: number for number, head in reversed(list(enumerate(heads))) if head}
    lines = tuple(
        ReadRow(
            line,
            {head: _raw(row[at]) if at < len(row) else None for head, at in first.items()},
        )
        for line, row in enumerate(rows[1:], start=2)
    )
    return ReadSheet(title, tuple(heads), lines)


def _raw(value: object) -> RawCell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, int | float | date | time):
        return value
    return str(value)


def _said(value: object) -> str:
    return "" if value is None else str(value)
