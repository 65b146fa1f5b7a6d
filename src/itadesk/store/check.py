"""Proves that a file is whole and that its tables are what its log adds up to."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from itadesk.core.changelog import heads_of, record_of
from itadesk.core.errors import UserError
from itadesk.core.model import TABLES
from itadesk.store import attachments, formats, rows
from itadesk.store import changes as log
from itadesk.store.changes import RowKey, RowLog
from itadesk.store.connection import connected, one_moment, sorted_errors
from itadesk.store.meta import digest_in, meta_in
from itadesk.store.migrations import in_newest_format
from itadesk.store.opening import integrity_faults
from itadesk.store.rows import HeadRow, Stored


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check found: how much it read, and each thing that is wrong."""

    changes: int
    rows: int
    problems: tuple[UserError, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems


def check(path: Path) -> Soundness:
    """Reads everything in a file and says whether it is sound; changes nothing.

    A file that cannot be opened is reported like any other that is not sound. The keys of the
    problems are those of opening and pages-damaged, schema-differs, log-damaged, heads-differ,
    rows-differ, attachments-damaged, digest-differs.
    """
    try:
        with (
            in_newest_format(path) as current,
            contextlib.closing(connected(current)) as conn,
            sorted_errors(path),
            one_moment(conn),
        ):
            problems = _structure(conn, path)
            return Soundness(0, 0, problems) if problems else _content(conn, path)
    except UserError as error:
        return Soundness(0, 0, (error,))


def _structure(conn: sqlite3.Connection, path: Path) -> tuple[UserError, ...]:
    faults = integrity_faults(conn)
    if faults:
        return (UserError("pages-damaged", name=path.name, count=len(faults), first=faults[0]),)
    different = formats.schema_of(conn) ^ formats.expected_schema(formats.newest())
    if different:
        tables = ", ".join(sorted({name for _type, name, _table, _sql in different}))
        return (UserError("schema-differs", name=path.name, tables=tables),)
    return ()


@dataclass(slots=True)
class _Findings:
    """Rows that are not as they must be, each as "item 2568/O4"."""

    log: list[str] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)

    def compare(self, of_row: RowLog, heads: list[HeadRow], current: Stored | None) -> None:
        """Notes a row whose log is damaged, or whose heads or values the log does not give."""
        place = f"{of_row.table} {of_row.row}"
        if of_row.damaged:
            self.log.append(place)
            return
        expected = heads_of(of_row.changes)
        if heads != sorted(map(log.head_row, chain.from_iterable(expected.values()))):
            self.heads.append(place)
        if of_row.table in TABLES:
            by_field = {key[2]: found for key, found in expected.items()}
            record, _conflicts = record_of(of_row.table, of_row.row, by_field)
            values = None if record is None else rows.stored(of_row.table, record)
            if values != current:
                self.rows.append(place)

    def problems(self, name: str) -> list[UserError]:
        found: list[UserError] = []
        if self.log:
            found.append(UserError("log-damaged", name=name, **_summary(self.log)))
        if self.heads:
            found.append(UserError("heads-differ", name=name, **_summary(self.heads)))
        if self.rows:
            found.append(UserError("rows-differ", name=name, **_summary(self.rows)))
        if self.attachments:
            found.append(UserError("attachments-damaged", name=name, count=len(self.attachments)))
        return found


def _summary(places: Sequence[str]) -> dict[str, str | int]:
    return {"count": len(places), "first": places[0]}


def _content(conn: sqlite3.Connection, path: Path) -> Soundness:
    meta = meta_in(conn)
    heads, current = _heads_in(conn), _rows_in(conn)
    digest = meta.mark() ^ attachments.marks(conn)
    for (table, _row), values in current.items():
        digest ^= rows.mark(table, values)
    for of_row in heads.values():
        digest ^= rows.heads_mark(of_row)
    row_count, count, clock = len(current), 0, 0
    findings = _Findings()
    for row_log in log.whole_log(conn):
        key = (row_log.table, row_log.row)
        count += len(row_log.changes) + row_log.damaged
        clock = max(clock, *(change.clock for change in row_log.changes), 0)
        findings.compare(row_log, heads.pop(key, []), current.pop(key, None))
    findings.heads.extend(" ".join(key) for key in heads)
    findings.rows.extend(" ".join(key) for key in current)
    findings.attachments = [
        kept_by for kept_by, found in attachments.everything(conn) if found.sha256 != kept_by
    ]
    problems = findings.problems(path.name)
    if not problems and (digest != digest_in(conn) or clock != meta.clock):
        problems.append(UserError("digest-differs", name=path.name))
    return Soundness(count, row_count, tuple(problems))


def _heads_in(conn: sqlite3.Connection) -> dict[RowKey, list[HeadRow]]:
    groups = groupby(rows.select_heads(conn), key=itemgetter(0, 1))
    return {key: list(of_row) for key, of_row in groups}


def _rows_in(conn: sqlite3.Connection) -> dict[RowKey, Stored]:
    return {
        (table, str(values[0])): values for table in TABLES for values in rows.select(conn, table)
    }
