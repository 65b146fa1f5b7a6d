"""The first window hears of a second start, comes to the front and opens its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal

from itadesk.app.first_window import meeting_folder, request_taken

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SecondStarts(QObject):
    """Watches for second starts. Signals: `wanted` with the path of a file, or empty."""

    wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher([str(meeting_folder())], self)
        self._watcher.directoryChanged.connect(self.look)

    def look(self) -> None:
        """Take notice of a second start, if there was one."""
        wanted = request_taken()
        if wanted is not None:
            self.wanted.emit(wanted)


def bring_to_front(window: QWidget) -> None:
    """Show a window over all others, as far as the system lets it."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
