"""Everything in a file as JSON lines, for whoever has no itadesk."""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path

from sqlite_utils import Database

from itadesk.core.changelog import Change
from itadesk.core.model import TABLES
from itadesk.store import attachments
from itadesk.store import changes as log
from itadesk.store.connection import connected, sorted_errors
from itadesk.store.meta import meta_in
from itadesk.store.migrations import in_newest_format

FORMAT = 1

_CHANGE = tuple(field.name for field in fields(Change))


def dump(path: Path) -> Iterator[bytes]:
    """The lines of a dump, in UTF-8, each one object with one key that says what it is.

    {"itadesk": …} once, then {"row": …}, {"attachment": …} with its bytes in base64, and
    {"change": …}. Needs less to be right than opening does, so that what can be read can be got
    out: only what SQLite or JSON cannot read stops it.

    Raises:
        UserError: as opening does.
    """
    with (
        in_newest_format(path) as current,
        contextlib.closing(connected(current)) as conn,
        sorted_errors(path),
    ):
        for entry in _entries(conn):
            yield json.dumps(entry, ensure_ascii=False).encode("utf-8") + b"\n"


def _entries(conn: sqlite3.Connection) -> Iterator[dict[str, object]]:
    yield {"itadesk": {"format": FORMAT, **asdict(meta_in(conn))}}
    # Rows as they stand in the file: a column that this program does not know comes out too.
    db = Database(conn, execute_plugins=False)
    for table in TABLES:
        for row in db.table(table).rows:
            yield {"row": {"table": table, **row}}
    for sha256, kept in attachments.everything(conn):
        encoded = base64.b64encode(kept.data).decode("ascii")
        yield {"attachment": {"sha256": sha256, "mime": kept.mime, "base64": encoded}}
    for logged in log.in_order(conn):
        change = log.change_from(logged)
        yield {"change": {name: getattr(change, name) for name in _CHANGE}}
