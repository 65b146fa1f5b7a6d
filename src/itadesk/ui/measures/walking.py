"""Where keys lead in the measures table: over headings, and once through each merged cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from itadesk.ui.measures.rows import NUMBER, Column, MeasureRow, TableRow

At: TypeAlias = tuple[int, int]  # row and column


def owner(rows: Sequence[TableRow], columns: Sequence[Column], at: At) -> At:
    """The cell that holds the text of this place: the first row of a merged cell."""
    row, column = at
    found = rows[row] if 0 <= row < len(rows) else None
    if isinstance(found, MeasureRow) and not columns[column].of_group:
        return row - found.order, column
    return at


def beside(rows: Sequence[TableRow], columns: Sequence[Column], at: At, step: int) -> At:
    """The cell to the right (1) or left (-1); the same at the edge."""
    row, column = at[0], at[1] + step
    if not 0 <= column < len(columns) or columns[column].field == NUMBER:
        return at
    return owner(rows, columns, (row, column))


def below(rows: Sequence[TableRow], columns: Sequence[Column], at: At, step: int) -> At:
    """The cell below (1) or above (-1) in the same column; the same at the edge."""
    start, column = owner(rows, columns, at)
    row = start + step
    while 0 <= row < len(rows):
        found = rows[row]
        if isinstance(found, MeasureRow) and (columns[column].of_group or found.is_first):
            return row, column
        row += step
    return at


def after(rows: Sequence[TableRow], columns: Sequence[Column], at: At, step: int) -> At:
    """The next (1) or last (-1) cell as one reads; the same at the edge."""
    cells = [
        (row, column)
        for row, found in enumerate(rows)
        if isinstance(found, MeasureRow)
        for column, shown in enumerate(columns)
        if shown.field != NUMBER and (shown.of_group or found.is_first)
    ]
    at = owner(rows, columns, at)
    place = cells.index(at) + step if at in cells else 0
    return cells[place] if 0 <= place < len(cells) else at
