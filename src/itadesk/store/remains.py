"""What is left of a damaged file, put in order so that a sound file can be made of it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from itadesk.core.changelog import Change, Edit, heads_of, made, record_of
from itadesk.core.model import TABLES, Record
from itadesk.core.strangers import is_closed, is_sound
from itadesk.store import attachments, rows
from itadesk.store import changes as log
from itadesk.store.attachments import Attachment
from itadesk.store.connection import DamagedError
from itadesk.store.meta import meta_in

RowKey = tuple[str, str]
_ENDS = ("", " DESC")
_LOG_KEY = ("table_name", "row_id", "field", "clock", "uid")


@dataclass(frozen=True, slots=True)
class Remains:
    """What could be read: whole histories of rows, and bare values of rows whose history is not.

    `file_uid` is empty where the file does not say it.
    """

    file_uid: str
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    rows_without_history: int
    attachments: tuple[Attachment, ...]


def remains_of(copy: Path) -> Remains:
    """Reads all that SQLite can still read of a private copy of a damaged file.

    A row's history is kept only if it is whole and leads to what the row says; otherwise the row
    is kept as it is, or as what is left of its history says.
    """
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        current = dict(_records(conn))
        histories: dict[RowKey, dict[str, Change]] = {}
        for change in _changes(conn, current):
            histories.setdefault(change.key[:2], {})[change.uid] = change
        file_uid = _file_uid(conn)
        pictures = tuple(_pictures(conn))
    kept: list[Change] = []
    edits: list[Edit] = []
    bare = 0
    for key in histories.keys() | current.keys():
        history = list(histories.get(key, {}).values())
        told = _told_by(key, history)
        if history and is_closed(history) and current.get(key, told) == told:
            kept.extend(history)
        else:
            record = current.get(key, told)
            if record is not None:
                bare += 1
                edits.extend(made(record, key[0]))
    return Remains(file_uid, tuple(kept), tuple(edits), bare, pictures)


def _told_by(key: RowKey, history: Sequence[Change]) -> Record | None:
    """The row that a history adds up to; None also for a table this program does not know."""
    if key[0] not in TABLES:
        return None
    heads = {field: found for (_table, _row, field), found in heads_of(history).items()}
    return record_of(*key, heads)[0]


def _records(conn: sqlite3.Connection) -> Iterator[tuple[RowKey, Record]]:
    for table in TABLES:
        columns = ", ".join(f'"{name}"' for name in rows.COLUMNS[table])
        for end in _ENDS:
            sql = f'SELECT {columns} FROM "{table}" ORDER BY "id"{end}'  # noqa: S608
            for values in _until_damage(conn, sql):
                with contextlib.suppress(TypeError):
                    record = rows.record_from(table, tuple(values))  # type: ignore[arg-type]
                    yield (table, record.id), record


def _changes(conn: sqlite3.Connection, known: dict[RowKey, Record]) -> Iterator[Change]:
    """From both ends up to what is damaged, and then by the rows that are known."""
    columns = "table_name, row_id, field, clock, uid, nonce, at_utc, by_name, value, replaces"
    found: Iterator[Sequence[str | int | bytes]]
    for end in _ENDS:
        order = ", ".join(f"{name}{end}" for name in _LOG_KEY)
        found = _until_damage(conn, f"SELECT {columns} FROM change ORDER BY {order}")  # noqa: S608
        yield from _sound(found)
    for key in known:
        sql = f"SELECT {columns} FROM change WHERE table_name = ? AND row_id = ?"  # noqa: S608
        yield from _sound(_until_damage(conn, sql, key))


def _sound(found: Iterator[Sequence[str | int | bytes]]) -> Iterator[Change]:
    for values in found:
        with contextlib.suppress(DamagedError, RecursionError, AttributeError, TypeError):
            change = log.change_from(values)
            if isinstance(change.value, str | int | float | None) and is_sound(change):
                yield change


def _until_damage(
    conn: sqlite3.Connection, sql: str, given: Sequence[str] = ()
) -> Iterator[Sequence[str | int | bytes]]:
    """Rows until SQLite, or the text in one, cannot be read any further."""
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        yield from conn.execute(sql, given)


def _file_uid(conn: sqlite3.Connection) -> str:
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, DamagedError):
        return meta_in(conn).file_uid
    return ""


def _pictures(conn: sqlite3.Connection) -> Iterator[Attachment]:
    for end in _ENDS:
        sql = f"SELECT sha256 FROM attachment ORDER BY sha256{end}"  # noqa: S608
        for (sha256,) in _until_damage(conn, sql):
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, DamagedError):
                found = attachments.get(conn, str(sha256))
                if found is not None:
                    yield found
