from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from tests.ui.acting import press, type_text, wait_until
from tests.ui.scores.conftest import SCORED, YEAR

from itadesk.core.errors import UserError
from itadesk.core.model import Item, Score, Year
from itadesk.core.scores import typed_scores
from itadesk.ui.cells.line import LineEditor
from itadesk.ui.scores.model import CHECK, COMPUTED, POINTS, TYPED
from itadesk.ui.scores.tab import ANALYSIS, WHAT_IF

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from tests.ui.acting import Answers

    from itadesk.app.session import Session
    from itadesk.ui.scores.tab import ScoresTab

ENTER = Qt.Key.Key_Return


def type_score(tab: ScoresTab, key: str, text: str, column: int = TYPED) -> None:
    """Type into a cell of the table and press Enter."""
    assert tab.scores.view.go(key, column)
    type_text(tab.scores.view, text[0])
    editor = next(e for e in tab.scores.view.viewport().findChildren(QLineEdit) if e.isVisible())
    type_text(editor, text[1:])
    press(editor, ENTER)


def shown(tab: ScoresTab, key: str, column: int) -> str:
    model = tab.scores.model
    return str(model.data(model.index(model.row_of(key), column)))


def on_clipboard(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def score(session: Session, key: str, year: int = SCORED) -> float | None:
    return typed_scores(session.state, year).get(key)


def test_a_plan_year_without_scores_shows_the_last_result(tab: ScoresTab) -> None:
    assert tab.scored_year == SCORED
    assert shown(tab, "total", COMPUTED) == "๙๒.๔๙"


def test_what_is_typed_is_in_the_file_and_moves_what_is_computed(
    tab: ScoresTab, session: Session
) -> None:
    type_score(tab, "O17", "๑๐๐")
    assert score(session, "O17") == 100
    assert shown(tab, "total", COMPUTED) == "๙๓.๔๙"
    session.undo()
    assert score(session, "O17") == 0
    assert shown(tab, "total", COMPUTED) == "๙๒.๔๙"


def test_enter_goes_down_as_in_excel(tab: ScoresTab) -> None:
    type_score(tab, "i1", "93.4")
    line = tab.scores.view.current_line()
    assert line is not None
    assert line.key == "i2"


@pytest.mark.parametrize("text", ["101", "มาก", "-1"])
def test_what_is_no_score_is_refused_and_the_old_one_kept(
    tab: ScoresTab, session: Session, qtbot: QtBot, text: str
) -> None:
    with qtbot.capture_exceptions() as raised:
        type_score(tab, "i1", text)
        wait_until(lambda: raised)
    assert score(session, "i1") == 93.4
    assert isinstance(raised[0][1], UserError)
    (editor,) = tab.scores.view.viewport().findChildren(LineEditor)
    assert editor.text() == text
    press(editor, Qt.Key.Key_Escape)


def test_both_numbers_are_shown_where_typed_and_computed_disagree(
    tab: ScoresTab, session: Session
) -> None:
    type_score(tab, "1", "59.00")
    assert "๕๙.๐๐" in shown(tab, "1", CHECK)
    assert "๙๕.๐๐" in shown(tab, "1", CHECK)
    assert shown(tab, "total", COMPUTED) == "๙๒.๔๙"


def test_excels_columns_of_key_and_score_are_pasted_as_one_step(
    tab: ScoresTab, session: Session
) -> None:
    before = score(session, "O11")
    on_clipboard("ข้อ\tคะแนน\nO๑๑\t100\nข้อ O17\t๑๐๐\n")
    tab.scores.view.go("total")
    tab.scores.paste()
    assert (score(session, "O11"), score(session, "O17")) == (100, 100)
    session.undo()
    assert score(session, "O11") == before


def test_scores_alone_are_pasted_from_the_chosen_row_down(tab: ScoresTab, session: Session) -> None:
    on_clipboard("90\n91.5\n")
    tab.scores.view.go("i1")
    tab.scores.paste()
    assert (score(session, "i1"), score(session, "i2")) == (90, 91.5)


def test_rows_that_are_no_scores_are_told(
    tab: ScoresTab, session: Session, prompts: Answers
) -> None:
    on_clipboard("i1\t90\nO99\t100\n")
    tab.scores.paste()
    assert score(session, "i1") == 90
    assert "O99" in prompts.told[-1]
    assert "e1/1" not in prompts.told[-1]
    on_clipboard("e1\t90\n")
    tab.scores.paste()
    assert "e1/1" in prompts.told[-1]


def test_delete_takes_chosen_scores_away_and_copy_gives_them(
    tab: ScoresTab, session: Session
) -> None:
    view, model = tab.scores.view, tab.scores.model
    view.go("i1")
    view.selectionModel().select(
        model.index(model.row_of("i2"), TYPED), view.selectionModel().SelectionFlag.Select
    )
    tab.scores.copy()
    assert QGuiApplication.clipboard().text().split() == ["93.40", "94.60"]
    tab.scores.clear()
    assert score(session, "i1") is None
    assert score(session, "i2") is None
    tab.scores.paste()
    assert (score(session, "i1"), score(session, "i2")) == (93.4, 94.6)


def test_ctrl_d_fills_the_first_score_down(tab: ScoresTab, session: Session) -> None:
    view, model = tab.scores.view, tab.scores.model
    view.go("i1")
    for key in ("i2", "i3"):
        view.selectionModel().select(
            model.index(model.row_of(key), TYPED), view.selectionModel().SelectionFlag.Select
        )
    press(view, Qt.Key.Key_D, held=Qt.KeyboardModifier.ControlModifier)
    tab.scores.fill_down()
    assert [score(session, key) for key in ("i1", "i2", "i3")] == [93.4] * 3


def test_a_total_alone_may_be_typed_of_a_year_without_rules(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_scores_of(YEAR)
    type_score(tab, "total", "90")
    assert score(session, "total", YEAR) == 90
    assert shown(tab, "total", TYPED) == "๙๐.๐๐"


def test_weights_that_nobody_knows_may_be_said_by_the_office(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_scores_of(YEAR)
    for tool, value in (("IIT", "90"), ("EIT", "80"), ("OIT", "100")):
        type_score(tab, tool, value)
    assert shown(tab, "total", COMPUTED) == ""
    fields = tab.scores.side.says.weights
    for tool, weight in (("IIT", "30"), ("EIT", "๓๐"), ("OIT", "40")):
        fields[tool].setText(weight)
        tab.flush()
    row = session.state.get(Year, str(YEAR))
    assert row is not None
    assert (row.weight_iit, row.weight_eit, row.weight_oit) == (30, 30, 40)
    assert shown(tab, "total", COMPUTED) == "๙๑.๐๐"


def test_the_weights_of_an_earlier_year_may_be_taken_at_once(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_scores_of(YEAR)
    says = tab.scores.side.says
    assert "๒๕๖๗ (๓๐/๓๐/๔๐)" in says.as_before.text()
    says.as_before.click()
    row = session.state.get(Year, str(YEAR))
    assert row is not None
    assert (row.weight_iit, row.weight_eit, row.weight_oit) == (30, 30, 40)
    assert not says.as_before.isVisible()
    session.undo()
    assert says.as_before.isVisible()
    tab.show_scores_of(SCORED)
    assert not says.as_before.isVisible()


def test_what_is_missing_for_a_total_is_where_the_keyboard_goes(
    tab: ScoresTab, session: Session
) -> None:
    tab.show_scores_of(YEAR)
    tab.show_pane(WHAT_IF)
    tab.what_if.say.click()
    assert QApplication.focusWidget() is tab.scores.side.says.weights["IIT"]
    tab.scores.side.says.as_before.click()
    for tool in ("IIT", "EIT"):
        type_score(tab, tool, "90")
    tab.show_pane(WHAT_IF)
    tab.what_if.say.click()
    assert QApplication.focusWidget() is tab.scores.view
    index = tab.scores.view.currentIndex()
    assert index.row() == tab.scores.model.row_of("OIT")


def test_points_of_items_are_asked_where_nobody_knows_how_they_add_up(
    tab: ScoresTab, session: Session
) -> None:
    assert tab.scores.view.isColumnHidden(POINTS)
    tab.show_scores_of(YEAR)
    assert not tab.scores.view.isColumnHidden(POINTS)
    type_score(tab, "O1", "๕", POINTS)
    item = session.state.get(Item, f"{YEAR}/O1")
    assert item is not None
    assert item.points == 5


def test_a_published_level_is_kept_and_shown(tab: ScoresTab, session: Session) -> None:
    level = tab.scores.side.says.level
    level.setCurrentIndex(level.findData("ผ่าน"))
    level.activated.emit(level.currentIndex())
    row = session.state.get(Year, str(SCORED))
    assert row is not None
    assert row.level == "ผ่าน"


def test_a_found_score_or_issue_is_shown(tab: ScoresTab) -> None:
    assert tab.go_to("score", f"{SCORED}/O17")
    line = tab.scores.view.current_line()
    assert line is not None
    assert line.key == "O17"
    assert tab.go_to("issue", f"{SCORED}/3")
    assert tab.analysis.issue.currentData() == f"{SCORED}/3"
    assert not tab.go_to("measure", "m1")


def test_another_depth_hides_rows_but_a_found_score_brings_them_back(tab: ScoresTab) -> None:
    box = tab.scores._depth
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert [line.key for line in tab.scores.model.lines] == ["total", "IIT", "EIT", "OIT"]
    assert tab.go_to("score", f"{SCORED}/i1")


def test_a_hidden_tab_catches_up_when_it_is_shown(tab: ScoresTab, session: Session) -> None:
    tab.hide()
    row = f"{SCORED}/O17"
    assert session.state.get(Score, row) is not None
    from itadesk.core.changelog import Edit

    session.apply([Edit("score", row, "value", 100.0)], "คะแนน")
    tab.show()
    assert shown(tab, "total", COMPUTED) == "๙๓.๔๙"


def test_another_year_is_shown_in_the_pane_in_sight(tab: ScoresTab) -> None:
    tab.show_pane(ANALYSIS)
    tab.set_year(SCORED)
    assert tab.scored_year == SCORED
    assert tab.analysis.issue.count() == 7


def test_the_model_is_sound(tab: ScoresTab, qtbot: QtBot) -> None:
    QAbstractItemModelTester(tab.scores.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tab.show_scores_of(YEAR)
    tab.show_scores_of(SCORED)
    assert tab.scores.model.rowCount() > 60


def test_the_item_that_would_put_a_slip_right_is_named(tab: ScoresTab) -> None:
    type_score(tab, "9.5", "75")
    told = [label.text() for label in tab.scores.side.findChildren(QLabel)]
    assert any("๐.๐๐: O22, O23, O24, O25" in text for text in told)
