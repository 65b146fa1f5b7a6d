from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget
from tests.ui.acting import press, type_text, wait_until

from itadesk.core.model import Unit, placed
from itadesk.ui.office_dialog import OfficeDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> OfficeDialog:
    result = OfficeDialog(session)
    qtbot.addWidget(result)
    with qtbot.waitActive(result):
        result.show()
    return result


def test_names_are_typed_one_below_the_other_with_insert_and_enter(
    dialog: OfficeDialog, session: Session
) -> None:
    tabs = dialog.findChild(QTabWidget)
    assert isinstance(tabs, QTabWidget)
    tabs.setCurrentIndex(1)
    table = dialog.units.table

    def names() -> list[str]:
        return [unit.name for unit in placed(session.state.all(Unit))]

    before = len(names())
    for name in ("กองช่าง", "กองป่าไม้"):
        press(table, Qt.Key.Key_Insert)
        editor = table.indexWidget(table.currentIndex())
        type_text(editor, name)
        press(editor, Qt.Key.Key_Return)
        wait_until(lambda: table.indexWidget(table.currentIndex()) is None)
    assert names()[before:] == ["กองช่าง", "กองป่าไม้"]
    table.setCurrentCell(0, 0)
    for below in (1, 2):
        press(table, Qt.Key.Key_Return)
        assert table.currentRow() == min(below, len(names()) - 1)
    assert dialog.isVisible()


def test_enter_in_a_field_of_the_office_closes_nothing(
    dialog: OfficeDialog, session: Session
) -> None:
    field = dialog.form.fields["phone"]
    type_text(field, "๐๕๔")
    press(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
