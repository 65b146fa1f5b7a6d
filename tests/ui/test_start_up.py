"""What is loaded before the window is seen, and a pin on the version of Qt's Python side."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor, QTextDocument

from itadesk.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SOURCE = Path(__file__).parents[2] / "src"
SLOW = (
    *("reportlab", "uharfbuzz", "openpyxl", "docx", "sqlite_utils", "nlpo3", "qtawesome", "qtpy"),
    *("itadesk.app.importing", "itadesk.app.checking", "itadesk.core.question_form"),
)
PROGRAM = f"""
import sys
from itadesk.ui.application import build
from itadesk.ui.main_window import MainWindow
from itadesk.app.settings import Settings
application = build([], 12)
window = MainWindow(Settings())
window.show()
application.processEvents()
print(sorted(name for name in {SLOW!r} if name in sys.modules))
"""


def test_what_only_some_work_needs_is_not_loaded_before_the_window_is_seen() -> None:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(SOURCE))
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_many_texts_do_not_end_the_process() -> None:
    """PySide6 6.12.0 on Python 3.11 aborts after some five thousand of these calls."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    for _number in range(8_000):
        cursor.insertText("ก")
    assert cursor.position() == 8_000


def test_every_icon_that_is_named_exists(qapp: QApplication) -> None:
    names = {
        node.args[place].value
        for path in (SOURCE / "itadesk" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        for called, place in (("icon_button", 0), ("button", 1), ("icon", 0))
        if node.func.attr == called and len(node.args) > place
        if isinstance(node.args[place], ast.Constant)
    }
    assert len(names) > 10
    for name in names:
        assert not icons.icon(name, theme.TEXT).pixmap(16, 16).isNull()
