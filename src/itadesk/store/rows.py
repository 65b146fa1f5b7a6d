"""Current rows as SQLite keeps them, and the hash that notices when one is damaged."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from itadesk.core.model import FIELDS, TABLES, Record, Value

Stored: TypeAlias = tuple[Value, ...]
HeadRow: TypeAlias = tuple[str, str, str, int, bytes]  # table, row id, field, clock, uid

DIGEST_BYTES = 16

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {table: ("id", *kinds) for table, kinds in FIELDS.items()}
)

_BOOLS: Mapping[str, tuple[int, ...]] = {
    table: tuple(place for place, kind in enumerate(kinds.values(), 1) if bool in kind)
    for table, kinds in FIELDS.items()
}
_FLOATS: Mapping[str, tuple[int, ...]] = {
    table: tuple(place for place, kind in enumerate(kinds.values(), 1) if float in kind)
    for table, kinds in FIELDS.items()
}

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


# Table and column names are those of the model; values are always parameters.
_SELECT = {
    table: f'SELECT {_quoted(columns)} FROM "{table}"'  # noqa: S608
    for table, columns in COLUMNS.items()
}
_PUT = {
    table: f'INSERT OR REPLACE INTO "{table}" ({_quoted(columns)}) '  # noqa: S608
    f"VALUES ({', '.join('?' * len(columns))})"
    for table, columns in COLUMNS.items()
}
_REMOVE = {table: f'DELETE FROM "{table}" WHERE "id" = ?' for table in COLUMNS}  # noqa: S608


def stored(table: str, record: Record) -> Stored:
    """The values of a row in the order of `COLUMNS`, as SQLite will give them back."""
    values: list[Value] = [getattr(record, name) for name in COLUMNS[table]]
    for place in _BOOLS[table]:
        values[place] = int(values[place])  # type: ignore[arg-type]
    for place in _FLOATS[table]:
        number = values[place]
        # SQLite keeps no negative zero; adding a zero makes it a plain one.
        values[place] = None if number is None else float(number) + 0.0
    return tuple(values)


def record_from(table: str, values: Stored) -> Record:
    """The row that these stored values are."""
    given = list(values)
    for place in _BOOLS[table]:
        given[place] = bool(given[place])
    return TABLES[table](*given)  # type: ignore[arg-type]


def select(conn: sqlite3.Connection, table: str) -> Iterator[Stored]:
    """The stored values of every row of a table."""
    return conn.execute(_SELECT[table])


def select_heads(conn: sqlite3.Connection) -> Iterator[HeadRow]:
    """All heads in the order of their key."""
    return conn.execute(
        "SELECT table_name, row_id, field, clock, uid FROM head "
        "ORDER BY table_name, row_id, field, clock, uid"
    )


def put(conn: sqlite3.Connection, table: str, values: Stored) -> None:
    """Writes a row over the one with its id, if there is one."""
    conn.execute(_PUT[table], values)


def remove(conn: sqlite3.Connection, table: str, row: str) -> None:
    """Removes a row."""
    conn.execute(_REMOVE[table], (row,))


def mark(kind: str, values: Stored) -> int:
    """A hash of one stored row. All marks of a file, taken together by xor, are its digest.

    Unlike SQLite's own check this notices a changed letter; xor lets an append replace the marks
    of the few rows it touches.
    """
    return _number(hashlib.blake2b(_encode((kind, values)).encode(), digest_size=DIGEST_BYTES))


def heads_mark(heads: Iterable[HeadRow]) -> int:
    """A hash of all heads of one row, given in the order of their key; 0 for none."""
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    count = 0
    for table, row, field, clock, uid in heads:
        count += 1
        digest.update(f"{table}\n{row}\n{field}\n{clock}\n".encode())
        digest.update(uid)
    return _number(digest) if count else 0


def _number(digest: hashlib.blake2b) -> int:
    return int.from_bytes(digest.digest(), "big")
