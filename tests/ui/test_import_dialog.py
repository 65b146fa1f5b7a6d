"""What the import dialog shows before anything is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget

from itadesk.app.importing import preview
from itadesk.ui.import_dialog import ImportDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from tests.ui.acting import Answers

    from itadesk.app.session import Session

REPORT = (
    "มาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2568\n"
    "{office}\n"
    "ลำดับ\tมาตรการ\tขั้นตอน\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ\n"
    "1\tมาตรการดูแลน้ำป่า\t1. ประชุม\tตลอดปี\tกองช่าง\tฟื้นฟูน้\u0e4dาแล้ว\n"
    "\n"
    "ข้อความที่ไม่มีใครรู้จัก ญี่ปุ่น\n"
)


def dialog(session: Session, prompts: Answers, qtbot: QtBot, office: str) -> ImportDialog:
    text = REPORT.format(office=office)
    result = ImportDialog(session.state, preview(session.state, "รายงาน.txt", text), text, prompts)
    qtbot.addWidget(result)
    with qtbot.waitExposed(result):
        result.show()
    return result


def listed(shown: ImportDialog, title: str) -> list[tuple[str, str]]:
    names = [shown.details.tabText(place) for place in range(shown.details.count())]
    place = next(place for place, name in enumerate(names) if name.startswith(title))
    table = shown.details.widget(place)
    assert isinstance(table, QTableWidget)
    cells = [[table.item(row, column) for column in (0, 1)] for row in range(table.rowCount())]
    texts = [[cell.text().replace("\u200b", "") if cell else "" for cell in row] for row in cells]
    return [(first, second) for first, second in texts]


def test_what_will_be_taken_is_listed_first(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    shown = dialog(session, prompts, qtbot, "")
    assert shown.details.tabText(0).startswith("จะนำเข้า")
    assert ("มาตรการ", "มาตรการดูแลน้ำป่า") in listed(shown, "จะนำเข้า")


def test_a_text_without_a_place_says_on_which_line_it_stands(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    shown = dialog(session, prompts, qtbot, "")
    titles = [shown.details.tabText(place) for place in range(1, shown.details.count())]
    rows = [row for title in titles for row in listed(shown, title.split(" (")[0])]
    assert ("บรรทัด ๖") in [place for place, _text in rows]


def test_another_offices_document_is_warned_of_and_not_taken_by_enter(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    shown = dialog(session, prompts, qtbot, "องค์การบริหารส่วนตำบลฟื้นป่า อำเภอน้ำใส จังหวัดเชียงใหม่")
    assert shown.warnings.isVisible()
    assert "ฟื้นป่า" in shown.warnings.text().replace("\u200b", "")
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert shown.result() == ImportDialog.DialogCode.Rejected


def test_enter_takes_the_offices_own_document(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    shown = dialog(session, prompts, qtbot, "")
    assert not shown.warnings.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert shown.result() == ImportDialog.DialogCode.Accepted


def test_the_lists_keep_most_of_the_room(session: Session, prompts: Answers, qtbot: QtBot) -> None:
    shown = dialog(session, prompts, qtbot, "")
    assert shown.details.height() > shown.height() // 3
