"""How an office file is opened: nothing is shown before everything has been checked."""

from __future__ import annotations

import sqlite3
import struct
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from itadesk.core.changelog import EXISTS, FieldKey, record_of
from itadesk.core.errors import UserError
from itadesk.core.model import TABLES, Record, State
from itadesk.store import attachments, changes, formats, rows
from itadesk.store.connection import DamagedError, connected, one_moment, sorted_errors
from itadesk.store.meta import Meta, digest_in, meta_in
from itadesk.store.rows import HeadRow

SUFFIX = ".itadesk"

_HEADER_BYTES = 100
_SMALLEST = 512
_MAGIC = b"SQLite format 3\0"
# What a copy begins with that a password locks (`store.locked`); its end is the number of that
# layout, the costs of scrypt included.
LOCKED = b"itadesk locked 1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The current content of a file; `digest` is what all of it must add up to."""

    meta: Meta
    digest: int
    state: State


def opened(path: Path) -> tuple[sqlite3.Connection, Loaded]:
    """A connection to an office file and its content, after every check that `checked` makes.

    Raises:
        UserError: as `checked`; also file-damaged when the content is not what was written.
    """
    conn = checked(path)
    try:
        with sorted_errors(path), one_moment(conn):
            loaded = load(conn)
            if loaded.digest != digest_in(conn):
                raise DamagedError
    except BaseException:
        conn.close()
        raise
    return conn, loaded


def checked(path: Path) -> sqlite3.Connection:
    """A connection to a file that is an office file of the newest format, whole as SQLite sees it.

    No other connection of this process may be open on it: closing the file that is read here
    would drop that connection's locks (howtocorrupt, section 2.2).

    Raises:
        UserError: file-missing, file-empty, not-an-office-file, file-newer, file-unfinished,
            file-damaged, cannot-read, or one of `sorted_errors`.
        ValueError: an older file, which `migrations.migrate` was to bring to the newest format.
    """
    if check_header(path) < formats.newest():
        message = f"{path.name} is of an older format"
        raise ValueError(message)
    conn = connected(path)
    try:
        with sorted_errors(path):
            check_structure(conn, formats.newest())
    except BaseException:
        conn.close()
        raise
    return conn


def check_structure(conn: sqlite3.Connection, version: int) -> None:
    """A file is whole as SQLite sees it, and has the tables of its format and nothing else.

    Raises:
        DamagedError: it is not.
    """
    if integrity_faults(conn) or formats.schema_of(conn) != formats.expected_schema(version):
        raise DamagedError


def integrity_faults(conn: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong, up to 100 things; quick_check would miss most damage to indexes."""
    found = [str(line) for (line,) in conn.execute("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found


def check_header(path: Path) -> int:
    """Looks at the first bytes, and beside the file, before SQLite does; gives its format.

    Raises:
        UserError: file-missing, file-empty, not-an-office-file, file-newer, file-unfinished,
            file-damaged, cannot-read, password-needed.
    """
    header = _header(path)
    if not header:
        raise UserError("file-empty", name=path.name)
    if header.startswith(LOCKED):
        raise UserError("password-needed", name=path.name)
    if not header.startswith(_MAGIC):
        raise UserError("not-an-office-file", name=path.name)
    if len(header) < _HEADER_BYTES or path.stat().st_size < _SMALLEST:
        raise UserError("file-damaged", name=path.name)
    write_version, read_version = header[18], header[19]
    version, application_id = struct.unpack(">I4xI", header[60:72])
    if application_id != formats.APPLICATION_ID:
        raise UserError("not-an-office-file", name=path.name)
    if version > formats.newest():
        raise UserError("file-newer", name=path.name, version=version)
    if version < 1:
        raise UserError("file-damaged", name=path.name)
    # itadesk never uses a write-ahead log: another program has opened the file and left part of
    # it in the log beside it.
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    if (write_version, read_version) != (1, 1) or any(file.exists() for file in beside):
        raise UserError("file-unfinished", name=path.name)
    return int(version)


def is_locked(path: Path) -> bool:
    """Whether a file is a copy that a password locks; False for one that cannot be read."""
    try:
        return _header(path).startswith(LOCKED)
    except UserError:
        return False


def _header(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UserError("not-an-office-file", name=path.name)
        with path.open("rb") as stream:
            return stream.read(_HEADER_BYTES)
    except FileNotFoundError as error:
        raise UserError("file-missing", name=path.name) from error
    except OSError as error:
        raise UserError("cannot-read", name=path.name) from error


def load(conn: sqlite3.Connection) -> Loaded:
    """The current content; its digest is computed, not read.

    Raises:
        DamagedError: the log is not what was written to it.
    """
    meta = meta_in(conn)
    digest = meta.mark() ^ attachments.marks(conn)
    tables: dict[str, dict[str, Record]] = {}
    for table in TABLES:
        found = tables[table] = {}
        for values in rows.select(conn, table):
            digest ^= rows.mark(table, values)
            record = rows.record_from(table, values)
            found[record.id] = record
    marks, conflicts = _read_heads(conn, tables)
    return Loaded(meta, digest ^ marks, State(tables=tables, conflicts=conflicts))


def _read_heads(
    conn: sqlite3.Connection, tables: dict[str, dict[str, Record]]
) -> tuple[int, frozenset[FieldKey]]:
    """The marks of all heads, and the conflicts among them.

    Only rows that may be in conflict are looked up in the log: those with two heads of a field,
    and those that are deleted and yet edited.
    """
    marks = 0
    suspect: dict[tuple[str, str], list[HeadRow]] = {}
    for (table, row), group in groupby(rows.select_heads(conn), key=itemgetter(0, 1)):
        of_row = list(group)
        marks ^= rows.heads_mark(of_row)
        names = [field for _table, _row, field, _clock, _uid in of_row]
        gone = table in tables and row not in tables[table] and names != [EXISTS]
        if gone or len(set(names)) < len(names):
            suspect[table, row] = of_row
    conflicts: set[FieldKey] = set()
    for (table, row), of_row in suspect.items():
        if table in tables:
            found = changes.by_field(changes.changes_at(conn, of_row))
            conflicts |= record_of(table, row, found)[1]
    return marks, frozenset(conflicts)
