from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from tests.ui.acting import type_text, wait_until

from itadesk.app.session import Session
from itadesk.core.changelog import Edit, made
from itadesk.core.memos import endorsements_of, memos_of, sections_of
from itadesk.core.model import Endorsement, Memo, MemoSection, Office, Person
from itadesk.ui import autosave, paper
from itadesk.ui.memo.list import BELOW_ROLE
from itadesk.ui.memo.tab import MemoTab
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

YEAR = 2568


class Yes(Prompts):
    """Answers every question with yes."""

    def ask(self, parent: QWidget | None, title: str, text: str, yes: str) -> bool:
        return True


def sample() -> list[Edit]:
    edits = made(Office(name="อบต.ตัวอย่าง", kind="อบต.", letter_prefix="ตย ๐๐๐๐๑/"), "office")
    edits += made(Person("p1", rank="จ่าเอก", name="(ชื่อ–นามสกุล)", post="หัวหน้าสำนักปลัด"), "person")
    memo = Memo("memo", year=YEAR, place=1.0, subject="ฟื้นฟูป่า", date="2024-10-01", closing="จบ")
    edits += made(memo, "memo")
    for number, heading in enumerate(("เรื่องเดิม", "ข้อเท็จจริง", "ข้อกฎหมาย", "ข้อพิจารณา"), start=1):
        section = MemoSection(
            f"s{number}", memo="memo", place=float(number), heading=heading, body="ที่น้ำป่า\n(๑) ญี่ปุ่น"
        )
        edits += made(section, "memo_section")
        link = Endorsement(f"e{number}", memo="memo", place=float(number), post=f"ตำแหน่ง {number}")
        edits += made(link, "endorsement")
    return edits


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session.new(tmp_path / "office.itadesk", sample()) as opened:
        yield opened


@pytest.fixture
def tab(session: Session, qtbot: QtBot) -> MemoTab:
    result = MemoTab(session, YEAR, Yes())
    qtbot.addWidget(result)
    result.resize(1366, 600)
    with qtbot.waitActive(result):
        result.show()
        result.activateWindow()
    return result


def test_every_memo_has_room_in_the_list_beside_a_scroll_bar(
    tab: MemoTab,
) -> None:
    view = tab.list.view
    for _time in range(4):
        tab.add()
        tab.form.subject.setPlainText("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมประจำปี")
        tab.flush()

    def have_room() -> bool:
        entries = [view.item(row) for row in range(view.count())]
        option = QStyleOptionViewItem()
        option.font = view.font()
        return all(
            view.visualItemRect(entry).height()
            == view.itemDelegate().sizeHint(option, view.indexFromItem(entry)).height()
            for entry in entries
        )

    assert view.verticalScrollBar().isVisible()
    wait_until(have_room, 3000)
    assert have_room()


def memo(session: Session, row: str = "memo") -> Memo:
    found = session.state.get(Memo, row)
    assert found is not None
    return found


def section(session: Session, row: str) -> MemoSection:
    found = session.state.get(MemoSection, row)
    assert found is not None
    return found


def link(session: Session, row: str) -> Endorsement:
    found = session.state.get(Endorsement, row)
    assert found is not None
    return found


def test_what_is_typed_is_saved_when_the_field_is_left(tab: MemoTab, session: Session) -> None:
    body = tab.form.sections.rows["s2"].body
    body.setFocus()
    body.selectAll()
    type_text(body, "กตัญญูต่อฐานะ เป็นปัจจุบัน")
    assert section(session, "s2").body == "ที่น้ำป่า\n(๑) ญี่ปุ่น"
    tab.form.lines["number"].setFocus()
    session.close()
    with Session.open(session.path) as reopened:
        assert section(reopened, "s2").body == "กตัญญูต่อฐานะ เป็นปัจจุบัน"


def test_typing_is_saved_at_a_pause_and_is_one_step_of_undo(
    tab: MemoTab, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "PAUSE", 20)
    again = MemoTab(session, YEAR, Yes())
    qtbot.addWidget(again)
    subject = again.form.subject
    again.show()
    subject.setFocus()
    subject.moveCursor(subject.textCursor().MoveOperation.End)
    type_text(subject, "ชุมชน")
    qtbot.waitUntil(lambda: memo(session).subject == "ฟื้นฟูป่าชุมชน")
    type_text(subject, "น้ำ")
    qtbot.waitUntil(lambda: memo(session).subject == "ฟื้นฟูป่าชุมชนน้ำ")
    assert subject.toPlainText() == "ฟื้นฟูป่าชุมชนน้ำ"
    session.undo()
    assert memo(session).subject == "ฟื้นฟูป่า"


def test_a_field_being_typed_in_is_not_filled_again(tab: MemoTab, session: Session) -> None:
    subject = tab.form.subject
    subject.setFocus()
    type_text(subject, "ญ")
    session.apply([Edit("memo", "memo", "closing", "จบแล้ว")], "x")
    assert subject.toPlainText() == "ญฟื้นฟูป่า"
    assert tab.form.closing.toPlainText() == "จบแล้ว"


def test_a_date_is_read_any_way_and_kept_as_a_day(tab: MemoTab, session: Session) -> None:
    tab.form.date.setFocus()
    tab.form.date.selectAll()
    type_text(tab.form.date, "๓/๔/๖๘")
    tab.form.lines["number"].setFocus()
    assert memo(session).date == "2025-04-03"
    assert "เม.ย." in str(tab.list.view.item(0).data(BELOW_ROLE))


def test_a_new_memo_has_the_usual_parts_and_can_be_typed_in_at_once(
    tab: MemoTab, session: Session
) -> None:
    tab.add()
    new = memos_of(session.state, YEAR)[1]
    assert tab.form.memo == new.id
    assert tab.form.subject.hasFocus()
    assert len(tab.form.sections.rows) == 4
    assert len(tab.form.chain.rows) == 4
    session.undo()
    assert tab.form.memo == "memo"


def test_a_copy_is_a_draft_with_the_same_text(tab: MemoTab, session: Session) -> None:
    session.apply([Edit("memo", "memo", "status", "signed")], "x")
    tab.copy()
    copy = memos_of(session.state, YEAR)[1]
    assert (copy.subject, copy.status, copy.date) == ("ฟื้นฟูป่า", "draft", "")
    assert tab.form.memo == copy.id
    assert [s.body for s in sections_of(session.state, copy.id)] == ["ที่น้ำป่า\n(๑) ญี่ปุ่น"] * 4


def test_a_removed_memo_comes_back_by_undo(tab: MemoTab, session: Session) -> None:
    tab.remove()
    assert memos_of(session.state, YEAR) == ()
    assert not tab.form.isVisible()
    session.undo()
    assert tab.form.memo == "memo"
    assert tab.form.isVisible()
    assert len(tab.form.chain.rows) == 4


def test_sections_are_added_moved_and_removed(tab: MemoTab, session: Session) -> None:
    sections = tab.form.sections
    sections.add()
    added = next(reversed(sections.rows.values()))
    assert added.heading.hasFocus()
    type_text(added.heading, "ข้อเสนอแนะ")
    tab.form.lines["number"].setFocus()
    added.up.click()
    sections.rows["s1"].removal.click()
    headings = [s.heading for s in sections_of(session.state, "memo")]
    assert headings == ["ข้อเท็จจริง", "ข้อกฎหมาย", "ข้อเสนอแนะ", "ข้อพิจารณา"]
    shown = [row.heading.text() for row in sections.rows.values()]
    assert shown == headings
    QApplication.processEvents()
    tops = [row.y() for row in sections.rows.values()]
    assert tops == sorted(tops)


def test_the_chain_is_edited(tab: MemoTab, session: Session) -> None:
    chain = tab.form.chain
    row = chain.rows["e2"]
    row.texts["remarks"].setFocus()
    type_text(row.texts["remarks"], "-เห็นควร")
    row.lines["to"].setFocus()
    type_text(row.lines["to"], "เรียน ปลัด")
    row.lines["post"].setFocus()
    assert (link(session, "e2").remarks, link(session, "e2").to) == ("-เห็นควร", "เรียน ปลัด")
    row.down.click()
    assert [e.id for e in endorsements_of(session.state, "memo")] == ["e1", "e3", "e2", "e4"]
    chain.add()
    assert [e.id for e in endorsements_of(session.state, "memo")][4] == "e4"
    row.removal.click()
    assert "e2" not in chain.rows


def test_a_person_is_picked_to_sign(tab: MemoTab, session: Session) -> None:
    row = tab.form.chain.rows["e1"]
    row.people.aboutToShow.emit()
    row.people.actions()[0].trigger()
    signed = link(session, "e1")
    assert (signed.rank, signed.name, signed.post) == (
        "จ่าเอก", "(ชื่อ–นามสกุล)", "หัวหน้าสำนักปลัด",
    )  # fmt: skip
    assert row.lines["rank"].text() == "จ่าเอก"
    session.undo()
    assert row.lines["post"].text() == "ตำแหน่ง 1"


def test_the_pages_appear_and_follow_what_is_typed(
    tab: MemoTab, session: Session, qtbot: QtBot
) -> None:
    pages = tab.preview.pages
    qtbot.waitUntil(lambda: pages.page_count > 0, timeout=20_000)
    before = pages.document.getAllText(0).text()
    edit = Edit("memo", "memo", "subject", "เรื่องที่เปลี่ยนแล้ว")
    session.apply([edit], "x")
    qtbot.waitUntil(lambda: pages.document.getAllText(0).text() != before, timeout=20_000)
    assert "เรื่องที่เปลี่ยนแล้ว" in pages.document.getAllText(0).text()
    assert tab.preview.print_button.isEnabled()


def test_one_key_prints_the_memo_with_what_is_being_typed(
    tab: MemoTab, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    printed: list[str] = []
    pages = tab.preview.pages

    def ask(*_about: object) -> None:
        printed.append(pages.document.getAllText(0).text())

    monkeypatch.setattr(paper, "choose_printer", ask)
    qtbot.waitUntil(lambda: tab.preview.paper.is_ready, timeout=20_000)
    tab.form.subject.setFocus()
    type_text(tab.form.subject, "ญี่ปุ่น")
    qtbot.keyClick(tab.form.subject, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(printed), timeout=20_000)
    assert "ญี่ปุ่น" in printed[0]
    qtbot.keyClick(tab.form.subject, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(printed) == 2


def test_a_click_on_another_memo_keeps_what_was_typed(
    tab: MemoTab, session: Session, qtbot: QtBot
) -> None:
    tab.add()
    tab.form.subject.setFocus()
    type_text(tab.form.subject, "เรื่องใหม่")
    view = tab.list.view
    spot = view.visualItemRect(view.item(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert tab.form.memo == "memo"
    assert memos_of(session.state, YEAR)[1].subject == "เรื่องใหม่"
    assert view.item(1).text() == "เรื่องใหม่"
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert tab.form.subject.toPlainText() == "เรื่องใหม่"


def test_only_plain_text_is_pasted(tab: MemoTab, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("บรรทัดหนึ่ง\r\nบรรทัดสอง")
    mime.setHtml("<b>บรรทัดหนึ่ง</b><br>บรรทัดสอง")
    QGuiApplication.clipboard().setMimeData(mime)
    body = tab.form.sections.rows["s1"].body
    body.setFocus()
    body.selectAll()
    qtbot.keyClick(body, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert body.toPlainText() == "บรรทัดหนึ่ง\nบรรทัดสอง"


def test_a_text_field_is_as_high_as_its_text(tab: MemoTab) -> None:
    body = tab.form.sections.rows["s1"].body
    before = body.height()
    body.setPlainText("ความโปร่งใสในการปฏิบัติหน้าที่ " * 60)
    assert body.height() > before * 3
    assert body.verticalScrollBar().maximum() == 0
    for width in (900, 1366, 1100):
        tab.resize(width, 600)
        QApplication.processEvents()
        assert body.verticalScrollBar().maximum() == 0


def test_go_to_finds_the_memo_of_any_of_its_parts(tab: MemoTab, session: Session) -> None:
    tab.add()
    assert tab.go_to("endorsement", "e3")
    assert tab.form.memo == "memo"
    assert tab.go_to("memo_section", "s1")
    assert not tab.go_to("memo", "gone")
    assert not tab.go_to("item", "memo")


def test_an_empty_year_says_what_to_do(tab: MemoTab) -> None:
    tab.set_year(2570)
    assert not tab.form.isVisible()
    tab.set_year(YEAR)
    assert tab.form.isVisible()
    assert tab.form.memo == "memo"


def test_tab_goes_through_the_memo_from_top_to_bottom(tab: MemoTab, session: Session) -> None:
    tab.form.sections.add()
    tab.form.chain.add()
    QApplication.processEvents()
    form = tab.form
    expected: list[QWidget] = [form.subject]
    for each in form.sections.rows.values():
        expected += [each.heading, each.body, each.removal]
    expected.append(form.closing)
    for row in form.chain.rows.values():
        expected += [row.lines["name"], row.lines["post"], row.removal]
    form.lines["department"].setFocus()
    reached: list[QWidget | None] = []
    for _step in range(120):
        QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(form.window().focusWidget())
    assert [each for each in reached if each in expected][: len(expected)] == expected
