"""A finished copy of an office file: proved to be whole and the same before it gets its name."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itadesk.core.errors import UserError, from_os_error
from itadesk.store import changes as log
from itadesk.store import durable
from itadesk.store.check import Soundness, check
from itadesk.store.connection import connected, sorted_errors
from itadesk.store.file import OfficeFile
from itadesk.store.meta import digest_in, meta_in

PART = ".part"
_STEPS = 1000  # instructions of SQLite between two questions whether to go on
_ATTEMPTS = 30
_OF_THE_SOURCE = frozenset({"file-damaged", "file-busy"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a copy is: where, when it was made, what it holds, the SHA-256 of its bytes."""

    path: Path
    at: str
    changes: int
    rows: int
    sha256: str


def never() -> bool:
    """Nobody stops the work."""
    return False


def snapshot(
    source: OfficeFile | Path,
    target: Path,
    at: str,
    *,
    over: bool = False,
    cancelled: Callable[[], bool] = never,
) -> Receipt:
    """Makes `target` a complete copy of an office file; at any moment it is whole or not there.

    An open file is sealed first. A path is that of a file which is sealed or will not be edited;
    it may be open in another thread, where writing then waits. `at` is the time for the receipt.
    `over` lets the copy take the place of a file, which must not be open. `cancelled` is asked
    often; once it says True the copy is given up.

    Raises:
        UserError: file-missing, file-exists, copy-differs, cancelled, file-damaged, file-busy,
            folder-missing, cannot-write, disk-full, drive-trouble; also file-changed for an open
            file. Nothing is then left under the name of the copy.
    """
    if isinstance(source, OfficeFile):
        source.seal()
        source = source.path
    if not source.is_file():
        raise UserError("file-missing", name=source.name)
    if not over and (target.exists() or target.is_symlink()):
        raise UserError("file-exists", name=target.name)
    with part_of(target) as part:
        content = _copied(source, part, target, cancelled)
        found = _proved(part, target, content)
        written = finish(part, target, cancelled)
    return Receipt(target, at, found.changes, found.rows, written)


@contextlib.contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """An empty file beside `target` to write a copy into; it is gone if the block raises.

    What a drive says in the block is raised as `UserError`.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
    try:
        durable.make_empty(part)
        try:
            yield part
        except BaseException:
            durable.remove_part(part)
            raise
    except OSError as error:
        raise from_os_error(error, target.name) from error


def finish(part: Path, target: Path, cancelled: Callable[[], bool]) -> str:
    """Gives a copy that was proved its name, once the drive has it; its SHA-256.

    Raises:
        UserError: copy-differs, cancelled.
    """
    if cancelled():
        raise UserError("cancelled", name=target.name)
    written = durable.hash_on_drive(part)
    durable.sync_file(part)
    if durable.hash_on_drive(part) != written:
        raise UserError("copy-differs", name=target.name)
    durable.replace_file(part, target)
    durable.sync_folder(target.parent)
    return written


def _copied(source: Path, part: Path, target: Path, cancelled: Callable[[], bool]) -> str:
    """Copies the database; gives the digest of what it holds.

    Nobody is kept from writing meanwhile (a lock held here and a writer's would wait for each
    other): a copy during which something was written is made again.
    """
    with contextlib.closing(connected(source)) as conn:
        for _attempt in range(_ATTEMPTS):
            with sorted_errors(source):
                before = content_in(conn)
            _vacuum_into(part, conn, source, target, cancelled)
            with sorted_errors(source):
                if content_in(conn) == before:
                    return before
            durable.remove_part(part)
            durable.make_empty(part)
    raise UserError("file-busy", name=source.name)


def _vacuum_into(
    part: Path,
    conn: sqlite3.Connection,
    source: Path,
    target: Path,
    cancelled: Callable[[], bool],
) -> None:
    conn.set_progress_handler(cancelled, _STEPS)
    try:
        with sorted_errors(target):
            conn.execute("VACUUM INTO ?", (str(part),))
    except UserError as error:
        if error.key in _OF_THE_SOURCE:
            error.facts["name"] = source.name
        raise
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        raise UserError("cancelled", name=target.name) from error
    finally:
        conn.set_progress_handler(None, 0)


def content_in(conn: sqlite3.Connection) -> str:
    """A digest of everything in a file: of which changes its log has, and the file's own digest.

    A change's uid is a hash of the change.

    Raises:
        DamagedError: the file does not say what it is.
    """
    meta_in(conn)
    digest = hashlib.blake2b(digest_in(conn).to_bytes(16, "big"))
    digest.update("".join(log.uids(conn)).encode())
    return digest.hexdigest()


def _proved(part: Path, target: Path, content: str) -> Soundness:
    """Reads the whole copy back.

    Raises:
        UserError: copy-differs.
    """
    found = check(part)
    if found.is_sound:
        with contextlib.closing(connected(part)) as conn, sorted_errors(part):
            if content_in(conn) == content:
                return found
    raise UserError("copy-differs", name=target.name)
