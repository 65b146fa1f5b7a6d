from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from tests.ui.acting import Answers, type_text

from itadesk.app.session import Session
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.memos import memos_of
from itadesk.core.model import Measure, StepGroup
from itadesk.ui import fonts, theme
from itadesk.ui.cells.editor import CellEditor
from itadesk.ui.growing_text import line_height
from itadesk.ui.measures.model import MeasuresModel
from itadesk.ui.measures.rows import HeadingRow, columns_of, rows_of
from itadesk.ui.measures.tab import MeasuresTab
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

YEAR = 2568
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def go(tab: MeasuresTab, measure: str, field: str, group: str = "") -> None:
    tab.view.go(tab.model.find(measure, group), field)


def editor_of(tab: MeasuresTab) -> CellEditor:
    found = [e for e in tab.view.viewport().findChildren(CellEditor) if e.isVisible()]
    assert len(found) == 1
    return found[0]


def measure(session: Session, row: str) -> Measure:
    found = session.state.get(Measure, row)
    assert found is not None
    return found


def group(session: Session, row: str) -> StepGroup:
    found = session.state.get(StepGroup, row)
    assert found is not None
    return found


def put_on_clipboard(text: str = "", html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def order(session: Session) -> list[str]:
    return [m.id for m in measures_of(session.state, YEAR)]


def test_what_is_typed_in_a_cell_is_in_the_file(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "title")
    type_text(tab.view, "ก")
    type_text(editor_of(tab), "ตัญญูต่อฐานะ")
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return, ALT)
    type_text(editor_of(tab), "ป่าฟื้น")
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return)
    session.close()
    with Session.open(session.path) as reopened:
        assert measure(reopened, "m1").title == "กตัญญูต่อฐานะ\nป่าฟื้น"


def test_enter_goes_down_a_measure_or_a_step_group(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_F2)
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return)
    cell = tab.view.current_cell()
    assert cell is not None
    assert (cell.row.measure.id, cell.column.field) == ("m2", "title")
    go(tab, "m1", "steps")
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    cell = tab.view.current_cell()
    assert cell is not None
    assert (cell.row.group.id, cell.column.field) == ("m1-2", "steps")


def test_down_from_the_last_of_an_issue_steps_over_the_heading(
    tab: MeasuresTab, qtbot: QtBot
) -> None:
    go(tab, "m4", "steps", "m4-3")
    qtbot.keyClick(tab.view, Qt.Key.Key_Down)
    cell = tab.view.current_cell()
    assert cell is not None
    assert (cell.row.group.id, cell.column.field) == ("m5-1", "steps")
    qtbot.keyClick(tab.view, Qt.Key.Key_Up)
    cell = tab.view.current_cell()
    assert cell is not None
    assert (cell.row.group.id, cell.column.field) == ("m4-3", "steps")


def test_tab_visits_every_cell_forwards_and_backwards(tab: MeasuresTab, qtbot: QtBot) -> None:
    go(tab, "m1", "title")
    seen = []
    for _ in range(200):
        cell = tab.view.current_cell()
        assert cell is not None
        if seen and cell.key == seen[-1]:
            break
        seen.append(cell.key)
        qtbot.keyClick(tab.view, Qt.Key.Key_Tab)
    assert len(set(seen)) == 8 * (4 + 3 * 3)
    for _ in range(200):
        qtbot.keyClick(tab.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    cell = tab.view.current_cell()
    assert cell is not None
    assert cell.key == ("m1", "title")


def test_escape_leaves_the_cell_as_it_was(tab: MeasuresTab, session: Session, qtbot: QtBot) -> None:
    before = measure(session, "m2").period
    go(tab, "m2", "period")
    type_text(tab.view, "ญ")
    tab.view.flush()
    assert measure(session, "m2").period == "ญ"
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Escape)
    assert measure(session, "m2").period == before


def test_typing_on_after_a_pause_stays_one_step_of_undo(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    before = group(session, "m1-2").steps
    go(tab, "m1", "steps", "m1-2")
    qtbot.keyClick(tab.view, Qt.Key.Key_F2)
    type_text(editor_of(tab), " ป่า")
    editor_of(tab).paused.emit()
    type_text(editor_of(tab), "น้ำ")
    assert editor_of(tab).toPlainText() == before + " ป่าน้ำ"
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Tab)
    assert group(session, "m1-2").steps == before + " ป่าน้ำ"
    session.undo()
    assert group(session, "m1-2").steps == before


def test_cells_of_a_measure_span_its_step_groups(tab: MeasuresTab) -> None:
    assert isinstance(tab.model.rows[0], HeadingRow)
    assert tab.view.columnSpan(0, 0) == len(tab.model.columns)
    row = tab.model.find("m1")
    for place, column in enumerate(tab.model.columns):
        assert tab.view.rowSpan(row, place) == (1 if column.of_group else 3)
    tab.show_columns("plan")
    assert [c.field for c in tab.model.columns] == [c.field for c in columns_of("plan")]
    assert tab.view.rowSpan(tab.model.find("m8"), 1) == 3


def test_the_heading_above_a_cell_is_in_sight_with_it(tab: MeasuresTab) -> None:
    go(tab, "m8", "steps", "m8-3")
    go(tab, "m5", "title")
    assert tab.view.rowViewportPosition(tab.model.find("m5") - 1) >= 0
    assert tab.view.rowViewportPosition(tab.model.find("m5")) < tab.view.viewport().height()


def test_every_text_has_room(tab: MeasuresTab, session: Session) -> None:
    from itadesk.ui.cells.painter import text_height

    long_title = "ความโปร่งใสในการปฏิบัติหน้าที่ " * 30
    tab.model.setData(tab.model.index(tab.model.find("m1"), 1), long_title)
    row = tab.model.find("m1")
    for place, column in enumerate(tab.model.columns):
        rows = range(row, row + (1 if column.of_group else 3))
        height = sum(tab.view.rowHeight(n) for n in rows)
        text = str(tab.model.index(row, place).data())
        assert height >= text_height(text, tab.view.font(), tab.view.columnWidth(place))


def test_a_long_heading_has_room(tab: MeasuresTab, session: Session) -> None:
    before = tab.view.rowHeight(0)
    session.apply(tab_edit("m1", "issue", "ประเด็นความโปร่งใส " * 40), "x")
    assert tab.view.rowHeight(0) > before * 2


def test_copy_gives_the_cells_without_marks_for_line_ends(
    tab: MeasuresTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    from itadesk.ui import wrapping

    monkeypatch.setattr(wrapping, "shown", lambda text: wrapping.MARK.join(text))
    go(tab, "m1", "title")
    first = tab.model.index(tab.model.find("m1"), 1)
    last = tab.model.index(tab.model.find("m1", "m1-2"), 2)
    selection = tab.view.selectionModel()
    for row in (first.row(), last.row()):
        for column in (1, 2):
            index = tab.model.index(row, column)
            selection.select(index, selection.SelectionFlag.Select)
    qtbot.keyClick(tab.view, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert "\u200b" not in mime.text() + mime.html()
    lines = mime.text().splitlines()
    assert lines[0].startswith('มาตรการที่ 1 ฟื้นป่าให้เป็นปัจจุบัน\t"๑. ปฏิบัติที่ 1.1')
    assert "<td" in mime.html()


def test_three_rows_pasted_go_into_three_measures(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    put_on_clipboard("ที่หนึ่ง\tเดือนหนึ่ง\nที่สอง\tเดือนสอง\nที่สาม\tเดือนสาม\n")
    tab.show_columns("plan")
    go(tab, "m2", "period")
    qtbot.keyClick(tab.view, Qt.Key.Key_V, CTRL)
    assert [measure(session, f"m{n}").period for n in (1, 2, 3, 4, 5)] == [
        "ตลอดปีงบประมาณ", "ที่หนึ่ง", "ที่สอง", "ที่สาม", "ตลอดปีงบประมาณ",
    ]  # fmt: skip
    assert measure(session, "m4").responsible == "เดือนสาม"
    session.undo()
    assert measure(session, "m2").period == "ตลอดปีงบประมาณ"


def test_rows_pasted_past_the_end_become_measures_and_groups(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    put_on_clipboard(
        html="<table><tr><td rowspan=2>มาตรการใหม่</td><td><p>๑. จัดทำ</p><p>๒. ประกาศ</p></td></tr>"
        "<tr><td>๓. ปฏิบัติ</td></tr><tr><td>อีกมาตรการ</td><td>๑. ทำ</td></tr></table>"
    )
    go(tab, "m8", "title", "m8-3")
    qtbot.keyClick(tab.view, Qt.Key.Key_V, CTRL)
    ids = order(session)
    assert len(ids) == 9
    assert measure(session, "m8").title == "มาตรการที่ 8 ฟื้นป่าให้เป็นปัจจุบัน\nมาตรการใหม่"
    assert group(session, "m8-3").steps == "๑. จัดทำ\n๒. ประกาศ"
    assert [g.steps for g in step_groups_of(session.state, "m8")][3:] == ["๓. ปฏิบัติ"]
    assert measure(session, ids[8]).title == "อีกมาตรการ"
    assert measure(session, ids[8]).issue == "๒ การให้บริการ"


def test_paste_into_an_empty_year_makes_its_measures(tab: MeasuresTab, session: Session) -> None:
    tab.set_year(2569)
    put_on_clipboard("๑\tหนึ่ง\t๑. ก\n\t\t๒. ข\n๒\tสอง\t๑. ค\n")
    tab.paste()
    found = measures_of(session.state, 2569)
    assert [m.title for m in found] == ["หนึ่ง", "สอง"]
    assert [g.steps for g in step_groups_of(session.state, found[0].id)] == ["๑. ก", "๒. ข"]


def test_keys_begin_the_measures_of_an_empty_year(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    tab.set_year(2560)
    tab.setFocus()
    page = QApplication.focusWidget()
    assert page is not None
    qtbot.keyClick(page, Qt.Key.Key_Insert)
    (made,) = measures_of(session.state, 2560)
    type_text(editor_of(tab), "ฟื้นป่า")
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return)
    assert measure(session, made.id).title == "ฟื้นป่า"


def test_a_block_without_numbers_begins_beside_them(tab: MeasuresTab, session: Session) -> None:
    tab.set_year(2569)
    put_on_clipboard("หนึ่ง\t๑. ก\nสอง\t๑. ค\n")
    tab.paste()
    assert [m.title for m in measures_of(session.state, 2569)] == ["หนึ่ง", "สอง"]


def test_one_text_is_pasted_into_every_chosen_cell(tab: MeasuresTab, session: Session) -> None:
    put_on_clipboard("กองคลัง")
    go(tab, "m1", "responsible")
    column = tab.view.currentIndex().column()
    selection = tab.view.selectionModel()
    for row in range(tab.model.find("m1"), tab.model.find("m3")):
        selection.select(tab.model.index(row, column), selection.SelectionFlag.Select)
    tab.paste()
    names = [measure(session, f"m{n}").responsible for n in (1, 2, 3)]
    assert names == ["กองคลัง", "กองคลัง", "สำนักปลัด\nกองช่าง"]


TABLE = (
    "ที่\tมาตรการ/กิจกรรม\tวิธีดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\n"
    "๑\tดูแลป่าชุมชน\t๑. ปลูก\tตลอดปี\tสำนักปลัด\tปลูกแล้ว\n"
    "๒\tน้ำสะอาด\t๑. ขุด\tตลอดปี\tกองช่าง\tขุดแล้ว\n"
)


def test_a_table_with_heads_is_left_to_the_import(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    before = session.state
    put_on_clipboard(TABLE)
    go(tab, "m3", "steps")
    for paste in (tab.paste, tab.paste_table):
        with qtbot.waitSignal(tab.clipboard_wanted):
            paste()
    assert session.state is before


def test_adding_saves_what_is_being_typed_first(tab: MeasuresTab, session: Session) -> None:
    go(tab, "m1", "title")
    reason = tab.details.findChild(QPlainTextEdit)
    assert reason is not None
    reason.setPlainText("ฟื้นฟูป่า")
    tab.add_measure()
    assert measure(session, "m1").reason == "ฟื้นฟูป่า"


def test_heads_have_as_many_lines_as_they_need(tab: MeasuresTab, qapp: QApplication) -> None:
    from itadesk.ui.cells.painter import text_height

    theme.set_text_size(qapp, fonts.SIZES[-1])
    QApplication.processEvents()
    header = tab.view.horizontalHeader()
    for place, column in enumerate(tab.model.columns):
        needed = text_height(column.head, header.font(), header.sectionSize(place))
        assert header.height() >= needed, column.head


def test_texts_that_find_no_column_are_told(tab: MeasuresTab, prompts: Answers) -> None:
    tab._prompts = prompts
    put_on_clipboard("ก\tข\tค\n")
    go(tab, "m1", "outcome")
    tab.paste()
    assert len(prompts.told) == 1
    assert "๑" in prompts.told[0]


def test_alt_down_moves_the_measure_and_stays_on_it(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_Down, ALT)
    assert order(session)[:2] == ["m2", "m1"]
    cell = tab.view.current_cell()
    assert cell is not None
    assert cell.key == ("m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_Up, ALT)
    assert order(session)[:2] == ["m1", "m2"]


def test_alt_down_in_a_step_moves_the_step_group(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "steps")
    qtbot.keyClick(tab.view, Qt.Key.Key_Down, ALT)
    assert [g.id for g in step_groups_of(session.state, "m1")] == ["m1-2", "m1-1", "m1-3"]


def test_ctrl_d_fills_the_chosen_cells_from_the_first(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    session.apply(tab_edit("m1", "responsible", "กองคลัง"), "x")
    go(tab, "m1", "responsible")
    column = tab.view.currentIndex().column()
    selection = tab.view.selectionModel()
    for row in range(tab.model.find("m1"), tab.model.find("m4")):
        selection.select(tab.model.index(row, column), selection.SelectionFlag.Select)
    qtbot.keyClick(tab.view, Qt.Key.Key_D, CTRL)
    names = [measure(session, f"m{n}").responsible for n in (1, 2, 3, 4)]
    assert names == ["กองคลัง"] * 3 + ["สำนักปลัด\nกองช่าง"]


def test_ctrl_d_in_one_cell_takes_the_text_above(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m5", "steps", "m5-1")
    qtbot.keyClick(tab.view, Qt.Key.Key_D, CTRL)
    assert group(session, "m5-1").steps == group(session, "m4-3").steps


def test_delete_clears_and_undo_brings_back(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    assert measure(session, "m1").title == ""
    session.undo()
    assert tab.view.currentIndex().data() == "มาตรการที่ 1 ฟื้นป่าให้เป็นปัจจุบัน"


def test_ctrl_enter_adds_a_group_to_write_in(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "steps")
    qtbot.keyClick(tab.view, Qt.Key.Key_Return, CTRL)
    type_text(editor_of(tab), "๓. ใหม่")
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return)
    assert [g.steps for g in step_groups_of(session.state, "m1")][1] == "๓. ใหม่"
    assert tab.view.rowSpan(tab.model.find("m1"), 1) == 4


def test_insert_adds_a_measure_after_the_current_one(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m3", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_Insert)
    type_text(editor_of(tab), "แทรก")
    qtbot.keyClick(editor_of(tab), Qt.Key.Key_Return)
    added = measures_of(session.state, YEAR)[3]
    assert (added.title, added.issue) == ("แทรก", "๑ การปฏิบัติงาน")


def test_ctrl_delete_removes_the_group_or_the_measure(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "steps", "m1-2")
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete, CTRL)
    assert [g.id for g in step_groups_of(session.state, "m1")] == ["m1-1", "m1-3"]
    go(tab, "m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete, CTRL)
    assert order(session)[0] == "m2"
    session.undo()
    session.undo()
    assert len(step_groups_of(session.state, "m1")) == 3


def test_every_group_removed_leaves_one_blank(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "steps")
    selection = tab.view.selectionModel()
    for part in (2, 3):
        index = tab.model.index(tab.model.find("m1", f"m1-{part}"), 2)
        selection.select(index, selection.SelectionFlag.Select)
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete, CTRL)
    assert [g.steps for g in step_groups_of(session.state, "m1")] == [""]


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_the_details_of_the_chosen_measure_are_kept(tab: MeasuresTab, session: Session) -> None:
    assert tab.go_to("step_group", "m5-2")
    assert tab.details.measure == "m5"
    issue = tab.details.lines["issue"]
    issue.setFocus()
    issue.selectAll()
    type_text(issue, "ประเด็นของเราเอง")
    tab.view.setFocus()
    QApplication.processEvents()
    assert measure(session, "m5").issue == "ประเด็นของเราเอง"


def test_leaving_the_tab_keeps_a_half_typed_cell(tab: MeasuresTab, session: Session) -> None:
    go(tab, "m1", "title")
    type_text(tab.view, "ฐ")
    tab.hide()
    assert measure(session, "m1").title == "ฐ"


def test_a_measure_without_groups_can_be_written_in(tab: MeasuresTab, session: Session) -> None:
    from itadesk.core.changelog import made

    session.apply(made(Measure("bare", year=2569, place=1.0, title="เปล่า"), "measure"), "x")
    tab.set_year(2569)
    row = tab.model.find("bare")
    tab.model.setData(tab.model.index(row, 2), "๑. เริ่ม")
    assert [g.steps for g in step_groups_of(session.state, "bare")] == ["๑. เริ่ม"]


def test_go_to_finds_only_this_years_measures(tab: MeasuresTab) -> None:
    assert tab.go_to("measure", "m7")
    assert not tab.go_to("measure", "gone")
    assert not tab.go_to("memo", "m7")


def test_an_empty_year_says_what_to_do(tab: MeasuresTab) -> None:
    tab.set_year(2570)
    assert not tab.view.isVisible()
    tab.set_year(YEAR)
    assert tab.view.isVisible()


def test_the_model_keeps_qts_rules(session: Session, tmp_path: Path) -> None:
    written = []
    model = MeasuresModel(lambda row, column, text: written.append((row, column, text)))
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, None
    )
    model.set_columns(columns_of("results"))
    model.set_rows(rows_of(session.state, YEAR))
    session.apply(tab_edit("m1", "title", "อื่น"), "x")
    model.set_rows(rows_of(session.state, YEAR))
    model.set_rows(())
    assert tester.model() is model
    assert not written


def tab_edit(row: str, field: str, value: str) -> list:
    from itadesk.core.changelog import Edit

    return [Edit("measure", row, field, value)]


def test_two_hundred_measures_are_measured_after_they_are_shown(
    session: Session, qtbot: QtBot
) -> None:
    from itadesk.core.changelog import made

    edits = []
    for n in range(200):
        edits += made(Measure(f"x{n}", year=2571, place=float(n), title="ฟื้นป่า " * 9), "measure")
        edits += made(StepGroup(f"x{n}g", measure=f"x{n}", steps=f"{n} น้ำ " * 40), "step_group")
    session.apply(edits, "x")
    tab = MeasuresTab(session, 2571, Prompts())
    qtbot.addWidget(tab)
    tab.resize(1366, 600)
    tab.show()
    last = tab.model.rowCount() - 1
    assert tab.view.rowHeight(0) > 60 >= tab.view.rowHeight(last)
    qtbot.waitUntil(lambda: tab.view.rowHeight(last) > 60)


def test_ctrl_end_chooses_the_cell_that_keys_then_act_on(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m1", "title")
    qtbot.keyClick(tab.view, Qt.Key.Key_End, CTRL)
    current = tab.view.currentIndex()
    assert tab.view.selectedIndexes() == [current]
    assert current.row() >= tab.model.find("m8")
    before = measure(session, "m1").title
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    assert measure(session, "m1").title == before


def test_the_paste_button_never_writes_over_a_cell(session: Session, qtbot: QtBot) -> None:
    prompts = Answers()
    tab = MeasuresTab(session, YEAR, prompts)
    qtbot.addWidget(tab)
    go(tab, "m1", "title")
    before = {m.id: m for m in measures_of(session.state, YEAR)}
    put_on_clipboard("น้ำป่า")
    tab.paste_table()
    assert len(prompts.told) == 1
    put_on_clipboard("9\tฟื้นป่า\n10\tกตัญญู\n")
    tab.paste_table()
    after = measures_of(session.state, YEAR)
    assert {m.id: m for m in after[:8]} == before
    assert [m.title for m in after[8:]] == ["ฟื้นป่า", "กตัญญู"]


def test_the_strip_below_folds_away_and_leaves_its_room_to_the_table(tab: MeasuresTab) -> None:
    assert tab.details.isVisible()
    height = tab.view.height()
    tab.unfold.click()
    QApplication.processEvents()
    assert not tab.details.isVisible()
    assert tab.view.height() > height
    tab.unfold.click()
    assert tab.details.isVisible()


def test_at_the_largest_text_size_the_strip_begins_folded(
    session: Session, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.set_text_size(qapp, fonts.SIZES[-1])
    large = MeasuresTab(session, YEAR, Prompts())
    qtbot.addWidget(large)
    large.resize(1366, 560)
    with qtbot.waitExposed(large):
        large.show()
    assert not large.details.isVisible()
    assert large.view.viewport().height() >= 5 * large.view.fontMetrics().lineSpacing()


def test_an_editor_at_the_foot_has_room_for_five_lines(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m8", "steps", "m8-3")
    qtbot.keyClick(tab.view, Qt.Key.Key_Return, CTRL)
    editor = editor_of(tab)
    type_text(editor, "ก")
    for _line in range(4):
        qtbot.keyClick(editor, Qt.Key.Key_Return, ALT)
    lines = editor.viewport().height() // line_height(editor)
    assert lines >= 5
    assert editor.geometry().bottom() <= tab.view.viewport().height()


def test_f9_writes_a_memo_about_the_measure_and_goes_there(
    tab: MeasuresTab, session: Session, qtbot: QtBot
) -> None:
    go(tab, "m7", "title")
    with qtbot.waitSignal(tab.row_wanted) as wanted:
        qtbot.keyClick(tab.view, Qt.Key.Key_F9)
    (memo,) = memos_of(session.state, YEAR)
    assert wanted.args == [YEAR, "memo", memo.id]
    assert memo.subject.startswith("ขออนุมัติดำเนินการตามมาตรการ “มาตรการที่ 7")
    go(tab, "m1", "title")
    with qtbot.waitSignal(tab.row_wanted):
        qtbot.keyClick(tab.view, Qt.Key.Key_F9)
    assert memos_of(session.state, YEAR)[-1].subject.startswith("รายงานผล")
