"""The tables of one fiscal year and of the office as sheets: each row its id and its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from itadesk.core.checklist import components_of, items_of
from itadesk.core.model import TABLE_OF, TABLES, Record, State, placed
from itadesk.core.register import papers_of
from itadesk.core.tables.cells import Cell, cell_of, loses
from itadesk.core.tables.kinds import KIND_OF, KINDS, NUMBER, Column, TableKind


@dataclass(frozen=True, slots=True)
class Possible:
    """Rows that a year may have and the file need not: its scores, issues and indicators.

    `labels` are what the scores' keys stand for, by the ids of their rows.
    """

    records: tuple[Record, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def of(self, table: str) -> dict[str, Record]:
        """Those of one table by their ids, in their order."""
        return {row.id: row for row in self.records if TABLE_OF[type(row)] == table}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its id, and one cell for each column of its kind."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it is to be written."""

    kind: TableKind
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class TablesBook:
    """A workbook of tables. `file_uid` names the office file, so that no other takes it in.

    `losing` are the sheets and rows' numbers of texts whose unprintable characters are left out.
    """

    file_uid: str
    year: int
    office: str
    sheets: tuple[Sheet, ...]
    losing: tuple[tuple[str, int], ...] = ()


def tables_book(
    state: State, year: int, file_uid: str, possible: Possible, tables: Collection[str] = ()
) -> TablesBook:
    """The sheets of a year and its office; `tables` are those wanted, none for all.

    A table without rows that cannot grow has no sheet.
    """
    kinds = [kind for kind in KINDS if not tables or kind.table in tables]
    every = [sheet_of(state, year, kind, possible) for kind in kinds]
    sheets = tuple(sheet for sheet in every if sheet.rows or sheet.kind.grows)
    losing = [
        (sheet.kind.title, line)
        for sheet in sheets
        for line, row in enumerate(sheet.rows, start=2)
        for column in sheet.kind.columns
        if loses(getattr(state.tables.get(sheet.kind.table, {}).get(row.id), column.name, ""))
    ]
    office = state.tables.get("office", {}).get("office")
    name = str(getattr(office, "name", ""))
    return TablesBook(file_uid, year, name, sheets, tuple(dict.fromkeys(losing)))


def sheet_of(state: State, year: int, kind: TableKind, possible: Possible) -> Sheet:
    """One table's rows as they are now, those that are only possible blank."""
    parents = labelled(state, year, kind.parent, possible) if kind.parent else {}

    def cell(column: Column, record: Record, number: int) -> Cell:
        if column.name == NUMBER:
            return number
        if column.name == "label":
            return cell_of("text", possible.labels.get(record.id, ""))
        if column.name == kind.parent:
            return parents[getattr(record, kind.parent)]
        table, _dot, name = column.name.rpartition(".")
        owner = state.tables[table][getattr(record, table)] if table else record
        return cell_of(column.kind, getattr(owner, name))

    records = records_of(state, year, kind.table, possible)
    rows = (
        SheetRow(record.id, tuple(cell(column, record, number) for column in kind.columns))
        for number, record in enumerate(records, start=1)
    )
    return Sheet(kind, tuple(rows))


def labelled(state: State, year: int, table: str, possible: Possible) -> dict[str, Cell]:
    """The labels by which rows that belong to this table's rows name them."""
    label = KIND_OF[table].label
    records = records_of(state, year, table, possible)
    return {
        record.id: number if label == NUMBER else cell_of("text", getattr(record, label))
        for number, record in enumerate(records, start=1)
    }


def records_of(state: State, year: int, table: str, possible: Possible) -> list[Record]:
    """A table's rows of a year (those of no year too), in the order of the window."""
    parent = KIND_OF[table].parent
    if table == "item":
        return list(items_of(state, year))
    if table == "component":
        return [row for item in items_of(state, year) for row in components_of(state, item.id)]
    if table == "printed_paper":
        return list(papers_of(state, year))
    if parent:
        order = [row.id for row in records_of(state, year, parent, possible)]
        return _under(order, parent, state.all(TABLES[table]))
    there = {row.id: row for row in _of_year(state.all(TABLES[table]), year)}
    known = possible.of(table)
    return [there.get(row, record) for row, record in known.items()] + [
        record for record in placed(there.values()) if record.id not in known
    ]


def _of_year(records: Iterable[Record], year: int) -> Iterator[Record]:
    """The records of a year, of every year (0), and of kinds that know no years."""
    return (record for record in records if getattr(record, "year", year) in (0, year))


def _under(order: Sequence[str], parent: str, records: Iterable[Record]) -> list[Record]:
    """Rows by the order of what they belong to, then by their own."""
    by_parent: dict[str, list[Record]] = {row: [] for row in order}
    for record in placed(records):
        if getattr(record, parent) in by_parent:
            by_parent[getattr(record, parent)].append(record)
    return [record for rows in by_parent.values() for record in rows]
