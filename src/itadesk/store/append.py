"""The one function that writes to the log, and to heads and current rows with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from itadesk.core.changelog import Change, FieldKey, record_of
from itadesk.core.model import FIELDS, TABLES, Record, State
from itadesk.store import rows
from itadesk.store.changes import RowKey, by_field, changes_at, head_row, head_rows, log_row
from itadesk.store.rows import HeadRow

_INSERT = """
    INSERT INTO change
    (table_name, row_id, field, clock, uid, nonce, at_utc, by_name, value, replaces)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_DELETE = """
    DELETE FROM change
    WHERE table_name = ? AND row_id = ? AND field = ? AND clock = ? AND uid = ?"""
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


def append(
    conn: sqlite3.Connection,
    state: State,
    changes: Collection[Change],
    superseded: Collection[str] = (),
    sealed_clock: int = 0,
) -> Effect:
    """Writes changes to the log and brings heads and current rows after them.

    To be called inside a transaction. `state` is what the file holds. What a change replaces is
    in the log or among `changes`, in any order. `superseded` are uids of heads newer than
    `sealed_clock` that leave the log because one of `changes` takes their place.

    Raises:
        ValueError: `superseded` names something else.
        DamagedError: the log is not what was written to it.
    """
    by_row: dict[RowKey, list[Change]] = {}
    for change in changes:
        by_row.setdefault((change.table, change.row), []).append(change)
    was = {key: head_rows(conn, *key) for key in by_row}
    gone = _withdrawn(conn, changes, superseded, sealed_clock, was)
    conn.executemany(_DELETE, gone)
    conn.executemany(_INSERT, sorted(map(log_row, changes)))
    now = {key: _heads_after(was[key], gone, added) for key, added in by_row.items()}
    marks = _replace_heads(conn, was, now)
    records: dict[RowKey, Record | None] = {}
    conflicts: set[FieldKey] = set()
    contested = {key[:2] for key in state.conflicts}
    for key, added in by_row.items():
        if key[0] not in TABLES:
            continue  # a newer program's table: its changes are kept for it
        old = state.tables.get(key[0], {}).get(key[1])
        settled = None if key in contested else _edited(old, added, now[key])
        record, differ = settled or _summed(conn, key, added, now[key])
        marks ^= _write_row(conn, key, old, record)
        records[key] = record
        conflicts |= differ
    return Effect(rows=records, conflicts=frozenset(conflicts), marks=marks)


def write_heads(conn: sqlite3.Connection, heads: Iterable[Change]) -> int:
    """Writes heads of one row, which has none in the file; returns their mark."""
    now = sorted(map(head_row, heads))
    conn.executemany(_INSERT_HEAD, now)
    return rows.heads_mark(now)


def _heads_after(
    was: Sequence[HeadRow], gone: Collection[HeadRow], added: Iterable[Change]
) -> list[HeadRow]:
    """The heads of one row once these changes are added, in the order of their key."""
    replaced = {bytes.fromhex(uid) for change in added for uid in change.replaces}
    now = [*(head for head in was if head not in gone), *map(head_row, added)]
    return sorted(head for head in now if head[-1] not in replaced)


def _withdrawn(
    conn: sqlite3.Connection,
    changes: Collection[Change],
    superseded: Collection[str],
    sealed_clock: int,
    heads: Mapping[RowKey, Sequence[HeadRow]],
) -> list[HeadRow]:
    wanted = {bytes.fromhex(uid) for uid in superseded}
    found = [head for of_row in heads.values() for head in of_row if head[-1] in wanted]
    if len(found) != len(wanted):
        message = "only the newest change of a field that changes now can be taken back"
        raise ValueError(message)
    for change in changes_at(conn, found):
        heirs = [new for new in changes if new.key == change.key]
        if not any(set(change.replaces) <= set(heir.replaces) for heir in heirs):
            message = f"nothing takes the place of change {change.uid}"
            raise ValueError(message)
        if change.clock <= sealed_clock:
            message = f"change {change.uid} may be in another copy already"
            raise ValueError(message)
    return found


def _edited(
    old: Record | None, added: Sequence[Change], heads: Sequence[HeadRow]
) -> tuple[Record, frozenset[FieldKey]] | None:
    """The common case, without a look at the log: fields of a row change, nobody disagrees."""
    if old is None:
        return None
    known = all(change.field in FIELDS[change.table] for change in added)
    fields = [field for _table, _row, field, _clock, _uid in heads]
    if not known or len(fields) > len(set(fields)):
        return None
    standing = {uid for *_key, uid in heads}
    values = {c.field: c.value for c in added if bytes.fromhex(c.uid) in standing}
    return replace(old, **values), frozenset()  # type: ignore[arg-type]


def _summed(
    conn: sqlite3.Connection, key: RowKey, added: Iterable[Change], heads: Sequence[HeadRow]
) -> tuple[Record | None, frozenset[FieldKey]]:
    """The row as all of its heads add up; the log is asked for those that were not just added."""
    new = {head_row(change): change for change in added}
    old = changes_at(conn, (head for head in heads if head not in new))
    return record_of(*key, by_field([*old, *(new[head] for head in heads if head in new)]))


def _replace_heads(
    conn: sqlite3.Connection,
    was: Mapping[RowKey, Sequence[HeadRow]],
    now: Mapping[RowKey, Sequence[HeadRow]],
) -> int:
    before, after = set(chain.from_iterable(was.values())), set(chain.from_iterable(now.values()))
    conn.executemany(_DELETE_HEAD, sorted(before - after))
    conn.executemany(_INSERT_HEAD, sorted(after - before))
    marks = 0
    for key, heads in now.items():
        marks ^= rows.heads_mark(was[key]) ^ rows.heads_mark(heads)
    return marks


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
