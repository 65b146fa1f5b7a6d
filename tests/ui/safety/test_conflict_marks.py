"""Conflicts in the tabs: a mark where two people differ, what it says, and the choice it opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from tests.ui.safety.clerk import YEAR, Clerk, first_measure, session_of, title_of

from itadesk.app.copying import copy_to
from itadesk.app.session import Session
from itadesk.core.changelog import Edit, FieldKey
from itadesk.core.memos import endorsements_of, memos_of, sections_of
from itadesk.ui.safety.conflict_marks import Mark
from itadesk.ui.safety.conflicts_dialog import ConflictsDialog
from itadesk.ui.work_area import TabName

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from itadesk.ui.main_window import MainWindow

HERE, THERE = "ฟื้นป่าที่เครื่องนี้", "น้ำใจชาวญี่ปุ่น"
Merge = Callable[[FieldKey], None]


@pytest.fixture
def prompts() -> Clerk:
    return Clerk()


@pytest.fixture
def differ(opened: MainWindow, stick: Path, prompts: Clerk) -> Merge:
    """Lets two people write into a field without knowing of each other."""

    def write(session: Session, key: FieldKey, value: str) -> None:
        typed = float(len(value)) if key[2] == "value" else value
        session.apply([Edit(*key, typed)], "แก้ไข")

    def merge(key: FieldKey) -> None:
        session = session_of(opened)
        session.seal()
        copy = copy_to(stick, session.path).path
        with Session.open(copy, by="วิชัย") as there:
            write(there, key, THERE)
            there.seal()
        write(session, key, HERE)
        prompts.files = [copy]
        opened.safety.merge()
        assert session.state.conflicts == {key}

    return merge


def marks(opened: MainWindow) -> list[Mark]:
    assert opened.work is not None
    return [mark for mark in opened.work.findChildren(Mark) if mark.isVisible()]


def place_of(session: Session, kind: str) -> tuple[TabName, FieldKey]:
    """A tab, and a field of the data that it shows when it goes to the row."""
    memo = memos_of(session.state, YEAR)[0].id
    measure = first_measure(session)
    return {
        "memo": ("memo", ("memo", memo, "subject")),
        "section": ("memo", ("memo_section", sections_of(session.state, memo)[0].id, "body")),
        "signature": ("memo", ("endorsement", endorsements_of(session.state, memo)[0].id, "name")),
        "measure": ("measures", ("measure", measure, "title")),
        "step group": ("measures", ("step_group", f"{measure}-1", "outputs")),
        "strip": ("measures", ("measure", measure, "reason")),
        "indicator": ("measures", ("indicator_progress", f"{YEAR}/2", "progress")),
        "score": ("scores", ("score", f"{YEAR - 1}/i1", "value")),
        "analysis": ("scores", ("issue", f"{YEAR - 1}/1", "develop")),
        "item": ("oit", ("item", f"{YEAR}/O1", "progress")),
        "unit": ("oit", ("item", f"{YEAR}/O1", "responsible")),
    }[kind]  # type: ignore[return-value]


KINDS = (
    *("memo", "section", "signature", "measure", "step group", "strip", "indicator"),
    *("score", "analysis", "item", "unit"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_p16_a_field_in_conflict_is_marked_where_it_stands_until_somebody_chooses(
    opened: MainWindow, prompts: Clerk, differ: Merge, kind: str
) -> None:
    session = session_of(opened)
    tab, key = place_of(session, kind)
    assert opened.work is not None
    opened.work.open_row(YEAR, *key[:2])
    assert opened.work.current == tab
    assert marks(opened) == []
    differ(key)
    opened.work.open_row(YEAR, *key[:2])
    QTest.qWait(20)  # tables place their marks once they are painted
    found = marks(opened)
    assert {mark.key for mark in found} == {key}
    assert len(found) == (2 if tab == "oit" else 1), "an item is marked in the list as well"
    mark = found[-1]
    assert "วิชัย" in mark.toolTip() or "ญาณี" in mark.toolTip()
    assert opened.status.differing.isVisible()

    def choose(dialog: ConflictsDialog) -> None:
        assert {side.change.by for side in dialog.sides} == {"วิชัย", "ญาณี ใจดี"}
        row = next(r for r, side in enumerate(dialog.sides) if side.change.by == "วิชัย")
        dialog.settle(row)

    prompts.acts[ConflictsDialog] = choose
    mark.click()
    assert not session.state.conflicts
    assert marks(opened) == []
    assert not opened.status.differing.isVisible()
    value = getattr(session.state.tables[key[0]][key[1]], key[2])
    assert value == (float(len(THERE)) if kind == "score" else THERE)


def test_undo_of_a_choice_shows_the_value_that_was_shown_before(
    opened: MainWindow, prompts: Clerk, differ: Merge
) -> None:
    session = session_of(opened)
    key = place_of(session, "memo")[1]
    differ(key)
    before = memos_of(session.state, YEAR)[0].subject
    assert opened.work is not None
    opened.work.open_row(YEAR, *key[:2])
    prompts.acts[ConflictsDialog] = lambda dialog: dialog.settle(1)
    marks(opened)[0].click()
    assert {before, memos_of(session.state, YEAR)[0].subject} == {HERE, THERE}
    opened.undo()
    assert memos_of(session.state, YEAR)[0].subject == before


def keyboard_in_title(opened: MainWindow, key: FieldKey) -> QWidget:
    assert opened.work is not None
    opened.work.open_row(YEAR, *key[:2])
    QTest.qWait(20)
    focused = opened.focusWidget()
    assert focused is not None
    return focused


def test_f8_chooses_in_the_cell_with_the_keyboard_and_lists_all_elsewhere(
    opened: MainWindow, prompts: Clerk, differ: Merge, qtbot: QtBot
) -> None:
    session = session_of(opened)
    measure = first_measure(session)
    differ(("measure", measure, "title"))
    with qtbot.waitActive(opened):
        opened.activateWindow()
    focused = keyboard_in_title(opened, ("measure", measure, "title"))
    QTest.keyClick(focused, Qt.Key.Key_F8)
    (dialog,) = prompts.shown(ConflictsDialog)
    assert isinstance(dialog, ConflictsDialog)
    assert dialog._only == ("measure", measure, "title")
    assert title_of(session, measure) in {HERE, THERE}
    QTest.keyClick(focused, Qt.Key.Key_Right)
    QTest.keyClick(focused, Qt.Key.Key_F8)
    assert prompts.shown(ConflictsDialog)[-1]._only is None  # type: ignore[attr-defined]


def test_an_open_editor_does_not_write_over_what_was_chosen(
    opened: MainWindow, prompts: Clerk, differ: Merge, qtbot: QtBot
) -> None:
    session = session_of(opened)
    measure = first_measure(session)
    differ(("measure", measure, "title"))
    with qtbot.waitActive(opened):
        opened.activateWindow()
    focused = keyboard_in_title(opened, ("measure", measure, "title"))
    other = {HERE, THERE} - {title_of(session, measure)}
    QTest.keyClick(focused, Qt.Key.Key_F2)
    editor = opened.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    prompts.acts[ConflictsDialog] = lambda dialog: dialog.settle(1)
    QTest.keyClick(editor, Qt.Key.Key_F8)
    assert prompts.shown(ConflictsDialog)
    assert {title_of(session, measure)} == other
    assert opened.work is not None
    opened.work.flush()
    assert {title_of(session, measure)} == other


def test_a_mark_follows_its_cell(opened: MainWindow, differ: Merge) -> None:
    session = session_of(opened)
    measure = first_measure(session)
    differ(("measure", measure, "title"))
    keyboard_in_title(opened, ("measure", measure, "title"))
    (mark,) = marks(opened)
    before = mark.y()
    viewport = mark.parentWidget()
    assert viewport is not None
    view = viewport.parentWidget()
    view.verticalScrollBar().setValue(30)  # type: ignore[union-attr]
    QTest.qWait(50)
    assert mark.y() == before - 30


def test_typing_into_a_field_in_conflict_settles_it(opened: MainWindow, differ: Merge) -> None:
    session = session_of(opened)
    key = place_of(session, "memo")[1]
    differ(key)
    assert opened.work is not None
    opened.work.open_row(YEAR, *key[:2])
    field = marks(opened)[0].parentWidget()
    assert field is not None
    field.setPlainText("กตัญญู")  # type: ignore[attr-defined]
    opened.work.flush()
    assert marks(opened) == []
    assert not session.state.conflicts
