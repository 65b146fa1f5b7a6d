"""Fields that write into one row of the office's file while they are typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.model import TABLES, Record
from itadesk.ui.autosave import Autosave

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent


class GrowingText(QPlainTextEdit):
    """Plain text as high as its lines, so that only the form scrolls. Tab leaves it."""

    def __init__(self, least_lines: int = 2) -> None:
        super().__init__()
        self._least = least_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.fit)

    def fit(self) -> None:
        """Take the height that the text needs now."""
        frame = self.contentsMargins()
        around = frame.top() + frame.bottom() + 2 * self.document().documentMargin()
        least = self._least * self.fontMetrics().lineSpacing()
        wanted = round(max(text_height(self), least) + around)
        if wanted != self.height() or self.minimumHeight() != self.maximumHeight():
            self.setFixedHeight(wanted)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text().replace("\r\n", "\n"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()


def text_height(field: QPlainTextEdit) -> float:
    """How high the lines of a field are as they are broken now."""
    block, height = field.document().firstBlock(), 0.0
    while block.isValid():
        height += field.blockBoundingRect(block).height()
        block = block.next()
    return height


class RowFields:
    """The fields of one row of a table; each saves itself while it is typed in.

    `label` names the step in undo.
    """

    def __init__(self, session: Session, table: str, row: str, label: str) -> None:
        self._session = session
        self._table = table
        self._label = label
        self._fields: dict[str, Autosave] = {}
        self.row = row

    def add(self, name: str, field: QLineEdit | QPlainTextEdit) -> None:
        """Let this field show and save the row's field of that name."""
        self._fields[name] = Autosave(field, lambda text: self._save(name, text))

    def show(self, record: Record) -> None:
        """Fill the fields, but not one that is being typed in."""
        for name, field in self._fields.items():
            field.show_text(str(getattr(record, name)))

    def flush(self) -> None:
        """Save what is being typed."""
        for field in self._fields.values():
            field.flush()

    def _save(self, name: str, text: str) -> None:
        if self._session.state.get(TABLES[self._table], self.row) is None:
            return  # taken back by undo while it was typed in
        edit = Edit(self._table, self.row, name, text)
        self._session.apply([edit], self._label, typing=True, source=self)
