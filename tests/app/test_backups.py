"""Backups make themselves, are whole, and are thinned; a damaged file pushes out no good one."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.faults.faulty import at_each_step, names_in, refusal
from tests.store.offices import OFFICE, edit, new_file, patched, tampered

from itadesk.app import backups as module
from itadesk.app.backups import (
    Backups,
    back_up,
    backup_folder,
    backups_of,
    newest_backup,
    remove_old_parts,
)
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
from itadesk.core.thinning import Limits
from itadesk.store.check import check
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile

MORNING = datetime(2026, 11, 21, 8, 30)


class Clock:
    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time

    def later(self, **given: float) -> None:
        self.time += timedelta(**given)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "อบต.ป่าฟื้น.itadesk")


def phone(path: Path, number: str) -> None:
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", number))
        file.seal()


def test_a_backup_is_an_office_file_with_everything(path: Path, clock: Clock) -> None:
    phone(path, "1")
    made = back_up(path, now=clock).backup
    assert made.path.parent == backup_folder(path)
    assert made.path.name.startswith("อบต.ป่าฟื้น.20261121-083000-")
    assert list(dump(made.path)) == list(dump(path))
    assert backups_of(path) == (made,)
    assert newest_backup(path) == made
    assert (made.at, made.sound, made.changes) == (MORNING, True, len(OFFICE) + 1)


def test_when_a_backup_is_due(path: Path, clock: Clock) -> None:
    with Session.open(path) as session:
        backups = Backups(session, clock)
        assert backups.last_good is None
        assert backups.is_changed()
        assert not backups.is_due()
        made = backups.make().backup
        assert backups.last_good == made
        assert not backups.is_changed()
        clock.later(minutes=31)
        assert not backups.is_due(), "nothing was changed"
        session.apply([Edit("office", "office", "phone", "1")], "x")
        assert backups.is_due()
        backups.failed()
        assert not backups.is_due()
        clock.later(minutes=29)
        assert not backups.is_due()
        clock.later(minutes=1)
        assert backups.is_due()
        backups.make()
        assert not backups.is_due()
    with Session.open(path) as session:
        assert not Backups(session, clock).is_changed()
        session.apply([Edit("office", "office", "phone", "2")], "x")
        assert Backups(session, clock).is_changed()
    assert len(backups_of(path)) == 2


def test_p05_a_backup_in_two_steps_while_the_file_is_open(path: Path, clock: Clock) -> None:
    with Session.open(path) as session:
        backups = Backups(session, clock)
        session.apply([Edit("office", "office", "phone", "1")], "x")
        session.seal()
        backed = back_up(path, now=clock)
        backups.done(backed)
        assert not backups.is_changed()
        session.apply([Edit("office", "office", "phone", "2")], "x")
        assert backups.is_changed()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE office SET phone = '9'",
        "DELETE FROM change WHERE field = 'points'",
        "UPDATE change SET value = '7' WHERE field = 'points'",
        "DELETE FROM meta",
    ],
)
def test_p09_a_damaged_file_gives_no_backup_and_removes_none(
    path: Path, clock: Clock, damage: str
) -> None:
    limits = Limits(0, 1, 1, 1)
    back_up(path, now=clock, limits=limits)
    clock.later(days=3)
    back_up(path, now=clock, limits=Limits())
    before = names_in(backup_folder(path))
    tampered(path, damage)
    clock.later(days=3)
    told = refusal(lambda: back_up(path, now=clock, limits=limits))
    assert told is not None
    assert told.key in ("copy-differs", "file-damaged")
    assert names_in(backup_folder(path)) == before


def test_p09_pages_that_are_damaged_give_no_backup(path: Path, clock: Clock) -> None:
    back_up(path, now=clock)
    before = names_in(backup_folder(path))
    patched(path, lambda data: data.__setitem__(slice(-4096, -2048), bytes(2048)))
    assert refusal(lambda: back_up(path, now=clock)) is not None
    assert names_in(backup_folder(path)) == before


def test_p09_thinning_reads_before_it_removes(path: Path, clock: Clock) -> None:
    limits = Limits(all_days=0, daily=1, weekly=1, monthly=2)
    first = back_up(path, now=clock, limits=limits).backup
    clock.later(hours=1)
    phone(path, "1")
    second = back_up(path, now=clock, limits=Limits()).backup
    tampered(second.path, "UPDATE office SET phone = 'damaged'")
    clock.later(days=40)
    third = back_up(path, now=clock, limits=limits).backup
    assert names_in(backup_folder(path)) == sorted(b.path.name for b in (first, second, third))
    assert [b.sound for b in backups_of(path)] == [True, False, True]
    assert newest_backup(path) == third
    third.path.unlink()
    assert newest_backup(path) == first


def test_p10_old_backups_are_thinned(path: Path, clock: Clock) -> None:
    limits = Limits(all_days=0, daily=2, weekly=1, monthly=1)
    for _day in range(5):
        back_up(path, now=clock, limits=limits)
        clock.later(days=1)
    assert [b.at.day for b in backups_of(path)] == [25, 24]


def test_other_files_beside_the_backups_are_left_alone(path: Path, clock: Clock) -> None:
    folder = backup_folder(path)
    folder.mkdir()
    others = [
        "อบต.ป่าฟื้น.itadesk",
        "another.20200101-000000-abcd.itadesk",
        "อบต.ป่าฟื้น.20209901-000000-abcd.itadesk",
        "notes.txt",
    ]
    for name in others:
        (folder / name).write_bytes(b"x")
    made = back_up(path, now=clock, limits=Limits(0, 0, 0, 0)).backup
    assert names_in(folder) == sorted([*others, made.path.name])
    assert backups_of(path) == (made,)


def test_a_second_place(path: Path, clock: Clock, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    backed = back_up(path, second=share, now=clock)
    assert backed.second == share / backed.backup.path.name
    assert backed.second_error is None
    assert check(backed.second).is_sound
    assert [b.path for b in backups_of(path, share)] == [backed.second]
    gone = back_up(path, second=tmp_path / "gone", now=clock)
    assert gone.second is None
    assert gone.second_error is not None
    assert gone.second_error.key == "folder-missing"
    assert gone.backup.sound


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_p11_a_backup_that_fails_says_so(
    path: Path, clock: Clock, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session.open(path) as session:
        backups = Backups(session, clock)
        first = backups.make().backup
        for fault in at_each_step(monkeypatch, code):
            session.apply([Edit("office", "office", "phone", f"{fault.at}")], "x")
            before = backups.last_good
            told = refusal(backups.make)
            if told is not None:
                assert told.key == ("disk-full" if code == errno.ENOSPC else "drive-trouble")
                assert backups.last_good == before or len(backups_of(path)) > 1
                assert backups.is_changed()
        assert not backups.is_changed()
    assert first in backups_of(path)
    assert all(backup.sound for backup in backups_of(path))


def test_a_file_where_the_folder_should_be(path: Path, clock: Clock) -> None:
    backup_folder(path).write_bytes(b"x")
    with pytest.raises(UserError):
        back_up(path, now=clock)


def test_what_a_killed_program_left_goes_after_a_day(tmp_path: Path) -> None:
    for name in (".a.itadesk.0a1b.part", ".b.itadesk.0a1b.part", "c.itadesk", "d.part"):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, 0))
    os.utime(tmp_path / ".b.itadesk.0a1b.part")
    remove_old_parts(tmp_path, module.local_now())
    assert names_in(tmp_path) == [".b.itadesk.0a1b.part", "c.itadesk", "d.part"]


def test_backups_are_read_once_while_they_stay_as_they_are(path: Path, clock: Clock) -> None:
    made = back_up(path, now=clock).backup
    assert backups_of(path) == (made,)
    hits = module._read.cache_info().hits
    assert backups_of(path) == (made,)
    assert module._read.cache_info().hits == hits + 1
    tampered(made.path, "UPDATE office SET phone = 'damaged by another program'")
    assert backups_of(path) == (replace(made, rows=0, changes=0, clock=0, sound=False),)
