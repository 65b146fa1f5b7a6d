"""What a memo's sections and signatures have in common: rows in an order, with their buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from itadesk.ui import theme
from itadesk.ui.memo.fields import RowFields


class RowEditor(QWidget):
    """One row: fields that save themselves, and buttons that move it up or down or remove it.

    The names of the buttons are what a reader speaks.
    """

    def __init__(self, fields: RowFields, up: str, down: str, removal: str) -> None:
        super().__init__()
        self.fields = fields
        self.up = theme.icon_button("arrow-up", up)
        self.down = theme.icon_button("arrow-down", down)
        self.removal = theme.icon_button("trash", removal)
        self.up.clicked.connect(lambda: self.move_row(-1))
        self.down.clicked.connect(lambda: self.move_row(1))
        self.removal.clicked.connect(self.remove_row)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(0)
        for button in (self.up, self.down, self.removal):
            self.buttons.addWidget(button)

    def flush(self) -> None:
        """Save what is being typed."""
        self.fields.flush()

    def move_row(self, step: int) -> None:
        """Move the row up (-1) or down (1)."""
        raise NotImplementedError

    def remove_row(self) -> None:
        """Take the row away."""
        raise NotImplementedError


R = TypeVar("R", bound=RowEditor)


class RowsEditor(QWidget, Generic[R]):
    """Rows by their ids, in order, over a button that adds one."""

    def __init__(self, make: Callable[[str], R], add: QPushButton, gap: int) -> None:
        super().__init__()
        self.rows: dict[str, R] = {}
        self._make = make
        self._list = QVBoxLayout()
        self._list.setSpacing(gap)
        add.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gap)
        layout.addLayout(self._list)
        layout.addLayout(line)

    def add(self) -> None:
        """Add a blank row."""
        raise NotImplementedError

    def keep_rows(self, ids: Sequence[str]) -> None:
        """Show rows with these ids; those that stay keep the keyboard."""
        if list(self.rows) == list(ids):
            return
        before, self.rows = self.rows, {}
        for place, each in enumerate(ids):
            row = before.pop(each, None) or self._make(each)
            self.rows[each] = row
            self._list.insertWidget(place, row)
        for row in before.values():
            row.hide()
            row.deleteLater()

    def flush(self) -> None:
        """Save what is being typed."""
        for row in self.rows.values():
            row.flush()
