"""Fields that write into one row of the office's file while they are typed in."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from itadesk.core.changelog import Edit
from itadesk.core.model import TABLES, Record
from itadesk.ui.autosave import Autosave
from itadesk.ui.safety.conflict_marks import Conflicts


class RowFields:
    """The fields of one row of a table; each saves itself while it is typed in.

    `label` names the step in undo.
    """

    def __init__(self, conflicts: Conflicts, table: str, row: str, label: str) -> None:
        self._session = conflicts.session
        self._conflicts = conflicts
        self._table = table
        self._label = label
        self._fields: dict[str, Autosave] = {}
        self._widgets: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.row = row

    def add(self, name: str, field: QLineEdit | QPlainTextEdit) -> None:
        """Let this field show and save the row's field of that name."""
        self._widgets[name] = field
        self._fields[name] = Autosave(field, lambda text: self._save(name, text))

    def show(self, record: Record) -> None:
        """Fill the fields, but not one that is being typed in."""
        for name, field in self._fields.items():
            field.show_text(str(getattr(record, name)))
        for name, widget in self._widgets.items():
            if isinstance(widget, QLineEdit) and not widget.hasFocus():
                widget.setCursorPosition(0)
            self._conflicts.mark(widget, (self._table, self.row, name))

    def flush(self) -> None:
        """Save what is being typed."""
        for field in self._fields.values():
            field.flush()

    def _save(self, name: str, text: str) -> None:
        if self._session.state.get(TABLES[self._table], self.row) is None:
            return  # taken back by undo while it was typed in
        edit = Edit(self._table, self.row, name, text)
        self._session.apply([edit], self._label, typing=True, source=self)
