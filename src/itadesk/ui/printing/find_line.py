"""The line in which a text is looked for in the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.printing.hits import Hits
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindLine(QWidget):
    """A field, how many places there are, and the way from one to the next; Esc closes it.

    Signals: `looked_for` with the text at every letter; `step_wanted` with 1 or -1; `closed`.
    """

    looked_for = Signal(str)
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in the pages"))
        self.field.setAccessibleName(_("Find in the pages"))
        self.count = theme.label(tone="muted")
        self.before = theme.icon_button("caret-up", _("The place before (Shift+Enter)"))
        self.after = theme.icon_button("caret-down", _("The next place (Enter)"))
        self.close_button = theme.icon_button("x", _("Close (Esc)"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.XS)
        line.addWidget(self.field, 1)
        for widget in (self.count, self.before, self.after, self.close_button):
            line.addWidget(widget)
        self.field.textChanged.connect(self.looked_for)
        self.before.clicked.connect(lambda: self.step_wanted.emit(-1))
        self.after.clicked.connect(lambda: self.step_wanted.emit(1))
        self.close_button.clicked.connect(self.closed)

    def show_hits(self, hits: Hits) -> None:
        """Say how many places there are, and which is at hand."""
        count = len(hits.found)
        text = _("{n} of {total}").format(n=number(hits.place + 1), total=number(count))
        none = _("Not found") if hits.is_read and self.field.text().strip() else ""
        self.count.setText(text if count else none)
        for button in (self.before, self.after):
            button.setEnabled(count > 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_wanted.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
