"""The open office file as the window and the commands use it: state, edits, undo, listeners."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

import itadesk
from itadesk.core.changelog import (
    EXISTS,
    Change,
    Edit,
    Stamp,
    change_of,
    inverse,
    needed,
    stamped,
)
from itadesk.core.model import EMPTY, FIELDS, TABLES, State
from itadesk.store.attachments import Attachment
from itadesk.store.create import create
from itadesk.store.file import OfficeFile
from itadesk.store.formats import newest
from itadesk.store.opening import SUFFIX, check_header

Changed: TypeAlias = frozenset[tuple[str, str]]  # (table, row id) of every row that changed
Listener: TypeAlias = Callable[[Changed, object], None]

ENDING = SUFFIX  # of the name of every office file

_MOST_STEPS = 1000


def utc_now() -> str:
    """The time as the log keeps it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def random_nonce() -> str:
    """What makes two equal edits different changes."""
    return secrets.token_hex(8)


def new_id() -> str:
    """The id of a new row, unlike that of any other."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class _Step:
    label: str
    back: tuple[Edit, ...]
    forth: tuple[Edit, ...]


class Session:
    """One open office file. Every action is saved when the call returns; there is no save.

    A method that raises `UserError` has changed neither the file nor the state.
    """

    def __init__(
        self,
        file: OfficeFile,
        by: str = "",
        now: Callable[[], str] = utc_now,
        nonce: Callable[[], str] = random_nonce,
    ) -> None:
        self.by = by
        self._file = file
        self._now = now
        self._nonce = nonce
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._typed: Change | None = None
        self._listeners: list[Listener] = []

    @classmethod
    def open(
        cls,
        path: Path,
        by: str = "",
        now: Callable[[], str] = utc_now,
        nonce: Callable[[], str] = random_nonce,
    ) -> Self:
        """Opens an office file; `by` is the name that changes are kept under.

        One of an older format is backed up and brought to this program's first.

        Raises:
            UserError: as `OfficeFile.open` and `upgrading.upgrade`.
        """
        if check_header(path) < newest():
            from itadesk.app.upgrading import upgrade  # it needs what backups need of this module

            upgrade(path)
        return cls(OfficeFile.open(path), by, now, nonce)

    @classmethod
    def new(
        cls,
        path: Path,
        edits: Sequence[Edit],
        by: str = "",
        now: Callable[[], str] = utc_now,
        nonce: Callable[[], str] = random_nonce,
    ) -> Self:
        """Makes an office file that these edits fill, and opens it.

        Raises:
            UserError: file-exists, folder-missing, cannot-write, disk-full, drive-trouble.
        """
        stamp = Stamp(clock=1, at_utc=now(), by=by)
        changes = stamped(needed(EMPTY, edits), stamp, lambda _table, _row: {}, nonce)
        made_by = f"itadesk {itadesk.__version__}"
        create(path, changes, file_uid=nonce() + nonce(), made_by=made_by)
        return cls.open(path, by, now, nonce)

    @property
    def path(self) -> Path:
        return self._file.path

    @property
    def state(self) -> State:
        """All current rows; never changes, each action makes the next one."""
        return self._file.state

    @property
    def saved_at(self) -> str:
        """When the newest change was made (UTC, ISO: 2026-11-21T09:30:00Z), or empty."""
        return self._file.saved_at

    @property
    def digest(self) -> int:
        """What all the content adds up to; another number after every change."""
        return self._file.digest

    @property
    def file_uid(self) -> str:
        """The same in all copies of one office's data."""
        return self._file.file_uid

    def changes(self) -> list[Change]:
        """The whole log."""
        return self._file.changes()

    def uids(self) -> frozenset[str]:
        """The uids of the whole log."""
        return self._file.uids()

    def seal(self) -> None:
        """Keeps every change of now as it is; to be called before the file is copied.

        Until the next action the file may then be copied by its path, also in another thread.

        Raises:
            UserError: the file cannot be written.
        """
        self._file.seal()

    def take_in(
        self,
        changes: Sequence[Change],
        edits: Sequence[Edit],
        heads: Callable[[str, str], Mapping[str, tuple[str, ...]]],
        label: str,
    ) -> Changed:
        """Saves changes made elsewhere, and edits made after having seen them, as one step.

        Any thread may do it while no other uses the session. Listeners are not told: `tell` does
        that, in their thread, with what this gives.

        All that the changes replace is in the file or among them. `heads` gives the head uids of
        each field of a row as they are with the changes. Undo brings back what was shown before;
        a field on which two people differed before, or differ now, is brought back by neither
        undo nor redo, so that nothing is settled unseen.

        Raises:
            UserError: the file cannot be written.
        """
        before = self.state
        stamp = self._stamp()
        clock = max([stamp.clock, *(change.clock + 1 for change in changes)])
        own = stamped(edits, replace(stamp, clock=clock), heads, self._nonce)
        everything = [*changes, *own]
        if not everything:
            return frozenset()
        self._file.append(everything)
        self._typed = None
        self._done = [*self._done, _step_between(label, before, self.state, everything)]
        self._undone.clear()
        return frozenset((change.table, change.row) for change in everything)

    def history(self, table: str, row: str) -> list[Change]:
        """Every change of a row, oldest first."""
        return self._file.history(table, row)

    def keep(self, data: bytes, mime: str) -> str:
        """Adds a picture or scan to the file; gives the SHA-256 that a row may name it by.

        Raises:
            UserError: the file cannot be written.
        """
        return self._file.keep(Attachment(mime, data))

    def attachment_hashes(self) -> frozenset[str]:
        """The hashes of all pictures and scans in the file."""
        return self._file.attachment_hashes()

    def attachment(self, sha256: str) -> Attachment | None:
        """The picture or scan of this hash, None where the file does not have it."""
        return self._file.attachment(sha256)

    def apply(
        self, edits: Sequence[Edit], label: str, *, typing: bool = False, source: object = None
    ) -> None:
        """Saves the edits that change something, as one step of undo called `label`.

        `typing`: the one edit carries on with the step before, if that was typing in the same
        field: it takes its place in the log and in undo. `source` is told to the listeners, so
        that the one who made the change need not show it again.

        Raises:
            UserError: the file cannot be written.
            ValueError: an edit does not fit the model, or its row does not exist.
        """
        wanted = needed(self.state, edits)
        if not wanted:
            return
        if typing and (len(wanted) > 1 or wanted[0].field == EXISTS):
            message = "typing changes one field of one row"
            raise ValueError(message)
        step = _Step(label, tuple(inverse(self.state, wanted)), tuple(wanted))
        before = self._typed if typing else None
        if before is not None and before.key == (edits[0].table, edits[0].row, edits[0].field):
            self._typed = self._retype(before, wanted[0])
            self._done[-1] = replace(self._done[-1], forth=step.forth)
        else:
            changes = self._append(wanted)
            self._typed = changes[0] if typing else None
            self._done = [*self._done, step][-_MOST_STEPS:]
        self._undone.clear()
        self._notify(wanted, source)

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """The label of the step that `undo` takes back, or empty."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """The label of the step that `redo` makes again, or empty."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> str:
        """Takes the last step back and returns its label; only where `can_undo`."""
        step = self._done[-1]
        self._repeat(step.back)
        self._undone.append(self._done.pop())
        self._notify(step.back, None)
        return step.label

    def redo(self) -> str:
        """Makes the step that was last taken back again and returns its label."""
        step = self._undone[-1]
        self._repeat(step.forth)
        self._done.append(self._undone.pop())
        self._notify(step.forth, None)
        return step.label

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener(changed, source)` after every action; returns what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def close(self) -> None:
        """Closes the file; everything is saved already."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _stamp(self) -> Stamp:
        return Stamp(clock=self._file.highest_clock + 1, at_utc=self._now(), by=self.by)

    def _append(self, edits: Sequence[Edit]) -> list[Change]:
        changes = stamped(edits, self._stamp(), self._file.heads, self._nonce)
        self._file.append(changes)
        return changes

    def _retype(self, before: Change, edit: Edit) -> Change:
        """Saves an edit in the place of `before`; after it, if another copy may have `before`."""
        if before.clock <= self._file.sealed_clock:
            return self._append([edit])[0]
        change = change_of(edit, self._stamp(), self._nonce(), before.replaces)
        self._file.append([change], superseded=[before.uid])
        return change

    def _repeat(self, edits: Sequence[Edit]) -> None:
        wanted = needed(self.state, edits)
        if wanted:
            self._append(wanted)
        self._typed = None

    def _notify(self, edits: Sequence[Edit], source: object) -> None:
        self.tell(frozenset((edit.table, edit.row) for edit in edits), source)

    def tell(self, changed: Changed, source: object = None) -> None:
        """Tells the listeners that these rows changed; every action but `take_in` does so."""
        for listener in tuple(self._listeners):
            listener(changed, source)


def _step_between(label: str, before: State, after: State, changes: Sequence[Change]) -> _Step:
    """The step that leads from one state to the other by changes made elsewhere."""
    keys = dict.fromkeys(change.key for change in changes if change.table in TABLES)
    known = [Edit(*key, value=None) for key in keys if key[2] == EXISTS or key[2] in FIELDS[key[0]]]
    back = _unless_contested(inverse(before, known), before, before)
    forth = _unless_contested(inverse(after, known), after, before)
    return _Step(label, back, forth)


def _unless_contested(edits: Sequence[Edit], state: State, before: State) -> tuple[Edit, ...]:
    """Without the fields on which two people differ, in rows that were there before."""
    contested = {
        key
        for key in state.conflicts
        if key[1] in before.tables.get(key[0], {}) or key[2] == EXISTS
    }
    rows = {(table, row) for table, row, field in contested if field == EXISTS}
    return tuple(
        edit
        for edit in edits
        if (edit.table, edit.row) not in rows
        and (edit.table, edit.row, edit.field) not in contested
    )
