"""Pictures and scans that rows name by the SHA-256 of their bytes; never changed, only added."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from itadesk.store import rows
from itadesk.store.connection import DamagedError


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or document; `mime` says what it is, "image/png"."""

    mime: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def put(conn: sqlite3.Connection, attachment: Attachment) -> int:
    """Adds an attachment; its mark for the file's digest, 0 where the file has it already."""
    sha256 = attachment.sha256
    added = conn.execute(
        "INSERT OR IGNORE INTO attachment (sha256, mime, data) VALUES (?, ?, ?)",
        (sha256, attachment.mime, attachment.data),
    ).rowcount
    return _mark(sha256, attachment.mime, len(attachment.data)) if added else 0


def get(conn: sqlite3.Connection, sha256: str) -> Attachment | None:
    """The attachment of this hash, None where the file does not have it.

    Raises:
        DamagedError: its bytes are not what was added.
    """
    found = conn.execute("SELECT mime, data FROM attachment WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        return None
    attachment = Attachment(*found)
    if attachment.sha256 != sha256:
        raise DamagedError
    return attachment


def hashes(conn: sqlite3.Connection) -> list[str]:
    """The hashes of all attachments."""
    return [sha256 for (sha256,) in conn.execute("SELECT sha256 FROM attachment ORDER BY sha256")]


def everything(conn: sqlite3.Connection) -> Iterator[tuple[str, Attachment]]:
    """All attachments under the hashes they are kept by, one in memory at a time."""
    for sha256 in hashes(conn):
        mime, data = conn.execute(
            "SELECT mime, data FROM attachment WHERE sha256 = ?", (sha256,)
        ).fetchone()
        yield sha256, Attachment(mime, data)


def marks(conn: sqlite3.Connection) -> int:
    """What all attachments add to the file's digest, by their lengths: the bytes are not read."""
    digest = 0
    for sha256, mime, length in conn.execute("SELECT sha256, mime, length(data) FROM attachment"):
        digest ^= _mark(sha256, mime, length)
    return digest


def _mark(sha256: str, mime: str, length: int) -> int:
    return rows.mark("attachment", (sha256, mime, length))
