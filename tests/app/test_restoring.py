"""One way back: the backup comes whole, what was there is kept, at whatever moment it stops."""

from __future__ import annotations

import errno
from datetime import datetime
from pathlib import Path

import pytest
from tests.faults.children import needs_posix
from tests.faults.faulty import at_each_step, dies, names_in, refusal
from tests.store.offices import edit, new_file, patched, tampered

from itadesk.app.backups import back_up, backups_of
from itadesk.app.restoring import restore
from itadesk.core.changelog import Edit
from itadesk.store.check import check
from itadesk.store.connection import connected
from itadesk.store.dump import dump
from itadesk.store.file import OfficeFile

NOW = datetime(2026, 11, 21, 9, 30)


def now() -> datetime:
    return NOW


def phone(path: Path, number: str) -> None:
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", number))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "ป่าฟื้น.itadesk")
    phone(path, "old")
    return path


@pytest.fixture
def backup(path: Path) -> Path:
    with OfficeFile.open(path) as file:
        file.seal()
    made = back_up(path, now=now).backup.path
    phone(path, "new")
    return made


def log_of(path: Path) -> list[bytes]:
    return [line for line in dump(path) if line.startswith(b'{"change"')]


def test_p17_back_to_a_backup_and_back_again(path: Path, backup: Path) -> None:
    newer = log_of(path)
    restored = restore(path, backup, now)
    assert log_of(path) == log_of(backup)
    assert (restored.changes, restored.was_damaged) == (len(log_of(path)), False)
    assert restored.before is not None
    assert log_of(restored.before) == newer
    assert {b.path for b in backups_of(path)} == {backup, restored.before}
    restore(path, restored.before, now)
    assert log_of(path) == newer


def test_p08_a_damaged_file_is_kept_whole_with_its_journal(path: Path, backup: Path) -> None:
    patched(path, lambda data: data.__setitem__(slice(4096, 8192), bytes(4096)))
    beside = path.with_name(path.name + "-wal")
    beside.write_bytes(b"another program's")
    damaged = path.read_bytes()
    restored = restore(path, backup, now)
    assert log_of(path) == log_of(backup)
    assert restored.was_damaged
    assert restored.before == path.parent / "damaged" / "20261121-093000" / path.name
    assert restored.before.read_bytes() == damaged
    assert (restored.before.parent / beside.name).read_bytes() == b"another program's"
    assert not beside.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 something else", None])
def test_p08_a_file_that_is_empty_or_gone(path: Path, backup: Path, content: bytes | None) -> None:
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    restored = restore(path, backup, now)
    assert log_of(path) == log_of(backup)
    assert (restored.before is None) is (content is None)
    assert restored.before is None or restored.before.read_bytes() == content


def test_p09_a_backup_that_is_not_whole_never_comes(path: Path, backup: Path) -> None:
    tampered(backup, "UPDATE office SET phone = 'damaged'")
    before = path.read_bytes()
    listed = names_in(path.parent)
    told = refusal(lambda: restore(path, backup, now))
    assert told is not None
    assert told.key == "backup-not-sound"
    assert path.read_bytes() == before
    assert names_in(path.parent) == listed


def test_p12_a_file_that_is_open_elsewhere_is_not_replaced(path: Path, backup: Path) -> None:
    other = connected(path)
    other.execute("BEGIN EXCLUSIVE")
    before = names_in(path.parent)
    try:
        told = refusal(lambda: restore(path, backup, now))
        assert told is not None
        assert told.key == "file-busy"
        assert names_in(path.parent) == sorted([*before, path.name + "-journal"]) or (
            names_in(path.parent) == before
        )
    finally:
        other.close()
    assert check(path).is_sound


def test_two_restores_of_damaged_files_in_one_second(path: Path, backup: Path) -> None:
    for _time in range(3):
        path.write_bytes(b"damaged")
        restore(path, backup, now)
    assert len(names_in(path.parent / "damaged")) == 3


def spoil(path: Path) -> None:
    patched(path, lambda data: data.__setitem__(slice(4096, 8192), bytes(4096)))
    path.with_name(path.name + "-wal").write_bytes(b"another program's")


def everywhere(folder: Path) -> set[bytes]:
    return {file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@needs_posix
@pytest.mark.parametrize("damaged", [False, True])
def test_p01_p08_killed_at_some_steps(tmp_path: Path, damaged: bool) -> None:
    kill(tmp_path, damaged, 4)


@needs_posix
@pytest.mark.slow
@pytest.mark.parametrize("damaged", [False, True])
def test_p01_p08_killed_at_every_step(tmp_path: Path, damaged: bool) -> None:
    kill(tmp_path, damaged, 1)


def kill(tmp_path: Path, damaged: bool, every: int) -> None:
    at, outcomes = 1, set()
    while True:
        folder = tmp_path / f"{at}"
        folder.mkdir()
        path = new_file(folder / "a.itadesk")
        backup = back_up(path, now=now).backup.path
        phone(path, "new")
        if damaged:
            spoil(path)
        before = path.read_bytes()
        kept = backup.read_bytes()
        died = dies(lambda _fault: restore(path, backup, now), at)  # noqa: B023
        assert backup.read_bytes() == kept
        state = "gone"
        if path.exists():
            state = "old" if path.read_bytes() == before else "new"
        outcomes.add(state)
        if state == "new":
            assert log_of(path) == log_of(backup)
        assert state != "gone" or damaged
        if damaged:
            assert before in everywhere(folder)
        restore(path, backup, now)
        assert log_of(path) == log_of(backup)
        if damaged:
            assert before in everywhere(folder)
            beside = list(folder.rglob("*-wal"))
            assert [file.parent for file in beside] == [
                file.parent for file in folder.rglob("damaged/*/a.itadesk")
            ]
        if not died:
            break
        at += every
    possible = {"old", "new", "gone"} if damaged else {"old", "new"}
    assert {"new"} < outcomes <= possible
    assert every > 1 or outcomes == possible
    assert at > 8


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_p03_p06_an_error_at_every_step(
    path: Path, backup: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fault in at_each_step(monkeypatch, code):
        told = refusal(lambda: restore(path, backup, now))
        if told is not None:
            assert told.key in ("drive-trouble", "disk-full")
            assert check(path).is_sound
        assert fault.steps
    assert log_of(path) == log_of(backup)
    assert all(found.sound for found in backups_of(path))
    assert backup in {found.path for found in backups_of(path)}
