from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPlainTextEdit
from tests.ui.acting import Answers, press, type_text

from itadesk.app.settings import Settings
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.indicators import TABLE, indicators_of
from itadesk.core.model import IndicatorProgress
from itadesk.ui.main_window import MainWindow
from itadesk.ui.measures.tab import MeasuresTab
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.progress.pane import ProgressPane
from itadesk.ui.search.hits import find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

YEAR = 2568
HEADS = "ตัวชี้วัด\tแนวทางในการยกระดับการประเมิน\tผู้รับผิดชอบ\tระยะเวลา\tความก้าวหน้าผลการดำเนินการ"
COPIED = f"{HEADS}\nตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่\tทำป้าย\tสำนักปลัด\tต.ค. ๖๗\tทำแล้ว"


@pytest.fixture
def pane(session: Session, prompts: Answers, qtbot: QtBot) -> ProgressPane:
    tab = MeasuresTab(session, YEAR, prompts)
    qtbot.addWidget(tab)
    tab.resize(1366, 600)
    with qtbot.waitActive(tab):
        tab.show()
        tab.activateWindow()
    tab.show_indicators()
    tab.progress.setFocus()
    return tab.progress


def row(session: Session, number: int) -> IndicatorProgress:
    found = session.state.get(IndicatorProgress, f"{YEAR}/{number}")
    assert found is not None
    return found


def editor_of(pane: ProgressPane) -> QPlainTextEdit:
    editor = pane.view.indexWidget(pane.view.currentIndex())
    assert isinstance(editor, QPlainTextEdit)
    return editor


def choose(pane: ProgressPane, first: tuple[int, str], last: tuple[int, str]) -> None:
    """Choose the cells from one indicator and field to another."""
    pane.view.go(f"{YEAR}/{first[0]}", first[1])
    start = pane.view.currentIndex()
    pane.view.go(f"{YEAR}/{last[0]}", last[1])
    selection = pane.view.selectionModel()
    for row_ in range(start.row(), pane.view.currentIndex().row() + 1):
        for column in range(start.column(), pane.view.currentIndex().column() + 1):
            selection.select(pane.model.index(row_, column), selection.SelectionFlag.Select)


def test_a_text_is_typed_kept_and_taken_back(pane: ProgressPane, session: Session) -> None:
    before = row(session, 3).progress
    pane.go(f"{YEAR}/3")
    type_text(pane.view, "ญ")
    type_text(editor_of(pane), "ี่ปุ่น\nน้ำ")
    press(editor_of(pane), Qt.Key.Key_Return)
    assert row(session, 3).progress == "ญี่ปุ่นน้ำ"
    assert pane.view.currentIndex().row() == 3
    session.undo()
    assert row(session, 3).progress == before


def test_space_ticks_and_unticks(pane: ProgressPane, session: Session) -> None:
    pane.view.go(f"{YEAR}/3", "status")
    press(pane.view, Qt.Key.Key_Space, " ")
    assert row(session, 3).status == "done"
    assert pane.summary.text() == "ดำเนินการแล้ว ๖ จาก ๘ ตัวชี้วัด"
    press(pane.view, Qt.Key.Key_Space, " ")
    assert row(session, 3).status == "todo"


def test_a_year_without_rows_offers_all_and_keeps_all_with_the_first_word(
    pane: ProgressPane, session: Session
) -> None:
    gone = [Edit(TABLE, each.id, EXISTS, False) for each in indicators_of(session.state, YEAR)]
    session.apply(gone, "ลบ")
    assert [each.number for each in pane.model.rows] == list(range(1, 9))
    assert not pane.paper.isEnabled()
    pane.view.go(f"{YEAR}/2", "guideline")
    type_text(pane.view, "ก")
    pane.flush()
    assert [each.number for each in indicators_of(session.state, YEAR)] == list(range(1, 9))
    assert row(session, 2).guideline == "ก"
    assert pane.paper.isEnabled()
    session.undo()
    assert indicators_of(session.state, YEAR) == ()


def test_cells_are_copied_and_pasted_with_their_ticks(pane: ProgressPane, session: Session) -> None:
    choose(pane, (1, "status"), (2, "progress"))
    pane.copy()
    pane.view.go(f"{YEAR}/3", "status")
    pane.paste()
    for source, target in ((1, 3), (2, 4)):
        assert row(session, target).status == row(session, source).status == "done"
        assert row(session, target).progress == row(session, source).progress
    session.undo()
    assert row(session, 3).status == "todo"


def test_a_block_that_is_too_long_ends_at_the_last_indicator(
    pane: ProgressPane, session: Session
) -> None:
    QGuiApplication.clipboard().setText("ที่หนึ่ง\tx\nที่สอง\tดำเนินการแล้ว\nที่สาม\tดำเนินการแล้ว")
    pane.view.go(f"{YEAR}/7", "period")
    pane.paste()
    assert (row(session, 7).period, row(session, 8).period) == ("ที่หนึ่ง", "ที่สอง")
    assert row(session, 8).status == "done"


def test_a_table_with_heads_is_imported(pane: ProgressPane, session: Session, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    before = indicators_of(session.state, YEAR)
    with qtbot.waitSignal(pane.clipboard_wanted):
        pane.paste()
    assert indicators_of(session.state, YEAR) == before


def test_one_text_fills_all_chosen_cells_and_delete_empties_them(
    pane: ProgressPane, session: Session
) -> None:
    choose(pane, (2, "responsible"), (4, "responsible"))
    QGuiApplication.clipboard().setText("กองฐานะ")
    pane.paste()
    assert [row(session, n).responsible for n in (2, 3, 4)] == ["กองฐานะ"] * 3
    assert row(session, 5).responsible != "กองฐานะ"
    choose(pane, (2, "responsible"), (4, "status"))
    pane.clear()
    assert [row(session, n).responsible for n in (2, 3, 4)] == [""] * 3
    assert [row(session, n).status for n in (2, 3, 4)] == ["todo"] * 3
    assert row(session, 4).guideline


@pytest.mark.parametrize(("last", "source"), [(4, 2), (2, 1)])
def test_fill_down(pane: ProgressPane, session: Session, last: int, source: int) -> None:
    choose(pane, (2, "guideline"), (last, "guideline"))
    wanted = row(session, source).guideline
    pane.fill_down()
    assert [row(session, n).guideline for n in range(2, last + 1)] == [wanted] * (last - 1)


def test_rows_are_as_high_as_their_texts(
    pane: ProgressPane, session: Session, qtbot: QtBot
) -> None:
    before = pane.view.rowHeight(0)
    long = "ปฏิบัติหน้าที่ด้วยความกตัญญู " * 30
    session.apply([Edit(TABLE, f"{YEAR}/1", "guideline", long)], "x")
    qtbot.waitUntil(lambda: pane.view.rowHeight(0) > 2 * before)


def test_qt_finds_no_fault_with_the_model(pane: ProgressPane) -> None:
    QAbstractItemModelTester(pane.model)
    pane.show_year(2567)
    pane.show_year(YEAR)


def test_search_and_overview_lead_here_and_the_button_to_the_paper(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    window = MainWindow(Settings(), prompts)
    qtbot.addWidget(window)
    window.show_session(session, kept=False)
    assert window.work is not None
    (hit,) = find(session.state, "แจ้งเกณฑ์ประเมินผลงานเป็นลายลักษณ์อักษร")
    window.work.go_to(hit)
    tab = window.work.show_tab("measures")
    assert isinstance(tab, MeasuresTab)
    assert tab.progress.isVisibleTo(tab)
    assert tab.progress.view.currentIndex().row() == 2
    window.work.open_row(YEAR, "measure", "sample-measure-1")
    assert not tab.progress.isVisibleTo(tab)
    window.work.open_row(YEAR, TABLE, f"{YEAR}/5")
    assert tab.progress.view.currentIndex().row() == 4
    tab.progress.paper.click()
    papers = window.work.show_tab("print")
    assert window.work.current == "print"
    assert isinstance(papers, PrintTab)
    assert "IIT" in papers.papers.currentItem().text()


def test_an_imported_table_of_indicators_is_shown(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    window = MainWindow(Settings(), prompts)
    qtbot.addWidget(window)
    window.show_session(session, kept=False)
    QGuiApplication.clipboard().setText(COPIED)
    window.importer.take_clipboard()
    qtbot.waitUntil(lambda: row(session, 1).guideline == "ทำป้าย")
    assert window.work is not None
    assert window.work.current == "measures"
    tab = window.work.show_tab("measures")
    assert isinstance(tab, MeasuresTab)
    assert tab.progress.isVisibleTo(tab)
