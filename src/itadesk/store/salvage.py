"""What can still be read of a damaged database, row by row, for whoever repairs it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from itadesk.core.model import TABLES
from itadesk.store.rows import COLUMNS

_CHANGE = "table_name, row_id, field, clock, uid, nonce, at_utc, by_name, value, replaces"
_CHANGE_KEY = "table_name, row_id, field, clock, uid"


def readable(copy: Path) -> Iterator[bytes]:
    """Lines of JSON in UTF-8 for every row that SQLite can read, each once.

    Each table is read from both ends up to what is damaged. `copy` is a private copy of the
    damaged file: SQLite may write to it.
    """
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as conn:
        conn.text_factory = _text
        for table in TABLES:
            columns = ", ".join(f'"{name}"' for name in COLUMNS[table])
            yield from _both_ends(conn, table, columns, "id")
        yield from _both_ends(conn, "change", _CHANGE, _CHANGE_KEY)


def _both_ends(conn: sqlite3.Connection, table: str, columns: str, key: str) -> Iterator[bytes]:
    """Table and column names are those of the model."""
    seen: set[bytes] = set()
    backwards = ", ".join(f'"{name}" DESC' for name in key.split(", "))
    forwards = ", ".join(f'"{name}"' for name in key.split(", "))
    for order in (forwards, backwards):
        sql = f'SELECT {columns} FROM "{table}" ORDER BY {order}'  # noqa: S608
        # Whatever SQLite cannot read ends this direction; what came before is out.
        with contextlib.suppress(sqlite3.Error):
            cursor = conn.execute(sql)
            names = [column[0] for column in cursor.description]
            for values in cursor:
                line = _line(table, dict(zip(names, values, strict=True)))
                if line not in seen:
                    seen.add(line)
                    yield line


def _line(table: str, values: dict[str, object]) -> bytes:
    plain = {
        name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()
    }
    return json.dumps({"table": table, **plain}, ensure_ascii=False).encode() + b"\n"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
