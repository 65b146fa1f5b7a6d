"""Opening the file of an older program: backed up first, and whole whenever it stops."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from tests.faults.children import needs_posix
from tests.faults.faulty import Fault, at_each_step, dies, refusal
from tests.faults.killed import die_at
from tests.store.next_format import NEW_UNIT, with_next_format
from tests.store.offices import edit, new_file

from itadesk.app.backups import back_up, backups_of, newest_backup
from itadesk.app.merging import dry_run, merge
from itadesk.app.restoring import restore
from itadesk.app.session import Session
from itadesk.app.upgrading import upgrade
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import Office, Unit
from itadesk.store import formats
from itadesk.store.check import check
from itadesk.store.file import OfficeFile
from itadesk.store.opening import check_header

PHONE = "๐ ๒๐๐๐ ๐๐๐๐"
OTHER = Edit("unit", "other", EXISTS, True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    path = new_file(folder / "ป่าฟื้น.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", PHONE))
    return path


@pytest.fixture
def other(path: Path, tmp_path: Path) -> Path:
    """A copy on a stick, edited by an older program."""
    stick = tmp_path / "stick"
    stick.mkdir()
    other = stick / "copy.itadesk"
    with Session.open(path) as session:
        session.seal()
    other.write_bytes(path.read_bytes())
    with Session.open(other) as session:
        session.apply([OTHER], "x")
    return other


@pytest.fixture
def backup(path: Path) -> Path:
    """A backup that an older program made."""
    return back_up(path).backup.path


@pytest.fixture
def next_format(
    path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From now on the file at `path` is an older one."""
    monkeypatch.setattr(formats, "FORMATS", with_next_format(tmp_path_factory.mktemp("format")))


def assert_new(path: Path) -> None:
    with Session.open(path) as session:
        assert session.state.get(Unit, NEW_UNIT) is not None
        office = session.state.get(Office, "office")
        assert office is not None
        assert office.phone == PHONE
    assert check_header(path) == formats.newest()
    assert check(path).problems == ()


@pytest.mark.usefixtures("next_format")
def test_p13_there_is_a_backup_of_the_older_file(path: Path) -> None:
    Session.open(path).close()
    assert_new(path)
    (backup,) = backups_of(path)
    assert backup.sound
    assert check_header(backup.path) == 1
    assert (backup.clock, backup.changes) == (2, 14)  # with what the new format adds


@pytest.mark.usefixtures("other", "next_format")
def test_p13_an_older_copy_is_merged(path: Path, other: Path) -> None:
    before = other.read_bytes()
    with Session.open(path) as session:
        merge(session, dry_run(session, [other]))
        assert session.state.get(Unit, "other") is not None
        assert session.state.conflicts == frozenset()
    assert_new(path)
    assert other.read_bytes() == before


@pytest.mark.usefixtures("backup", "next_format")
def test_p13_an_older_backup_is_restored(path: Path, backup: Path) -> None:
    path.write_bytes(b"damaged")
    newest = newest_backup(path)
    assert newest is not None
    assert newest.path == backup
    restored = restore(path, backup)
    assert restored.was_damaged
    assert_new(path)


@pytest.mark.usefixtures("next_format")
@pytest.mark.parametrize("code", [5, 28])
def test_p13_without_a_backup_the_file_stays_as_it_is(
    path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    failures = 0
    for _fault in at_each_step(monkeypatch, code):
        told = refusal(lambda: Session.open(path).close())
        if told is None:
            break
        failures += 1
        assert path.read_bytes() == before
    assert failures > 5
    assert_new(path)


@needs_posix
@pytest.mark.usefixtures("next_format")
def test_p01_p13_killed_at_some_steps(path: Path) -> None:
    kill(path, 900)


@needs_posix
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("next_format")
def test_p01_p13_killed_at_very_many_steps(path: Path) -> None:
    kill(path, 100)


def kill(path: Path, every: int) -> None:
    data = path.read_bytes()
    outcomes = set()
    for at in itertools.count(1):

        def work(_fault: Fault, at: int = at) -> None:
            die_at(every, at)
            upgrade(path)

        path.write_bytes(data)
        died = dies(work, 0)
        sound = [backup for backup in backups_of(path) if backup.sound]
        version = check_header(path)
        outcomes.add((died, bool(sound), version))
        assert sound or path.read_bytes() == data
        assert_new(path)
        for backup in path.parent.joinpath("backups").iterdir():
            backup.unlink()
        if not died:
            break
    assert {(True, False, 1), (True, True, 1), (False, True, 2)} <= outcomes
