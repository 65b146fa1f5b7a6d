"""The formats that an office file has had, and the way from each to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

APPLICATION_ID = 0x49544144  # "ITAD"


def _as_it_is(_conn: sqlite3.Connection) -> None:
    """Leaves the log as it is."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the statements that make its tables, and what leads to it from the one before.

    `step` works on the tables that hold the truth, in the transaction of `migrations.migrate`:
    "change", "attachment" and "meta", which keep their columns. Where two offices' copies go
    through it, equal logs must come out equal. All other tables are then made anew from the log.
    """

    schema: Path
    step: Callable[[sqlite3.Connection], None] = _as_it_is


# A format that a program has been given out with stays here as it is: its schema.sql becomes
# schema-1.sql, the next one's is added behind it, and tests/store/samples keeps a file of each.
FORMATS: tuple[Format, ...] = (Format(Path(__file__).with_name("schema.sql")),)


def newest() -> int:
    """The number of this program's format; formats are numbered from 1."""
    return len(FORMATS)


def schema_sql() -> str:
    """The statements that make every table of the newest format."""
    return _text(FORMATS[-1])


def expected_schema(version: int) -> frozenset[tuple[str, ...]]:
    """What `sqlite_schema` holds in a sound file of a format."""
    return _schema_made_by(_text(FORMATS[version - 1]))


def schema_of(conn: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """What `sqlite_schema` holds: type, name, table and text of each object."""
    return frozenset(conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def version_of(conn: sqlite3.Connection) -> int:
    """The number of a file's format."""
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    return int(version)


def _text(found: Format) -> str:
    return found.schema.read_text(encoding="utf-8")


@cache
def _schema_made_by(text: str) -> frozenset[tuple[str, ...]]:
    conn = sqlite3.connect(":memory:")
    conn.executescript(text)
    found = schema_of(conn)
    conn.close()
    return found
