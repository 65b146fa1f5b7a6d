"""The measures as a Qt table: a row for every step group, and heading rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from itadesk.app.language import _
from itadesk.ui import theme, wrapping
from itadesk.ui.cells.painter import Index
from itadesk.ui.measures.rows import (
    NUMBER,
    Column,
    HeadingRow,
    MeasureRow,
    TableRow,
)

ROW_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class MeasuresModel(QAbstractTableModel):
    """Shows rows. A text that is typed is not stored here: it is handed to `on_edit`."""

    def __init__(
        self,
        on_edit: Callable[[MeasureRow, Column, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_edit = on_edit
        self._rows: tuple[TableRow, ...] = ()
        self._columns: tuple[Column, ...] = ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return self._rows

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Show these columns."""
        self.beginResetModel()
        self._columns = columns
        self.endResetModel()

    def set_rows(self, rows: tuple[TableRow, ...]) -> None:
        """Show these rows; the view keeps its place if they are the same step groups."""
        before = self._rows
        if _shape(before) != _shape(rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        differ = [n for n, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
        if differ:
            last = self.index(differ[-1], len(self._columns) - 1)
            self.dataChanged.emit(self.index(differ[0], 0), last)

    def row_at(self, row: int) -> MeasureRow | None:
        """The step group of a row; None for a heading or a row that is not there."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, MeasureRow) else None

    def first_row_of(self, row: int) -> int:
        """The first row of the measure that this row is part of."""
        found = self.row_at(row)
        return row - found.order if found else row

    def find(self, measure: str, group: str = "") -> int:
        """The row of a step group, or the first of a measure; -1 if it is not shown."""
        for number, row in enumerate(self._rows):
            if not isinstance(row, MeasureRow) or row.measure.id != measure:
                continue
            if group in ("", row.group.id):
                return number
        return -1

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return wrapping.shown(self._columns[section].head)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.row_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._columns[index.column()].field != NUMBER:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if isinstance(row, HeadingRow):
            is_text = role == Qt.ItemDataRole.DisplayRole and index.column() == 0
            return row.text if is_text else None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return row.text(column)
        missing = column.field == "outputs" and not (row.group.outputs or row.group.outcome)
        if role == Qt.ItemDataRole.DisplayRole:
            return _("No result yet") if missing else row.shown_text(column)
        if role == Qt.ItemDataRole.ForegroundRole and missing:
            return QColor(theme.WARNING)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = self._columns[index.column()]
        if column.field == NUMBER:
            return False
        self._on_edit(row, column, str(value))
        return True


def _shape(rows: tuple[TableRow, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        ("", row.text) if isinstance(row, HeadingRow) else (row.measure.id, row.group.id)
        for row in rows
    )
