"""A file that cannot be opened: one sentence, the good backups, one button; nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.store.offices import tampered
from tests.ui.acting import wait_until
from tests.ui.safety.clerk import Clerk, first_measure, rename, session_of, title_of

from itadesk.app.backups import back_up, backups_of
from itadesk.app.copying import copy_to
from itadesk.app.session import Session
from itadesk.store.check import check
from itadesk.ui import worker
from itadesk.ui.main_window import MainWindow
from itadesk.ui.safety.look_dialog import LookDialog
from itadesk.ui.safety.password_dialog import PasswordDialog
from itadesk.ui.safety.restore_dialog import RescueDialog, RestoreDialog

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("quick_passwords")

HEADER = 100


@pytest.fixture
def prompts() -> Clerk:
    return Clerk()


@pytest.fixture
def backed_up(file: Path) -> Path:
    """The sample office with a backup in which a measure has a name to know it by."""
    with Session.open(file) as session:
        rename(session, first_measure(session), "กตัญญู")
        session.seal()
        back_up(file)
    return file


def read_backups(dialog: RestoreDialog) -> None:
    dialog.show()
    wait_until(lambda: bool(dialog.list.backups) and not worker.is_busy())
    dialog.hide()


def cut_in_half(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def zero_pages(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:16384] = bytes(12288)
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def foreign(file: Path) -> None:
    file.write_bytes(b"not an office file" * 100)


def newer(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")  # user_version
    file.write_bytes(data)


def gone(file: Path) -> None:
    file.unlink()


@pytest.mark.parametrize("harm", [cut_in_half, zero_pages, empty, foreign, newer, gone])
def test_p08_one_button_brings_the_newest_good_backup_back(
    harm: Callable[[Path], None], window: MainWindow, prompts: Clerk, backed_up: Path
) -> None:
    harm(backed_up)
    damaged = backed_up.read_bytes() if backed_up.exists() else None
    prompts.acts[RescueDialog] = read_backups
    assert window.open_file(backed_up)
    session = session_of(window)
    assert title_of(session, first_measure(session)) == "กตัญญู"
    (dialog,) = prompts.shown(RescueDialog)
    assert isinstance(dialog, RescueDialog)
    assert backed_up.name in dialog.said
    assert dialog.list.details.text().startswith("องค์การบริหารส่วนตำบล")
    kept = list((backed_up.parent / "damaged").rglob(backed_up.name))
    assert [path.read_bytes() for path in kept] == ([] if damaged is None else [damaged])
    assert prompts.told == []


def test_p08_who_does_not_want_to_restore_finds_the_file_as_it_was(
    window: MainWindow, prompts: Clerk, backed_up: Path
) -> None:
    zero_pages(backed_up)
    before = backed_up.read_bytes()
    prompts.says_yes = False
    assert not window.open_file(backed_up)
    assert window.session is None
    assert backed_up.read_bytes() == before


def test_a_foreign_file_without_backups_is_refused_in_one_sentence(
    window: MainWindow, prompts: Clerk, file: Path
) -> None:
    foreign(file)
    assert not window.open_file(file)
    assert len(prompts.told) == 1
    assert prompts.dialogs == []


def test_a_damaged_file_without_backups_can_still_be_kept(
    window: MainWindow, prompts: Clerk, file: Path, tmp_path: Path
) -> None:
    zero_pages(file)
    damaged = file.read_bytes()

    def keep(dialog: RescueDialog) -> None:
        wait_until(lambda: not worker.is_busy())
        assert not dialog.accept_button.isEnabled()
        prompts.file = tmp_path / "damaged-copy"
        dialog.save_damaged.click()
        assert prompts.file.read_bytes() == damaged
        prompts.file = tmp_path / "rest.itadesk"
        dialog.save_readable.click()
        assert check(prompts.file).is_sound
        assert "rest.itadesk" in dialog.kept.text()

    prompts.acts[RescueDialog] = keep
    assert not window.open_file(file)
    assert len(prompts.shown(RescueDialog)) == 1
    assert file.read_bytes() == damaged


def test_what_a_mended_file_lacks_is_told(
    window: MainWindow, prompts: Clerk, backed_up: Path, tmp_path: Path
) -> None:
    tampered(backed_up, "DELETE FROM change WHERE row_id = 'office'", "DELETE FROM meta")
    told: list[str] = []

    def keep(dialog: RescueDialog) -> None:
        prompts.file = tmp_path / "rest.itadesk"
        dialog.save_readable.click()
        told.append(dialog.kept.text())

    prompts.acts[RescueDialog] = keep
    prompts.says_yes = False
    assert not window.open_file(backed_up)
    assert "ในจำนวนนี้ ๑ แถวไม่มีประวัติการแก้ไข" in told[0]
    assert "รวมกับสำเนาของแฟ้มที่เสียไม่ได้" in told[0]


def test_a_file_of_noise_has_nothing_to_read(
    window: MainWindow, prompts: Clerk, backed_up: Path, tmp_path: Path
) -> None:
    foreign(backed_up)

    def keep(dialog: RescueDialog) -> None:
        prompts.file = tmp_path / "rest.itadesk"
        dialog.save_readable.click()
        assert len(prompts.told) == 1

    prompts.acts[RescueDialog] = keep
    prompts.says_yes = False
    assert not window.open_file(backed_up)
    assert not (tmp_path / "rest.itadesk").exists()


def test_p08_going_back_from_the_menu_keeps_what_there_was(
    backed_up: Path, window: MainWindow, prompts: Clerk
) -> None:
    assert window.open_file(backed_up)
    wait_until(lambda: not worker.is_busy())
    session = session_of(window)
    measure = first_measure(session)
    rename(session, measure, "ใหม่กว่า")

    def choose(dialog: RestoreDialog) -> None:
        read_backups(dialog)
        dialog.list.table.selectRow(len(dialog.list.backups) - 1)

    prompts.acts[RestoreDialog] = choose
    window.safety.restore()
    assert title_of(session_of(window), measure) == "กตัญญู"
    titles = set()
    window.close()
    for backup in backups_of(backed_up):
        with Session.open(backup.path) as held:
            titles.add(title_of(held, measure))
    assert titles == {"กตัญญู", "ใหม่กว่า"}
    assert prompts.told == []


@pytest.mark.parametrize("password", ["", "กตัญญู2568"])
def test_p08_a_copy_on_a_stick_rescues_a_file_without_backups(
    backed_up: Path, window: MainWindow, prompts: Clerk, stick: Path, password: str
) -> None:
    copy = copy_to(stick, backed_up, password).path
    before = copy.read_bytes()
    for backup in backups_of(backed_up):
        backup.path.unlink()
    cut_in_half(backed_up)
    prompts.file = copy

    def take(dialog: RescueDialog) -> None:
        wait_until(lambda: not worker.is_busy())
        assert dialog.work is None
        dialog.other.click()
        assert dialog.result()

    prompts.acts[RescueDialog] = take
    prompts.acts[PasswordDialog] = lambda dialog: dialog.field.setText(password)
    assert window.open_file(backed_up)
    session = session_of(window)
    assert session.path == backed_up
    assert title_of(session, first_measure(session)) == "กตัญญู"
    assert copy.read_bytes() == before
    assert bool(prompts.shown(PasswordDialog)) is bool(password)


def test_a_copy_of_another_office_is_not_restored(
    backed_up: Path, window: MainWindow, prompts: Clerk, stick: Path
) -> None:
    other = stick / "other.itadesk"
    Session.new(other, []).close()
    assert window.open_file(backed_up)
    wait_until(lambda: not worker.is_busy())
    prompts.file = other
    prompts.acts[RestoreDialog] = lambda dialog: dialog.other.click()
    window.safety.restore()
    assert len(prompts.told) == 1
    assert "อีกหน่วยงานหนึ่ง" in prompts.told[0]
    assert title_of(session_of(window), first_measure(session_of(window))) == "กตัญญู"


def test_a_backup_can_be_looked_into_before_anything_changes(
    backed_up: Path, window: MainWindow, prompts: Clerk
) -> None:
    assert window.open_file(backed_up)
    wait_until(lambda: not worker.is_busy())
    digest = session_of(window).digest

    def look(dialog: RestoreDialog) -> None:
        read_backups(dialog)
        dialog.list.look.click()
        dialog.reject()

    prompts.acts[RestoreDialog] = look
    prompts.says_yes = False
    window.safety.restore()
    (dialog,) = prompts.shown(LookDialog)
    assert isinstance(dialog, LookDialog)
    assert dialog.rows.rowCount() > 1
    dialog.search.setText("กตัญญู")
    assert dialog.rows.rowCount() == 1
    values = {dialog.values.item(row, 1).text() for row in range(dialog.values.rowCount())}
    assert "กตัญญู" in values
    assert not dialog.values.editTriggers()
    dialog.search.setText("ไม่มีคำนี้เลย")
    assert (dialog.rows.rowCount(), dialog.values.rowCount()) == (0, 0)
    assert session_of(window).digest == digest


def test_a_damaged_backup_is_not_offered(
    backed_up: Path, window: MainWindow, prompts: Clerk
) -> None:
    zero_pages(backups_of(backed_up)[0].path)
    cut_in_half(backed_up)

    def look(dialog: RescueDialog) -> None:
        wait_until(lambda: not worker.is_busy())
        assert dialog.list.backups == ()
        assert not dialog.accept_button.isEnabled()

    prompts.acts[RescueDialog] = look
    assert not window.open_file(backed_up)
    assert prompts.shown(RescueDialog)
