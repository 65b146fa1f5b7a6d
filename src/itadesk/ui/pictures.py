"""Pictures of every tab, made without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QTimer, qInstallMessageHandler

from itadesk.app.atomic import write_atomic
from itadesk.app.session import Session
from itadesk.app.settings import Settings
from itadesk.ui import fonts, worker
from itadesk.ui.application import build
from itadesk.ui.garbage import uncollected
from itadesk.ui.main_window import MainWindow
from itadesk.ui.work_area import TABS

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 1366, 768
_SETTLE = 1200  # milliseconds: previews wait for a pause before they are made


def save_tab_pictures(file: Path, folder: Path) -> Iterator[Path]:
    """Open an office file and save a PNG of every tab in `folder`; gives each path as it is made.

    Raises:
        UserError: the file cannot be opened or the folder cannot be written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _quiet(), uncollected():
        build([], fonts.DEFAULT_SIZE)
        window = MainWindow(Settings())
        window.resize(WIDTH, HEIGHT)
        window.show_session(Session.open(file), kept=False)
        window.show()
        for number, name in enumerate(TABS, start=1):
            window.show_tab(name)
            _settle()
            path = folder / f"tab-{number}-{name}.png"
            write_atomic(path, png_of(window))
            yield path
        window.close_file()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pass Qt's messages on, except those that there is no screen."""
    before = qInstallMessageHandler(None)
    qInstallMessageHandler(_tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def png_of(widget: QWidget) -> bytes:
    """A picture of a widget as it stands."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _settle() -> None:
    """Let layouts, timers and background work come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE, loop.quit)
    loop.exec()
    while worker.is_busy():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    loop.processEvents()
