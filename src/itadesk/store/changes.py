"""The log and its heads as SQLite keeps them, read back and checked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from itadesk.core.changelog import UID_BYTES, Change, value_text
from itadesk.store.connection import DamagedError
from itadesk.store.rows import HeadRow

RowKey = tuple[str, str]
Heads = dict[str, tuple[Change, ...]]

_COLUMNS = "table_name, row_id, field, clock, uid, nonce, at_utc, by_name, value, replaces"
_IN_ORDER = f"SELECT {_COLUMNS} FROM change ORDER BY table_name, row_id, field, clock, uid"  # noqa: S608
_OF_ROW = f"SELECT {_COLUMNS} FROM change WHERE table_name = ? AND row_id = ?"  # noqa: S608
_AT = f"""
    SELECT {_COLUMNS} FROM change
    WHERE table_name = ? AND row_id = ? AND field = ? AND clock = ? AND uid = ?"""  # noqa: S608
_HEADS_OF_ROW = """
    SELECT table_name, row_id, field, clock, uid FROM head WHERE table_name = ? AND row_id = ?
    ORDER BY field, clock, uid"""

_decode = json.JSONDecoder().raw_decode  # `json.loads` looks for spaces, which the log never has


def log_row(change: Change) -> tuple[str | int | bytes, ...]:
    """A change as the columns of the log."""
    return (
        *head_row(change),
        bytes.fromhex(change.nonce),
        change.at_utc,
        change.by,
        value_text(change.value),
        bytes.fromhex("".join(change.replaces)),
    )


def head_row(change: Change) -> HeadRow:
    """A change as the columns of a head, which are also the key of the log."""
    return (change.table, change.row, change.field, change.clock, bytes.fromhex(change.uid))


def change_from(values: Sequence[str | int | bytes]) -> Change:
    """The change that a row of the log is.

    Raises:
        DamagedError: its value is not JSON; other damage shows by `Change.is_whole`.
    """
    table, row, field, clock, uid, nonce, at_utc, by, value, replaces = values
    packed = replaces.hex()  # type: ignore[union-attr]
    width = 2 * UID_BYTES
    try:
        meant, end = _decode(value)  # type: ignore[arg-type]
    except ValueError as error:
        raise DamagedError(uid.hex()) from error  # type: ignore[union-attr]
    if end != len(value):  # type: ignore[arg-type]
        raise DamagedError(uid.hex())  # type: ignore[union-attr]
    return Change(
        uid=uid.hex(),  # type: ignore[union-attr]
        nonce=nonce.hex(),  # type: ignore[union-attr]
        clock=clock,  # type: ignore[arg-type]
        at_utc=at_utc,  # type: ignore[arg-type]
        by=by,  # type: ignore[arg-type]
        table=table,  # type: ignore[arg-type]
        row=row,  # type: ignore[arg-type]
        field=field,  # type: ignore[arg-type]
        value=meant,
        replaces=tuple(packed[at : at + width] for at in range(0, len(packed), width)),
    )


@dataclass(frozen=True, slots=True)
class RowLog:
    """Everything the log says of one row; `damaged` counts the changes that are not whole."""

    table: str
    row: str
    changes: tuple[Change, ...]
    damaged: int


def in_order(conn: sqlite3.Connection) -> Iterator[Sequence[str | int | bytes]]:
    """The rows of the whole log; those of one row of a table follow each other."""
    return conn.execute(_IN_ORDER)


def uids(conn: sqlite3.Connection) -> Iterator[str]:
    """The uids of the whole log, in the order of its key."""
    rows = conn.execute("SELECT uid FROM change ORDER BY table_name, row_id, field, clock, uid")
    return (uid.hex() for (uid,) in rows)


def whole_log(conn: sqlite3.Connection) -> Iterator[RowLog]:
    """The log row by row, without ever holding all of it."""
    for (table, row), group in groupby(in_order(conn), key=itemgetter(0, 1)):
        found = list(group)
        whole = tuple(_whole_among(found))
        known = {change.uid for change in whole}
        lost = {uid for change in whole for uid in change.replaces} - known
        yield RowLog(table, row, whole, max(len(found) - len(whole), len(lost)))


def _whole_among(found: Iterable[Sequence[str | int | bytes]]) -> Iterator[Change]:
    for values in found:
        try:
            change = change_from(values)
        except DamagedError:
            continue
        if change.is_whole():
            yield change


def of_row(conn: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """Every change of a row, in no order.

    Raises:
        DamagedError: the log is not what was written there.
    """
    return _whole(conn.execute(_OF_ROW, (table, row)))


def head_rows(conn: sqlite3.Connection, table: str, row: str) -> list[HeadRow]:
    """The heads of a row in the order of their key."""
    return conn.execute(_HEADS_OF_ROW, (table, row)).fetchall()


def changes_at(conn: sqlite3.Connection, heads: Iterable[HeadRow]) -> list[Change]:
    """The changes that these heads are, in their order.

    Raises:
        DamagedError: the log is not what was written there, or not there.
    """
    return _whole(conn.execute(_AT, head).fetchone() for head in heads)


def _whole(found: Iterable[Sequence[str | int | bytes] | None]) -> list[Change]:
    changes = []
    for values in found:
        change = None if values is None else change_from(values)
        if change is None or not change.is_whole():
            raise DamagedError
        changes.append(change)
    return changes


def by_field(heads: Sequence[Change]) -> Heads:
    """Heads of one row by their field, newest first."""
    result: dict[str, list[Change]] = {}
    for change in sorted(heads, key=lambda change: (change.clock, change.uid), reverse=True):
        result.setdefault(change.field, []).append(change)
    return {field: tuple(found) for field, found in result.items()}
