"""Saves a text while it is typed: after a pause, when the field is left, and when asked."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from itadesk.core.errors import UserError

PAUSE = 2000  # milliseconds without a key


_REDO = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))


def is_redo(event: QEvent) -> bool:
    """Whether these are keys that make again what was taken back, on every system."""
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in _REDO


class Autosave(QObject):
    """Belongs to one text field and calls `save(text)` with every text that is to be kept.

    `show_text` fills the field from the data; it leaves alone what is being typed. Call `flush`
    before the field gets another row, and before the window closes. Where `save` raises a
    `UserError`, the field keeps its text and the keyboard, and saves it the next time. Ctrl+Z takes
    back letters while the field has any to take back, and is the window's undo otherwise.
    """

    def __init__(self, field: QLineEdit | QPlainTextEdit, save: Callable[[str], None]) -> None:
        super().__init__(field)
        self._field = field
        self._save = save
        self._kept = self.text()
        self._is_refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.flush)
        field.textChanged.connect(self._timer.start)
        field.installEventFilter(self)

    def text(self) -> str:
        if isinstance(self._field, QLineEdit):
            return self._field.text()
        return self._field.toPlainText()

    @property
    def is_typing(self) -> bool:
        """Whether the field holds a text that is not saved yet."""
        return self.text() != self._kept

    def show_text(self, text: str) -> None:
        """Show a text from the data, unless the user is typing another or it could not be saved."""
        if self.is_typing and (self._field.hasFocus() or self._is_refused):
            return
        self._kept = text
        if text != self.text():
            if isinstance(self._field, QLineEdit):
                self._field.setText(text)
                self._field.setCursorPosition(0)
            else:
                self._field.setPlainText(text)
        self._timer.stop()

    def flush(self) -> None:
        """Save now what is not saved yet.

        Raises:
            UserError: what `save` raises; the text stays.
        """
        self._timer.stop()
        if not self.is_typing:
            return
        before, self._kept, self._is_refused = self._kept, self.text(), False
        try:
            self._save(self._kept)
        except UserError:
            self._kept, self._is_refused = before, True
            QTimer.singleShot(0, self._field, self._field.setFocus)
            raise

    def give_up(self) -> None:
        """Let go of what could not be saved."""
        self._timer.stop()
        self._kept = self.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not shiboken6.isValid(self._field):  # it loses the keyboard once more while it ends
            return False
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self.flush()
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self._forget_letters()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = is_redo(event)
            if redo and self._has_undone_letters():
                event.accept()
                return True
            if (undo and not self._has_letters()) or redo:
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress and is_redo(event):
            self._field.redo()
            return True
        return super().eventFilter(watched, event)

    def _has_letters(self) -> bool:
        if isinstance(self._field, QLineEdit):
            return self._field.isUndoAvailable()
        return self._field.document().isUndoAvailable()

    def _has_undone_letters(self) -> bool:
        if isinstance(self._field, QLineEdit):
            return self._field.isRedoAvailable()
        return self._field.document().isRedoAvailable()

    def _forget_letters(self) -> None:
        """Leave taking back to the window: it knows what was saved."""
        if isinstance(self._field, QLineEdit):
            with QSignalBlocker(self._field):
                self._field.setText(self._field.text())
        else:
            self._field.document().clearUndoRedoStacks()
