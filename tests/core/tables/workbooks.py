"""Workbooks of tables that come back without having been files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import count

from hypothesis import strategies as st
from tests.core.building import YEAR

from itadesk.core.model import State
from itadesk.core.tables.book import Possible, TablesBook, tables_book
from itadesk.core.tables.cells import RawCell, fingerprint
from itadesk.core.tables.comparing import compared
from itadesk.core.tables.differences import Comparison, ReadBook, ReadRow, ReadSheet
from itadesk.core.tables.kinds import KEY_HEAD, KIND_OF

Cells = Mapping[tuple[str, str, str], RawCell]  # (table, row, column's name)
NONE = Possible()
THAI = st.text(alphabet="กขฃงญฐฎปฟรนลสหอ ะาำิีืุูเแโใไๆฯ่้๊๋็์ฺ๐๑๙ \n\t0A=+-@_x", max_size=40)


def book_of(state: State, possible: Possible = NONE) -> TablesBook:
    return tables_book(state, YEAR, "file", possible)


def came_back(
    book: TablesBook,
    changed: Cells | None = None,
    gone: Collection[str] = (),
    new: Mapping[str, Sequence[Mapping[str, RawCell]]] | None = None,
) -> ReadBook:
    """The book after `changed` cells; the rows `gone` are deleted, `new` ones stand below."""
    cells = dict(changed or {})
    prints, sheets = {}, []
    for sheet in book.sheets:
        table, names = sheet.kind.table, [column.name for column in sheet.kind.columns]
        heads = {column.name: column.head for column in sheet.kind.columns}
        rows: list[ReadRow] = []
        for row in sheet.rows:
            there = dict(zip(names, row.cells, strict=True))
            prints[table, row.id] = {name: fingerprint(cell) for name, cell in there.items()}
            values = {heads[name]: cells.get((table, row.id, name), there[name]) for name in names}
            if row.id not in gone:
                rows.append(ReadRow(len(rows) + 2, {KEY_HEAD: row.id, **values}))
        for given in (new or {}).get(table, ()):
            values = {heads[name]: given.get(name) for name in names}
            rows.append(ReadRow(len(rows) + 2, {KEY_HEAD: given.get("id"), **values}))
        sheets.append(ReadSheet(sheet.kind.title, (KEY_HEAD, *heads.values()), tuple(rows)))
    return ReadBook("ตาราง.xlsx", book.file_uid, book.year, prints, tuple(sheets))


def differences(book: ReadBook, state: State, possible: Possible = NONE) -> Comparison:
    numbers = count(1)
    return compared(book, state, possible, lambda: f"new{next(numbers)}")


def title(table: str) -> str:
    return KIND_OF[table].title
