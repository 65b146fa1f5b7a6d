"""The log and the heads as SQLite keeps them, and the one function that appends."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from itadesk.core.changelog import UID_BYTES, Change, FieldKey, record_of, value_text
from itadesk.core.model import TABLES, Record
from itadesk.store import rows
from itadesk.store.connection import DamagedError

RowKey = tuple[str, str]
Heads = dict[str, tuple[Change, ...]]

_COLUMNS = "table_name, row_id, field, clock, uid, nonce, at_utc, by_name, value, replaces"
_INSERT = f"INSERT INTO change ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
_DELETE = """
    DELETE FROM change
    WHERE table_name = ? AND row_id = ? AND field = ? AND clock = ? AND uid = ?"""
_IN_ORDER = f"SELECT {_COLUMNS} FROM change ORDER BY table_name, row_id, field, clock, uid"  # noqa: S608
_OF_ROW = f"SELECT {_COLUMNS} FROM change WHERE table_name = ? AND row_id = ?"  # noqa: S608
_HEADS_OF_ROW = f"""
    SELECT {_COLUMNS}
    FROM head JOIN change USING (table_name, row_id, field, clock, uid)
    WHERE table_name = ? AND row_id = ?"""  # noqa: S608
_INSERT_HEAD = "INSERT INTO head (table_name, row_id, field, clock, uid) VALUES (?, ?, ?, ?, ?)"
_DELETE_HEAD = """
    DELETE FROM head
    WHERE table_name = ? AND row_id = ? AND field = ? AND clock = ? AND uid = ?"""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an append did.

    The rows it touched as they are now (None: no such row), the conflicts that those rows have
    now, and the xor of all marks that came and went.
    """

    rows: Mapping[RowKey, Record | None]
    conflicts: frozenset[FieldKey]
    marks: int


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


def head_row(change: Change) -> rows.HeadRow:
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
        meant = json.loads(value)  # type: ignore[arg-type]
    except ValueError as error:
        raise DamagedError(uid.hex()) from error  # type: ignore[union-attr]
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


def heads_of_row(conn: sqlite3.Connection, table: str, row: str) -> list[Change]:
    """The heads of a row, in no order.

    Raises:
        DamagedError: the log is not what was written there.
    """
    return _whole(conn.execute(_HEADS_OF_ROW, (table, row)))


def whole_changes(conn: sqlite3.Connection) -> list[Change]:
    """Every change of the log.

    Raises:
        DamagedError: the log is not what was written.
    """
    return _whole(in_order(conn))


def _whole(found: Iterable[Sequence[str | int | bytes]]) -> list[Change]:
    changes = [change_from(values) for values in found]
    for change in changes:
        if not change.is_whole():
            raise DamagedError(change.uid)
    return changes


def append(
    conn: sqlite3.Connection,
    changes: Collection[Change],
    superseded: Collection[str],
    sealed_clock: int,
    before: Callable[[str, str], Record | None],
) -> Effect:
    """Writes changes to the log and brings heads and current rows after them.

    To be called inside a transaction. What a change replaces is in the log or among `changes`,
    in any order. `superseded` are uids of heads newer than `sealed_clock` that leave the log
    because one of `changes` takes their place. `before` gives the current row.

    Raises:
        ValueError: `superseded` names something else.
        DamagedError: the log is not what was written to it.
    """
    by_row: dict[RowKey, list[Change]] = {}
    for change in changes:
        by_row.setdefault((change.table, change.row), []).append(change)
    old_heads = {key: heads_of_row(conn, *key) for key in by_row}
    withdrawn = _withdrawn(changes, superseded, sealed_clock, old_heads)
    conn.executemany(_DELETE, [head_row(change) for change in withdrawn])
    conn.executemany(_INSERT, [log_row(change) for change in changes])
    marks = 0
    records: dict[RowKey, Record | None] = {}
    conflicts: set[FieldKey] = set()
    gone = {change.uid for change in withdrawn}
    for key, added in by_row.items():
        kept = [change for change in old_heads[key] if change.uid not in gone]
        replaced = {uid for change in added for uid in change.replaces}
        heads = [change for change in (*kept, *added) if change.uid not in replaced]
        marks ^= _replace_heads(conn, old_heads[key], heads)
        if key[0] not in TABLES:
            continue  # a newer program's table: its changes are kept for it
        record, differ = record_of(*key, by_field(heads))
        marks ^= _write_row(conn, key, before(*key), record)
        records[key] = record
        conflicts |= differ
    return Effect(rows=records, conflicts=frozenset(conflicts), marks=marks)


def _withdrawn(
    changes: Collection[Change],
    superseded: Collection[str],
    sealed_clock: int,
    heads: Mapping[RowKey, Sequence[Change]],
) -> list[Change]:
    wanted = set(superseded)
    found = [change for of_row in heads.values() for change in of_row if change.uid in wanted]
    if len(found) != len(wanted):
        message = "only the newest change of a field that changes now can be taken back"
        raise ValueError(message)
    for change in found:
        heirs = [new for new in changes if new.key == change.key]
        if not any(set(change.replaces) <= set(heir.replaces) for heir in heirs):
            message = f"nothing takes the place of change {change.uid}"
            raise ValueError(message)
        if change.clock <= sealed_clock:
            message = f"change {change.uid} may be in another copy already"
            raise ValueError(message)
    return found


def by_field(heads: Sequence[Change]) -> Heads:
    """Heads of one row by their field, newest first."""
    result: dict[str, list[Change]] = {}
    for change in sorted(heads, key=lambda change: (change.clock, change.uid), reverse=True):
        result.setdefault(change.field, []).append(change)
    return {field: tuple(found) for field, found in result.items()}


def write_heads(conn: sqlite3.Connection, heads: Iterable[Change]) -> int:
    """Writes heads of one row, which has none in the file; returns their mark."""
    values = sorted(head_row(change) for change in heads)
    conn.executemany(_INSERT_HEAD, values)
    return rows.heads_mark(values)


def _replace_heads(conn: sqlite3.Connection, old: Sequence[Change], new: Sequence[Change]) -> int:
    was = sorted(head_row(change) for change in old)
    now = sorted(head_row(change) for change in new)
    conn.executemany(_DELETE_HEAD, [values for values in was if values not in now])
    conn.executemany(_INSERT_HEAD, [values for values in now if values not in was])
    return rows.heads_mark(was) ^ rows.heads_mark(now)


def _write_row(
    conn: sqlite3.Connection, key: RowKey, old: Record | None, new: Record | None
) -> int:
    table, row = key
    marks = 0
    if old is not None:
        marks ^= rows.mark(table, rows.stored(table, old))
    if new is None:
        rows.remove(conn, table, row)
        return marks
    values = rows.stored(table, new)
    rows.put(conn, table, values)
    return marks ^ rows.mark(table, values)
