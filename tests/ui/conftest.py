"""The window in its own style, on the sample office."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from tests.ui.acting import Answers, wait_until

from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.ui import fonts, theme, worker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

YEAR = 2568


@pytest.fixture(scope="session", autouse=True)
def _style(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, fonts.DEFAULT_SIZE)
    yield
    qapp.clipboard().clear()  # without a screen, Qt frees what was copied only after Python's end


@pytest.fixture(autouse=True)
def _rest(qapp: QApplication) -> Iterator[None]:
    """The usual size before each test; no work left under way after it."""
    gc.disable()  # as in the program: no object of Qt's ends in a worker's thread
    yield
    wait_until(lambda: not worker.is_busy())
    # Qt deletes what a test left only in its next event loop; until then every widget of every
    # window is there to be styled anew.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()
    if qapp.font().pointSize() != fonts.DEFAULT_SIZE:
        theme.set_text_size(qapp, fonts.DEFAULT_SIZE)


@pytest.fixture
def prompts() -> Answers:
    return Answers()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the sample office."""
    path = tmp_path_factory.mktemp("sample") / "sample.itadesk"
    Session.new(path, sample_edits(), by="ผู้ทดสอบ").close()
    return path.read_bytes()


@pytest.fixture
def file(sample: bytes, tmp_path: Path) -> Path:
    """The sample office, closed."""
    path = tmp_path / "สำนักงานตัวอย่าง.itadesk"
    path.write_bytes(sample)
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    with Session.open(file, by="ผู้ทดสอบ") as opened:
        yield opened
