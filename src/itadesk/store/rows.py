"""Current rows as SQLite keeps them, and the hash that notices when one is damaged."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from itadesk.core.model import FIELDS, TABLES, Record, Value

Stored = tuple[Value | bytes, ...]

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
    values: list[Value | bytes] = [getattr(record, name) for name in COLUMNS[table]]
    for place in _BOOLS[table]:
        values[place] = int(values[place])  # type: ignore[arg-type]
    for place in _FLOATS[table]:
        number = values[place]
        values[place] = None if number is None else float(number)
    return tuple(values)


def record_from(table: str, values: Sequence[Value]) -> Record:
    """The row that these stored values are."""
    given = list(values)
    for place in _BOOLS[table]:
        given[place] = bool(given[place])
    return TABLES[table](*given)  # type: ignore[arg-type]


def select(conn: sqlite3.Connection, table: str) -> Iterator[Stored]:
    """The stored values of every row of a table."""
    return conn.execute(_SELECT[table])


def put(conn: sqlite3.Connection, table: str, values: Stored) -> None:
    """Writes a row over the one with its id, if there is one."""
    conn.execute(_PUT[table], values)


def remove(conn: sqlite3.Connection, table: str, row: str) -> None:
    """Removes a row."""
    conn.execute(_REMOVE[table], (row,))


def mark(kind: str, values: Sequence[Value | bytes]) -> int:
    """A hash of one stored row. All marks of a file, taken together by xor, are its digest.

    Unlike SQLite's own check this notices a changed letter; xor lets an append replace the marks
    of the few rows it touches.
    """
    plain = [value.hex() if isinstance(value, bytes) else value for value in values]
    data = _encode([kind, plain]).encode("utf-8")
    return int.from_bytes(hashlib.blake2b(data, digest_size=DIGEST_BYTES).digest(), "big")
