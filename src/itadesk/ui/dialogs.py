"""What every dialog shares: buttons with our own words, and the way it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.ui import fonts, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_AROUND = 60  # pixels of the screen for a dialog's frame and title


class FormDialog(QDialog):
    """A dialog of one body over a cancel button and the one that does what it is for."""

    def __init__(self, parent: QWidget | None, title: str, body: QWidget, accept: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.accept_button = theme.button(accept, accent=True)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        _arrange(self, body, buttons)
        self.accept_button.setDefault(True)  # of no dialog before, Enter would choose any button


class CloseDialog(QDialog):
    """A dialog in which everything is kept as it is typed; it can only be closed."""

    def __init__(self, parent: QWidget | None, title: str, body: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        close = theme.button(_("Close"))
        close.clicked.connect(self.accept)
        buttons = QDialogButtonBox()
        buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        _arrange(self, body, buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no Enter that ends a text, or chooses a row, close the dialog."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


def fit(dialog: QDialog, width: int, height: int) -> None:
    """Give a dialog the size that these pixels are at the usual text size, within the screen."""
    grown = dialog.font().pointSizeF() / fonts.DEFAULT_SIZE
    room = dialog.screen().availableSize()
    dialog.resize(
        min(round(width * grown), room.width() - _AROUND),
        min(round(height * grown), room.height() - _AROUND),
    )


def _arrange(dialog: QDialog, body: QWidget, buttons: QDialogButtonBox) -> None:
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(theme.XL, theme.L, theme.XL, theme.L)
    layout.setSpacing(theme.L)
    layout.addWidget(body, 1)
    layout.addWidget(buttons)
