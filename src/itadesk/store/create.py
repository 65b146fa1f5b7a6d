"""How a new office file comes into being: whole under its name, or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from itadesk.core.changelog import Change
from itadesk.core.errors import UserError, from_os_error
from itadesk.core.model import EMPTY
from itadesk.store import durable, formats
from itadesk.store.append import append
from itadesk.store.connection import connected, sorted_errors, transaction
from itadesk.store.meta import Meta, put_meta


def create(path: Path, changes: Sequence[Change], file_uid: str, made_by: str) -> None:
    """Makes an office file that holds these changes; never writes over a file.

    It is made under another name in the same folder and gets its own when it is complete.
    `file_uid` is 32 random hex digits; `made_by` names the program and its version.

    Raises:
        UserError: file-exists, folder-missing, cannot-write, disk-full, drive-trouble.
    """
    part = path.with_name(f".{path.name}.{file_uid[:8]}.part")
    with _sorted_os_errors(path):
        _refuse_existing(path)
        durable.make_empty(part)
        try:
            _fill(part, path, changes, Meta(file_uid, made_by, 0, 0, ""))
            _refuse_existing(path)
            durable.replace_file(part, path)
        except BaseException:
            durable.remove_part(part)
            raise
        durable.sync_folder(path.parent)


@contextlib.contextmanager
def _sorted_os_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise from_os_error(error, path.name) from error


def _refuse_existing(path: Path) -> None:
    if path.exists() or path.is_symlink():
        raise UserError("file-exists", name=path.name)


def _fill(part: Path, path: Path, changes: Sequence[Change], empty: Meta) -> None:
    """`path` is the name that errors speak of."""
    conn = connected(part)
    try:
        with sorted_errors(path):
            conn.executescript(
                f"PRAGMA application_id = {formats.APPLICATION_ID};"
                f"PRAGMA user_version = {formats.newest()};"
                f"BEGIN; {formats.schema_sql()} COMMIT;"
            )
        with transaction(conn, path):
            effect = append(conn, EMPTY, changes)
            clock = max((change.clock for change in changes), default=0)
            saved_at = max((change.at_utc for change in changes), default="")
            meta = Meta(empty.file_uid, empty.made_by, clock, 0, saved_at)
            put_meta(conn, meta, effect.marks ^ meta.mark())
    finally:
        conn.close()
