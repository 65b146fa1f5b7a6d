"""Longer texts, larger letters and another language: the window still fits the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton
from tests.ui.acting import Answers, wait_until

from itadesk.app import language
from itadesk.app.importing import preview
from itadesk.app.settings import Settings
from itadesk.ui import theme, worker
from itadesk.ui.import_dialog import ImportDialog
from itadesk.ui.main_window import MainWindow
from itadesk.ui.new_office_dialog import NewOfficeDialog
from itadesk.ui.new_year_dialog import NewYearDialog
from itadesk.ui.office_dialog import OfficeDialog
from itadesk.ui.register_dialog import RegisterDialog
from itadesk.ui.signing_dialog import SigningDialog
from itadesk.ui.words_dialog import WordsDialog
from itadesk.ui.work_area import TABS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

WIDTH, HEIGHT = 1366, 768
SETTLED = 20_000  # milliseconds


class Longer:
    """A catalogue whose texts are longer by a factor."""

    def __init__(self, factor: float) -> None:
        self.factor = factor
        self.catalogue = language._translations()

    def gettext(self, message: str) -> str:
        text = self.catalogue.gettext(message)
        return text if "{" in text or "(*" in text else text + text[: int(len(text) * self.factor)]


@pytest.fixture
def window(
    file: Path, prompts: Answers, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    longer = Longer(0.5)
    monkeypatch.setattr(language, "_translations", lambda: longer)
    result = MainWindow(Settings(), prompts)
    qtbot.addWidget(result)
    result.resize(WIDTH, HEIGHT)
    result.show()
    assert result.open_file(file)
    yield result
    wait_until(lambda: not worker.is_busy())


def cut_off(widget: QWidget) -> list[str]:
    """The texts of visible labels and buttons that are wider or higher than their widget."""
    result = []
    kinds = (QPushButton, QRadioButton)
    for each in [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]:
        is_text = isinstance(each, kinds) or (isinstance(each, QLabel) and not each.wordWrap())
        if not is_text or not each.isVisible() or not each.text():
            continue
        if each.width() < each.minimumSizeHint().width():
            result.append(each.text())
    return result


def settle() -> None:
    for _round in range(5):
        QApplication.processEvents()


def test_half_as_long_again_nothing_is_cut_off_in_any_tab(window: MainWindow) -> None:
    assert window.work is not None
    for name in TABS:
        window.work.show_tab(name)
        settle()
        assert (window.width(), window.height()) == (WIDTH, HEIGHT)
        wait_until(lambda: not worker.is_busy() and not cut_off(window), SETTLED)


@pytest.mark.parametrize("size", [11, 16, 20])
def test_every_text_size_fits_the_screen(
    file: Path, prompts: Answers, qtbot: QtBot, qapp: QApplication, size: int
) -> None:
    theme.set_text_size(qapp, size)
    window = MainWindow(Settings(text_size=size), prompts)
    qtbot.addWidget(window)
    window.resize(WIDTH, HEIGHT)
    window.show()
    assert window.open_file(file)
    assert window.work is not None
    for name in TABS:
        window.work.show_tab(name)
        settle()
        assert (window.width(), window.height()) == (WIDTH, HEIGHT)
        wait_until(lambda: not worker.is_busy() and not cut_off(window), SETTLED)
    wait_until(lambda: not worker.is_busy())


@pytest.mark.parametrize("code", ["th", "en"])
def test_every_dialog_opens_in_every_language(
    session: Session, prompts: Answers, qtbot: QtBot, code: str
) -> None:
    language.set_language(code)
    text = "มาตรการ ปีงบประมาณ 2568\nลำดับ\tมาตรการ\tขั้นตอน\n1\tฟื้นป่า\t1. ประชุม\n"
    looked_at = preview(session.state, "ก.txt", text, 2568)
    dialogs = [
        NewOfficeDialog(),
        NewYearDialog(session.state, 2569),
        OfficeDialog(session),
        ImportDialog(session.state, looked_at, text, prompts),
        WordsDialog(session, 2568, "score-analysis", "", prompts),
        SigningDialog(session, 2568, prompts),
        RegisterDialog(session, 2568, prompts),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        settle()
        assert cut_off(dialog) == []
        assert dialog.height() <= HEIGHT
        dialog.accept()
