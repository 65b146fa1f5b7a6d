"""Opening, closing and going about in the window, as a clerk does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from tests.ui.acting import Answers, type_text, wait_until

from itadesk.app.backups import backups_of
from itadesk.app.session import Session
from itadesk.app.settings import Settings, load_settings
from itadesk.core.changelog import Edit
from itadesk.core.checklist import items_of
from itadesk.core.measures import measures_of
from itadesk.core.model import Component, Item, Office, Person, Unit
from itadesk.core.years import years_of
from itadesk.ui import fonts, worker
from itadesk.ui.cells.line import LineEditor
from itadesk.ui.main_window import MainWindow
from itadesk.ui.measures.tab import MeasuresTab
from itadesk.ui.new_office_dialog import NewOfficeDialog
from itadesk.ui.new_year_dialog import NewYearDialog
from itadesk.ui.office_dialog import OfficeDialog
from itadesk.ui.oit.tab import OitTab
from itadesk.ui.print_tab import PrintTab
from itadesk.ui.work_area import TABS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from itadesk.ui.work_area import WorkArea

YEAR = 2568


@pytest.fixture
def window(prompts: Answers, qtbot: QtBot) -> Iterator[MainWindow]:
    result = MainWindow(Settings(), prompts)
    result.resize(1366, 768)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    yield result
    result.close()


@pytest.fixture
def opened(window: MainWindow, file: Path) -> MainWindow:
    assert window.open_file(file)
    return window


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def work_of(window: MainWindow) -> WorkArea:
    assert window.work is not None
    return window.work


def action(window: MainWindow, text: str) -> QAction:
    return next(each for each in window.findChildren(QAction) if each.text().startswith(text))


def test_without_a_file_the_start_page_offers_ways_in(window: MainWindow, file: Path) -> None:
    assert window.work is None
    assert not action(window, "พิมพ์รายงาน").isEnabled()
    assert action(window, "เปิด…").isEnabled()


def test_files_used_lately_can_be_chosen_once_there_is_one(window: MainWindow, file: Path) -> None:
    lately = action(window, "ใช้ล่าสุด")
    files = next(each for each in window.findChildren(QMenu) if lately in each.actions())
    files.aboutToShow.emit()
    assert not lately.isEnabled()
    assert window.open_file(file)
    files.aboutToShow.emit()
    assert lately.isEnabled()


def test_a_long_message_makes_the_window_no_wider(opened: MainWindow) -> None:
    before = opened.minimumSizeHint().width()
    opened.status.show_backup("สำรองครั้งล่าสุดไม่สำเร็จ " * 20, is_warning=True)
    opened.notify("บันทึกแล้ว " * 40)
    assert opened.minimumSizeHint().width() <= max(before, 1366)


def test_an_opened_file_is_remembered(opened: MainWindow, file: Path) -> None:
    assert opened.settings.recent == (str(file),)
    assert load_settings().recent == (str(file),)
    assert file.stem in opened.windowTitle()
    opened.close_file()
    assert opened.work is None


def test_a_file_that_is_none_of_ours_is_refused_in_one_sentence(
    opened: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    other = tmp_path / "other.itadesk"
    other.write_bytes(b"no office")
    before = opened.session
    assert not opened.open_file(other)
    assert len(prompts.told) == 1
    assert "other.itadesk" in prompts.told[0]
    assert opened.session is before


def test_undo_and_redo_are_said_and_done_from_the_menu(opened: MainWindow) -> None:
    session = session_of(opened)
    tab = work_of(opened).show_tab("oit")
    assert isinstance(tab, OitTab)
    assert not action(opened, "ย้อนกลับ").isEnabled()
    tab.go_to("item", f"{YEAR}/O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    undo = action(opened, "ย้อนกลับ")
    assert undo.text() == "ย้อนกลับ: ทำเครื่องหมาย O4 ปี ๒๕๖๘"
    undo.trigger()
    assert status(session, "O4") == "todo"
    action(opened, "ทำซ้ำ").trigger()
    assert status(session, "O4") == "done"


def status(session: Session, code: str) -> str:
    row = session.state.get(Item, f"{YEAR}/{code}")
    assert row is not None
    return row.status


def test_ctrl_z_takes_back_a_saved_text_from_anywhere(opened: MainWindow) -> None:
    session = session_of(opened)
    tab = work_of(opened).show_tab("oit")
    assert isinstance(tab, OitTab)
    tab.go_to("item", f"{YEAR}/O9")
    field = tab.panel.findChild(QPlainTextEdit)
    assert field is not None
    before = field.toPlainText()
    field.setFocus()
    type_text(field, "ฟื้นฟู")
    tab.view.setFocus()
    assert field.toPlainText() != before
    QTest.keyClick(tab.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == before
    assert not session.can_undo


def test_a_text_being_typed_is_kept_when_the_window_closes(opened: MainWindow, file: Path) -> None:
    tab = work_of(opened).show_tab("oit")
    assert isinstance(tab, OitTab)
    tab.go_to("item", f"{YEAR}/O9")
    field = tab.panel.findChild(QPlainTextEdit)
    assert field is not None
    field.setFocus()
    type_text(field, "ปฏิบัติ")
    opened.close()
    with Session.open(file) as again:
        row = again.state.get(Item, f"{YEAR}/O9")
        assert row is not None
        assert "ปฏิบัติ" in row.progress


def test_every_tab_opens_by_its_key_and_knows_the_year(opened: MainWindow) -> None:
    work = work_of(opened)
    for number, name in enumerate(TABS, start=1):
        QTest.keyClick(opened, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert work.current == name
    work.set_year(2567)
    assert work.header.years.currentData() == 2567
    wait_until(lambda: not worker.is_busy())


def test_the_keyboard_is_in_each_tab_as_soon_as_it_is_shown(opened: MainWindow) -> None:
    work = work_of(opened)
    for number, name in enumerate(TABS, start=1):
        work.header.years.setFocus()
        QTest.keyClick(opened, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        focused = opened.focusWidget()
        assert focused is not None
        assert work.show_tab(name).isAncestorOf(focused), name
    wait_until(lambda: not worker.is_busy())


def test_an_opened_file_takes_space_in_its_list_at_once(window: MainWindow, file: Path) -> None:
    window.settings = replace(window.settings, tab="oit")
    assert window.open_file(file)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert session_of(window).undo_label.endswith("O1 ปี ๒๕๖๘")


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_search_goes_to_the_row_in_its_tab_and_year(opened: MainWindow) -> None:
    work = work_of(opened)
    field = work.header.search
    field.setText("ข่าวประชาสัมพันธ์")
    field.search()
    hit = field.model.index(0, 0).data(Qt.ItemDataRole.UserRole)
    work.go_to(hit)
    tab = work.show_tab("oit")
    assert isinstance(tab, OitTab)
    assert tab.panel.item == f"{YEAR}/O4"
    field.popup.hide()


def test_a_year_is_started_with_last_years_texts(opened: MainWindow, prompts: Answers) -> None:
    session = session_of(opened)
    opened.start_year()
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, NewYearDialog)
    assert dialog.year == 2569
    assert dialog.carry.isChecked()
    assert work_of(opened).year == 2569
    items = items_of(session.state, 2569)
    assert any(item.progress for item in items)
    assert {item.status for item in items} == {"todo"}
    session.undo()
    assert work_of(opened).year == 2568
    assert [year.year for year in years_of(session.state)] == [2568, 2567]


def test_a_new_office_file_is_made_where_the_clerk_says(
    window: MainWindow, prompts: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts.file = tmp_path / "ใหม่"

    def fill_in(dialog: object) -> bool:
        assert isinstance(dialog, NewOfficeDialog)
        assert not dialog.accept_button.isEnabled()
        type_text(dialog.form.fields["name"], "เทศบาลตำบลน้ำป่า")
        assert dialog.suggested_name == "เทศบาลตำบลน้ำป่า.itadesk"
        assert dialog.accept_button.isEnabled()
        dialog.year.setCurrentIndex(dialog.year.findData(2568))
        return True

    monkeypatch.setattr(prompts, "show", fill_in)
    window.new_file()
    session = session_of(window)
    assert session.path == tmp_path / "ใหม่.itadesk"
    office = session.state.get(Office, "office")
    assert office is not None
    assert (office.kind, office.tambon) == ("เทศบาลตำบล", "น้ำป่า")
    assert len(items_of(session.state, 2568)) == 28


def test_office_units_and_people_are_kept_as_they_are_typed(opened: MainWindow) -> None:
    session = session_of(opened)
    dialog = OfficeDialog(session, opened)
    dialog.show()
    field = dialog.form.fields["phone"]
    field.setFocus()
    field.selectAll()
    type_text(field, "0-0000-1111")
    count = len(session.state.all(Unit))
    dialog.units.add()
    assert len(session.state.all(Unit)) == count + 1
    (editor,) = dialog.units.table.viewport().findChildren(LineEditor)
    type_text(editor, "กองสวัสดิการสังคม")
    dialog.units.move_row(-1)
    dialog.people.table.setCurrentCell(0, 0)
    people = len(session.state.all(Person))
    dialog.people.remove()
    dialog.accept()
    office = session.state.get(Office, "office")
    assert office is not None
    assert office.phone == "0-0000-1111"
    names = [u.name for u in sorted(session.state.all(Unit), key=lambda unit: unit.place)]
    assert names[-2] == "กองสวัสดิการสังคม"
    assert len(session.state.all(Person)) == people - 1


def test_text_size_is_changed_by_key_and_remembered(opened: MainWindow, qapp: QApplication) -> None:
    QTest.keyClick(opened, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSize() == 13
    assert load_settings().text_size == 13
    QTest.keyClick(opened, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert qapp.font().pointSize() == fonts.DEFAULT_SIZE


def test_the_language_changes_without_a_restart(opened: MainWindow) -> None:
    opened.show_tab("measures")
    work_of(opened).set_year(2567)
    opened.change_language("en")
    assert (work_of(opened).current, work_of(opened).year) == ("measures", 2567)
    assert action(opened, "Undo")
    assert work_of(opened).bar.tabText(0) == "Overview"
    assert opened.status.backed_up.text().isascii()
    opened.change_language("th")
    assert work_of(opened).bar.tabText(0) == "ภาพรวม"
    assert load_settings().language == "th"


REPORT = (
    "มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568\n"
    "ลำดับ\tมาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\n"
    "1\tมาตรการดูแลน้ำป่า\t1. ประชุม\tตลอดปี\tกองช่าง\tประชุมแล้ว\n"
)


def drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(50, 50)),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_dropped_report_is_looked_at_and_taken(
    opened: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    source = tmp_path / "รายงาน.txt"
    source.write_text(REPORT, encoding="utf-8")
    session = session_of(opened)
    before = len(measures_of(session.state, YEAR))
    drop(opened, source)
    wait_until(lambda: bool(prompts.dialogs))
    wait_until(lambda: len(measures_of(session.state, YEAR)) == before + 1)
    assert measures_of(session.state, YEAR)[-1].title == "มาตรการดูแลน้ำป่า"
    assert work_of(opened).current == "measures"


def test_a_preview_that_is_refused_changes_nothing(
    opened: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    source = tmp_path / "รายงาน.txt"
    source.write_text(REPORT, encoding="utf-8")
    prompts.says_yes = False
    session = session_of(opened)
    before = session.state
    opened.importer.take_file(source)
    wait_until(lambda: bool(prompts.dialogs))
    assert session.state is before


def test_a_report_with_nothing_in_it_is_refused_in_one_sentence(
    opened: MainWindow, prompts: Answers, tmp_path: Path
) -> None:
    source = tmp_path / "empty.txt"
    source.write_text("", encoding="utf-8")
    opened.importer.take_file(source)
    wait_until(lambda: bool(prompts.told))
    assert not prompts.dialogs


def test_a_dropped_office_file_is_opened(window: MainWindow, file: Path) -> None:
    drop(window, file)
    assert session_of(window).path == file


def test_geometry_is_remembered(window: MainWindow, prompts: Answers, qtbot: QtBot) -> None:
    window.resize(777, 666)
    window.close()
    again = MainWindow(load_settings(), prompts)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 666)


def test_a_second_window_that_was_never_shown_is_closed_alone(
    opened: MainWindow, prompts: Answers
) -> None:
    second = MainWindow(Settings(), prompts)
    second.change_language("en")
    assert second.close()
    assert second.close()
    second.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.show_tab("memo")
    assert opened.work is not None
    assert opened.work.current == "memo"


def test_a_table_on_the_clipboard_is_looked_at_and_taken(
    opened: MainWindow, prompts: Answers
) -> None:
    QApplication.clipboard().setText(REPORT)
    session = session_of(opened)
    before = len(measures_of(session.state, YEAR))
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(opened, Qt.Key.Key_V, modifiers)
    wait_until(lambda: len(measures_of(session.state, YEAR)) == before + 1)


def test_the_name_given_at_the_start_goes_into_each_change(window: MainWindow, file: Path) -> None:
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.accessibleName() == "ชื่อของท่าน"
    field.setFocus()
    type_text(field, "ญาณี")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert load_settings().name == "ญาณี"
    assert window.open_file(file)
    session = session_of(window)
    tab = work_of(window).show_tab("oit")
    assert isinstance(tab, OitTab)
    tab.go_to("item", f"{YEAR}/O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert session.history("item", f"{YEAR}/O4")[-1].by == "ญาณี"


def test_undo_leaves_the_keyboard_where_it_was(opened: MainWindow) -> None:
    work = work_of(opened)
    field = work.show_tab("oit").findChild(QPlainTextEdit)
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    before = field.toPlainText()
    type_text(field, "ป่า")
    opened.undo()
    assert field.hasFocus()
    assert field.toPlainText() == before
    opened.redo()
    assert field.hasFocus()


def test_undo_shows_what_it_took_back(opened: MainWindow) -> None:
    work, session = work_of(opened), session_of(opened)
    row = measures_of(session.state, work.year)[1]
    work.show_tab("measures")
    session.apply([Edit("measure", row.id, "title", "น้ำ")], "เขียน")
    work.show_tab("oit")
    opened.undo()
    assert work.current == "measures"
    assert cast("MeasuresTab", work.show_tab("measures")).details.measure == row.id


def test_a_part_that_is_folded_away_stays_so(opened: MainWindow) -> None:
    tab = work_of(opened).show_tab("print")
    assert isinstance(tab, PrintTab)
    assert not tab.preview.strip.isHidden()
    tab.preview.strip_button.click()
    opened.change_language("th")  # makes every tab anew
    tab = work_of(opened).show_tab("print")
    assert isinstance(tab, PrintTab)
    assert tab.preview.strip.isHidden()
    opened.close()
    assert load_settings().parts == (("print.pages", False),)


def test_a_table_pasted_among_the_measures_is_backed_up_for_first(
    opened: MainWindow, file: Path, prompts: Answers, qapp: QApplication
) -> None:
    opened.show_tab("measures")
    session_of(opened).apply([Edit("office", "office", "phone", "๑๒๓")], "x")
    wait_until(lambda: not worker.is_busy())
    before = backups_of(file)
    qapp.clipboard().setText(REPORT)
    tab = opened.findChild(MeasuresTab)
    assert tab is not None
    tab.paste()
    wait_until(lambda: len(prompts.dialogs) == 1)
    assert len(backups_of(file)) == len(before) + 1


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_menu_has_a_letter_of_its_own(opened: MainWindow, language: str) -> None:
    opened.change_language(language)
    titles = [each.text() for each in opened.menuBar().actions()]
    letters = {QKeySequence.mnemonic(title).toString() for title in titles} - {""}
    assert len(letters) == len(titles)


def test_undo_of_a_part_of_an_item_leads_to_its_year(opened: MainWindow) -> None:
    session = session_of(opened)
    part = next(row for row in session.state.all(Component) if row.id.startswith("2567/"))
    session.apply([Edit("component", part.id, "ticked", not part.ticked)], "x")
    opened.show_tab("measures")
    opened.undo()
    assert (work_of(opened).current, work_of(opened).year) == ("oit", 2567)
