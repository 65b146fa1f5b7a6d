"""How itadesk connects to SQLite: pragmas that are read back, transactions, errors sorted."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from itadesk.core.errors import UserError

# howtocorrupt, pragma.html: a pragma may silently not apply, so each is read back.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", "3000", 3000),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("journal_mode", "DELETE", "delete"),
    # EXTRA also syncs the folder once the journal is gone: the last action survives a power cut.
    ("synchronous", "EXTRA", 3),
)

KEY_OF_CODE = {
    "BUSY": "file-busy",
    "LOCKED": "file-busy",
    "READONLY": "cannot-write",
    "PERM": "cannot-write",
    "CANTOPEN": "cannot-write",
    "FULL": "disk-full",
    "IOERR": "drive-trouble",
    "CORRUPT": "file-damaged",
    "NOTADB": "file-damaged",
}


class DamagedError(Exception):
    """The file is not what was written to it, though SQLite sees nothing wrong."""


@contextlib.contextmanager
def sorted_errors(path: Path) -> Iterator[None]:
    """Raises what SQLite says about the user's world, and `DamagedError`, as `UserError`.

    The keys are file-busy, cannot-write, disk-full, drive-trouble and file-damaged. Anything else
    is a bug and is raised as itself.
    """
    try:
        yield
    except (DamagedError, UnicodeDecodeError) as error:  # SQLite quotes damaged text in its errors
        raise UserError("file-damaged", name=path.name) from error
    except sqlite3.Error as error:
        key = KEY_OF_CODE.get(_primary_code(error))
        if key is None:
            raise
        raise UserError(key, name=path.name) from error


def _primary_code(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name:
        return str(name).split("_")[1]
    # Python gives no code for text in the file that is not UTF-8.
    return "CORRUPT" if "Could not decode to UTF-8" in str(error) else ""


def connected(path: Path) -> sqlite3.Connection:
    """A connection to an existing database file, with every pragma in force.

    Nothing begins a transaction on it but `transaction`. Raises as `sorted_errors` does.
    """
    with sorted_errors(path):
        # An open file may be lent to another thread, and is used by one at a time.
        conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        try:
            _apply_pragmas(conn)
        except BaseException:
            conn.close()
            raise
    return conn


def _apply_pragmas(conn: sqlite3.Connection) -> None:
    for name, value, expected in _PRAGMAS:
        conn.execute(f"PRAGMA {name} = {value}")
        read = conn.execute(f"PRAGMA {name}").fetchone()
        # SQLite built without memory mapping answers nothing about it.
        if read != (expected,) and (name, read) != ("mmap_size", None):
            message = f"PRAGMA {name} is {read}, not {expected}"
            raise AssertionError(message)
    if sys.version_info >= (3, 12):
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        conn.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


@contextlib.contextmanager
def transaction(
    conn: sqlite3.Connection, path: Path, kind: Literal["IMMEDIATE", "EXCLUSIVE"] = "IMMEDIATE"
) -> Iterator[None]:
    """All of the block is in the file when it ends, or nothing of it. Does not nest.

    Others can read meanwhile unless it is "EXCLUSIVE".

    Raises as `sorted_errors` does; an exception of the block itself is raised as it is.
    """
    if conn.in_transaction:
        message = "a transaction is already open"
        raise AssertionError(message)
    with sorted_errors(path):
        conn.execute(f"BEGIN {kind}")
        try:
            yield
            conn.execute("COMMIT")
        except BaseException:
            _roll_back(conn)
            raise


@contextlib.contextmanager
def one_moment(conn: sqlite3.Connection) -> Iterator[None]:
    """All that is read in the block is of one moment, even while another program writes."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        _roll_back(conn)


def _roll_back(conn: sqlite3.Connection) -> None:
    # On a full disk SQLite has done so by itself. Where it cannot, it will when the file is next
    # opened, and what the caller must hear about is the first error.
    if conn.in_transaction:
        with contextlib.suppress(sqlite3.Error):
            conn.execute("ROLLBACK")
