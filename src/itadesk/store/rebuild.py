"""Makes heads and current rows anew from the log."""

from __future__ import annotations

import contextlib
import sqlite3
from itertools import chain
from pathlib import Path

from itadesk.core.changelog import heads_of, record_of
from itadesk.core.errors import UserError
from itadesk.core.model import TABLES
from itadesk.store import attachments, rows
from itadesk.store import changes as log
from itadesk.store.append import write_heads
from itadesk.store.connection import transaction
from itadesk.store.meta import Meta, meta_in, put_meta
from itadesk.store.opening import checked


def rebuild(path: Path) -> None:
    """Makes everything but the log anew from the log, in one transaction.

    Raises:
        UserError: log-damaged when the log itself is not whole; else as opening does.
    """
    with contextlib.closing(checked(path)) as conn, transaction(conn, path):
        rebuild_in(conn, path)


def rebuild_in(conn: sqlite3.Connection, path: Path) -> None:
    """Does it inside a transaction.

    Raises:
        UserError: log-damaged.
    """
    before = meta_in(conn)
    for table in ("head", *TABLES):
        conn.execute(f'DELETE FROM "{table}"')  # noqa: S608
    marks, clock = attachments.marks(conn), 0
    for of_row in log.whole_log(conn):
        if of_row.damaged:
            place = f"{of_row.table} {of_row.row}"
            raise UserError("log-damaged", name=path.name, count=1, first=place)
        clock = max(clock, *(change.clock for change in of_row.changes))
        marks ^= _write(conn, of_row)
    sealed = min(before.sealed_clock, clock)
    meta = Meta(before.file_uid, before.made_by, clock, sealed, before.saved_at)
    put_meta(conn, meta, marks ^ meta.mark())


def _write(conn: sqlite3.Connection, of_row: log.RowLog) -> int:
    heads = {key[2]: found for key, found in heads_of(of_row.changes).items()}
    marks = write_heads(conn, chain.from_iterable(heads.values()))
    if of_row.table not in TABLES:
        return marks
    record, _conflicts = record_of(of_row.table, of_row.row, heads)
    if record is not None:
        values = rows.stored(of_row.table, record)
        rows.put(conn, of_row.table, values)
        marks ^= rows.mark(of_row.table, values)
    return marks
