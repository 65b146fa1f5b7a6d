"""A short table that is edited in place: the units of an office, the people who sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Changed, Session, new_id
from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import TABLE_OF, Person, Unit, placed
from itadesk.core.ordering import place_after_move, place_at
from itadesk.ui import theme
from itadesk.ui.cells.line import LineDelegate
from itadesk.ui.cells.painter import Index
from itadesk.ui.cells.refused import KeepsRefused

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LETTERS = 14  # that the longest rank takes


class NamesTable(QWidget):
    """Rows of one kind in their order; each finished cell is kept at once."""

    def __init__(
        self,
        session: Session,
        kind: type[Unit] | type[Person],
        heads: Mapping[str, str],
        add_text: str,
    ) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self._fields = tuple(heads)
        self._add_text = add_text
        self.table = _Table(self)
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(list(heads.values()))
        self.table.setAccessibleName(add_text)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(_LETTERS * header.fontMetrics().averageCharWidth())
        for place, field in enumerate(heads):
            if field == "rank":
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.setItemDelegate(LineDelegate(self.table, self._save))
        self._build()
        self._unsubscribe = session.subscribe(self._on_changed)
        self._fill()

    def flush(self) -> None:
        """Save what is being typed.

        Raises:
            UserError: it could not be saved; the text stays.
        """
        self.table.flush()

    def leave(self) -> None:
        """Hear of no more changes."""
        self._unsubscribe()

    def add(self) -> None:
        """Add a blank row at the end and begin to type in it."""
        self.table.finish()
        rows = self._rows()
        row = self._kind(new_id(), place=place_at(rows, len(rows)))
        self._session.apply(made(row, self._table_name), self._add_text)
        last = self.table.rowCount() - 1
        self.table.setCurrentCell(last, 0)
        self.table.edit(self.table.currentIndex())

    def remove(self) -> None:
        """Remove the chosen row."""
        self.table.finish()
        rows, row = self._rows(), self.table.currentRow()
        if 0 <= row < len(rows):
            edit = Edit(self._table_name, rows[row].id, EXISTS, False)
            self._session.apply([edit], _("Remove a row"))
            self.table.setCurrentCell(min(row, self.table.rowCount() - 1), 0)

    def move_row(self, step: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        self.table.finish()
        rows, row = self._rows(), self.table.currentRow()
        if not 0 <= row < len(rows):
            return
        place = place_after_move(rows, rows[row].id, step)
        if place is not None:
            edit = Edit(self._table_name, rows[row].id, "place", place)
            self._session.apply([edit], _("Move a row"))
            self.table.setCurrentCell(row + step, max(self.table.currentColumn(), 0))

    @property
    def _table_name(self) -> str:
        return TABLE_OF[self._kind]

    def _rows(self) -> tuple[Unit | Person, ...]:
        return placed(self._session.state.all(self._kind))

    def _fill(self) -> None:
        rows = self._rows()
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, field in enumerate(self._fields):
                self.table.setItem(number, column, QTableWidgetItem(getattr(row, field)))

    def _save(self, place: Index, text: str) -> None:
        row = self._rows()[place.row()]
        edit = Edit(self._table_name, row.id, self._fields[place.column()], text.strip())
        self._session.apply([edit], _("Change a row"))

    def _on_changed(self, changed: Changed, source: object) -> None:
        if any(table == self._table_name for table, _row in changed):
            self._fill()

    def _build(self) -> None:
        line = QHBoxLayout()
        add = theme.button(self._add_text, "plus")
        add.clicked.connect(self.add)
        line.addWidget(add)
        line.addStretch(1)
        for icon, name, action in (
            ("arrow-up", _("Move up"), lambda: self.move_row(-1)),
            ("arrow-down", _("Move down"), lambda: self.move_row(1)),
            ("trash", _("Remove"), self.remove),
        ):
            button = theme.icon_button(icon, name)
            button.clicked.connect(action)
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)


class _Table(KeepsRefused, QTableWidget):
    """Enter goes to the cell below, Insert adds a row, Delete removes it, Alt+↑ Alt+↓ move it."""

    def __init__(self, owner: NamesTable) -> None:
        super().__init__()
        self._owner = owner
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self._owner.remove()
        elif event.key() == Qt.Key.Key_Insert:
            self._owner.add()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            below = min(self.currentRow() + 1, self.rowCount() - 1)
            self.setCurrentCell(below, self.currentColumn())
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._owner.move_row(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
