"""Tables go out to Excel and come back, as a clerk does it in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from tests.ui.acting import Answers, press, wait_until

from itadesk.app.backups import backups_of
from itadesk.app.session import Session
from itadesk.app.settings import Settings
from itadesk.app.tables import compare_tables, export_tables
from itadesk.core.changelog import Edit
from itadesk.core.model import Unit
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.tables.differences import DifferencesDialog
from itadesk.ui.tables.exporting import ExportDialog
from itadesk.ui.wrapping import shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

YEAR = 2568
UNITS = "กองและสำนัก"


@pytest.fixture
def window(file: Path, prompts: Answers, qtbot: QtBot) -> Iterator[MainWindow]:
    result = MainWindow(Settings(), prompts)
    result.resize(1366, 768)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    assert result.open_file(file)
    yield result
    result.close()


def units(session: Session | None) -> list[str]:
    assert session is not None
    return [unit.name for unit in sorted(session.state.all(Unit), key=lambda unit: unit.place)]


def exported(session: Session, path: Path) -> Path:
    export_tables(session.state, YEAR, session.file_uid, path)
    return path


def compared(session: Session, path: Path, qtbot: QtBot) -> DifferencesDialog:
    told = compare_tables(session.state, session.file_uid, path.name, path.read_bytes())
    dialog = DifferencesDialog(path.name, told, session.state)
    qtbot.addWidget(dialog)
    return dialog


def write(path: Path, place: str, text: str) -> None:
    book = openpyxl.load_workbook(path)
    book[UNITS][place].value = text
    book.save(path)


def test_every_table_is_written_from_the_menu(
    window: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "ตาราง"
    action = next(a for a in window.findChildren(QAction) if a.shortcut().toString() == "Ctrl+E")
    action.trigger()
    wait_until(lambda: not worker.is_busy())
    book = openpyxl.load_workbook(tmp_path / "ตาราง.xlsx")
    assert {"รายการ OIT", "มาตรการ", "คะแนน", "บันทึกข้อความ", UNITS} <= set(book.sheetnames)


def test_the_tables_of_the_tab_in_front_are_offered_first(
    window: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "ตาราง.xlsx"
    window.show_tab("measures")
    window.export_tables()
    wait_until(lambda: not worker.is_busy())
    book = openpyxl.load_workbook(prompts.file)
    assert book.sheetnames[:-1] == ["มาตรการ", "ขั้นตอนและผล"]


def test_scores_are_those_of_the_year_that_their_tab_shows(
    window: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    prompts.file = tmp_path / "ตาราง.xlsx"
    window.show_tab("scores")
    window.export_tables()
    wait_until(lambda: not worker.is_busy())
    sheet = openpyxl.load_workbook(prompts.file)["คะแนน"]
    assert sheet["A2"].value == "2567/total"
    assert any(isinstance(cell.value, float) for cell in sheet["D"])


def test_a_tab_without_tables_offers_all_of_them(qtbot: QtBot) -> None:
    dialog = ExportDialog(YEAR, "overview", YEAR)
    qtbot.addWidget(dialog)
    assert dialog.every.isChecked()
    assert not dialog.of_tab.isVisibleTo(dialog)
    assert dialog.tables == ()


def test_a_workbook_that_is_imported_shows_and_brings_what_was_changed(
    window: MainWindow, file: Path, prompts: Answers, tmp_path: Path
) -> None:
    assert window.session is not None
    path = exported(window.session, tmp_path / "ตาราง.xlsx")
    write(path, "B2", "สำนักปลัด ญี่ปุ่น")
    window.importer.take_file(path)
    wait_until(lambda: not worker.is_busy())
    (dialog,) = prompts.dialogs
    assert isinstance(dialog, DifferencesDialog)
    assert units(window.session)[0] == "สำนักปลัด ญี่ปุ่น"
    assert backups_of(file)
    window.undo()
    assert units(window.session)[0] == "สำนักปลัด"


def test_what_was_taken_is_shown(window: MainWindow, prompts: Answers, tmp_path: Path) -> None:
    assert window.session is not None
    assert window.work is not None
    path = exported(window.session, tmp_path / "ตาราง.xlsx")
    book = openpyxl.load_workbook(path)
    book["มาตรการ"]["C2"].value = "มาตรการดูแลน้ำป่า"
    book.save(path)
    window.show_tab("oit")
    window.importer.take_file(path)
    wait_until(lambda: not worker.is_busy())
    assert window.work.current == "measures"


def test_a_workbook_of_another_office_is_told_and_nothing_is_shown(
    window: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    assert window.session is not None
    path = tmp_path / "ตาราง.xlsx"
    export_tables(window.session.state, YEAR, "another", path)
    window.importer.take_file(path)
    wait_until(lambda: not worker.is_busy())
    assert prompts.dialogs == []
    assert "แฟ้มหน่วยงานอื่น" in prompts.told[-1]


def test_what_both_changed_and_what_is_missing_wait_for_a_tick(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(session, tmp_path / "ตาราง.xlsx")
    write(path, "B2", "ในตาราง")
    book = openpyxl.load_workbook(path)
    book[UNITS].delete_rows(4)
    book.save(path)
    first = next(unit for unit in session.state.all(Unit) if unit.name == "สำนักปลัด")
    session.apply([Edit("unit", first.id, "name", "ในแฟ้ม")], "")
    dialog = compared(session, path, qtbot)
    assert len(dialog.table.differences) == 2
    assert dialog.chosen == frozenset()
    assert not dialog.accept_button.isEnabled()
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.chosen == {dialog.table.differences[0]}
    assert dialog.accept_button.text() == "นำเข้า (๑)"
    dialog.table.choose_all(take=True)
    assert len(dialog.chosen) == 2
    press(dialog.table, Qt.Key.Key_Space)
    assert dialog.chosen == {dialog.table.differences[1]}


def test_old_and_new_stand_side_by_side(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = exported(session, tmp_path / "ตาราง.xlsx")
    write(path, "B2", "สำนักปลัด 1")
    table = compared(session, path, qtbot).table
    items = [table.item(0, column) for column in range(table.columnCount())]
    texts = [item.text() if item else "" for item in items]
    assert texts[0] == shown("กองและสำนัก แถว ๒")
    assert texts[2:] == [shown("สำนักปลัด"), shown("สำนักปลัด 1")]


def test_an_untouched_workbook_says_so(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = compared(session, exported(session, tmp_path / "ตาราง.xlsx"), qtbot)
    assert dialog.table.differences == ()
    assert not dialog.accept_button.isEnabled()
