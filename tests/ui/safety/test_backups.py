"""Backups make themselves, and the window does not close without one unnoticed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.ui.acting import Answers, wait_until
from tests.ui.safety.clerk import first_measure, rename, session_of

from itadesk.app.backups import backup_folder, backups_of
from itadesk.app.log import log_path
from itadesk.app.session import Session
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety.settings_dialog import SafetySettings


def status(window: MainWindow) -> str:
    return window.status.backed_up.text()


def test_p10_a_file_that_has_none_is_backed_up_when_it_is_opened(
    opened: MainWindow, file: Path
) -> None:
    wait_until(lambda: status(opened).startswith("สำรองล่าสุด วันนี้"))
    assert [backup.sound for backup in backups_of(file)] == [True]


def test_a_file_without_changes_is_not_backed_up_again(opened: MainWindow, file: Path) -> None:
    opened.close()
    before = backups_of(file)
    assert opened.open_file(file)
    wait_until(lambda: not worker.is_busy())
    opened.close()
    assert backups_of(file) == before


def test_p10_half_an_hour_of_work_makes_a_backup(
    opened: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = opened.safety._keeper
    assert keeper is not None
    assert keeper._backups is not None
    session = session_of(opened)
    rename(session, first_measure(session), "ฟื้นฟูป่า")
    keeper.look()
    assert len(backups_of(file)) == 1
    later = datetime.now() + timedelta(minutes=31)
    monkeypatch.setattr(keeper._backups, "_now", lambda: later)
    keeper.look()
    wait_until(lambda: not worker.is_busy())
    assert len(backups_of(file)) == 2


def test_closing_backs_up_what_was_changed(opened: MainWindow, file: Path) -> None:
    session = session_of(opened)
    measure = first_measure(session)
    rename(session, measure, "ที่น้ำป่า")
    opened.close()
    newest = max(backups_of(file), key=lambda backup: backup.clock)
    with Session.open(newest.path) as backup:
        assert backup.state.tables["measure"][measure].title == "ที่น้ำป่า"


def block_backups(file: Path) -> None:
    """A plain file where the folder of backups is to be."""
    for backup in backups_of(file):
        backup.path.unlink()
    backup_folder(file).rmdir()
    backup_folder(file).write_text("in the way")


def test_p11_the_window_stays_open_when_the_backup_fails(
    opened: MainWindow, prompts: Answers, file: Path
) -> None:
    session = session_of(opened)
    rename(session, first_measure(session), "กตัญญู")
    block_backups(file)
    prompts.says_yes = False
    assert not opened.close()
    assert opened.isVisible()
    assert opened.session is session
    assert "ยังไม่มีแฟ้มสำรองของงานล่าสุด" in prompts.told[-1]
    assert status(opened).startswith("สำรองครั้งล่าสุดไม่สำเร็จ")
    assert not log_path().exists()
    prompts.says_yes = True
    assert opened.close()
    assert "closed without a backup" in log_path().read_text(encoding="utf-8")


def test_p11_a_damaged_file_is_not_closed_as_if_it_had_been_backed_up(
    opened: MainWindow, prompts: Answers, file: Path
) -> None:
    session = session_of(opened)
    rename(session, first_measure(session), "ฐานะ")
    data = bytearray(file.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    file.write_bytes(data)
    prompts.says_yes = False
    assert not opened.close()
    assert [backup.sound for backup in backups_of(file)] == [True]
    prompts.says_yes = True


def test_an_import_is_preceded_by_a_backup(
    opened: MainWindow, prompts: Answers, file: Path, tmp_path: Path
) -> None:
    session = session_of(opened)
    rename(session, first_measure(session), "ญี่ปุ่น")
    source = tmp_path / "report.txt"
    source.write_text("", encoding="utf-8")
    opened.importer.take_file(source)
    wait_until(lambda: bool(prompts.told))
    assert len(backups_of(file)) == 2


def test_the_second_place_gets_a_backup_too_and_its_absence_is_said(
    opened: MainWindow, prompts: Answers, stick: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(dialog: SafetySettings) -> bool:
        prompts.folder = stick
        dialog.choose()
        dialog.name.setText(" สมศรี ")
        return True

    monkeypatch.setattr(prompts, "show", choose)
    opened.safety.edit_settings()
    session = session_of(opened)
    assert session.by == "สมศรี"
    measure = first_measure(session)
    rename(session, measure, "ป้ำ")
    assert opened.safety.back_up_first()
    (copy,) = stick.iterdir()
    assert copy.name in {backup.path.name for backup in backups_of(file)}
    assert session.history("measure", measure)[-1].by == "สมศรี"
    for each in stick.iterdir():
        each.unlink()
    stick.rmdir()
    rename(session, measure, "ฎุ")
    assert opened.safety.back_up_first()
    assert "ที่สำรองแห่งที่สองไม่สำเร็จ" in status(opened)


@pytest.mark.parametrize("at_close", [False, True])
def test_a_second_place_that_was_away_gets_the_newest_backup_when_it_is_back(
    opened: MainWindow, file: Path, tmp_path: Path, at_close: bool
) -> None:
    place = tmp_path / "share"
    opened.keep(replace(opened.settings, second_place=str(place)))
    session = session_of(opened)
    rename(session, first_measure(session), "ฟื้นฟูป่า")
    if at_close:
        assert opened.safety.back_up_first()
    else:
        assert opened.close_file()
    newest = max(backup.clock for backup in backups_of(file))
    place.mkdir()
    if at_close:
        assert opened.close_file()
    else:
        assert opened.open_file(file)
        wait_until(lambda: not worker.is_busy())
    assert [backup.clock for backup in backups_of(file, place)] == [newest]


def test_a_failed_backup_is_tried_again_half_an_hour_later(opened: MainWindow, file: Path) -> None:
    keeper = opened.safety._keeper
    assert keeper is not None
    assert keeper._backups is not None
    block_backups(file)
    session = session_of(opened)
    rename(session, first_measure(session), "ปฏิบัติ")
    keeper._back_up()
    wait_until(lambda: not worker.is_busy())
    assert status(opened).startswith("สำรองครั้งล่าสุดไม่สำเร็จ")
    assert not keeper._backups.is_due()
    backup_folder(file).unlink()
