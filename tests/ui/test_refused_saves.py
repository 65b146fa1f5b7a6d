"""A text that the file does not take stays, is told of, and is saved later."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTableView
from tests.ui.acting import Answers, type_text, wait_until

from itadesk.app.session import Session
from itadesk.app.settings import Settings
from itadesk.core.changelog import Edit
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.measures import measures_of
from itadesk.core.model import Issue, Item, Measure, Office, Unit
from itadesk.ui import error_dialog
from itadesk.ui.cells.editor import CellEditor
from itadesk.ui.cells.line import LineEditor
from itadesk.ui.date_field import DateField
from itadesk.ui.error_dialog import CrashDialog
from itadesk.ui.main_window import MainWindow
from itadesk.ui.measures.tab import MeasuresTab
from itadesk.ui.names_table import NamesTable
from itadesk.ui.office_dialog import OfficeDialog
from itadesk.ui.oit.tab import OitTab
from itadesk.ui.scores.model import TYPED
from itadesk.ui.scores.paragraph import BandParagraph
from itadesk.ui.scores.tab import ScoresTab

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

YEAR = 2568
TEXT = "ฟื้นฟูป่าแล้ว"


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Widgets held by a kept error go in the window's thread, not in that of a backup."""
    yield
    gc.collect()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of what the program told as wrong in the user's world."""
    keys: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    error_dialog.install(keys.append, lambda e: keys.append(e.key))
    return keys


def do(action: Callable[[], object]) -> None:
    """Act as a clerk does: what goes wrong comes to the event loop."""
    try:
        action()
    except UserError as error:
        sys.excepthook(UserError, error, error.__traceback__)


class Disk:
    """A disk that is full until it is not."""

    is_full = True


@pytest.fixture
def disk(session: Session, monkeypatch: pytest.MonkeyPatch) -> Disk:
    result, apply = Disk(), session.apply

    def refuse(*args: object, **named: object) -> None:
        if result.is_full:
            raise UserError("disk-full", name="แฟ้ม")
        apply(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "apply", refuse)
    return result


def oit_tab(session: Session, prompts: Answers, qtbot: QtBot) -> OitTab:
    tab = OitTab(session, YEAR, prompts)
    qtbot.addWidget(tab)
    with qtbot.waitActive(tab):
        tab.show()
    return tab


def progress_of(session: Session, item: str) -> str:
    row = session.state.get(Item, item)
    assert row is not None
    return row.progress


def test_what_the_disk_refuses_is_told_in_one_sentence_and_not_as_a_crash(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(error_dialog.Prompts, "warn", lambda _s, _p, _t, text: said.append(text))
    monkeypatch.setattr(CrashDialog, "exec", lambda _self: said.append("crash"))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    error_dialog.install(said.append)
    error = UserError("disk-full", name="สำนักงาน.itadesk")
    sys.excepthook(UserError, error, None)
    sys.excepthook(UserError, error, None)
    wait_until(lambda: said)
    assert len(said) == 1
    assert "สำนักงาน.itadesk" in said[0]
    assert "Traceback" not in said[0]


def test_a_refused_text_stays_with_its_item_and_is_saved_later(
    session: Session, prompts: Answers, qtbot: QtBot, told: list[str], disk: Disk
) -> None:
    tab = oit_tab(session, prompts, qtbot)
    item, other = (each.id for each in items_of(session.state, YEAR)[:2])
    tab.go_to("item", item)
    field = tab.panel.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    field.selectAll()
    type_text(field, TEXT)
    do(lambda: tab.go_to("item", other))
    wait_until(lambda: told and field.hasFocus())
    assert told == ["disk-full"]
    assert (tab.panel.item, field.toPlainText()) == (item, TEXT)
    assert tab._current() == item
    disk.is_full = False
    tab.go_to("item", other)
    assert tab.panel.item == other
    assert progress_of(session, item) == TEXT
    assert field.toPlainText() == progress_of(session, other)


@pytest.fixture
def measures(session: Session, prompts: Answers, qtbot: QtBot) -> MeasuresTab:
    tab = MeasuresTab(session, YEAR, prompts)
    qtbot.addWidget(tab)
    tab.resize(1366, 600)
    with qtbot.waitActive(tab):
        tab.show()
    return tab


def begun(tab: MeasuresTab, measure: str) -> CellEditor:
    """A word typed over the title of a measure."""
    tab.view.go(tab.model.find(measure), "title")
    tab.view.setFocus()
    type_text(tab.view, "ก")
    editor = tab.view.viewport().findChild(CellEditor)
    assert isinstance(editor, CellEditor)
    type_text(editor, "ตัญญู")
    return editor


def title_of(session: Session, measure: str) -> str:
    found = session.state.get(Measure, measure)
    assert found is not None
    return found.title


def test_a_refused_text_stays_in_its_cell(
    measures: MeasuresTab, session: Session, told: list[str], disk: Disk
) -> None:
    row = measures_of(session.state, YEAR)[0].id
    editor = begun(measures, row)
    do(lambda: QTest.keyClick(editor, Qt.Key.Key_Return))
    wait_until(lambda: told)
    assert editor.toPlainText() == "กตัญญู"
    disk.is_full = False
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert title_of(session, row) == "กตัญญู"


def test_a_refused_text_stays_in_a_cell_that_is_left_by_a_click(
    measures: MeasuresTab, session: Session, told: list[str], disk: Disk
) -> None:
    first, second = (each.id for each in measures_of(session.state, YEAR)[:2])
    editor = begun(measures, first)
    view = measures.view
    other = view.visualRect(measures.model.index(measures.model.find(second), 1)).center()
    do(lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=other))
    wait_until(lambda: told and editor.hasFocus())
    assert editor.toPlainText() == "กตัญญู"
    cell = view.current_cell()
    assert cell is not None
    assert cell.row.measure.id == first
    with pytest.raises(UserError):
        measures.flush()
    disk.is_full = False
    measures.flush()
    assert title_of(session, first) == "กตัญญู"


def test_a_refused_text_of_the_strip_keeps_its_measure_chosen(
    measures: MeasuresTab, session: Session, told: list[str], disk: Disk
) -> None:
    first, second = (each.id for each in measures_of(session.state, YEAR)[:2])
    measures.view.go(measures.model.find(first), "title")
    reason = measures.details.findChild(QPlainTextEdit)
    assert reason is not None
    reason.setPlainText(TEXT)
    do(lambda: measures.view.go(measures.model.find(second), "title"))
    wait_until(lambda: told)
    wait_until(lambda: _chosen(measures) == first)
    assert (measures.details.measure, reason.toPlainText()) == (first, TEXT)
    disk.is_full = False
    measures.view.go(measures.model.find(second), "title")
    found = session.state.get(Measure, first)
    assert found is not None
    assert found.reason == TEXT


def _chosen(tab: MeasuresTab) -> str:
    cell = tab.view.current_cell()
    return cell.row.measure.id if cell else ""


def test_a_refused_day_stays_and_is_saved_later(
    session: Session, prompts: Answers, qtbot: QtBot, told: list[str], disk: Disk
) -> None:
    tab = oit_tab(session, prompts, qtbot)
    item = items_of(session.state, YEAR)[0].id
    tab.go_to("item", item)
    due = tab.panel.findChild(DateField)
    assert isinstance(due, DateField)
    due.setFocus()
    due.selectAll()
    type_text(due, "3/10/68")
    do(lambda: QTest.keyClick(due, Qt.Key.Key_Return))
    wait_until(lambda: told == ["disk-full"])
    tab._refresh()
    assert due.text() == "๓ ต.ค. ๒๕๖๘"
    disk.is_full = False
    tab.flush()
    row = session.state.get(Item, item)
    assert row is not None
    assert row.due == "2025-10-03"


def test_a_refused_paragraph_stays_and_is_saved_later(
    session: Session, qtbot: QtBot, told: list[str], disk: Disk
) -> None:
    issue = next(row for row in session.state.all(Issue))

    def save(text: str) -> None:
        session.apply([Edit("issue", issue.id, "defect", text)], "x")

    paragraph = BandParagraph("ควรแก้ไข", save)
    qtbot.addWidget(paragraph)
    paragraph.text.setPlainText(TEXT)
    do(paragraph.flush)
    wait_until(lambda: told == ["disk-full"])
    paragraph.show_text("เดิม", None)
    assert paragraph.text.toPlainText() == TEXT
    disk.is_full = False
    paragraph.flush()
    found = session.state.get(Issue, issue.id)
    assert found is not None
    assert found.defect == TEXT


def written_in(view: QTableView, row: int, column: int, text: str) -> LineEditor:
    """A text typed into a cell and finished with Enter."""
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    view.edit(view.currentIndex())
    editor = view.viewport().findChild(LineEditor)
    assert isinstance(editor, LineEditor)
    editor.selectAll()
    type_text(editor, text)
    do(lambda: QTest.keyClick(editor, Qt.Key.Key_Return))
    return editor


def test_a_refused_name_stays_in_its_cell(
    session: Session, qtbot: QtBot, told: list[str], disk: Disk
) -> None:
    names = NamesTable(session, Unit, {"name": "กอง"}, "เพิ่ม")
    qtbot.addWidget(names)
    with qtbot.waitActive(names):
        names.show()
    editor = written_in(names.table, 0, 0, "กองญี่ปุ่น")
    wait_until(lambda: told == ["disk-full"])
    assert editor.text() == "กองญี่ปุ่น"
    with pytest.raises(UserError):
        names.flush()
    disk.is_full = False
    names.flush()
    assert "กองญี่ปุ่น" in {unit.name for unit in session.state.all(Unit)}
    names.leave()


def test_what_is_no_score_stays_in_its_cell_until_escape(
    session: Session, prompts: Answers, qtbot: QtBot, told: list[str]
) -> None:
    tab = ScoresTab(session, 2567, prompts)
    qtbot.addWidget(tab)
    with qtbot.waitActive(tab):
        tab.show()
    view = tab.scores.view
    before = session.state
    editor = written_in(view, 1, TYPED, "แปดสิบ")
    wait_until(lambda: told == ["score-not-a-number"])
    assert editor.text() == "แปดสิบ"
    assert session.state is before
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    tab.flush()
    assert session.state is before


def test_the_office_dialog_closes_over_a_refused_text_only_when_it_may_be_lost(
    session: Session, prompts: Answers, qtbot: QtBot, told: list[str], disk: Disk
) -> None:
    dialog = OfficeDialog(session, None, prompts)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    type_text(dialog.form.fields["name"], TEXT)
    prompts.says_yes = False
    dialog.reject()
    assert dialog.isVisible()
    prompts.says_yes = True
    dialog.reject()
    assert not dialog.isVisible()
    assert len(prompts.told) == 2


@pytest.fixture
def window(prompts: Answers, file: Path, qtbot: QtBot) -> MainWindow:
    result = MainWindow(Settings(tab="oit"), prompts)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    assert result.open_file(file)
    return result


def test_a_window_closes_over_a_refused_text_only_when_it_may_be_lost(
    window: MainWindow, prompts: Answers, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.session is not None

    def refuse(*_args: object, **_named: object) -> None:
        raise UserError("disk-full", name="แฟ้ม")

    monkeypatch.setattr(window.session, "apply", refuse)
    assert window.work is not None
    field = window.work.show_tab("oit").findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    type_text(field, TEXT)
    prompts.says_yes = False
    do(window.close)
    assert window.isVisible()
    assert TEXT in field.toPlainText()
    assert len(prompts.told) == 1
    prompts.says_yes = True
    assert window.close()


def test_a_file_that_another_program_changed_can_be_opened_again(
    window: MainWindow, file: Path, prompts: Answers, told: list[str]
) -> None:
    assert window.session is not None
    with Session.open(file) as other:
        other.apply([Edit("office", "office", "name", "อบต.ฐานะ")], "x")
    with pytest.raises(UserError) as raised:
        window.session.apply([Edit("office", "office", "tambon", "ป่าน้ำ")], "y")
    assert raised.value.key == "file-changed"
    old = window.session
    window.say_why_not(raised.value)
    assert window.session is not None
    assert window.session is not old
    office = window.session.state.get(Office, "office")
    assert office is not None
    assert office.name == "อบต.ฐานะ"
