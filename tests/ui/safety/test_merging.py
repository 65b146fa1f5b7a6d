"""Merging in the window: counts, what differs, a choice by the arrow keys; conflicts in a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.acting import wait_until
from tests.ui.safety.clerk import Clerk, first_measure, rename, session_of, title_of

from itadesk.app.backups import backups_of
from itadesk.app.copying import copy_to
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.memos import memos_of
from itadesk.core.model import Memo
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety.conflicts_dialog import ConflictsDialog
from itadesk.ui.safety.history import HistoryDialog
from itadesk.ui.safety.merge_dialog import HERE, OTHER, MergeDialog
from itadesk.ui.safety.paper_dialog import PaperDialog

YEAR = 2568


@pytest.fixture
def prompts() -> Clerk:
    return Clerk()


@pytest.fixture
def other(opened: MainWindow, stick: Path, prompts: Clerk) -> Path:
    """A copy in which วิชัย changed two measures, one of which was changed here too."""
    session = session_of(opened)
    session.seal()
    copy = copy_to(stick, session.path).path
    first, second = (measure.id for measure in measures(session)[:2])
    with Session.open(copy, by="วิชัย") as there:
        rename(there, first, "ที่สำเนา")
        rename(there, second, "เฉพาะสำเนา")
        there.seal()
    rename(session, first, "ที่เครื่องนี้")
    prompts.files = [copy]
    return copy


def measures(session: Session) -> list:
    from itadesk.core.measures import measures_of

    return list(measures_of(session.state, YEAR))


def merging(opened: MainWindow) -> MergeDialog:
    """The dialog, as it was when it was accepted."""
    clerk = opened.prompts
    assert isinstance(clerk, Clerk)
    opened.safety.merge()
    (dialog,) = clerk.shown(MergeDialog)
    assert isinstance(dialog, MergeDialog)
    return dialog


def test_p16_p17_what_nobody_chooses_stays_a_conflict_to_be_seen(
    opened: MainWindow, prompts: Clerk, other: Path
) -> None:
    session = session_of(opened)
    backups = len(backups_of(session.path))
    before = session.state
    dialog = merging(opened)
    table = dialog.table
    assert {table.item(row, HERE).text() for row in range(table.rowCount())} >= {"ที่เครื่องนี้"}
    assert {table.item(row, OTHER).text() for row in range(table.rowCount())} == {
        "ที่สำเนา",
        "เฉพาะสำเนา",
    }
    assert table.unsettled == 1
    first, second = measures(session)[:2]
    assert session.state.conflicts == {("measure", first.id, "title")}
    assert second.title == "เฉพาะสำเนา"
    assert opened.status.differing.isVisible()
    assert len(backups_of(session.path)) == backups + 1
    (paper,) = prompts.shown(PaperDialog)
    assert isinstance(paper, PaperDialog)
    assert any("ที่เครื่องนี้" in line and "ที่สำเนา" in line for line in paper.lines)
    session.undo()
    assert session.state.tables["measure"] == before.tables["measure"]


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Left, "ที่เครื่องนี้"), (Qt.Key.Key_Right, "ที่สำเนา")]
)
def test_the_arrow_keys_choose(
    opened: MainWindow, prompts: Clerk, other: Path, key: Qt.Key, expected: str
) -> None:
    def choose(dialog: MergeDialog) -> None:
        for row, difference in enumerate(dialog.table.differences):
            if difference.is_conflict:
                dialog.table.setCurrentCell(row, 0)
                assert not dialog.unsettled.isHidden()
                QTest.keyClick(dialog.table, key)
                assert dialog.unsettled.isHidden()

    prompts.acts[MergeDialog] = choose
    merging(opened)
    session = session_of(opened)
    assert measures(session)[0].title == expected
    assert not session.state.conflicts
    assert not opened.status.differing.isVisible()


def test_the_same_for_all(opened: MainWindow, prompts: Clerk, other: Path) -> None:
    prompts.acts[MergeDialog] = lambda dialog: dialog.table.choose_all("here")
    before = [measure.title for measure in measures(session_of(opened))]
    merging(opened)
    assert [measure.title for measure in measures(session_of(opened))] == before


def test_a_merge_that_is_refused_changes_nothing(
    opened: MainWindow, prompts: Clerk, other: Path
) -> None:
    digest = session_of(opened).digest
    prompts.says_yes = False
    merging(opened)
    assert session_of(opened).digest == digest


def test_p20_the_copy_on_the_stick_is_not_changed(
    opened: MainWindow, prompts: Clerk, other: Path
) -> None:
    before = (other.read_bytes(), other.stat().st_mtime_ns, sorted(other.parent.iterdir()))
    merging(opened)
    assert (other.read_bytes(), other.stat().st_mtime_ns, sorted(other.parent.iterdir())) == before


def test_the_file_itself_is_refused_in_one_sentence(
    opened: MainWindow, prompts: Clerk, file: Path
) -> None:
    prompts.files = [file]
    opened.safety.merge()
    assert len(prompts.told) == 1
    assert prompts.dialogs == []


def test_the_backup_before_a_merge_is_told(opened: MainWindow, other: Path) -> None:
    wait_until(lambda: not worker.is_busy())
    opened.status.show_backup("", is_warning=False)
    merging(opened)
    wait_until(lambda: "สำรองล่าสุด" in opened.status.backed_up.text())
    assert "สำรองล่าสุด" in opened.status.backed_up.text()


def test_p16_a_conflict_in_the_file_is_settled_from_its_list(
    opened: MainWindow, prompts: Clerk, other: Path
) -> None:
    merging(opened)
    session = session_of(opened)
    first = measures(session)[0].id

    def choose(dialog: ConflictsDialog) -> None:
        assert {side.change.by for side in dialog.sides} == {"วิชัย", "ญาณี ใจดี"}
        row = next(r for r, side in enumerate(dialog.sides) if side.change.by == "วิชัย")
        dialog.show()
        assert dialog.focusWidget() is dialog.table
        dialog.table.setCurrentCell(row, 1)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.sides == ()
        assert not dialog.choose.isEnabled()

    prompts.acts[ConflictsDialog] = choose
    opened.status.differing.click()
    assert prompts.shown(ConflictsDialog)
    assert title_of(session, first) == "ที่สำเนา"
    assert not session.state.conflicts


@pytest.mark.parametrize("stays", [True, False])
def test_p16_deleted_here_and_edited_there_both_can_be_chosen(
    opened: MainWindow, prompts: Clerk, stick: Path, stays: bool
) -> None:
    session = session_of(opened)
    session.seal()
    copy = copy_to(stick, session.path).path
    memo = memos_of(session.state, YEAR)[0]
    with Session.open(copy, by="วิชัย") as there:
        there.apply([Edit("memo", memo.id, "subject", "เรื่องใหม่")], "x")
        there.seal()
    session.apply([Edit("memo", memo.id, EXISTS, False)], "x")
    prompts.files = [copy]
    merging(opened)

    def choose(dialog: ConflictsDialog) -> None:
        for row, side in enumerate(dialog.sides):
            if (side.edits[0].value is True) == stays:
                dialog.settle(row)
                return

    prompts.acts[ConflictsDialog] = choose
    opened.safety.show_conflicts()
    assert not session.state.conflicts
    found = session.state.get(Memo, memo.id)
    if stays:
        assert found is not None
        assert (found.subject, found.department) == ("เรื่องใหม่", memo.department)
    else:
        assert found is None


def test_the_history_says_who_wrote_what_over_what(
    opened: MainWindow, prompts: Clerk, other: Path
) -> None:
    session = session_of(opened)
    measure = first_measure(session)
    old = measures(session)[0].title
    rename(session, measure, "ล่าสุด")
    assert opened.work is not None
    tab = opened.work.show_tab("measures")
    assert tab.go_to("measure", measure)  # type: ignore[attr-defined]
    next(each for each in tab.view.actions() if each.text() == "ประวัติการแก้ไข…").trigger()
    (dialog,) = prompts.shown(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    who, what, before, after = (dialog.table.item(0, column).text() for column in range(4))
    assert who.startswith("ญาณี ใจดี\n")
    assert (what, before, after) == ("มาตรการ", old, "ล่าสุด")


@pytest.mark.parametrize(("tab", "table"), [("oit", "item"), ("memo", "memo")])
def test_items_and_memos_have_a_history_too(
    opened: MainWindow, prompts: Clerk, tab: str, table: str
) -> None:
    assert opened.work is not None
    shown = opened.work.show_tab(tab)  # type: ignore[arg-type]
    view = shown.view if tab == "oit" else shown.list.view
    next(each for each in view.actions() if each.text() == "ประวัติการแก้ไข…").trigger()
    (dialog,) = prompts.shown(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    assert dialog.table.rowCount() == len(dialog.steps) > 0
    assert {step.change.table for step in dialog.steps} >= {table}
