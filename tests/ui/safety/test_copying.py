"""Copy to USB: a stick by name or any folder, a receipt, and every failure in one sentence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressDialog
from tests.ui.acting import wait_until
from tests.ui.safety.clerk import Clerk, session_of

from itadesk.app import receipts
from itadesk.app.copying import copies_in
from itadesk.store.check import check
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety import drives
from itadesk.ui.safety.copy_dialog import CopyDialog
from itadesk.ui.safety.drives import Drive
from itadesk.ui.safety.paper_dialog import PaperDialog

pytestmark = pytest.mark.usefixtures("quick_passwords")


@pytest.fixture
def prompts() -> Clerk:
    return Clerk()


@pytest.fixture
def plugged(stick: Path, monkeypatch: pytest.MonkeyPatch) -> list[Drive]:
    found = [Drive(stick, "แฟลชไดรฟ์กองคลัง", 10**9)]
    monkeypatch.setattr(drives, "removable_drives", lambda: found)
    return found


def test_p04_the_button_copies_to_the_stick_and_shows_a_receipt(
    opened: MainWindow, prompts: Clerk, stick: Path, plugged: list[Drive], tmp_path: Path
) -> None:
    assert opened.work is not None
    QTest.mouseClick(opened.work.header.copy, Qt.MouseButton.LeftButton)
    wait_until(lambda: bool(prompts.shown(PaperDialog)))
    (copy,) = copies_in(stick)
    assert check(copy).is_sound
    (paper,) = prompts.shown(PaperDialog)
    assert isinstance(paper, PaperDialog)
    assert copy.name in paper.lines[0]
    assert any("เลขตรวจสอบ" in line for line in paper.lines)
    prompts.file = tmp_path / "ใบรับรอง"
    paper.save()
    assert (tmp_path / "ใบรับรอง.pdf").read_bytes().startswith(b"%PDF")
    assert "ใบรับรอง.pdf" in paper.saved.text()


def test_a_folder_can_be_chosen_where_no_stick_is(
    opened: MainWindow, prompts: Clerk, stick: Path, plugged: list[Drive]
) -> None:
    plugged.clear()

    def choose(dialog: CopyDialog) -> None:
        assert not dialog.accept_button.isEnabled()
        prompts.folder = stick
        dialog.choose_folder()
        assert dialog.accept_button.isEnabled()

    prompts.acts[CopyDialog] = choose
    opened.safety.copy()
    wait_until(lambda: bool(prompts.shown(PaperDialog)))
    assert len(copies_in(stick)) == 1


def test_sticks_are_offered_by_name_and_looked_for_again(
    opened: MainWindow, prompts: Clerk, plugged: list[Drive], tmp_path: Path
) -> None:
    def look(dialog: CopyDialog) -> None:
        assert dialog.places.count() == 1
        assert "แฟลชไดรฟ์กองคลัง" in dialog.places.item(0).text()
        plugged.append(Drive(tmp_path, "ป่าฟื้น", 10**6))
        dialog.look()
        assert dialog.places.count() == 2
        dialog.places.setCurrentRow(1)
        assert dialog.folder == tmp_path

    prompts.acts[CopyDialog] = look
    prompts.says_yes = False
    opened.safety.copy()
    assert prompts.shown(CopyDialog)


def test_p06_a_stick_that_is_gone_is_told_in_one_sentence(
    opened: MainWindow, prompts: Clerk, stick: Path, plugged: list[Drive]
) -> None:
    stick.rmdir()
    digest = session_of(opened).digest
    opened.safety.copy()
    wait_until(lambda: bool(prompts.told))
    assert stick.name in prompts.told[-1]
    assert not prompts.shown(PaperDialog)
    assert session_of(opened).digest == digest


def test_cancelling_leaves_nothing_on_the_stick(
    opened: MainWindow,
    prompts: Clerk,
    stick: Path,
    plugged: list[Drive],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = threading.Event()
    really_copied = receipts.copied

    def slowly(
        folders: Sequence[Path], path: Path, password: str, cancelled: Callable[[], bool]
    ) -> tuple[str, ...]:
        while not cancelled():
            asked.set()
        return really_copied(folders, path, password, cancelled)

    monkeypatch.setattr(receipts, "copied", slowly)
    monkeypatch.setattr(worker, "PROGRESS_AFTER", 0)
    opened.safety.copy()
    wait_until(lambda: asked.is_set() and opened.findChild(QProgressDialog) is not None)
    progress = opened.findChild(QProgressDialog)
    assert progress is not None
    progress.canceled.emit()
    wait_until(lambda: not worker.is_busy())
    assert list(stick.iterdir()) == []
    assert not prompts.shown(PaperDialog)
    assert prompts.told == []


def test_the_drives_of_this_pc_can_be_listed() -> None:
    for drive in drives.removable_drives():
        assert drive.root.is_dir()
        assert drive.name
    assert not drives.is_on_stick(Path("/"))
