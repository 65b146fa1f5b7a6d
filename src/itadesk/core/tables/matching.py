"""Which line of a sheet is which row of its table."""

from __future__ import annotations

from collections.abc import Container, Mapping

from itadesk.core.model import FIELDS, Record, State
from itadesk.core.tables.book import Possible, records_of, sheet_of
from itadesk.core.tables.cells import Cell, RawCell, as_text, fingerprint, settled
from itadesk.core.tables.differences import Prints, ReadRow, ReadSheet
from itadesk.core.tables.kinds import KEY_HEAD, Column, TableKind
from itadesk.thai.digits import to_arabic


class TableNow:
    """One table as the file has it, beside what it was when the workbook was written."""

    def __init__(
        self, kind: TableKind, state: State, year: int, possible: Possible, prints: Prints
    ) -> None:
        self.kind = kind
        names = [column.name for column in kind.columns]
        sheet = sheet_of(state, year, kind, possible)
        self.cells: Mapping[str, Mapping[str, Cell]] = {
            row.id: dict(zip(names, row.cells, strict=True)) for row in sheet.rows
        }
        self.records: Mapping[str, Record] = {
            record.id: record for record in records_of(state, year, kind.table, possible)
        }
        self._prints = prints

    def exported(self, row: str) -> Mapping[str, str]:
        """The fingerprints of a row's cells at export, none for a row that was not there."""
        return self._prints.get((self.kind.table, row), {})

    def is_as_it_was(self, row: str, read: ReadRow, column: Column) -> bool:
        """Whether a cell says what it said at export, or what the file says now."""
        cell = read.cells[column.head]
        says = {fingerprint(settled(column.kind, cell)), fingerprint(as_text(cell))}
        if self.exported(row).get(column.name) in says:
            return True
        return row in self.cells and fingerprint(self.cells[row][column.name]) in says

    def is_changed_here(self, row: str, column: Column) -> bool:
        """Whether the file has a cell otherwise than at export, or it is not known."""
        return self.exported(row).get(column.name) != fingerprint(self.cells[row][column.name])

    def siblings(self, parent: str) -> list[Record]:
        """The rows that belong to this parent, or all of a table that has none."""
        name = self.kind.parent
        return [r for r in self.records.values() if not name or getattr(r, name) == parent]

    def came_from(self, row: Record, new: Record, known: Container[str]) -> bool:
        """Whether a row was made of a new line before: the workbook is taken in again."""
        if row.id not in self.records or self.exported(row.id) or row.id in known:
            return False
        fields = [name for name in FIELDS[self.kind.table] if name != "place"]
        return all(getattr(row, name) == getattr(new, name) for name in fields)

    def matched(self, sheet: ReadSheet) -> tuple[dict[str, ReadRow], list[ReadRow]]:
        """The lines of rows that are known, and the lines that are none.

        Of lines with one key, as a copied line has it, the one that was changed least is the row.
        Blank lines are left out.
        """
        by_key: dict[str, list[ReadRow]] = {}
        new: list[ReadRow] = []
        for read in sheet.rows:
            key = _text(read.cells[KEY_HEAD]).strip()
            if key in self.records or self.exported(key):
                by_key.setdefault(key, []).append(read)
            elif any(_text(read.cells.get(c.head)) for c in self.kind.columns if c.is_open):
                new.append(read)
        known: dict[str, ReadRow] = {}
        for key, lines in by_key.items():
            known[key] = min(lines, key=lambda read: (self._distance(key, read), read.line))
            new += [read for read in lines if read is not known[key]]
        return known, sorted(new, key=lambda read: read.line)

    def _distance(self, row: str, read: ReadRow) -> int:
        """How many cells of a line are otherwise than the row had and has them."""
        there = [column for column in self.kind.columns if column.head in read.cells]
        return sum(not self.is_as_it_was(row, read, column) for column in there)


def label_of(kind: TableKind, name: str, read: ReadRow) -> Cell:
    """What a line has in the column of labels of this name; o๒ typed by hand is O2."""
    column = next(column for column in kind.columns if column.name == name)
    label = settled(column.kind, read.cells.get(column.head))
    return to_arabic(label.strip()).upper() if isinstance(label, str) else label


def _text(cell: RawCell) -> str:
    return str(as_text(cell) or "")
