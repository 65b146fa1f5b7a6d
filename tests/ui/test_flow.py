from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFrame, QWidget

from itadesk.ui.flow import FlowLayout

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SPACING = 8


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    layout = FlowLayout(SPACING)
    for number in range(4):
        button = QFrame()
        button.setFixedSize(100, 30)
        layout.add(button, stretch=number == 0)
    widget.setLayout(layout)
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(("width", "lines"), [(424, 1), (423, 2), (208, 2), (207, 4), (100, 4)])
def test_lines_break_where_they_are_full(page: QWidget, width: int, lines: int) -> None:
    page.resize(width, 300)
    page.show()
    tops = {button.y() for button in page.findChildren(QFrame)}
    assert len(tops) == lines
    layout = page.layout()
    assert layout is not None
    assert layout.heightForWidth(width) == lines * 30 + (lines - 1) * SPACING


def test_nothing_reaches_beyond_the_width(page: QWidget) -> None:
    page.resize(250, 300)
    page.show()
    assert all(b.geometry().right() < 250 for b in page.findChildren(QFrame))


def test_hidden_widgets_take_no_room(page: QWidget) -> None:
    page.show()
    for button in page.findChildren(QFrame)[1:]:
        button.hide()
    layout = page.layout()
    assert layout is not None
    assert layout.heightForWidth(100) == 30
