"""A user for tests: answers to questions, keys, and patience."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from itadesk.ui.prompts import Prompts

NO_KEY = 0


class Answers(Prompts):
    """Answers every question at once, and remembers what was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.says_yes = True
        self.file: Path | None = None
        self.dialogs: list[QDialog] = []
        self.files: list[Path] = []
        self.folder: Path | None = None
        self.opened: list[Path] = []

    def tell(self, parent: QWidget | None, title: str, text: str) -> None:
        self.told.append(text)

    def warn(self, parent: QWidget | None, title: str, text: str) -> None:
        self.told.append(text)

    def ask(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        self.told.append(text)
        return self.says_yes

    def show(self, dialog: QDialog) -> bool:
        self.dialogs.append(dialog)
        return self.says_yes

    def choose_file(self, parent: QWidget | None, title: str, kinds: str) -> Path | None:
        return self.file

    def choose_new_file(
        self, parent: QWidget | None, title: str, suggested: str, kinds: str
    ) -> Path | None:
        return self.file

    def choose_files(self, parent: QWidget | None, title: str, kinds: str) -> list[Path]:
        return self.files

    def open(self, path: Path) -> bool:
        self.opened.append(path)
        return True

    def choose_folder(self, parent: QWidget | None, title: str) -> Path | None:
        return self.folder


def press(
    widget: QWidget,
    key: int,
    text: str = "",
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """One key, as the keyboard sends it; Thai letters have no key of their own in Qt."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def type_text(widget: QWidget, text: str) -> None:
    """Type a text letter by letter."""
    for letter in text:
        press(widget, NO_KEY, letter)


def wait_until(holds: Callable[[], object], milliseconds: int = 10_000) -> None:
    """Let the window live until something holds; fails when it takes too long."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if holds() else None)
    timer.start(10)
    QTimer.singleShot(milliseconds, loop, loop.quit)
    if not holds():
        loop.exec()
    timer.stop()
    assert holds(), "it took too long"
