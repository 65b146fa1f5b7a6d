"""The words around a report's tables, changed in a dialog while the preview follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ui.acting import Answers, type_text, wait_until

from itadesk.app.printing import parts
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.words_dialog import PartEditor, WordsDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session
    from itadesk.core.reports.words import Part

YEAR, REPORT = 2568, "oit-progress"


@pytest.fixture
def dialog(session: Session, prompts: Answers, qtbot: QtBot) -> WordsDialog:
    result = WordsDialog(session, YEAR, REPORT, "", prompts)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    return result


def part(session: Session, name: str, year: int = YEAR) -> Part:
    return next(p for p in parts(session.state, year, REPORT) if p.name == name)


def choose(editor: PartEditor, origin: str) -> None:
    editor.origin.setCurrentIndex(editor.origin.findData(origin))
    editor.origin.activated.emit(editor.origin.currentIndex())


def test_words_are_of_this_year_then_of_every_year_then_the_usual(
    dialog: WordsDialog, session: Session
) -> None:
    editor = dialog.parts["preamble"]
    usual = part(session, "preamble").text
    type_text(editor.text, "ฟื้นป่า")
    editor.flush()
    assert part(session, "preamble").text == "ฟื้นป่า" + usual
    assert editor.origin.currentData() == "year"
    assert part(session, "preamble", YEAR - 1).text == usual
    choose(editor, "every-year")
    assert part(session, "preamble", YEAR - 1).origin == "every-year"
    choose(editor, "program")
    assert part(session, "preamble").origin == "program"
    assert editor.text.toPlainText() == usual


def test_typing_in_words_of_every_year_keeps_them_for_every_year(
    dialog: WordsDialog, session: Session
) -> None:
    editor = dialog.parts["title"]
    choose(editor, "every-year")
    type_text(editor.text, "น้ำ")
    dialog.accept()
    assert part(session, "title", YEAR - 1).text.startswith("น้ำ")
    assert part(session, "title").origin == "every-year"


def test_a_cover_begins_with_a_draft(dialog: WordsDialog, session: Session) -> None:
    editor = dialog.parts["cover"]
    assert editor.begin.isVisible()
    editor.begin.click()
    assert "{office}" in part(session, "cover").text
    assert editor.text.toPlainText() == part(session, "cover").text
    assert not editor.begin.isVisible()


class Typing(Answers):
    """Types into the closing words while the dialog is open."""

    def show(self, dialog: object) -> bool:  # type: ignore[override]
        assert isinstance(dialog, WordsDialog)
        type_text(dialog.parts["closing"].text, "ญี่ปุ่น")
        dialog.accept()
        return True


def test_the_preview_follows(session: Session, qtbot: QtBot) -> None:
    tab = PrintTab(session, YEAR, Typing())
    qtbot.addWidget(tab)
    with qtbot.waitActive(tab):
        tab.show()
    tab.choose(REPORT)
    wait_until(lambda: tab.pages.is_ready)
    assert tab.words.isEnabled()
    tab.words.click()
    last = tab.preview.document

    def printed() -> str:
        return "".join(last.getAllText(page).text() for page in range(last.pageCount()))

    wait_until(lambda: "ญี่ปุ่น" in printed())
    tab.choose("memo")
    wait_until(lambda: not tab.words.isEnabled())
