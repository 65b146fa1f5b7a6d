from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from tests.ui.acting import type_text, wait_until

from itadesk.ui.search.field import HitsModel, SearchField
from itadesk.ui.search.hits import Hit, find

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from itadesk.app.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_typing_finds_and_enter_chooses(session: Session, qtbot: QtBot) -> None:
    field = SearchField(lambda: session.state)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    chosen: list[Hit] = []
    field.chosen.connect(chosen.append)
    type_text(field, "คู่มือ")
    wait_until(lambda: field.model.rowCount() > 1)
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert chosen == [find(session.state, "คู่มือ")[0]]


def test_nothing_found_is_said(session: Session, qtbot: QtBot) -> None:
    field = SearchField(lambda: session.state)
    qtbot.addWidget(field)
    field.show()
    field.setText("ไม่มีคำนี้แน่นอน")
    field.search()
    assert field.model.index(0, 0).data() == "ไม่พบ"
    field.setText("")
    field.search()
    assert field.model.rowCount() == 0
    assert not field.popup.isVisible()


def test_the_model_is_a_sound_one(session: Session) -> None:
    model = HitsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for query in ("คู่มือ", "", "ไม่มีคำนี้แน่นอน"):
        model.set_hits(find(session.state, query), asked=bool(query))
