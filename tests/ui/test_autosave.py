from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from tests.ui.acting import type_text, wait_until

from itadesk.ui import autosave
from itadesk.ui.autosave import Autosave

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIELDS = [QLineEdit, QPlainTextEdit]


class Page(QWidget):
    """A field that is saved, another to go to, and a window's own undo."""

    def __init__(self, kind: type[QLineEdit] | type[QPlainTextEdit]) -> None:
        super().__init__()
        self.saved: list[str] = []
        self.undone = 0
        self.field, self.other = kind(), QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        self.autosave = Autosave(self.field, self.saved.append)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.on_undo)

    def on_undo(self) -> None:
        self.undone += 1


@pytest.fixture(params=FIELDS, ids=lambda kind: kind.__name__)
def page(request: pytest.FixtureRequest, qtbot: QtBot) -> Page:
    result = Page(request.param)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    result.field.setFocus()
    return result


def test_a_text_is_saved_after_a_pause(page: Page) -> None:
    page.autosave._timer.setInterval(30)
    type_text(page.field, "ญี่ปุ่น")
    assert page.saved == []
    wait_until(lambda: bool(page.saved))
    assert page.saved == ["ญี่ปุ่น"]
    assert autosave.PAUSE == 2000


def test_a_text_is_saved_when_the_field_is_left(page: Page) -> None:
    type_text(page.field, "น้ำป่า")
    page.other.setFocus()
    assert page.saved == ["น้ำป่า"]


def test_nothing_is_saved_where_nothing_changed(page: Page) -> None:
    page.autosave.show_text("ฐานะ")
    page.other.setFocus()
    page.autosave.flush()
    assert page.saved == []


def test_what_is_being_typed_is_not_written_over(page: Page) -> None:
    page.autosave.show_text("เดิม")
    type_text(page.field, "ใหม่")
    page.autosave.show_text("จากที่อื่น")
    assert "ใหม่" in page.autosave.text()
    page.autosave.flush()
    page.autosave.show_text("จากที่อื่น")
    assert page.autosave.text() == "จากที่อื่น"


def test_undo_takes_letters_back_first_and_is_the_windows_after_that(page: Page) -> None:
    type_text(page.field, "กก")
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page.field, Qt.Key.Key_Z, ctrl)
    assert page.undone == 0
    assert page.autosave.text() != "กก"
    type_text(page.field, "ข")
    page.other.setFocus()
    page.field.setFocus()
    QTest.keyClick(page.field, Qt.Key.Key_Z, ctrl)
    assert page.undone == 1


@pytest.mark.parametrize("keys", ["Ctrl+Y", "Ctrl+Shift+Z"])
def test_letters_taken_back_are_made_again(page: Page, keys: str) -> None:
    type_text(page.field, "กตัญญู")
    QTest.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.autosave.text() != "กตัญญู"
    pressed = QKeySequence(keys)[0]
    for _time in "กตัญญู":
        QTest.keyClick(page.field, pressed.key(), pressed.keyboardModifiers())
    assert page.autosave.text() == "กตัญญู"
