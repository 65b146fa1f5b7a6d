"""Pragmas in force, transactions whole or gone, SQLite's errors sorted; each made for real."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.offices import new_file

from itadesk.core.errors import UserError
from itadesk.store.connection import DamagedError, connected, sorted_errors, transaction

ROOT = Path(__file__).parents[2]
COUNT = "SELECT count(*) FROM unit"
ADD = "INSERT INTO unit (id, name, place) VALUES (?, ?, 0.0)"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_file(tmp_path / "อบต.itadesk")


@pytest.fixture
def conn(path: Path) -> Iterator[sqlite3.Connection]:
    conn = connected(path)
    yield conn
    conn.close()


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("secure_delete", 1),
        ("busy_timeout", 3000),
    ],
)
def test_p02_pragmas_are_in_force(conn: sqlite3.Connection, pragma: str, expected: object) -> None:
    assert conn.execute(f"PRAGMA {pragma}").fetchone() == (expected,)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_p02_journal_database_and_folder_are_synced_before_a_commit_returns(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from itadesk.store.connection import connected, transaction\n"
        "path = Path(sys.argv[1]); conn = connected(path)\n"
        "with transaction(conn, path): conn.execute('DELETE FROM component')\n"
    )
    command = ["strace", "-f", "-y", "-e", "trace=fsync,fdatasync,unlink"]
    traced = subprocess.run(
        [*command, sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    synced = [line for line in traced.stderr.splitlines() if "sync(" in line]
    assert any("-journal>" in line for line in synced)
    assert any(line.split("<")[1].split(">")[0].endswith(".itadesk") for line in synced)
    assert any(f"<{path.parent}>" in line for line in synced)


def test_a_transaction_is_whole(conn: sqlite3.Connection, path: Path) -> None:
    with transaction(conn, path):
        conn.execute(ADD, ("a", "กองคลัง"))
        conn.execute(ADD, ("b", "กองช่าง"))
    assert conn.execute(COUNT).fetchone() == (2,)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_p01_an_exception_takes_everything_back(
    conn: sqlite3.Connection, path: Path, error: type[BaseException]
) -> None:
    def interrupted() -> None:
        with transaction(conn, path):
            conn.execute(ADD, ("a", ""))
            raise error

    with pytest.raises(error):
        interrupted()
    assert not conn.in_transaction
    assert conn.execute(COUNT).fetchone() == (0,)


def test_transactions_do_not_nest(conn: sqlite3.Connection, path: Path) -> None:
    with transaction(conn, path):
        with pytest.raises(AssertionError), transaction(conn, path):
            pass
        assert conn.in_transaction


def test_p12_a_second_writer_hears_of_the_first(conn: sqlite3.Connection, path: Path) -> None:
    other = connected(path)
    other.execute("PRAGMA busy_timeout = 10")
    with transaction(conn, path):
        with pytest.raises(UserError) as told, transaction(other, path):
            pass
        assert told.value.key == "file-busy"
        assert told.value.facts == {"name": "อบต.itadesk"}
    other.close()


def test_p03_a_full_disk_changes_nothing(conn: sqlite3.Connection, path: Path) -> None:
    before = path.read_bytes()
    (pages,) = conn.execute("PRAGMA page_count").fetchone()
    conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError) as told, transaction(conn, path):
        conn.execute(ADD, ("a", "ก" * 100_000))
    assert told.value.key == "disk-full"
    assert not conn.in_transaction
    assert path.read_bytes() == before


def test_a_file_that_may_only_be_read_says_so(conn: sqlite3.Connection, path: Path) -> None:
    conn.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError) as told, transaction(conn, path):
        conn.execute(ADD, ("a", ""))
    assert told.value.key == "cannot-write"


def test_a_folder_in_the_place_of_a_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(UserError) as told:
        connected(tmp_path)
    assert told.value.key == "cannot-write"


def test_something_else_in_the_place_of_a_file_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "text.itadesk"
    path.write_bytes(b"SQLite format 3\0" + b"x" * 4096)
    with pytest.raises(UserError) as told:
        connected(path)
    assert told.value.key == "file-damaged"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "file-busy"),
        ("SQLITE_LOCKED", "file-busy"),
        ("SQLITE_READONLY_DIRECTORY", "cannot-write"),
        ("SQLITE_CANTOPEN_ISDIR", "cannot-write"),
        ("SQLITE_IOERR_WRITE", "drive-trouble"),
        ("SQLITE_IOERR_FSYNC", "drive-trouble"),
        ("SQLITE_CORRUPT_INDEX", "file-damaged"),
        ("SQLITE_NOTADB", "file-damaged"),
    ],
)
def test_what_cannot_be_made_here_is_sorted_by_its_name(name: str, key: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = name
    with pytest.raises(UserError) as told, sorted_errors(Path("a.itadesk")):
        raise error
    assert told.value.key == key
    assert told.value.__cause__ is error


def test_text_that_is_not_text_is_damage(conn: sqlite3.Connection, path: Path) -> None:
    with transaction(conn, path):
        conn.execute("INSERT INTO unit VALUES ('a', CAST(x'ff' AS TEXT), 0.0)")
    with pytest.raises(UserError) as told, sorted_errors(path):
        conn.execute("SELECT name FROM unit").fetchall()
    assert told.value.key == "file-damaged"


def test_damage_that_only_itadesk_sees_is_damage(path: Path) -> None:
    with pytest.raises(UserError) as told, sorted_errors(path):
        raise DamagedError
    assert told.value.key == "file-damaged"


@pytest.mark.parametrize("statement", ["SELECT nothing", "INSERT INTO unit VALUES (1, 2)"])
def test_our_own_mistakes_are_raised_as_they_are(
    conn: sqlite3.Connection, path: Path, statement: str
) -> None:
    with pytest.raises(sqlite3.OperationalError), transaction(conn, path):
        conn.execute(statement)
    assert not conn.in_transaction


def test_damaged_text_that_sqlite_quotes_is_damage(path: Path) -> None:
    with pytest.raises(UserError) as told, sorted_errors(path):
        b"\xd9".decode()
    assert told.value.key == "file-damaged"
