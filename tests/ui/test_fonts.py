from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from itadesk.ui import fonts, theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

INK = 245  # of 255: anything that is not paper
ARROW = 24  # pixels at the right of a combo box
TALL = "เกิดขึ้น ฟื้น ษ็์ ป้ำ ฎู ฐู กตัญญู ญี่ปุ่น น้ำป่า"


def inked(image: QImage, width: int) -> int:
    """How many lines of pixels have ink."""
    lines = (bytes(image.constScanLine(y))[:width] for y in range(image.height()))
    return sum(any(value < INK for value in line) for line in lines)


def rows_of_ink(widget: QWidget) -> int:
    """How many lines of a widget's pixels have ink."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    return inked(image, image.width() - ARROW)


def free_ink(size: int, *, bold: bool = False) -> int:
    """The same for the text drawn where nothing can cut it off."""
    font = fonts.ui_font(size)
    font.setBold(bold)
    metrics = QFontMetrics(font)
    image = QImage(
        metrics.horizontalAdvance(TALL) + 80, metrics.height() * 3, QImage.Format.Format_Grayscale8
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QPoint(20, metrics.height() * 2), TALL)
    painter.end()
    return inked(image, image.width())


def black(widget: QWidget) -> QWidget:
    """A widget whose only ink is its text."""
    widget.setStyleSheet("color: black; background: white; border: 1px solid white;")
    return widget


def label(size: int) -> QWidget:
    return black(theme.label(TALL))


def line(size: int) -> QWidget:
    field = QLineEdit(TALL)
    field.setMinimumWidth(QFontMetrics(fonts.ui_font(size)).horizontalAdvance(TALL) + 60)
    return black(field)


def button(size: int) -> QWidget:
    return black(QPushButton(TALL))


def choice(size: int) -> QWidget:
    box = QComboBox()
    box.addItem(TALL)
    return black(box)


def cell(size: int) -> QWidget:
    table = QTableWidget(1, 1)
    table.setItem(0, 0, QTableWidgetItem(TALL))
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.resizeColumnsToContents()
    table.resizeRowsToContents()
    table.setStyleSheet("QTableWidget { color: black; background: white; border: 0; }")
    table.resize(table.columnWidth(0) + 60, table.rowHeight(0) + 20)
    return table


def tab(size: int) -> QWidget:
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.addTab(TALL)
    bar.setStyleSheet("QTabBar::tab:selected { color: black; border: 0; background: white; }")
    return bar


@pytest.mark.parametrize("size", fonts.SIZES)
@pytest.mark.parametrize("make", [label, line, button, choice, cell, tab], ids=lambda m: m.__name__)
def test_no_mark_is_cut_off(qtbot: QtBot, qapp: QApplication, make: object, size: int) -> None:
    assert callable(make)
    theme.set_text_size(qapp, size)
    widget = make(size)
    qtbot.addWidget(widget)
    widget.show()
    free = free_ink(size, bold=make is tab)
    assert rows_of_ink(widget) >= free - 1  # half a row may be lost between two lines of pixels


def test_the_face_as_it_is_sold_would_cut_marks_off(qtbot: QtBot) -> None:
    face = files("fontpkg_sarabun").joinpath("files/Sarabun-Regular.ttf").read_bytes()
    number = QFontDatabase.addApplicationFontFromData(face)
    plain = QLabel(TALL)
    plain.setStyleSheet("font: 20pt Sarabun; padding: 0; color: black; background: white;")
    qtbot.addWidget(plain)
    plain.show()
    lost = free_ink(20) - rows_of_ink(plain)
    QFontDatabase.removeApplicationFont(number)
    assert lost > 5


def test_the_window_is_set_in_its_own_face(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == fonts.FAMILY
    assert QFontInfo(fonts.heading(qapp.font())).bold()


def test_text_sizes_step_up_and_down_and_stop_at_the_ends() -> None:
    assert fonts.next_size(12, 1) == 13
    assert fonts.next_size(12, -1) == 11
    assert fonts.next_size(11, -1) == 11
    assert fonts.next_size(20, 1) == 20
    assert fonts.next_size(99, -1) == 18
