"""Editors wrap Thai between words where Qt finds none by itself, as on a Windows PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextCursor

from itadesk.thai.words import breaks
from itadesk.ui import wrapping
from itadesk.ui.growing_text import GrowingText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TEXT = (
    "แสดงข้อมูลข่าวสารที่เกี่ยวข้องกับการดำเนินงานตามอำนาจหน้าที่ของหน่วยงาน  ฟื้นฟูป่าและน้ำ 😀"
    "ปฏิบัติงานที่ญี่ปุ่นด้วยความกตัญญูตามฐานะ"
)


@pytest.fixture
def field(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> GrowingText:
    monkeypatch.setattr(wrapping, "breaks_thai", lambda: False)
    made = GrowingText(1, 99)
    made.resize(200, 100)
    qtbot.addWidget(made)
    made.show()
    return made


def lines_of_first_block(field: GrowingText) -> list[str]:
    block = field.document().firstBlock()
    field.blockBoundingRect(block)
    units, found = block.text().encode("utf-16-le"), []
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        found.append(units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())])
    return [line.decode("utf-16-le") for line in found]


def assert_whole_words(field: GrowingText, least: int) -> None:
    lines = lines_of_first_block(field)
    text = "".join(lines)
    assert text == field.document().firstBlock().text()
    assert len(lines) >= least
    ends = set(breaks(text))
    place = 0
    for line in lines:
        place += len(line)
        assert place in ends, f"…{line[-8:]}|"


@pytest.mark.parametrize("width", [130, 200, 333, 480])
def test_lines_end_between_words_at_any_width(field: GrowingText, width: int) -> None:
    field.setPlainText(TEXT)
    field.resize(width, 100)
    assert_whole_words(field, 2)
    assert field.toPlainText() == TEXT


def test_lines_stay_whole_while_typing(field: GrowingText) -> None:
    field.setPlainText(TEXT)
    for place in (0, 10, 40, 70, len(TEXT)):
        cursor = field.textCursor()
        cursor.setPosition(place)
        cursor.insertText("เป็นปัจจุบัน")
        assert_whole_words(field, 5)
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, 60
    )
    cursor.removeSelectedText()
    assert_whole_words(field, 3)


def test_the_field_is_as_high_as_its_lines(field: GrowingText) -> None:
    field.setPlainText(TEXT)
    low = field.height()
    field.setPlainText(TEXT * 3)
    assert field.document().lineCount() == len(lines_of_first_block(field))
    assert field.height() > 2 * low


def test_a_word_wider_than_the_field_is_still_shown_whole(field: GrowingText) -> None:
    word = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
    field.setPlainText(f"ที่ {word}")
    lines = lines_of_first_block(field)
    assert len(lines) >= 3
    assert "".join(lines) == f"ที่ {word}"
