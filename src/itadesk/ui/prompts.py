"""Questions, messages and file choices; one object, so that tests answer in the user's stead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from itadesk.app.language import _
from itadesk.ui import icons, theme, wrapping

_ICON_SIZE = 32


class Prompts:
    """Modal questions over a window. Every text is plain text, and every button has our words.

    `folder` is where choices of files begin; None for the documents of whoever is logged in.
    """

    folder: Path | None = None

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        """Show one sentence until it is read."""
        box = _box(parent, title, text, "info", theme.ACCENT)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def warn(self, parent: QWidget | None, title: str, text: str) -> None:
        """Show what went wrong until it is read."""
        box = _box(parent, title, text, "warning", theme.WARNING)
        box.addButton(_("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        """Ask whether to do what the button `yes` says; Escape means no."""
        box = _box(parent, title, text, "question", theme.ACCENT)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(cancel)
        box.exec()
        return box.clickedButton() is accept

    def show(self, dialog: QDialog) -> bool:
        """Show a dialog until it is done; whether it was accepted."""
        return bool(dialog.exec())

    def choose_file(self, parent: QWidget | None, title: str, kinds: str) -> Path | None:
        """A file to read; `kinds` is a filter of Qt's ("Word (*.docx)")."""
        name, _kind = QFileDialog.getOpenFileName(parent, title, self._start(), kinds)
        return Path(name) if name else None

    def choose_new_file(
        self, parent: QWidget | None, title: str, suggested: str, kinds: str
    ) -> Path | None:
        """A file to write; the dialog itself asks before one is written over."""
        name, _kind = QFileDialog.getSaveFileName(parent, title, self._start(suggested), kinds)
        return Path(name) if name else None

    def choose_files(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        """One or more files to read."""
        names, _kind = QFileDialog.getOpenFileNames(parent, title, self._start(), kinds)
        return [Path(name) for name in names]

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:
        """A folder that is there."""
        name = QFileDialog.getExistingDirectory(parent, title, self._start())
        return Path(name) if name else None

    def open(self, path: Path) -> bool:
        """Let the system show a file; whether a program took it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _start(self, name: str = "") -> str:
        return str((self.folder or _documents()) / name)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _box(parent: QWidget | None, title: str, text: str, icon: str, colour: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIconPixmap(icons.icon(icon, colour).pixmap(_ICON_SIZE, _ICON_SIZE))
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(wrapping.shown(text))
    return box
