"""What a clerk does on the checklist, on the sample office with real widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)
from tests.ui.acting import Answers, type_text, wait_until

from itadesk.app.office_files import year_edits
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.checklist import components_of, evidence_of, items_of, with_evidence
from itadesk.core.memos import memos_of
from itadesk.core.model import Item
from itadesk.ui.date_field import DateField
from itadesk.ui.oit.hand_out_dialog import HandOutDialog
from itadesk.ui.oit.model import CODE, LINKS, NOTE_ROLE, ItemsModel
from itadesk.ui.oit.rows import Filter, rows_of
from itadesk.ui.oit.tab import OitTab

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

YEAR = 2568


@pytest.fixture
def tab(session: Session, prompts: Answers, qtbot: QtBot) -> OitTab:
    result = OitTab(session, YEAR, prompts)
    qtbot.addWidget(result)
    result.resize(1366, 620)
    with qtbot.waitActive(result):
        result.show()
    return result


def item(session: Session, code: str) -> Item:
    found = session.state.get(Item, f"{YEAR}/{code}")
    assert found is not None
    return found


def codes_shown(model: QAbstractItemModel) -> list[str]:
    groups = (model.index(row, 0) for row in range(model.rowCount(QModelIndex())))
    return [
        model.index(row, CODE, group).data()
        for group in groups
        for row in range(model.rowCount(group))
    ]


def field(tab: OitTab, name: str) -> QLineEdit:
    QApplication.processEvents()
    fields = (each for each in tab.panel.findChildren(QLineEdit) if each.isVisibleTo(tab))
    return next(each for each in fields if each.accessibleName() == name)


def progress_field(tab: OitTab) -> QPlainTextEdit:
    found = tab.panel.findChild(QPlainTextEdit)
    assert found is not None
    return found


def button(tab: OitTab, text: str) -> QPushButton:
    return next(each for each in tab.findChildren(QPushButton) if each.text() == text)


def test_space_ticks_and_the_tick_is_there_after_reopening(
    tab: OitTab, session: Session, file: Path
) -> None:
    assert item(session, "O4").status == "todo"
    assert tab.go_to("item", f"{YEAR}/O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    session.close()
    with Session.open(file) as again:
        assert item(again, "O4").status == "done"
        assert item(again, "O4").done_on


def test_the_mouse_ticks_and_unticks(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O4")
    place = tab.view.visualRect(tab.view.currentIndex())
    box = QPoint(place.left() + 20, place.center().y())
    for expected in ("done", "todo"):
        QTest.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
        assert item(session, "O4").status == expected


def test_one_tick_is_one_step_of_undo(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert "O4" in session.undo_label
    session.undo()
    assert item(session, "O4").status == "todo"
    assert item(session, "O4").done_on == ""
    assert tab.panel.item == f"{YEAR}/O4"


def test_a_filter_keeps_an_item_that_was_just_ticked(tab: OitTab, session: Session) -> None:
    todo = [each.code for each in items_of(session.state, YEAR) if each.status == "todo"]
    button(tab, "ยังไม่ดำเนินการ").click()
    model = tab.view.model()
    assert codes_shown(model) == todo
    tab.go_to("item", f"{YEAR}/{todo[0]}")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert codes_shown(model) == todo
    button(tab, "ยังไม่ดำเนินการ").click()
    assert codes_shown(model) == todo[1:]


def test_going_to_a_filtered_item_shows_all_items(tab: OitTab) -> None:
    button(tab, "ยังไม่ดำเนินการ").click()
    assert tab.go_to("item", f"{YEAR}/O1")
    assert tab.panel.item == f"{YEAR}/O1"
    assert button(tab, "ทั้งหมด").isChecked()


def test_a_component_or_link_leads_to_its_item(tab: OitTab, session: Session) -> None:
    assert tab.go_to("component", f"{YEAR}/O6/1")
    assert tab.panel.item == f"{YEAR}/O6"
    link = evidence_of(session.state, f"{YEAR}/O2")[0]
    assert tab.go_to("evidence", link.id)
    assert tab.panel.item == f"{YEAR}/O2"
    assert not tab.go_to("memo", "x")
    assert not tab.go_to("item", "2500/O1")


def test_progress_text_is_saved_when_it_is_left(tab: OitTab, session: Session, file: Path) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    text = progress_field(tab)
    text.setFocus()
    text.selectAll()
    type_text(text, "ฟื้นป่าต้นน้ำเป็นปัจจุบัน")
    tab.view.setFocus()
    session.close()
    with Session.open(file) as again:
        assert item(again, "O9").progress == "ฟื้นป่าต้นน้ำเป็นปัจจุบัน"


def test_progress_text_is_saved_for_its_own_item_when_another_is_chosen(
    tab: OitTab, session: Session
) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    before = item(session, "O10").progress
    text = progress_field(tab)
    text.setFocus()
    text.selectAll()
    type_text(text, "กตัญญู")
    tab.go_to("item", f"{YEAR}/O10")
    assert item(session, "O9").progress == "กตัญญู"
    assert item(session, "O10").progress == before
    assert progress_field(tab).toPlainText() == before


def test_undo_shows_in_the_panel(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    before = item(session, "O9").progress
    text = progress_field(tab)
    text.setFocus()
    text.selectAll()
    type_text(text, "ฐานะ")
    tab.flush()
    session.undo()
    assert text.toPlainText() == before == item(session, "O9").progress


def test_not_applicable_asks_for_a_reason(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    radio = next(b for b in tab.panel.findChildren(QRadioButton) if b.text() == "ไม่เกี่ยวข้อง")
    radio.click()
    assert item(session, "O9").status == "na"
    reason = field(tab, "เหตุผลที่ไม่เกี่ยวข้อง")
    type_text(reason, "ไม่มีภารกิจนี้")
    tab.view.setFocus()
    assert item(session, "O9").reason == "ไม่มีภารกิจนี้"


def test_each_component_is_ticked_on_its_own(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    parts = components_of(session.state, f"{YEAR}/O9")
    QApplication.processEvents()
    boxes = [b for b in tab.panel.findChildren(QCheckBox) if b.isVisibleTo(tab)]
    assert [box.accessibleName() for box in boxes] == [part.text for part in parts]
    boxes[-1].click()
    ticked = [part.ticked for part in components_of(session.state, f"{YEAR}/O9")]
    assert ticked == [part.ticked for part in parts[:-1]] + [not parts[-1].ticked]


def test_links_are_added_changed_moved_and_removed(tab: OitTab, session: Session) -> None:
    row = f"{YEAR}/O9"
    tab.go_to("item", row)
    new = field(tab, "ลิงก์ใหม่")
    for url in ("https://www.example.go.th/a", "https://www.example.go.th/b"):
        type_text(new, url)
        QTest.keyClick(new, Qt.Key.Key_Return)
    assert [link.url[-1] for link in evidence_of(session.state, row)] == ["a", "b"]
    type_text(field(tab, "เมนูที่ต้องคลิก"), "หน้าแรก > คู่มือ")
    tab.flush()
    assert evidence_of(session.state, row)[0].click_path == "หน้าแรก > คู่มือ"
    tool(tab, "เลื่อนลง")
    assert [link.url[-1] for link in evidence_of(session.state, row)] == ["b", "a"]
    tool(tab, "ลบลิงก์")
    assert [link.url[-1] for link in evidence_of(session.state, row)] == ["a"]
    session.undo()
    assert len(evidence_of(session.state, row)) == 2


def tool(tab: OitTab, name: str) -> None:
    """Click the highest icon button of this name."""
    QApplication.processEvents()
    buttons = (b for b in tab.panel.findChildren(QToolButton) if b.isVisibleTo(tab))
    named = (b for b in buttons if b.accessibleName() == name)
    min(named, key=lambda b: b.mapTo(tab, QPoint(0, 0)).y()).click()


def test_a_link_that_is_being_typed_is_not_lost(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    type_text(field(tab, "ลิงก์ใหม่"), "https://www.example.go.th/c")
    tab.go_to("item", f"{YEAR}/O10")
    links = [link.url for link in evidence_of(session.state, f"{YEAR}/O9")]
    assert links == ["https://www.example.go.th/c"]


@pytest.mark.parametrize("typed", ["31/3/68", "31 มี.ค. 2568", "๓๑ มีนาคม ๒๕๖๘"])
def test_a_due_date_is_typed_any_thai_way(tab: OitTab, session: Session, typed: str) -> None:
    tab.go_to("item", f"{YEAR}/O10")
    due = tab.panel.findChild(DateField)
    assert due is not None
    due.setFocus()
    type_text(due, typed)
    tab.view.setFocus()
    assert item(session, "O10").due == "2025-03-31"
    assert due.text() == "๓๑ มี.ค. ๒๕๖๘"


def test_a_text_that_is_no_date_is_marked_told_of_and_not_kept(
    tab: OitTab, session: Session, prompts: Answers
) -> None:
    tab.go_to("item", f"{YEAR}/O10")
    due = tab.panel.findChild(DateField)
    assert due is not None
    due.setFocus()
    type_text(due, "เร็ว ๆ นี้")
    tab.view.setFocus()
    assert due.is_wrong
    assert due.text() == "เร็ว ๆ นี้"
    tab.go_to("item", f"{YEAR}/O9")
    wait_until(lambda: prompts.told)
    assert len(prompts.told) == 1
    assert "เร็ว ๆ นี้" in prompts.told[0]
    assert item(session, "O10").due == ""


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_responsible_units_are_offered_after_a_comma(tab: OitTab) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    responsible = field(tab, "ผู้รับผิดชอบ")
    responsible.setFocus()
    responsible.selectAll()
    type_text(responsible, "กองคลัง, ช่าง")
    completer = responsible.completer()
    assert completer is not None
    offered = completer.completionModel()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == ["กองช่าง"]
    assert completer.pathFromIndex(offered.index(0, 0)) == "กองคลัง, กองช่าง"


def test_an_edit_made_elsewhere_shows(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O9")
    session.apply([Edit("item", f"{YEAR}/O9", "progress", "จากที่อื่น")], "x")
    assert progress_field(tab).toPlainText() == "จากที่อื่น"


def test_an_unconfirmed_list_says_so_and_a_year_without_one_says_what_to_do(
    tab: OitTab, session: Session
) -> None:
    session.apply([*year_edits(2569), *year_edits(2565)], "x")
    tab.set_year(2569)
    texts = visible_texts(tab)
    assert any("ยังไม่ยืนยัน" in text for text in texts)
    tab.set_year(2565)
    assert any("ยังไม่มีรายการ OIT" in text for text in visible_texts(tab))
    session.undo()


def visible_texts(tab: OitTab) -> list[str]:
    return [label.text() for label in tab.findChildren(QLabel) if label.isVisibleTo(tab)]


def test_every_text_fits_its_row_when_the_list_is_narrow(tab: OitTab) -> None:
    tab.resize(900, 620)
    QTest.qWait(50)
    model = tab.view.model()
    for row in range(model.rowCount(QModelIndex())):
        group = model.index(row, 0)
        for each in range(model.rowCount(group)):
            index = model.index(each, 1, group)
            needed = tab.view.fontMetrics().boundingRect(
                0, 0, tab.view.columnWidth(1) - 6, 10_000, Qt.TextFlag.TextWordWrap, index.data()
            )
            assert tab.view.visualRect(index).height() >= needed.height()


@pytest.mark.parametrize("which", ["all", "todo", "no_evidence"])
def test_the_model_is_a_sound_one(session: Session, which: str) -> None:
    ticked: list[str] = []
    model = ItemsModel(lambda each: ticked.append(each.code), lambda _item, _dropped: None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for shown in (Filter("all"), Filter(which), Filter(which, "กองคลัง")):  # type: ignore[arg-type]
        model.set_rows(rows_of(session.state, YEAR, shown))
    model.set_rows(rows_of(session.state, YEAR, Filter("all")))
    index = model.index_of(f"{YEAR}/O2")
    assert model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert ticked == ["O2"]
    assert model.index(0, LINKS, model.index(0, 0)).data() == "๒ ลิงก์"
    assert tester.model() is model


def test_tab_goes_through_the_panel_from_top_to_bottom(tab: OitTab, session: Session) -> None:
    chosen = next(
        each.id for each in items_of(session.state, YEAR) if components_of(session.state, each.id)
    )
    tab.go_to("item", chosen)
    edits = with_evidence(session.state, chosen, "late", "https://example.go.th/ที่")
    session.apply(edits, "ลิงก์")
    QApplication.processEvents()
    tab.panel.enter()
    parts = components_of(session.state, chosen)
    links = evidence_of(session.state, chosen)
    expected = [
        *(part.text for part in parts),
        progress_field(tab).accessibleName(),
        *(name for _link in links for name in ("ที่อยู่เว็บ", "เมนูที่ต้องคลิก")),
        "ลิงก์ใหม่",
        "ผู้รับผิดชอบ",
        "กำหนดเสร็จ",
    ]
    names: list[str] = []
    for _step in range(60):
        QTest.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
        names.append(tab.focusWidget().accessibleName())
    assert [name for name in names if name in expected][: len(expected)] == expected


def tool_buttons(tab: OitTab, name: str) -> list[QToolButton]:
    buttons = (b for b in tab.panel.findChildren(QToolButton) if b.isVisibleTo(tab))
    return [each for each in buttons if each.accessibleName() == name]


def test_a_text_that_is_no_address_is_kept_and_marked(tab: OitTab, session: Session) -> None:
    tab.go_to("item", f"{YEAR}/O4")
    marks = [b for b in tab.panel.findChildren(QLabel) if b.text() == "ไม่ใช่ที่อยู่เว็บ"]
    assert not any(mark.isVisibleTo(tab) for mark in marks)
    for url in ("https://ที่.go.th/ป่า?a=1", "www.example.go.th", "ดูที่แฟ้ม ข้อ 3"):
        new = field(tab, "ลิงก์ใหม่")
        new.setText(url)
        QTest.keyClick(new, Qt.Key.Key_Return)
    QApplication.processEvents()
    marks = [b for b in tab.panel.findChildren(QLabel) if b.text() == "ไม่ใช่ที่อยู่เว็บ"]
    assert [mark.isVisibleTo(tab) for mark in marks].count(True) == 1
    assert evidence_of(session.state, f"{YEAR}/O4")[-1].url == "ดูที่แฟ้ม ข้อ 3"
    ups = [b.isEnabled() for b in tool_buttons(tab, "เลื่อนขึ้น")]
    downs = [b.isEnabled() for b in tool_buttons(tab, "เลื่อนลง")]
    assert (ups[0], ups[-1], downs[0], downs[-1]) == (False, True, True, False)


def test_the_field_for_the_next_link_stays_in_sight(tab: OitTab, qtbot: QtBot) -> None:
    tab.resize(1366, 420)
    tab.go_to("item", f"{YEAR}/O4")
    new = field(tab, "ลิงก์ใหม่")
    new.setFocus()
    for number in range(4):
        new.setText(f"https://example.go.th/{number}")
        QTest.keyClick(new, Qt.Key.Key_Return)
    panel = tab.panel.viewport()
    qtbot.waitUntil(lambda: panel.rect().contains(new.mapTo(panel, new.rect().bottomRight())))


def test_a_group_without_a_name_says_which_parts_of_the_list_it_has(tab: OitTab) -> None:
    model = tab.view.model()
    groups = [model.index(row, 0) for row in range(model.rowCount(QModelIndex()))]
    notes = {index.data(): index.data(NOTE_ROLE) for index in groups}
    assert "แผนการดำเนินงานและงบประมาณ" in notes["9.2"]
    assert not any(note for title, note in notes.items() if " " in title)


def drop(target: QWidget, spot: QPoint, *urls: QUrl) -> bool:
    """Drag these over a widget and let go; whether they were taken."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(spot, copy, mime, left, none)
    QApplication.sendEvent(target, entered)
    if not entered.isAccepted():
        return False
    QApplication.sendEvent(target, QDragMoveEvent(spot, copy, mime, left, none))
    dropped = QDropEvent(QPointF(spot), copy, mime, left, none)
    QApplication.sendEvent(target, dropped)
    return dropped.isAccepted()


def files_in(folder: Path, *names: str) -> list[QUrl]:
    for name in names:
        (folder / name).write_text(name, encoding="utf-8")
    return [QUrl.fromLocalFile(str(folder / name)) for name in names]


def test_files_dropped_on_a_row_are_its_evidence(
    tab: OitTab, session: Session, tmp_path: Path
) -> None:
    tab.go_to("item", f"{YEAR}/O5")
    before = evidence_of(session.state, f"{YEAR}/O4")
    spot = tab.view.visualRect(tab._model.index_of(f"{YEAR}/O4")).center()
    assert drop(tab.view.viewport(), spot, *files_in(tmp_path, "ฟื้นป่า.txt", "น้ำ.txt"))
    wait_until(lambda: len(evidence_of(session.state, f"{YEAR}/O4")) == len(before) + 2)
    added = evidence_of(session.state, f"{YEAR}/O4")[len(before) :]
    assert [each.file_name for each in added] == ["ฟื้นป่า.txt", "น้ำ.txt"]
    assert tab.panel.item == f"{YEAR}/O4"
    assert session.undo_label.endswith("O4 ปี ๒๕๖๘")
    session.undo()
    assert evidence_of(session.state, f"{YEAR}/O4") == before


def test_an_office_file_is_left_to_the_window(tab: OitTab, tmp_path: Path) -> None:
    spot = tab.view.visualRect(tab._model.index_of(f"{YEAR}/O4")).center()
    (office,) = files_in(tmp_path, "สำนักงาน.itadesk")
    assert not drop(tab.view.viewport(), spot, office)
    assert not drop(tab.panel.widget(), QPoint(5, 5), office)


def test_a_group_takes_no_files(tab: OitTab, tmp_path: Path) -> None:
    spot = tab.view.visualRect(tab._model.index(0, 0)).center()
    assert not drop(tab.view.viewport(), spot, *files_in(tmp_path, "ก.txt"))


def test_what_is_dropped_on_the_panel_is_evidence_of_the_item_shown(
    tab: OitTab, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    item = f"{YEAR}/O4"
    tab.go_to("item", item)
    before = len(evidence_of(session.state, item))
    for each in tab.panel.widget().findChildren(QWidget):
        assert not each.acceptDrops(), each.accessibleName()
    (url,) = files_in(tmp_path, "ก.txt")
    assert drop(tab.panel.widget(), QPoint(5, 5), url)
    wait_until(lambda: len(evidence_of(session.state, item)) == before + 1)
    assert drop(tab.panel.widget(), QPoint(5, 5), QUrl("https://www.example.go.th/a?b=1"))
    wait_until(lambda: len(evidence_of(session.state, item)) == before + 2)
    assert evidence_of(session.state, item)[-1].url == "https://www.example.go.th/a?b=1"
    button = next(b for b in tab.panel.findChildren(QPushButton) if b.accessibleName() == "ก.txt")
    button.click()
    assert prompts.opened[-1].read_text(encoding="utf-8") == "ก.txt"


def test_a_folder_among_files_is_told_and_none_is_kept(
    tab: OitTab, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    item = f"{YEAR}/O4"
    tab.go_to("item", item)
    before = evidence_of(session.state, item)
    folder = tmp_path / "โฟลเดอร์"
    folder.mkdir()
    drop(
        tab.panel.widget(),
        QPoint(5, 5),
        *files_in(tmp_path, "ก.txt"),
        QUrl.fromLocalFile(str(folder)),
    )
    wait_until(lambda: prompts.told)
    assert len(prompts.told) == 1
    assert "โฟลเดอร์" in prompts.told[0]
    assert evidence_of(session.state, item) == before


def test_chosen_files_are_evidence_and_are_saved_out_again(
    tab: OitTab, session: Session, prompts: Answers, tmp_path: Path
) -> None:
    item = f"{YEAR}/O4"
    tab.go_to("item", item)
    files_in(tmp_path, "แผน.bin")
    prompts.files = [tmp_path / "แผน.bin"]
    tool(tab, "เลือกแฟ้ม…")
    last = evidence_of(session.state, item)[-1]
    assert last.file_name == "แผน.bin"
    prompts.file = tmp_path / "ออก.bin"
    button = next(b for b in tab.panel.findChildren(QPushButton) if b.accessibleName() == "แผน.bin")
    button.click()
    assert not prompts.opened
    assert prompts.file.read_bytes() == (tmp_path / "แผน.bin").read_bytes()
    tool(tab, "ลบแฟ้ม")
    assert last not in evidence_of(session.state, item)


def choose(tab: OitTab, *codes: str) -> None:
    tab.view.clearSelection()
    for code in codes:
        index = tab.view.model().index_of(f"{YEAR}/{code}")  # type: ignore[attr-defined]
        flags = QItemSelectionModel.SelectionFlag
        tab.view.selectionModel().select(index, flags.Select | flags.Rows)


def test_space_answers_all_chosen_items_as_one_step(tab: OitTab, session: Session) -> None:
    codes = ("O1", "O4", "O9")
    before = [item(session, code).status for code in codes]
    choose(tab, *codes)
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert [item(session, code).status for code in codes] == ["done"] * 3
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert [item(session, code).status for code in codes] == ["todo"] * 3
    session.undo()
    session.undo()
    assert [item(session, code).status for code in codes] == before


def test_an_item_that_does_not_apply_is_answered_alone_only(tab: OitTab, session: Session) -> None:
    session.apply([Edit("item", f"{YEAR}/O4", "status", "na")], "-")
    choose(tab, "O1", "O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert item(session, "O4").status == "na"
    choose(tab, "O4")
    QTest.keyClick(tab.view, Qt.Key.Key_Space)
    assert item(session, "O4").status == "done"


def test_several_items_are_handed_out_at_once(
    tab: OitTab, session: Session, prompts: Answers
) -> None:
    def fill(dialog: QDialog) -> bool:
        assert isinstance(dialog, HandOutDialog)
        dialog.responsible.setText("กองคลัง ")
        return True

    prompts.show = fill  # type: ignore[method-assign]
    dues = [item(session, code).due for code in ("O3", "O4")]
    choose(tab, "O3", "O4")
    tab.hand_out()
    assert [item(session, code).responsible for code in ("O3", "O4")] == ["กองคลัง"] * 2
    assert [item(session, code).due for code in ("O3", "O4")] == dues
    session.undo()
    assert item(session, "O3").responsible != "กองคลัง"


def test_a_day_that_is_none_keeps_the_dialog_open(qtbot: QtBot) -> None:
    dialog = HandOutDialog(2, ("กองช่าง",))
    qtbot.addWidget(dialog)
    dialog.show()
    type_text(dialog.due, "32/13/68")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.due.is_wrong
    dialog.due.clear()
    type_text(dialog.due, "31/3/68")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.due.iso == "2025-03-31"


def test_f9_writes_a_memo_about_the_item_and_goes_there(
    tab: OitTab, session: Session, qtbot: QtBot
) -> None:
    tab.go_to("item", f"{YEAR}/O12")
    known = {memo.id for memo in memos_of(session.state, YEAR)}
    tab.view.setFocus()
    with qtbot.waitSignal(tab.row_wanted) as wanted:
        QTest.keyClick(tab.view, Qt.Key.Key_F9)
    (memo,) = (memo for memo in memos_of(session.state, YEAR) if memo.id not in known)
    assert wanted.args == [YEAR, "memo", memo.id]
    assert item(session, "O12").name in memo.subject


def test_an_item_gone_to_while_ctrl_is_held_is_chosen(tab: OitTab, qtbot: QtBot) -> None:
    QTest.keyPress(tab, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert tab.go_to("item", f"{YEAR}/O9")
    QTest.keyRelease(tab, Qt.Key.Key_2)
    assert [item.code for item in tab.view.chosen_items()] == ["O9"]
