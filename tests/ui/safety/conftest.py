"""A window on the sample office, and a stick that is a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.acting import Answers, wait_until

from itadesk.app.settings import Settings
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(prompts: Answers, qtbot: QtBot) -> Iterator[MainWindow]:
    result = MainWindow(Settings(name="ญาณี ใจดี"), prompts)
    result.resize(1366, 768)
    qtbot.addWidget(result)
    result.show()
    yield result
    result.close()


@pytest.fixture
def opened(window: MainWindow, file: Path) -> MainWindow:
    assert window.open_file(file)
    wait_until(lambda: not worker.is_busy())
    return window


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
