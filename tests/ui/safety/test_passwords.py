"""Passwords of copies in the window: typed twice, asked for again until right, given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from tests.ui.acting import press, type_text, wait_until
from tests.ui.safety.clerk import Clerk, first_measure, rename, session_of, title_of

from itadesk.app.copying import copies_in, copy_to
from itadesk.app.session import Session
from itadesk.store import locked
from itadesk.store.opening import is_locked
from itadesk.store.untrusted import read_foreign
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety import drives
from itadesk.ui.safety.copy_dialog import CopyDialog
from itadesk.ui.safety.drives import Drive
from itadesk.ui.safety.merge_dialog import MergeDialog
from itadesk.ui.safety.paper_dialog import PaperDialog
from itadesk.ui.safety.password_dialog import PasswordDialog

pytestmark = pytest.mark.usefixtures("quick_passwords")

PASSWORD = "กตัญญู2568"


@pytest.fixture
def prompts() -> Clerk:
    return Clerk()


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "_COST", 2**4)


@pytest.fixture
def plugged(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Drive(stick, "แฟลชไดรฟ์กองคลัง", 10**9)]
    monkeypatch.setattr(drives, "removable_drives", lambda: found)
    monkeypatch.setattr(drives, "is_on_stick", lambda path: stick in path.parents)


@pytest.fixture
def copy(opened: MainWindow, stick: Path, tmp_path: Path) -> Path:
    """A locked copy in which somebody changed the first measure."""
    session = session_of(opened)
    session.seal()
    folder = tmp_path / "another PC"
    folder.mkdir()
    plain = copy_to(folder, session.path).path
    with Session.open(plain, by="วิชัย") as there:
        rename(there, first_measure(there), "ที่สำเนา")
        there.seal()
    return copy_to(stick, plain, PASSWORD).path


def typing(*attempts: str) -> object:
    """Types one password after the other, each with Enter."""

    def act(dialog: PasswordDialog) -> None:
        dialog.show()
        for number, attempt in enumerate(attempts, 1):
            dialog.field.clear()
            type_text(dialog.field, attempt)
            press(dialog.field, Qt.Key.Key_Return)
            assert dialog.result() == (number == len(attempts))
            assert bool(dialog.note.text()) == (number > 1 or attempt != PASSWORD)

    return act


def test_a_copy_is_locked_with_what_was_typed_twice(
    opened: MainWindow, prompts: Clerk, stick: Path, plugged: None
) -> None:
    def choose(dialog: CopyDialog) -> None:
        first, second = dialog.lock.fields
        assert first.isHidden()
        unlocked = dialog.lock.note.text()
        dialog.lock.locks.click()
        assert not first.isHidden()
        assert dialog.lock.note.text() != unlocked
        for again, done in (("other", False), (PASSWORD, True)):
            for field, text in ((first, PASSWORD), (second, again)):
                field.clear()
                type_text(field, text)
            dialog.accept_button.click()
            assert bool(dialog.result()) is done

    prompts.acts[CopyDialog] = choose
    opened.safety.copy()
    wait_until(lambda: bool(prompts.shown(PaperDialog)))
    (made,) = copies_in(stick)
    assert is_locked(made)
    assert {c.uid for c in read_foreign(made, PASSWORD).changes} == {
        c.uid for c in session_of(opened).changes()
    }
    (paper,) = prompts.shown(PaperDialog)
    assert isinstance(paper, PaperDialog)
    assert any("ล็อก" in line for line in paper.lines)


def test_without_a_password_the_dialog_says_what_a_lost_stick_shows(
    opened: MainWindow, prompts: Clerk, stick: Path, plugged: None
) -> None:
    def look(dialog: CopyDialog) -> None:
        assert "อ่านได้ทั้งหมด" in dialog.lock.note.text()
        dialog.lock.locks.click()
        type_text(dialog.lock.fields[0], PASSWORD)
        dialog.lock.locks.click()
        assert dialog.password == ""

    prompts.acts[CopyDialog] = look
    opened.safety.copy()
    wait_until(lambda: bool(prompts.shown(PaperDialog)))
    assert not is_locked(copies_in(stick)[0])


def test_what_is_typed_can_be_looked_at(opened: MainWindow, copy: Path) -> None:
    dialog = PasswordDialog(copy, opened)
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Password
    dialog.findChild(QCheckBox).click()
    assert dialog.field.echoMode() == QLineEdit.EchoMode.Normal


def test_merging_asks_until_the_password_is_right(
    opened: MainWindow, prompts: Clerk, copy: Path
) -> None:
    prompts.files = [copy]
    prompts.acts[PasswordDialog] = typing("wrong one", PASSWORD)
    opened.safety.merge()
    session = session_of(opened)
    assert title_of(session, first_measure(session)) == "ที่สำเนา"
    assert prompts.told == []


def test_who_gives_no_password_merges_nothing(
    opened: MainWindow, prompts: Clerk, copy: Path
) -> None:
    digest = session_of(opened).digest
    prompts.files = [copy]
    prompts.says_yes = False
    opened.safety.merge()
    assert session_of(opened).digest == digest
    assert prompts.shown(PasswordDialog)
    assert not prompts.shown(MergeDialog)


def test_a_locked_copy_of_another_office_is_brought_to_this_pc(
    window: MainWindow, prompts: Clerk, file: Path, stick: Path, plugged: None
) -> None:
    copy = copy_to(stick, file, PASSWORD).path
    prompts.acts[PasswordDialog] = typing(PASSWORD)
    assert window.open_file(copy)
    session = session_of(window)
    assert stick not in session.path.parents
    assert not is_locked(session.path)


def test_a_locked_copy_of_the_open_file_is_merged_into_it(
    opened: MainWindow, prompts: Clerk, copy: Path, file: Path
) -> None:
    """It lies in a folder of this PC: it is brought as from a stick all the same."""
    prompts.acts[PasswordDialog] = typing(PASSWORD)
    opened.open_file(copy)
    session = session_of(opened)
    assert session.path == file
    assert title_of(session, first_measure(session)) == "ที่สำเนา"


def test_the_result_of_a_merge_goes_back_to_the_stick_under_the_same_lock(
    opened: MainWindow, prompts: Clerk, copy: Path, stick: Path
) -> None:
    prompts.files = [copy]
    prompts.acts[PasswordDialog] = typing(PASSWORD)

    def go_on(dialog: PaperDialog) -> None:
        prompts.acts.clear()
        QTest.mouseClick(dialog.further, Qt.MouseButton.LeftButton)

    prompts.acts[PaperDialog] = go_on
    opened.safety.merge()
    wait_until(lambda: not worker.is_busy() and len(prompts.shown(PaperDialog)) == 2)
    (new,) = set(copies_in(stick)) - {copy}
    assert is_locked(new)
    assert {c.uid for c in read_foreign(new, PASSWORD).changes} == {
        c.uid for c in session_of(opened).changes()
    }
