"""How a file of an older program becomes one of this program: wholly, or not at all."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from itadesk.core.changelog import heads_of
from itadesk.store import changes as log
from itadesk.store import formats, rows
from itadesk.store.connection import DamagedError, connected, sorted_errors, transaction
from itadesk.store.meta import digest_in
from itadesk.store.opening import check_header, check_structure, load
from itadesk.store.rebuild import rebuild_in

_TRUTH = frozenset({"change", "attachment", "meta"})


def migrate(path: Path) -> None:
    """Brings a file that nobody has open to the newest format, in one transaction.

    Nothing is kept that opening would refuse. The file is sealed: there is, or may be, a backup.

    Raises:
        UserError: as `opening.checked`; log-damaged.
    """
    check_header(path)
    with contextlib.closing(connected(path)) as conn, transaction(conn, path, "EXCLUSIVE"):
        version = formats.version_of(conn)
        check_structure(conn, version)
        if version == formats.newest():
            return  # another program was faster
        _check_log(conn)
        for each in formats.FORMATS[version:]:
            each.step(conn)
        _make_tables_anew(conn)
        conn.execute("UPDATE meta SET sealed_clock = clock")
        rebuild_in(conn, path)
        conn.execute(f"PRAGMA user_version = {formats.newest()}")
        check_structure(conn, formats.newest())
        if load(conn).digest != digest_in(conn):
            raise DamagedError


@contextlib.contextmanager
def in_newest_format(path: Path) -> Iterator[Path]:
    """The file itself, or, where it is of an older format, a private copy brought to the newest.

    Raises:
        UserError: as `migrate`.
    """
    if check_header(path) == formats.newest():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        copy = Path(folder) / path.name
        with contextlib.closing(connected(path)) as conn, sorted_errors(path):
            conn.execute("VACUUM INTO ?", (str(copy),))
        migrate(copy)
        yield copy


def _check_log(conn: sqlite3.Connection) -> None:
    """The log is what was written, and nothing at its end is missing."""
    expected: list[rows.HeadRow] = []
    for of_row in log.whole_log(conn):
        if of_row.damaged:
            raise DamagedError
        for found in heads_of(of_row.changes).values():
            expected.extend(map(log.head_row, found))
    if sorted(expected) != list(rows.select_heads(conn)):
        raise DamagedError


def _make_tables_anew(conn: sqlite3.Connection) -> None:
    for kind, name, _table, _sql in formats.schema_of(conn):
        if kind == "table" and name not in _TRUTH:
            conn.execute(f'DROP TABLE "{name}"')
    for kind, name, _table, sql in formats.expected_schema(formats.newest()):
        if kind == "table" and name not in _TRUTH:
            conn.execute(sql)
