"""What a workbook of tables has otherwise than the file, in the user's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from itadesk.app.language import _
from itadesk.app.row_words import row_words
from itadesk.core.model import State, Value
from itadesk.core.tables.book import TablesBook
from itadesk.core.tables.cells import cell_of
from itadesk.core.tables.differences import Added, Changed, Comparison, Difference, Missing, Refused
from itadesk.core.tables.kinds import KIND_OF, Column
from itadesk.thai.dates import long_date


def difference_lines(comparison: Comparison, state: State) -> list[str]:
    """All for the terminal: what is taken unless somebody says otherwise, what is not, and why."""
    usual = comparison.usual
    left = [each for each in comparison.differences if each not in usual]
    parts = (
        (_("Changed in the workbook:"), [each for each in comparison.differences if each in usual]),
        (
            _("Changed in the workbook and here since the export, left as it is here:"),
            [each for each in left if isinstance(each, Changed)],
        ),
        (
            _("Not in the workbook any more, not deleted here:"),
            [each for each in left if isinstance(each, Missing)],
        ),
    )
    lines: list[str] = []
    for heading, differences in parts:
        if differences:
            lines += [heading, *(f"  {line}" for line in _told(differences, state))]
    if comparison.refused:
        lines.append(_("Cannot be taken in:"))
        lines += [f"  [{where(each)}] {refused_words(each)}" for each in comparison.refused]
    return [line.replace("\n", " / ") for line in lines] or [_("The workbook changes nothing.")]


def losing_line(book: TablesBook) -> str:
    """Which rows lost unprintable characters on their way into a workbook; empty for none."""
    if not book.losing:
        return ""
    told = _("Unprintable characters, which Excel cannot keep, are left out in: {places}")
    return told.format(places=", ".join(_place(sheet, line) for sheet, line in book.losing))


def where(each: Difference | Refused) -> str:
    """The sheet and its row."""
    return _place(each.sheet, getattr(each, "line", 0))


def what(each: Difference, state: State) -> str:
    """The row that a difference is about, and its column; of a new row what it belongs to."""
    if isinstance(each, Added):
        parent = KIND_OF[each.table].parent
        of = row_words(state, parent, each.parent) if parent else ""
        return " · ".join(filter(None, (_("New row"), of)))
    name = row_words(state, each.table, each.row)
    return f"{name} · {_column(each).head}" if isinstance(each, Changed) else name


def here(each: Difference) -> str:
    """What the file has."""
    if isinstance(each, Changed):
        return _shown(_column(each), each.here)
    return "–" if isinstance(each, Added) else _("there")


def there(each: Difference) -> str:
    """What the workbook has."""
    if isinstance(each, Changed):
        return _shown(_column(each), each.there)
    if isinstance(each, Missing):
        return _("not there")
    return "\n".join(_values(each))


def refused_words(each: Refused) -> str:
    """What cannot be taken, and why."""
    why = {
        "not-day": _("This is no date"),
        "not-number": _("This is no number that fits here"),
        "not-word": _("This is none of the words that the column knows"),
        "closed": _("This column only tells, it cannot be changed here"),
        "parent-unknown": _("It does not say what the new row belongs to"),
        "row-unknown": _("This table takes no new rows"),
        "row-gone": _("The row was deleted in the file"),
        "column-missing": _("The column is gone, nothing of it is taken"),
        "sheet-missing": _("The sheet is gone, nothing of it is taken"),
    }[each.why]
    said = ": ".join(text for text in (each.head, each.text) if text)
    return f"{said} ({why})" if said else why


def _told(differences: Iterable[Difference], state: State) -> Iterator[str]:
    for each in differences:
        if isinstance(each, Missing):
            yield f"[{where(each)}] {what(each, state)}"
        elif isinstance(each, Added):
            yield f"[{where(each)}] {what(each, state)}: {' | '.join(_values(each))}"
        else:
            yield f"[{where(each)}] {what(each, state)}: {here(each)} → {there(each)}"


def _values(row: Added) -> Iterator[str]:
    """What a new row has in the columns that it fills."""
    values = {edit.field: edit.value for edit in row.edits}
    for column in KIND_OF[row.table].columns:
        if column.is_open and column.name in values:
            yield f"{column.head}: {_shown(column, values[column.name])}"


def _column(cell: Changed) -> Column:
    return next(c for c in KIND_OF[cell.table].columns if c.name == cell.field)


def _shown(column: Column, value: Value) -> str:
    cell = cell_of(column.kind, value)
    if cell is None:
        return "–"
    return long_date(cell) if isinstance(cell, date) else str(cell)


def _place(sheet: str, line: int) -> str:
    return _("{sheet} row {n}").format(sheet=sheet, n=line) if line else sheet
