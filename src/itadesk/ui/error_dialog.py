"""What is shown when the program itself is wrong, with a report that can be copied."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from itadesk import __version__
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.core.errors import UserError
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.prompts import Prompts

_WIDTH, _HEIGHT = 680, 420


class CrashDialog(CloseDialog):
    """One sentence, and the report that helps to repair the program."""

    def __init__(self, report: str, parent: QWidget | None = None, said: str = "") -> None:
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.copy = theme.button(_("Copy the report"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        text = said or _(
            "The program made a mistake and did not finish what you asked for. "
            "What was saved before is safe. Close this and go on; if it happens again, "
            "send the report below to whoever looks after the program."
        )
        layout.addWidget(theme.label(text, wrap=True))
        layout.addWidget(self.report, 1)
        layout.addWidget(self.copy)
        super().__init__(parent, _("Something went wrong"), body)
        self.resize(_WIDTH, _HEIGHT)


def report_of(error: BaseException) -> str:
    """Versions, system and traceback of an error, as text to send."""
    trace = "".join(traceback.format_exception(error))
    versions = (
        f"itadesk {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        platform.platform(),
    )
    return f"{' · '.join(versions)}\n\n{trace}"


def tell(error: UserError) -> None:
    """Say what is wrong in the user's world."""
    Prompts().warn(QApplication.activeWindow(), "itadesk", sentence(error))


def install(log: Callable[[str], None], tell: Callable[[UserError], None] = tell) -> None:
    """Show every error that nobody handled, one at a time.

    A `UserError` is told by `tell`, once what was under way has ended; the report of any other
    goes to `log` and into a dialog.
    """
    showing = False

    def show(error: BaseException) -> None:
        nonlocal showing
        try:
            if isinstance(error, UserError):
                tell(error)
            else:
                CrashDialog(report_of(error), QApplication.activeWindow()).exec()
        finally:
            showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        is_bug = not isinstance(error, UserError)
        if is_bug:
            sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt) or showing or QApplication.instance() is None:
            return
        showing = True
        if is_bug:
            log(report_of(error))
            show(error)
        else:
            QTimer.singleShot(0, lambda: show(error))

    sys.excepthook = hook
