"""The one row in which a file says what it is."""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, dataclass, fields

from itadesk.store.connection import DamagedError
from itadesk.store.rows import DIGEST_BYTES, mark


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says about itself; names and order are those of the columns.

    `file_uid` is the same in all copies of one office's data; `clock` is the highest in the log;
    changes up to `sealed_clock` may be in another copy.
    """

    file_uid: str
    made_by: str
    clock: int
    sealed_clock: int
    saved_at: str

    def mark(self) -> int:
        """Its part of the file's digest."""
        return mark("meta", astuple(self))


_COLUMNS = ", ".join(field.name for field in fields(Meta))
_SELECT = f"SELECT {_COLUMNS} FROM meta"  # noqa: S608
_PUT = f"INSERT OR REPLACE INTO meta (only, {_COLUMNS}, digest) VALUES (1, ?, ?, ?, ?, ?, ?)"  # noqa: S608


def meta_in(conn: sqlite3.Connection) -> Meta:
    """What the file says about itself.

    Raises:
        DamagedError: it says nothing.
    """
    found = conn.execute(_SELECT).fetchone()
    if found is None:
        raise DamagedError
    return Meta(*found)


def digest_in(conn: sqlite3.Connection) -> int:
    """The xor of all marks (`rows.mark`) as the file has it."""
    (digest,) = conn.execute("SELECT digest FROM meta").fetchone()
    return int.from_bytes(digest, "big")


def put_meta(conn: sqlite3.Connection, meta: Meta, digest: int) -> None:
    """Writes the row; `digest` includes the mark of `meta`."""
    conn.execute(_PUT, (*astuple(meta), digest.to_bytes(DIGEST_BYTES, "big")))
