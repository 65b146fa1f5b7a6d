"""What an open file holds, read through a connection of its own while another thread has it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from itadesk.core.changelog import Change
from itadesk.core.errors import UserError
from itadesk.store import attachments
from itadesk.store import changes as log
from itadesk.store.connection import connected, sorted_errors
from itadesk.store.meta import digest_in, meta_in

_ATTEMPTS = 30


@dataclass(frozen=True, slots=True)
class Beside:
    """A file's identity and digest, the uids of its log, its pictures, its log in some rows."""

    file_uid: str
    digest: int
    uids: frozenset[str]
    attachments: frozenset[str]
    changes: tuple[Change, ...]


def read_beside(path: Path, theirs: Iterable[Change] = ()) -> Beside:
    """Reads an open file; of its log the rows of which `theirs` say something new.

    SQLite opens it, and nothing else may: closing it otherwise would drop SQLite's locks
    (howtocorrupt, section 2.2). No lock is held for long: what was written to meanwhile is read
    again.

    Raises:
        UserError: file-busy, file-damaged, drive-trouble.
    """
    given = tuple(theirs)
    with contextlib.closing(connected(path)) as conn, sorted_errors(path):
        for _attempt in range(_ATTEMPTS):
            digest = digest_in(conn)
            known = frozenset(log.uids(conn))
            touched = {(each.table, each.row) for each in given if each.uid not in known}
            changes = tuple(each for row in touched for each in log.of_row(conn, *row))
            pictures = frozenset(attachments.hashes(conn))
            if digest_in(conn) == digest:
                return Beside(meta_in(conn).file_uid, digest, known, pictures, changes)
    raise UserError("file-busy", name=path.name)
