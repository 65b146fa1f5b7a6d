"""Reading an office file that comes from outside, as one that may have been made to do harm.

It is copied to a private folder, and nothing but its log is used, change by change.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import stat
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from itadesk.core.changelog import Change, FieldKey
from itadesk.core.errors import UserError, from_os_error
from itadesk.core.strangers import is_closed, is_sound
from itadesk.store import attachments, formats
from itadesk.store import changes as log
from itadesk.store.attachments import Attachment
from itadesk.store.connection import DamagedError
from itadesk.store.meta import Meta, meta_in
from itadesk.store.migrations import migrate
from itadesk.store.opening import check_header, integrity_faults, is_locked

SECONDS = 20.0
MOST_BYTES = 512 * 2**20
_MOST_CHANGES = 500_000
_MOST_TEXT = 200_000_000
_PIECE = 2**20
_STEPS = 10_000  # instructions of SQLite between two looks at the clock
_SIDECARS = ("-journal", "-wal", "-shm")
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 100_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 100),
)
_PRAGMAS = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "query_only = ON")
_FUNCTIONS = frozenset({"length"})  # in the schema's own checks
_FILE_UID = re.compile("[0-9a-f]{32}")
_SCALARS = '"-0123456789tfn'


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file from outside says about itself, and its log, every change whole.

    `attachments` are the hashes of its pictures and scans; `foreign_attachments` reads them.
    `rejected` are the fields of those changes that are not what somebody once wrote.
    """

    meta: Meta
    changes: tuple[Change, ...]
    attachments: frozenset[str]
    rejected: tuple[FieldKey, ...] = ()


def read_foreign(path: Path, password: str = "", seconds: float = SECONDS) -> Foreign:
    """The log of a file that comes from outside, whole from its first change to its last.

    Raises:
        UserError: as `read_sound`; file-damaged also where one change is.
    """
    found = read_sound(path, password, seconds)
    if found.rejected or not is_closed(found.changes):
        raise UserError("file-damaged", name=path.name)
    return found


def read_sound(path: Path, password: str = "", seconds: float = SECONDS) -> Foreign:
    """All sound changes of a file that comes from outside; what they replace may be missing.

    Nothing is written beside the file or into it. It must not be one that this process has open.

    Raises:
        UserError: file-missing, cannot-read, file-empty, not-an-office-file, file-newer,
            file-unfinished, file-too-large, file-unsafe, file-damaged, password-needed,
            password-wrong.
    """
    with _opened(path, password, seconds) as conn:
        meta = meta_in(conn)
        if not _FILE_UID.fullmatch(meta.file_uid):
            raise DamagedError
        changes, rejected = _sorted_changes(conn, path, time.monotonic() + seconds)
        if rejected and not changes:
            raise DamagedError
        return Foreign(meta, changes, frozenset(attachments.hashes(conn)), rejected)


def foreign_attachments(
    path: Path, wanted: Collection[str], password: str = "", seconds: float = SECONDS
) -> Iterator[Attachment]:
    """Those pictures and scans of a file from outside that are whole, one in memory at a time.

    Raises:
        UserError: as `read_sound`.
    """
    with _opened(path, password, seconds) as conn:
        for sha256 in sorted(wanted):
            with contextlib.suppress(DamagedError):
                found = attachments.get(conn, sha256)
                if found is not None:
                    yield found


@contextlib.contextmanager
def _opened(path: Path, password: str, seconds: float) -> Iterator[sqlite3.Connection]:
    """A connection to a private copy of a file that is whole and has our tables only."""
    check_outside(path)
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        copy = _private_copy(path, Path(folder), password)
        version = check_header(copy)
        with _renamed_errors(path), contextlib.closing(_guarded(copy, seconds)) as conn:
            _check_tables(conn, version, path)
            if version == formats.newest():
                yield conn
                return
        migrate(copy)
        with _renamed_errors(path), contextlib.closing(_guarded(copy, seconds)) as conn:
            yield conn


def _check_tables(conn: sqlite3.Connection, version: int, path: Path) -> None:
    if integrity_faults(conn):
        raise DamagedError
    if formats.schema_of(conn) != formats.expected_schema(version):
        raise UserError("file-unsafe", name=path.name)


def check_outside(path: Path) -> None:
    """Looks at a file without SQLite: what it is, how large, what lies beside it.

    Raises:
        UserError: as `read_foreign`.
    """
    try:
        found = path.lstat()
    except FileNotFoundError as error:
        raise UserError("file-missing", name=path.name) from error
    except OSError as error:
        raise UserError("cannot-read", name=path.name) from error
    if stat.S_ISDIR(found.st_mode):
        raise UserError("not-an-office-file", name=path.name)
    if not stat.S_ISREG(found.st_mode):
        raise UserError("file-unsafe", name=path.name)
    if found.st_size > MOST_BYTES:
        raise UserError("file-too-large", name=path.name)
    if any(os.path.lexists(path.with_name(path.name + end)) for end in _SIDECARS):
        raise UserError("file-unfinished", name=path.name)
    if not is_locked(path):
        check_header(path)


def _private_copy(path: Path, folder: Path, password: str) -> Path:
    """The file in a private folder, opened with the password where it is locked."""
    copy = folder / path.name
    _copy(path, copy)
    if not is_locked(copy):
        return copy
    if not password:
        raise UserError("password-needed", name=path.name)
    from itadesk.store.locked import unlock  # slow to load, seldom needed

    opened = folder / "opened" / path.name
    try:
        opened.parent.mkdir()
        unlock(copy, opened, password)
    except OSError as error:
        raise from_os_error(error, path.name) from error
    return opened


def _copy(path: Path, copy: Path) -> None:
    """A private copy need not outlive a power cut, so it is not synced."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    copied = 0
    try:
        source = os.open(path, flags)
        try:
            target = os.open(
                copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
            )
            with os.fdopen(target, "wb") as stream:
                while piece := os.read(source, _PIECE):
                    copied += len(piece)
                    if copied > MOST_BYTES:
                        raise UserError("file-too-large", name=path.name)
                    stream.write(piece)
        finally:
            os.close(source)
    except OSError as error:
        raise UserError("cannot-read", name=path.name) from error


def _guarded(copy: Path, seconds: float) -> sqlite3.Connection:
    """A connection that can only read, only our kind of file, and only for so long."""
    conn = sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True, isolation_level=None)
    # A text that is none makes its change unsound, and no other.
    conn.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        for limit, most in _LIMITS:
            conn.setlimit(limit, most)
        for pragma in _PRAGMAS:
            conn.execute(f"PRAGMA {pragma}")
        conn.set_authorizer(_allows)
        end = time.monotonic() + seconds
        conn.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    except BaseException:
        conn.close()
        raise
    return conn


def _allows(
    action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None
) -> int:
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first == "integrity_check":
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@contextlib.contextmanager
def _renamed_errors(path: Path) -> Iterator[None]:
    """Whatever SQLite says about a file from outside is that file's fault."""
    try:
        yield
    except (DamagedError, UnicodeDecodeError) as error:
        raise UserError("file-damaged", name=path.name) from error
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        if name.startswith(("SQLITE_INTERRUPT", "SQLITE_AUTH")):
            raise UserError("file-unsafe", name=path.name) from error
        raise UserError("file-damaged", name=path.name) from error


def _sorted_changes(
    conn: sqlite3.Connection, path: Path, end: float
) -> tuple[tuple[Change, ...], tuple[FieldKey, ...]]:
    """The sound changes of the log, and the fields of the others."""
    sound: list[Change] = []
    rejected: list[FieldKey] = []
    size = 0
    for count, values in enumerate(log.in_order(conn)):
        table, row, field, _clock, *others = values
        size += sum(map(len, (table, row, field, *others)))  # type: ignore[arg-type]
        if count >= _MOST_CHANGES or size > _MOST_TEXT or time.monotonic() > end:
            raise UserError("file-unsafe", name=path.name)
        try:
            sound.append(_change(values))
        except DamagedError:
            rejected.append((str(table), str(row), str(field)))
    return tuple(sound), tuple(rejected)


def _change(values: Sequence[str | int | bytes]) -> Change:
    *_key, value, _replaces = values
    if not (isinstance(value, str) and value[:1] in _SCALARS and value):
        raise DamagedError
    change = log.change_from(values)
    if not is_sound(change):
        raise DamagedError
    return change
