"""An office file that is open: its current rows, its log, and the way changes get into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from itadesk.core.changelog import Change
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.store import attachments
from itadesk.store import changes as log
from itadesk.store.append import append
from itadesk.store.attachments import Attachment
from itadesk.store.connection import DamagedError, sorted_errors, transaction
from itadesk.store.meta import Meta, digest_in, put_meta
from itadesk.store.opening import Loaded, opened


class OfficeFile:
    """One open office file. It has the only connection, used by one thread.

    Every method that reads or writes raises `UserError` with one of the keys of
    `store.connection.sorted_errors`; what failed has then changed nothing.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, loaded: Loaded) -> None:
        self.path = path
        self._conn = conn
        self._meta = loaded.meta
        self._digest = loaded.digest
        self._state = loaded.state

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens a file after all the checks of `store.opening`.

        Raises:
            UserError: file-missing, file-empty, not-an-office-file, file-newer, file-unfinished,
                file-damaged, cannot-read, file-busy, drive-trouble.
        """
        return cls(path, *opened(path))

    @property
    def state(self) -> State:
        """All current rows."""
        return self._state

    @property
    def file_uid(self) -> str:
        """The same in all copies of one office's data."""
        return self._meta.file_uid

    @property
    def highest_clock(self) -> int:
        """The highest clock in the log; the next action has one more."""
        return self._meta.clock

    @property
    def sealed_clock(self) -> int:
        """Changes up to this clock may be in another copy: they stay as they are."""
        return self._meta.sealed_clock

    @property
    def saved_at(self) -> str:
        """When the newest change was made (UTC, ISO), or empty."""
        return self._meta.saved_at

    @property
    def digest(self) -> int:
        """What all the content adds up to; another number after every change."""
        return self._digest

    def heads(self, table: str, row: str) -> dict[str, tuple[str, ...]]:
        """The head uids of each field of a row; several for one in conflict."""
        found: dict[str, tuple[str, ...]] = {}
        with sorted_errors(self.path):
            for _table, _row, field, _clock, uid in log.head_rows(self._conn, table, row):
                found[field] = (*found.get(field, ()), uid.hex())
        return found

    def history(self, table: str, row: str) -> list[Change]:
        """Every change of a row, oldest first."""
        with sorted_errors(self.path):
            found = log.of_row(self._conn, table, row)
        return sorted(found, key=lambda change: (change.clock, change.uid))

    def changes(self) -> list[Change]:
        """The whole log, in the order of its key."""
        found: list[Change] = []
        with sorted_errors(self.path):
            for of_row in log.whole_log(self._conn):
                if of_row.damaged:
                    raise DamagedError
                found.extend(of_row.changes)
        return found

    def uids(self) -> frozenset[str]:
        """The uids of the whole log, which is not read otherwise."""
        with sorted_errors(self.path):
            return frozenset(log.uids(self._conn))

    def append(self, changes: Sequence[Change], superseded: Collection[str] = ()) -> None:
        """Writes changes to the log and to the current rows in one transaction.

        What a change replaces is in the file or among `changes`. `superseded` names unsealed
        heads of fields that change now: they leave the log, and the new change of the field must
        replace all that they replaced.

        Raises:
            UserError: also file-changed when another program has written to the file meanwhile.
            ValueError: `superseded` names anything else.
        """
        if not changes:
            return
        with transaction(self._conn, self.path):
            self._check_unchanged()
            effect = append(self._conn, self._state, changes, superseded, self._meta.sealed_clock)
            meta = replace(
                self._meta,
                clock=max(self._meta.clock, *(change.clock for change in changes)),
                saved_at=changes[-1].at_utc,
            )
            digest = self._put_meta(meta, effect.marks)
        self._meta, self._digest = meta, digest
        others = {key for key in self._state.conflicts if key[:2] not in effect.rows}
        self._state = self._state.with_rows(effect.rows, effect.conflicts | others)

    def keep(self, attachment: Attachment) -> str:
        """Adds a picture or scan, in a transaction of its own; gives the hash to name it by."""
        with transaction(self._conn, self.path):
            self._check_unchanged()
            digest = self._put_meta(self._meta, attachments.put(self._conn, attachment))
        self._digest = digest
        return attachment.sha256

    def attachment_hashes(self) -> frozenset[str]:
        """The hashes of all pictures and scans."""
        with sorted_errors(self.path):
            return frozenset(attachments.hashes(self._conn))

    def attachment(self, sha256: str) -> Attachment | None:
        """The picture or scan of this hash, None where the file does not have it."""
        with sorted_errors(self.path):
            return attachments.get(self._conn, sha256)

    def seal(self) -> None:
        """Keeps every change of now as it is, since a copy of the file is about to be made."""
        if self._meta.sealed_clock == self._meta.clock:
            return
        meta = replace(self._meta, sealed_clock=self._meta.clock)
        with transaction(self._conn, self.path):
            self._check_unchanged()
            digest = self._put_meta(meta, 0)
        self._meta, self._digest = meta, digest

    def close(self) -> None:
        """Ends the connection; everything is saved already."""
        self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check_unchanged(self) -> None:
        if digest_in(self._conn) != self._digest:
            raise UserError("file-changed", name=self.path.name)

    def _put_meta(self, meta: Meta, marks: int) -> int:
        digest = self._digest ^ marks ^ self._meta.mark() ^ meta.mark()
        put_meta(self._conn, meta, digest)
        return digest
