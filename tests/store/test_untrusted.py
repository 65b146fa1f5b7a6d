"""A file from outside is read without harm, or refused with its key; it is never changed."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults.children import needs_posix
from tests.faults.faulty import names_in
from tests.store.offices import FILE_UID, OFFICE, edit, new_file, nonce, patched, stamp, tampered

from itadesk.core import changelog
from itadesk.core.changelog import EXISTS, Change, Edit, change_of
from itadesk.core.errors import UserError
from itadesk.core.strangers import CHOICES, HIGHEST_CLOCK, is_closed, is_sound
from itadesk.store import untrusted
from itadesk.store.changes import log_row
from itadesk.store.create import create
from itadesk.store.file import OfficeFile
from itadesk.store.formats import schema_sql
from itadesk.store.untrusted import read_foreign


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = new_file(tmp_path / "office-20261121-0930-ab12.itadesk")
    with OfficeFile.open(path) as file:
        edit(file, Edit("office", "office", "phone", "1"))
        edit(file, Edit("office", "office", "phone", "0-0000-0000"))
    return path


def refused(path: Path) -> str:
    """The key of the refusal, which takes no work and leaves everything as it is."""
    before = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
    listed = names_in(path.parent)
    began = time.process_time()
    with pytest.raises(UserError) as told:
        read_foreign(path)
    assert time.process_time() - began < 2
    assert told.value.facts["name"] == path.name
    assert ((path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None) == before
    assert names_in(path.parent) == listed
    return told.value.key


def test_p20_everything_is_read_and_nothing_is_touched(path: Path) -> None:
    path.chmod(0o444)
    before = path.read_bytes(), path.stat().st_mtime_ns, names_in(path.parent)
    foreign = read_foreign(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, names_in(path.parent)) == before
    assert foreign.meta.file_uid == FILE_UID
    with OfficeFile.open(path) as file:
        assert set(foreign.changes) == {
            change
            for table, row in {change.key[:2] for change in foreign.changes}
            for change in file.history(table, row)
        }
    assert len(foreign.changes) == len(OFFICE) + 2


@pytest.mark.parametrize(
    ("trap", "key"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON unit BEGIN DELETE FROM change; END", "file-unsafe"),
        ("CREATE VIEW v AS SELECT * FROM change", "file-unsafe"),
        ("CREATE VIRTUAL TABLE f USING fts5(x)", "file-unsafe"),
        ("CREATE TABLE more (x)", "file-unsafe"),
        ("CREATE TABLE more (x CHECK (length(randomblob(9)) > 0))", "file-unsafe"),
        ("CREATE TABLE more (x, y GENERATED ALWAYS AS (abs(x)) STORED)", "file-unsafe"),
        ("CREATE INDEX i ON change (upper(by_name))", "file-unsafe"),
        ("ALTER TABLE unit ADD COLUMN extra TEXT", "file-unsafe"),
        ("DROP TABLE endorsement", "file-unsafe"),
        ("PRAGMA application_id = 7", "not-an-office-file"),
        ("PRAGMA user_version = 99", "file-newer"),
        ("PRAGMA user_version = 0", "file-damaged"),
        ("DELETE FROM meta", "file-damaged"),
        ("DELETE FROM change WHERE clock = 2", "file-damaged"),
        ("UPDATE meta SET file_uid = '../../../etc/cron.d/x'", "file-damaged"),
        ("UPDATE change SET by_name = 'another' WHERE field = 'phone'", "file-damaged"),
    ],
)
def test_p19_traps_are_refused(path: Path, trap: str, key: str) -> None:
    assert refused(tampered(path, trap)) == key


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("[" * 10_000, "nested beyond what Python reads"),
        ("9" * 5_000, "a number that takes long to read"),
        ("NaN", "no number"),
        ("-Infinity", "no number"),
        ('"\\ud800"', "half a letter"),
        ("{}", "an object"),
        ("", "nothing"),
    ],
)
def test_p19_values_that_are_none(path: Path, value: str, why: str) -> None:
    conn = sqlite3.connect(path)
    conn.execute("UPDATE change SET value = ? WHERE field = 'phone'", (value,))
    conn.commit()
    conn.close()
    assert refused(path) == "file-damaged", why


def signed(edit: Edit, clock: int = 9, by: str = "") -> Change:
    return change_of(edit, replace(stamp(1, by), clock=clock), nonce(), ())


def unsaved(table: str, row: str, field: str, value: int | str) -> Change:
    """What no program of ours makes."""
    return changelog._with_uid(replace(signed(Edit(table, row, field, "")), value=value))


@pytest.mark.parametrize(
    "change",
    [
        signed(Edit("office", "another", EXISTS, True)),
        signed(Edit("unit", "a", EXISTS, "yes")),
        signed(Edit("unit", "a", "name", 7)),
        signed(Edit("item", "2568/O1", "status", "<b>")),
        signed(Edit("memo", "m", "status", "done")),
        unsaved("item", "2568/O1", "number", 2**70),
        unsaved("unit", "a", "place", 10**300),
        unsaved("unit", "a", "name", "ก" * 1_000_001),
        signed(Edit("unit", "ก" * 1_001, "name", "")),
        signed(Edit("unit", "a", "name", ""), clock=HIGHEST_CLOCK + 1),
        signed(Edit("unit", "a", "name", ""), clock=0),
        signed(Edit("unit", "a", "name", ""), by="ก" * 1_001),
    ],
    ids=lambda change: f"{change.field}-{change.clock}",
)
def test_p19_whole_changes_that_no_file_can_hold(path: Path, change: Change) -> None:
    assert change.is_whole()
    assert not is_sound(change)
    conn = sqlite3.connect(path)
    conn.execute(f"INSERT INTO change VALUES ({', '.join('?' * 10)})", log_row(change))
    conn.commit()
    conn.close()
    assert refused(path) == "file-damaged"


@pytest.mark.parametrize(
    "change", [signed(Edit("unit", "a", "colour", "red")), signed(Edit("plan", "a", EXISTS, True))]
)
def test_what_a_newer_program_wrote_is_sound(change: Change) -> None:
    assert is_sound(change)


def test_the_words_of_a_choice_are_those_of_the_schema() -> None:
    for (table, field), words in CHOICES.items():
        (of_table,) = [
            part for part in schema_sql().split(";") if f'CREATE TABLE "{table}" ' in part
        ]
        (line,) = [line for line in of_table.splitlines() if f'"{field}" TEXT' in line]
        assert set(line.split("IN (")[1].split(")")[0].split(", ")) == {f"'{w}'" for w in words}
    assert schema_sql().count(" TEXT NOT NULL CHECK") == len(CHOICES)


@given(st.integers(0, 2))
def test_p19_a_log_must_hold_all_that_it_replaces(lost: int) -> None:
    edits = [
        Edit("unit", "a", EXISTS, True),
        *(Edit("unit", "a", "name", f"{n}") for n in range(4)),
    ]
    changes = changelog.stamped(edits, stamp(1), lambda _table, _row: {}, nonce)
    assert is_closed(changes)
    assert not is_closed([*changes[1 : 1 + lost], *changes[2 + lost :]])
    moved = [replace(change, row="b") if change is changes[2] else change for change in changes]
    assert not is_closed(moved)


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_p19_an_unfinished_copy(path: Path, end: str) -> None:
    path.with_name(path.name + end).write_bytes(b"")
    assert refused(path) == "file-unfinished"


def test_p19_a_write_ahead_log_in_the_header(path: Path) -> None:
    assert refused(patched(path, lambda data: data.__setitem__(slice(18, 20), b"\x02\x02"))) == (
        "file-unfinished"
    )


@needs_posix
def test_p19_what_is_no_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.itadesk").symlink_to(path)
    (tmp_path / "folder.itadesk").mkdir()
    os.mkfifo(tmp_path / "pipe.itadesk")
    assert refused(tmp_path / "link.itadesk") == "file-unsafe"
    assert refused(tmp_path / "folder.itadesk") == "not-an-office-file"
    assert refused(tmp_path / "pipe.itadesk") == "file-unsafe"
    assert refused(tmp_path / "none.itadesk") == "file-missing"


def test_p19_a_file_that_is_too_large(path: Path) -> None:
    with path.open("r+b") as stream:
        stream.truncate(600 * 2**20)
    began = time.process_time()
    with pytest.raises(UserError) as told:
        read_foreign(path)
    assert told.value.key == "file-too-large"
    assert time.process_time() - began < 2


def test_p19_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.itadesk"
    edits = [Edit("unit", f"{n}", EXISTS, True) for n in range(5_000)]
    create(path, [signed(edit, clock=1) for edit in edits], FILE_UID, "tests")
    conn = untrusted._guarded(path, 0.0)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        conn.execute("PRAGMA integrity_check").fetchall()
    conn.close()
    with pytest.raises(UserError) as told:
        read_foreign(path, seconds=0.0)
    assert told.value.key == "file-unsafe"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change",
        "CREATE TABLE z (x)",
        "ATTACH 'x' AS y",
        "SELECT load_extension('x')",
        "PRAGMA writable_schema = ON",
        "SELECT randomblob(10)",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
    ],
)
def test_p19_the_connection_can_only_read(path: Path, statement: str) -> None:
    conn = untrusted._guarded(path, 1.0)
    with pytest.raises(sqlite3.DatabaseError):
        conn.execute(statement).fetchall()
    conn.close()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes of a file, spoilt in one of the ways that happen or that somebody thinks of."""
    spoilt = bytearray(data)
    kind = chance.randrange(6)
    place = chance.randrange(len(spoilt))
    if kind == 0:
        spoilt[place] ^= 1 << chance.randrange(8)
    elif kind == 1:
        spoilt[place : place + 64] = chance.randbytes(64)
    elif kind == 2:
        del spoilt[place:]
    elif kind == 3:
        page = place // 4096 * 4096
        spoilt[page : page + 4096] = bytes(4096)
    elif kind == 4:
        first, second = (chance.randrange(len(spoilt) // 4096) * 4096 for _ in range(2))
        spoilt[first : first + 4096], spoilt[second : second + 4096] = (
            spoilt[second : second + 4096],
            spoilt[first : first + 4096],
        )
    else:
        spoilt[20 + chance.randrange(80)] = chance.randrange(256)
    return bytes(spoilt)


def test_p19_mutated_files_are_refused_or_read_right(path: Path, tmp_path: Path) -> None:
    right = {change.uid: change for change in read_foreign(path).changes}
    data = path.read_bytes()
    chance = random.Random(2568)
    folder = tmp_path / "spoilt"
    folder.mkdir()
    refusals = 0
    for number in range(200):
        spoilt = folder / f"{number}.itadesk"
        spoilt.write_bytes(mutated(data, chance))
        try:
            found = read_foreign(spoilt)
        except UserError:
            refusals += 1
            continue
        assert all(right[change.uid] == change for change in found.changes)
    assert 50 < refusals < 200
