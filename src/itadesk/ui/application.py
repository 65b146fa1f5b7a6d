"""The window as a program: the application, its settings, and what happens when it breaks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from itadesk.app.language import set_language
from itadesk.app.log import log_crash, watch_for_crash
from itadesk.app.settings import load_settings
from itadesk.ui import error_dialog, icons, theme
from itadesk.ui.main_window import MainWindow
from itadesk.ui.qt_texts import QtTexts


def build(arguments: Sequence[str], text_size: int) -> QApplication:
    """The application in its style, or the one that is there already."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("itadesk")
    application.setDesktopFileName("itadesk")
    theme.apply(application, text_size)
    if application.findChild(QtTexts) is None:
        application.installTranslator(QtTexts(application))
    QGuiApplication.setWindowIcon(icons.icon("clipboard-text", theme.ACCENT))
    return application


def run(arguments: Sequence[str]) -> int:
    """Open the window on the file that is named or on the one used last, until it is closed."""
    settings = load_settings()
    if settings.language:
        set_language(settings.language)
    application = build(arguments, settings.text_size)
    error_dialog.install(log_crash)
    watch_for_crash()
    window = MainWindow(settings)
    window.showMaximized()
    file = _first_file(arguments, settings.recent)
    if file is not None:
        window.open_file(file)
    return application.exec()


def _first_file(arguments: Sequence[str], recent: Sequence[str]) -> Path | None:
    """The file named, else the last one used where it is still there."""
    if arguments:
        return Path(arguments[0])
    last = Path(recent[0]) if recent else None
    return last if last is not None and last.is_file() else None
