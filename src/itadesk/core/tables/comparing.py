"""What a workbook of tables says otherwise than the file, cell by cell, before any is taken.

Three values decide on a cell: the sheet's, the file's, and the fingerprint of what the file had
when the workbook was written. What only the file changed since stays; what both changed is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias, cast

from itadesk.core.changelog import made
from itadesk.core.model import FIELDS, TABLES, Record, State, Value, fits
from itadesk.core.ordering import Placed, place_at
from itadesk.core.tables.book import Possible, labelled
from itadesk.core.tables.cells import Cell, Kind, RawCell, as_text, value_of
from itadesk.core.tables.differences import (
    Added,
    Changed,
    Comparison,
    Missing,
    ReadBook,
    ReadRow,
    ReadSheet,
    Refused,
    Why,
)
from itadesk.core.tables.kinds import KEY_HEAD, KINDS, Column, TableKind
from itadesk.core.tables.matching import TableNow, label_of

NewId: TypeAlias = Callable[[], str]

_WHY: Mapping[Kind, Why] = {
    "day": "not-day",
    "number": "not-number",
    "score": "not-number",
    "whole": "not-number",
}


def compared(book: ReadBook, state: State, possible: Possible, new_id: NewId) -> Comparison:
    """The differences between a workbook and the file that it was written from.

    `possible` is what was given to `tables_book` for the same year; `new_id` names new rows.
    """
    by_title = {sheet.title: sheet for sheet in book.sheets}
    exported = {table for table, _row in book.prints}
    comparer = _Comparer(book, state, possible, new_id)
    for kind in KINDS:
        sheet = by_title.get(kind.title)
        if sheet is not None:
            comparer.compare(kind, sheet)
        elif kind.table in exported:
            comparer.refuse(kind, 0, "", None, "sheet-missing")
    return comparer.result()


class _Comparer:
    """Collects differences, sheet by sheet, parents before what belongs to them."""

    def __init__(self, book: ReadBook, state: State, possible: Possible, new_id: NewId) -> None:
        self._book = book
        self._state = state
        self._possible = possible
        self._new_id = new_id
        self._changed: list[Changed] = []
        self._added: list[Added] = []
        self._missing: list[Missing] = []
        self._refused: list[Refused] = []
        self._rows_called: dict[str, dict[Cell, str]] = {}

    def result(self) -> Comparison:
        return Comparison(
            tuple(self._changed),
            tuple(self._added),
            tuple(self._missing),
            tuple(self._refused),
            self._possible,
        )

    def refuse(self, kind: TableKind, line: int, head: str, cell: RawCell, why: Why) -> None:
        self._refused.append(Refused(kind.title, line, head, str(as_text(cell) or ""), why))

    def compare(self, kind: TableKind, sheet: ReadSheet) -> None:
        """Compare one sheet with its table."""
        for head in (KEY_HEAD, *(column.head for column in kind.columns)):
            if head not in sheet.heads:
                self.refuse(kind, 0, head, None, "column-missing")
        if KEY_HEAD not in sheet.heads:
            return
        year, prints = self._book.year, self._book.prints
        now = TableNow(kind, self._state, year, self._possible, prints)
        known, new = now.matched(sheet)
        for row, read in known.items():
            self._row(now, row, read)
        if kind.label:
            called = {label_of(kind, kind.label, read): row for row, read in known.items()}
            self._rows_called[kind.table] = called
        self._new_rows(now, known, new)
        if kind.grows:
            self._missing += _missing(now, known)

    def _row(self, now: TableNow, row: str, read: ReadRow) -> None:
        """The cells of a known row that changed in the sheet."""
        for column in now.kind.columns:
            if column.head not in read.cells or now.is_as_it_was(row, read, column):
                continue
            cell = read.cells[column.head]
            if row not in now.cells:
                self.refuse(now.kind, read.line, column.head, cell, "row-gone")
            elif not column.is_open:
                self.refuse(now.kind, read.line, column.head, cell, "closed")
            else:
                self._change(now, row, read, column)

    def _change(self, now: TableNow, row: str, read: ReadRow, column: Column) -> None:
        kind = now.kind
        for value in self._value(kind, read, column):
            self._changed.append(
                Changed(
                    kind.table,
                    row,
                    column.name,
                    here=getattr(now.records[row], column.name),
                    there=value,
                    sheet=kind.title,
                    line=read.line,
                    both=now.is_changed_here(row, column),
                )
            )

    def _value(self, kind: TableKind, read: ReadRow, column: Column) -> tuple[Value, ...]:
        """What a cell says; nothing, after telling of it, where the column cannot hold that."""
        cell = read.cells[column.head]
        try:
            value = value_of(column.kind, cell)
        except ValueError:
            value = None
        if not fits(kind.table, column.name, value) or (value is None and as_text(cell)):
            self.refuse(kind, read.line, column.head, cell, _WHY.get(column.kind, "not-word"))
            return ()
        return (value,)

    def _new_rows(
        self, now: TableNow, known: Mapping[str, ReadRow], new: Sequence[ReadRow]
    ) -> None:
        """Rows that the file does not have, each behind the row that stands above it."""
        kind = now.kind
        above = {read.line: row for row, read in known.items()}
        near: dict[str, list[Record]] = {}
        for read in new:
            if not kind.grows:
                self.refuse(kind, read.line, KEY_HEAD, read.cells[KEY_HEAD], "row-unknown")
                continue
            parent = self._parent(kind, read)
            if kind.parent and not parent:
                continue
            rows = near.setdefault(parent, now.siblings(parent))
            index = _place_below(above, read.line, [record.id for record in rows])
            record = self._made(kind, read, parent, place_at(cast("list[Placed]", rows), index))
            twin = next((row for row in rows if now.came_from(row, record, known)), None)
            if twin is None:
                rows.insert(index, record)
                edits = tuple(made(record, kind.table))
                added = Added(kind.table, record.id, parent, edits, kind.title, read.line)
                self._added.append(added)
            above[read.line] = (twin or record).id
            if kind.label:
                called = self._rows_called[kind.table]
                called.setdefault(label_of(kind, kind.label, read), (twin or record).id)

    def _parent(self, kind: TableKind, read: ReadRow) -> str:
        """The row that a new row belongs to; empty, after telling of it, where nothing says.

        Labels are those of the workbook; what it does not name may be called so in the file.
        """
        if not kind.parent:
            return ""
        label = label_of(kind, kind.parent, read)
        parent = self._rows_called.get(kind.parent, {}).get(label, "")
        if not parent:
            labels = labelled(self._state, self._book.year, kind.parent, self._possible)
            parent = next((row for row, other in labels.items() if other == label), "")
        if not parent:
            self.refuse(kind, read.line, "", label, "parent-unknown")
        return parent

    def _made(self, kind: TableKind, read: ReadRow, parent: str, place: float) -> Record:
        values: dict[str, Value] = {"place": place}
        if "year" in FIELDS[kind.table]:
            values["year"] = self._book.year
        if parent:
            values[kind.parent] = parent
        for column in kind.columns:
            if column.is_open and as_text(read.cells.get(column.head)) is not None:
                values.update((column.name, v) for v in self._value(kind, read, column))
        return TABLES[kind.table](self._new_id(), **values)  # type: ignore[arg-type]


def _place_below(above: Mapping[int, str], line: int, ids: Sequence[str]) -> int:
    """The index behind the nearest of these rows that stands above a line; else the end."""
    for number in range(line - 1, 0, -1):
        if above.get(number) in ids:
            return ids.index(above[number]) + 1
    return len(ids)


def _missing(now: TableNow, known: Mapping[str, ReadRow]) -> list[Missing]:
    """Rows that the workbook was written with, and that are in the file but not in it."""
    kind = now.kind
    return [
        Missing(
            kind.table,
            row,
            kind.title,
            both=any(now.is_changed_here(row, c) for c in kind.columns if c.is_open),
        )
        for row in now.cells
        if now.exported(row) and row not in known
    ]
