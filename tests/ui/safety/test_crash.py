"""A crash is not silent: the next start shows the trace of it, once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from itadesk.app.log import log_folder, log_path

SOURCE = Path(__file__).parents[3] / "src"
START = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from itadesk.ui import application, error_dialog
shown = []
error_dialog.CrashDialog.exec = lambda self: shown.append(self.report.toPlainText())
real = application.build
def build(arguments, size):
    app = real(arguments, size)
    QTimer.singleShot(0, {then})
    return app
application.build = build
application.run([])
print(len(shown), "faulthandler" in "".join(shown))
"""
CRASH = "lambda: __import__('faulthandler')._sigsegv()"
END = "app.quit"


def start(then: str) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(SOURCE))
    command = [sys.executable, "-c", START.format(then=then)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks before it lets a program crash")
def test_p28_the_next_start_tells_of_a_crash_once() -> None:
    assert start(CRASH).returncode != 0
    assert (log_folder() / "crash.txt").stat().st_size > 0
    told = start(END)
    assert told.stdout.split()[:1] == ["1"], told.stderr
    assert "Segmentation fault" in log_path().read_text(encoding="utf-8")
    assert start(END).stdout.split()[:1] == ["0"]
