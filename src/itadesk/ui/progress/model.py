"""The indicators of a year as a Qt table: a row each, with a box to tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from itadesk.app.language import _
from itadesk.app.row_words import field_words
from itadesk.core.model import IndicatorProgress
from itadesk.ui import theme, wrapping
from itadesk.ui.cells.painter import Index
from itadesk.ui.wording import number, status_word

NUMBER, STATUS = "number", "status"
FIELDS = (NUMBER, "name", "guideline", "responsible", "period", STATUS, "progress")
SHARES = (4, 16, 26, 13, 12, 14, 29)  # of the table's width
OnEdit: TypeAlias = Callable[[IndicatorProgress, str, str], None]
_NOWHERE = QModelIndex()


class ProgressModel(QAbstractTableModel):
    """Shows rows. What is typed or ticked is not stored here: it is handed to `on_edit`."""

    def __init__(self, on_edit: OnEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_edit = on_edit
        self._rows: tuple[IndicatorProgress, ...] = ()

    @property
    def rows(self) -> tuple[IndicatorProgress, ...]:
        return self._rows

    def set_rows(self, rows: tuple[IndicatorProgress, ...]) -> None:
        """Show these rows; the view keeps its place if they are of the same indicators."""
        same = [row.id for row in rows] == [row.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows = rows
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(FIELDS) - 1))

    def find(self, row: str) -> int:
        """The place of the row with this id, or -1."""
        return next((place for place, each in enumerate(self._rows) if each.id == row), -1)

    def text_at(self, row: int, field: str) -> str:
        """A cell's text, as it is written in and copied."""
        value = getattr(self._rows[row], field)
        if field == NUMBER:
            return number(value)
        return status_word(value) if field == STATUS else str(value)

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        field = FIELDS[section]
        return {NUMBER: _("No."), "name": _("Indicator")}.get(field) or field_words(field)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = FIELDS[index.column()]
        if field == STATUS:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags if field == NUMBER else flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row, field = self._rows[index.row()], FIELDS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            text = self.text_at(index.row(), field)
            return wrapping.shown(text) if field == STATUS else text  # Qt draws it by itself
        if field != STATUS:
            return None
        is_done = row.status == "done"
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_done else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ForegroundRole and row.status == "todo":
            return QColor(theme.WARNING)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401
        if not index.isValid():
            return False
        row, field = self._rows[index.row()], FIELDS[index.column()]
        if field == STATUS and role == Qt.ItemDataRole.CheckStateRole:
            self._on_edit(row, STATUS, "done" if row.status != "done" else "todo")
            return True
        if field in (NUMBER, STATUS) or role != Qt.ItemDataRole.EditRole:
            return False
        self._on_edit(row, field, str(value))
        return True
