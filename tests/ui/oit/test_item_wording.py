from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QToolButton

from itadesk.app.office_files import year_edits
from itadesk.core.changelog import Edit
from itadesk.core.checklist import components_of
from itadesk.core.model import Item
from itadesk.ui.oit.item_wording import ItemWordingDialog
from itadesk.ui.oit.panel import ItemPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot
    from tests.ui.acting import Answers

    from itadesk.app.session import Session

ITEM = "2569/O1"


@pytest.fixture
def panel(session: Session, prompts: Answers, qtbot: QtBot) -> ItemPanel:
    session.apply(year_edits(2569), "x")
    result = ItemPanel(session, prompts)
    qtbot.addWidget(result)
    result.resize(440, 600)
    result.show()
    result.show_item(ITEM)
    return result


def words(session: Session) -> list[str]:
    rows = components_of(session.state, ITEM)
    return [f"- {row.text}" if row.parent else row.text for row in rows]


def change(session: Session, name: str, lines: list[str]) -> None:
    item = session.state.get(Item, ITEM)
    assert item is not None
    dialog = ItemWordingDialog(item, components_of(session.state, ITEM))
    dialog.name.setText(name)
    dialog.lines.setPlainText("\n".join(lines))
    ids = (f"new-{number}" for number in itertools.count(len(words(session))))
    session.apply(dialog.edits(lambda: next(ids)), "x")
    dialog.deleteLater()


def pencil(panel: ItemPanel) -> QToolButton:
    name = "แก้ไขถ้อยคำของข้อนี้"
    return next(b for b in panel.findChildren(QToolButton) if b.accessibleName() == name)


def test_only_an_unconfirmed_list_can_be_reworded(panel: ItemPanel) -> None:
    assert pencil(panel).isVisible()
    panel.show_item("2568/O1")
    assert not pencil(panel).isVisible()


def test_name_and_parts_are_kept_and_taken_back_in_one_step(
    panel: ItemPanel, session: Session
) -> None:
    change(session, "โครงสร้างหน่วยงาน", ["แสดงแผนผัง", "- ฝ่ายการเมือง", "- ฝ่ายประจำ", "แสดงอำนาจหน้าที่"])
    item = session.state.get(Item, ITEM)
    assert item is not None
    assert item.name == "โครงสร้างหน่วยงาน"
    assert words(session) == ["แสดงแผนผัง", "- ฝ่ายการเมือง", "- ฝ่ายประจำ", "แสดงอำนาจหน้าที่"]
    session.undo()
    assert words(session) == []


def test_a_tick_stays_with_its_words_and_goes_with_them(panel: ItemPanel, session: Session) -> None:
    change(session, "ก", ["น้ำ", "ป่า"])
    for row in components_of(session.state, ITEM):
        session.apply([Edit("component", row.id, "ticked", True)], "x")
    change(session, "ก", ["น้ำ", "ฟื้นป่า", "ใหม่"])
    assert [row.ticked for row in components_of(session.state, ITEM)] == [True, False, False]
    change(session, "ก", ["น้ำ"])
    assert words(session) == ["น้ำ"]


def test_the_pencil_opens_the_dialog_and_says_its_words(
    panel: ItemPanel, session: Session, prompts: Answers
) -> None:
    change(session, "ก", ["น้ำ", "- ป่า"])
    pencil(panel).click()
    dialog = prompts.dialogs[-1]
    assert isinstance(dialog, ItemWordingDialog)
    assert dialog.lines.toPlainText() == "น้ำ\n- ป่า"
    assert not dialog.edits(lambda: "x")
