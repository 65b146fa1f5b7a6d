"""One window works on a file: others are told who has it, and a second start comes to the first."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.ui.acting import Answers, wait_until
from tests.ui.safety.clerk import first_measure, rename, session_of, title_of

from itadesk.app.first_window import first_place, hand_over, request_taken
from itadesk.app.session import Session
from itadesk.app.settings import Settings
from itadesk.app.single_use import SingleUse, lock_path
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety import drives
from itadesk.ui.safety.merge_dialog import MergeDialog
from itadesk.ui.safety.second_start import SecondStarts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

SOURCE = Path(__file__).parents[3] / "src"


def test_p12_a_file_open_elsewhere_is_refused_and_the_place_named(
    window: MainWindow, prompts: Answers, file: Path
) -> None:
    lock = SingleUse(file)
    assert not window.open_file(file)
    lock.release()
    (told,) = prompts.told
    assert platform.node() in told
    assert "เวลา" in told
    assert window.open_file(file)


def test_p12_the_lock_is_held_while_the_file_is_open_and_no_longer(
    opened: MainWindow, file: Path
) -> None:
    with pytest.raises(UserError, match="file-in-use"):
        SingleUse(file)
    assert opened.close_file()
    assert not lock_path(file).exists()


def test_opening_the_open_file_again_is_nothing_new(
    opened: MainWindow, prompts: Answers, file: Path
) -> None:
    session = session_of(opened)
    assert opened.open_file(file)
    assert opened.session is session
    assert prompts.told == []


def test_p12_a_second_start_ends_and_the_first_hears_of_its_file(
    qtbot: QtBot, file: Path, prompts: Answers
) -> None:
    place = first_place()
    window = MainWindow(Settings(), prompts)
    qtbot.addWidget(window)
    heard: list[str] = []
    starts = SecondStarts(window)
    starts.wanted.connect(heard.append)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(SOURCE))
    command = [sys.executable, "-m", "itadesk", str(file)]
    second = subprocess.Popen(command, env=environment)
    wait_until(lambda: bool(heard), 20_000)
    assert heard == [str(file)]
    assert second.wait(20) == 0
    place.release()


def test_a_first_window_that_does_not_answer_is_noticed() -> None:
    place = first_place()
    assert not hand_over(None, seconds=0.2)
    assert request_taken() is None
    place.release()


@pytest.fixture
def on_stick(monkeypatch: pytest.MonkeyPatch, stick: Path) -> Path:
    monkeypatch.setattr(drives, "is_on_stick", lambda path: stick in path.parents)
    return stick


def test_a_file_on_a_stick_is_brought_here_and_not_edited_there(
    window: MainWindow, prompts: Answers, file: Path, on_stick: Path
) -> None:
    there = on_stick / "office.itadesk"
    there.write_bytes(file.read_bytes())
    before = there.read_bytes()
    assert window.open_file(there)
    session = session_of(window)
    assert on_stick not in session.path.parents
    assert session.path.stem.startswith("องค์การบริหารส่วนตำบล")
    rename(session, first_measure(session), "ที่เครื่องนี้")
    window.close_file()
    assert there.read_bytes() == before
    assert sorted(on_stick.iterdir()) == [there]


def test_a_copy_of_the_file_that_is_here_is_offered_to_be_merged(
    window: MainWindow, prompts: Answers, file: Path, on_stick: Path
) -> None:
    assert window.open_file(file)
    wait_until(lambda: not worker.is_busy())
    window.safety._copy_to(session_of(window), (on_stick,), "")
    wait_until(lambda: not worker.is_busy() and bool(prompts.dialogs))
    measure = first_measure(session_of(window))
    rename(session_of(window), measure, "แก้ที่เครื่องนี้")
    window.close_file()
    prompts.dialogs.clear()
    (copy,) = on_stick.glob("*.itadesk")
    assert window.open_file(copy)
    assert session_of(window).path == file
    assert title_of(session_of(window), measure) == "แก้ที่เครื่องนี้"
    assert [type(dialog) for dialog in prompts.dialogs[:1]] == [MergeDialog]


def test_a_copy_of_the_open_file_is_merged_into_it_as_it_is(
    opened: MainWindow, prompts: Answers, file: Path, on_stick: Path
) -> None:
    session = session_of(opened)
    opened.safety._copy_to(session, (on_stick,), "")
    wait_until(lambda: not worker.is_busy() and bool(prompts.dialogs))
    (copy,) = on_stick.glob("*.itadesk")
    measure = first_measure(session)
    with Session.open(copy) as there:
        rename(there, measure, "ที่สำเนา")
        there.seal()
    prompts.dialogs.clear()
    opened.open_file(copy)
    assert session_of(opened) is session
    assert title_of(session, measure) == "ที่สำเนา"
    assert [type(dialog) for dialog in prompts.dialogs[:1]] == [MergeDialog]


def test_who_does_not_want_the_copy_opens_nothing(
    window: MainWindow, prompts: Answers, file: Path, on_stick: Path
) -> None:
    there = on_stick / "office.itadesk"
    there.write_bytes(file.read_bytes())
    prompts.says_yes = False
    assert not window.open_file(there)
    assert window.session is None
