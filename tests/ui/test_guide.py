"""The guide that comes with the program: complete in both languages, open at the right place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.ui.acting import Answers

from itadesk.app.guide import CHAPTERS, chapters
from itadesk.app.language import LANGUAGES, set_language
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.app.settings import Settings
from itadesk.ui.guide_dialog import GuideDialog
from itadesk.ui.main_window import MainWindow
from itadesk.ui.work_area import TABS
from itadesk.ui.wrapping import plain

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_has_a_chapter(language: str) -> None:
    set_language(language)
    assert set(TABS) < set(CHAPTERS)
    for chapter in chapters():
        assert chapter.title
        assert len(chapter.text) > 300


def test_both_languages_name_the_same_keys() -> None:
    found = []
    for language in LANGUAGES:
        set_language(language)
        key = r"(?:Ctrl|Alt|Shift)\+\S[a-zA-Z0-9]*|F\d|Insert"
        found.append([sorted(re.findall(key, chapter.text)) for chapter in chapters()])
    assert found[0] == found[1]


def test_a_chapter_is_shown_without_its_markup(qtbot: QtBot) -> None:
    dialog = GuideDialog("oit")
    qtbot.addWidget(dialog)
    assert dialog.names.currentItem().text() == "แบบตรวจ OIT"
    text = plain(dialog.text.toPlainText())
    assert "ความก้าวหน้า พิมพ์สิ่งที่ทำแล้ว" in text
    assert not re.search(r"\*\*|^#", text, re.MULTILINE)
    dialog.names.setCurrentRow(CHAPTERS.index("safety"))
    assert "คัดลอกลง USB (Ctrl+U)" in plain(dialog.text.toPlainText())


def test_it_opens_at_the_chapter_of_the_tab_in_front(qtbot: QtBot, tmp_path: Path) -> None:
    answers = Answers()
    window = MainWindow(Settings(), answers)
    qtbot.addWidget(window)
    window.menus.guide.trigger()
    window.show_session(Session.new(tmp_path / "a.itadesk", sample_edits()), kept=False)
    window.show_tab("memo")
    window.menus.guide.trigger()
    opened = [dialog for dialog in answers.dialogs if isinstance(dialog, GuideDialog)]
    assert [dialog.names.currentItem().text() for dialog in opened] == [
        "เริ่มใช้งาน",
        "บันทึกข้อความ",
    ]
    window.close_file()
