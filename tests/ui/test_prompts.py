"""Choices of files, in Qt's own dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot


def folder_of(ask: Callable[[], object]) -> Path:
    """The folder in which the dialog that is asked with begins; the dialog is cancelled."""
    seen: list[Path] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.append(Path(dialog.directory().absolutePath()))
        dialog.reject()

    QTimer.singleShot(200, look)
    ask()
    return seen[0]


def test_files_are_chosen_beside_the_office_file(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    prompts = Prompts()
    prompts.folder = tmp_path
    assert folder_of(lambda: prompts.choose_file(parent, "เปิด", "*")) == tmp_path
    assert folder_of(lambda: prompts.choose_new_file(parent, "บันทึก", "ที่.pdf", "*")) == tmp_path


def test_without_an_office_file_choices_do_not_begin_in_the_working_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    home = tmp_path / "home"
    (home / "Documents").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    assert folder_of(lambda: Prompts().choose_file(parent, "เปิด", "*")) == home / "Documents"
