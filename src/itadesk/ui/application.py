"""The window as a program: the application, its settings, and what happens when it breaks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from itadesk.app.first_window import first_place, hand_over
from itadesk.app.language import _, set_language
from itadesk.app.log import log_crash, watch_for_crash
from itadesk.app.messages import sentence
from itadesk.app.settings import load_settings
from itadesk.app.single_use import SingleUse
from itadesk.core.errors import UserError
from itadesk.ui import error_dialog, icons, theme, worker
from itadesk.ui.error_dialog import CrashDialog
from itadesk.ui.garbage import collect_in_window
from itadesk.ui.main_window import MainWindow
from itadesk.ui.prompts import Prompts
from itadesk.ui.qt_texts import QtTexts
from itadesk.ui.safety.second_start import SecondStarts, bring_to_front


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
    place: SingleUse | None = None
    try:
        place = first_place()
    except UserError as error:
        if error.key == "file-in-use":
            return _hand_over(arguments)
    collect_in_window(application)
    error_dialog.install(log_crash)
    earlier = watch_for_crash()
    window = MainWindow(settings)
    error_dialog.install(log_crash, window.say_why_not)
    if place is not None:
        starts = SecondStarts(window)
        starts.wanted.connect(partial(_on_second_start, window))
    window.showMaximized()
    if earlier:
        CrashDialog(earlier, window, said=_ended_badly()).exec()
    file = _first_file(arguments, settings.recent)
    if file is not None:
        window.open_file(file)
    status = application.exec()
    worker.finish()
    if place is not None:
        place.release()
    return status


def _hand_over(arguments: Sequence[str]) -> int:
    """Let the window that is there already open the file; says so if it does not answer."""
    try:
        if hand_over(Path(arguments[0]) if arguments else None):
            return 0
        said = _("itadesk is open already, but does not answer. Close it, or restart the PC.")
    except UserError as error:
        said = sentence(error)
    Prompts().warn(None, "itadesk", said)
    return 1


def _on_second_start(window: MainWindow, wanted: str) -> None:
    """A file is opened only where nothing else is being done: a dialog may need the open one."""
    bring_to_front(window)
    if wanted and QApplication.activeModalWidget() is None and not worker.is_waiting():
        window.open_file(Path(wanted))


def _ended_badly() -> str:
    return _(
        "The program ended suddenly last time. What was saved before is safe. Go on; if it "
        "happens again, send the report below to whoever looks after the program."
    )


def _first_file(arguments: Sequence[str], recent: Sequence[str]) -> Path | None:
    """The file named, else the last one used where it is still there."""
    if arguments:
        return Path(arguments[0])
    last = Path(recent[0]) if recent else None
    return last if last is not None and last.is_file() else None
