"""Nothing but a sound office file of this version is shown; each refusal has its key."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.children import key_as_nobody, needs_posix
from tests.store.offices import FILE_UID, edit, new_file, nonce, patched, tampered

from itadesk.core.changelog import EXISTS, Edit, Stamp, change_of, projection
from itadesk.core.errors import UserError
from itadesk.core.model import TABLES, Component, Item, Office
from itadesk.store.create import create
from itadesk.store.file import OfficeFile
from itadesk.store.formats import newest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "สำนักงาน ป่าฟื้น.itadesk")


def refusal(path: Path) -> UserError:
    """Why a file is refused; the refusal changes nothing."""
    before = path.read_bytes() if path.is_file() else None
    listing = sorted(path.parent.iterdir())
    with pytest.raises(UserError) as told:
        OfficeFile.open(path)
    assert told.value.facts["name"] == path.name
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.iterdir()) == listing
    return told.value


def test_what_was_written_is_read(path: Path) -> None:
    with OfficeFile.open(path) as file:
        assert file.state.get(Office, "office") == Office(name="อบต.ป่าฟื้น")
        item = Item("2568/O1", year=2568, points=2.5, progress="เผยแพร่ข้อมูลที่เป็นปัจจุบัน")
        assert file.state.get(Item, "2568/O1") == item
        component = file.state.get(Component, "2568/O1/1")
        assert component is not None
        assert component.ticked is True
        assert file.file_uid == FILE_UID
        assert file.highest_clock == 1
        assert file.sealed_clock == 0
        assert file.saved_at == "2026-11-21T09:01:00Z"
        assert not file.state.conflicts


def test_the_header_names_the_program_and_the_schema(path: Path) -> None:
    data = path.read_bytes()
    assert data[68:72] == b"ITAD"
    assert struct.unpack(">I", data[60:64]) == (newest(),)
    assert data[18:20] == b"\x01\x01"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.itadesk").key == "file-missing"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).key == "not-an-office-file"


def test_p07_a_zero_byte_file(path: Path) -> None:
    path.write_bytes(b"")
    assert refusal(path).key == "file-empty"


@pytest.mark.parametrize("data", [b"PK\x03\x04 an Excel file", b"x", b"SQLite format 2\0" * 100])
def test_p19_another_programs_file(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert refusal(path).key == "not-an-office-file"


def test_p19_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.itadesk"
    path.touch()
    tampered(path, "CREATE TABLE a (b)")
    assert refusal(path).key == "not-an-office-file"


def test_p14_a_newer_file_names_the_version_it_needs(path: Path) -> None:
    tampered(path, f"PRAGMA user_version = {newest() + 1}")
    error = refusal(path)
    assert error.key == "file-newer"
    assert error.facts["version"] == newest() + 1


def test_a_version_that_never_was(path: Path) -> None:
    tampered(path, "PRAGMA user_version = 0")
    assert refusal(path).key == "file-damaged"


@pytest.mark.parametrize("end", ["-wal", "-shm"])
def test_p19_a_copy_that_another_program_has_not_finished(path: Path, end: str) -> None:
    path.with_name(path.name + end).write_bytes(b"")
    assert refusal(path).key == "file-unfinished"


def test_p19_a_file_in_the_mode_of_another_program(path: Path) -> None:
    tampered(path, "PRAGMA journal_mode = WAL")
    assert refusal(path).key == "file-unfinished"


def test_p07_a_file_cut_short(path: Path) -> None:
    size = path.stat().st_size
    for length in (99, 511, 4096, size // 2, size - 4096):
        os.truncate(path, length)
        assert refusal(path).key == "file-damaged", length


TRAPS = [
    "CREATE TRIGGER t AFTER INSERT ON unit BEGIN DELETE FROM office; END",
    "CREATE VIEW v AS SELECT 1",
    "CREATE TABLE extra (a)",
    "CREATE INDEX i ON unit (name)",
    "ALTER TABLE unit ADD COLUMN extra TEXT",
    "DROP TABLE unit",
    "CREATE VIRTUAL TABLE f USING fts5 (a)",
]


@pytest.mark.parametrize("statement", TRAPS)
def test_p19_a_schema_that_is_not_ours(path: Path, statement: str) -> None:
    tampered(path, statement)
    assert refusal(path).key == "file-damaged"


OTHER_HANDS = [
    "UPDATE item SET progress = 'อื่น'",
    "UPDATE component SET ticked = 0",
    "DELETE FROM component",
    "INSERT INTO unit VALUES ('u', 'กองคลัง', 1.0)",
    "DELETE FROM head WHERE field = 'points'",
    "UPDATE head SET clock = 2 WHERE field = 'points'",
    "UPDATE head SET uid = zeroblob(16) WHERE field = 'points'",
    "UPDATE meta SET file_uid = 'cd'",
    "UPDATE meta SET clock = 5",
    "UPDATE meta SET saved_at = ''",
    "UPDATE meta SET digest = zeroblob(16)",
    "DELETE FROM meta",
]


@pytest.mark.parametrize("statement", OTHER_HANDS)
def test_p07_what_is_shown_is_what_was_written(path: Path, statement: str) -> None:
    tampered(path, statement)
    assert refusal(path).key == "file-damaged"


def test_p07_text_that_is_not_text(path: Path) -> None:
    def damage(data: bytearray) -> None:
        at = data.rindex("อบต.ป่าฟื้น".encode())
        data[at] = 0xFF

    assert refusal(patched(path, damage)).key == "file-damaged"


@needs_posix
def test_a_file_that_may_not_be_read(reachable: Path) -> None:
    path = new_file(reachable / "a.itadesk")
    path.chmod(0)
    assert key_as_nobody("Session.open(path)", path) == "cannot-read"


@needs_posix
def test_a_file_that_may_not_be_written_is_shown_and_not_changed(reachable: Path) -> None:
    path = new_file(reachable / "a.itadesk")
    path.chmod(0o444)
    before = path.read_bytes()
    assert key_as_nobody("Session.open(path)", path) == ""
    edit = "Session.open(path).apply([Edit('unit', 'a', EXISTS, True)], '')"
    assert key_as_nobody(edit, path) == "cannot-write"
    assert path.read_bytes() == before


INTERRUPTED = """
import os, sqlite3, sys
conn = sqlite3.connect(sys.argv[1], isolation_level=None)
conn.execute("PRAGMA cache_size = 1")
conn.execute("BEGIN IMMEDIATE")
for number in range(200):
    conn.execute("INSERT INTO unit VALUES (?, ?, 0.0)", (str(number), "x" * 1500))
os._exit(0)
"""


def test_p01_an_interrupted_action_is_taken_back_at_opening(path: Path) -> None:
    """A journal that this file left behind is SQLite's to play back; nothing else may touch it."""
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", INTERRUPTED, str(path)], check=True)
    assert path.with_name(f"{path.name}-journal").exists()
    assert path.read_bytes() != before
    with OfficeFile.open(path) as file:
        assert "unit" not in {table for table, rows in file.state.tables.items() if rows}
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == [path]


def test_conflicts_are_known_at_opening(tmp_path: Path) -> None:
    make = change_of(Edit("unit", "a", EXISTS, True), Stamp(1, "", ""), nonce(), [])
    one = change_of(Edit("unit", "a", "name", "ก"), Stamp(2, "", "ก"), nonce(), [])
    two = change_of(Edit("unit", "a", "name", "ข"), Stamp(2, "", "ข"), nonce(), [])
    same = change_of(Edit("unit", "a", "name", "ข"), Stamp(3, "", "ค"), nonce(), [])
    orphan = change_of(Edit("unit", "b", "name", "ค"), Stamp(3, "", "ค"), nonce(), [])
    gone = change_of(Edit("unit", "c", EXISTS, False), Stamp(3, "", "ค"), nonce(), [])
    log = [make, one, two, same, orphan, gone]
    create(tmp_path / "a.itadesk", log, FILE_UID, "tests")
    with OfficeFile.open(tmp_path / "a.itadesk") as file:
        assert file.state.conflicts == {("unit", "a", "name"), ("unit", "b", EXISTS)}
        assert file.state.conflicts == projection(log).conflicts
        expected = projection(log).tables
        assert {t: rows for t, rows in file.state.tables.items() if rows} == expected


def test_p07_a_damaged_change_is_never_shown(tmp_path: Path) -> None:
    path = new_file(tmp_path / "a.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "name", "ก"))
    tampered(path, "UPDATE change SET value = '\"ข\"' WHERE value = '\"ก\"'")
    with OfficeFile.open(path) as file:
        with pytest.raises(UserError) as told:
            file.history("office", "office")
        assert told.value.key == "file-damaged"


def test_p07_a_damaged_change_in_a_conflict_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.itadesk"
    make = change_of(Edit("unit", "a", EXISTS, True), Stamp(1, "", ""), nonce(), [])
    one = change_of(Edit("unit", "a", "name", "ก"), Stamp(2, "", "ก"), nonce(), [])
    two = change_of(Edit("unit", "a", "name", "ข"), Stamp(2, "", "ข"), nonce(), [])
    create(path, [make, one, two], FILE_UID, "tests")
    tampered(path, "UPDATE change SET by_name = 'ค' WHERE by_name = 'ก'")
    assert refusal(path).key == "file-damaged"


def test_every_table_is_loaded(path: Path) -> None:
    with OfficeFile.open(path) as file:
        assert set(file.state.tables) == set(TABLES)
