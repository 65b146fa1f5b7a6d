"""Opening a file so that nobody else works on it, nothing is edited on a stick, none is lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from itadesk.app.backups import backups_of
from itadesk.app.bringing import bring, same_office, visitor
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.passwords import is_locked
from itadesk.app.restoring import Restored
from itadesk.app.session import Session
from itadesk.app.single_use import SingleUse, single_use
from itadesk.core.errors import UserError
from itadesk.ui import worker
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety import drives
from itadesk.ui.safety.keeper import dated
from itadesk.ui.safety.password_dialog import password_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_ALWAYS_RESCUED = frozenset({"file-damaged", "file-empty", "file-unfinished", "file-newer"})
_NOT_RESCUED = frozenset({"file-busy", "file-in-use", "cannot-read", "drive-trouble"})


@dataclass(frozen=True, slots=True)
class Stick:
    """A copy on a stick, and its password, empty where it is not locked."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file, the lock on it, and a copy on a stick that is to be merged into it."""

    session: Session
    lock: SingleUse
    stick: Stick | None


class Opener:
    """Opens files for a window: brings them from sticks, locks them, offers rescue."""

    def __init__(
        self,
        parent: QWidget,
        prompts: Prompts,
        second: Callable[[], Path | None],
        known: Callable[[], Sequence[Path]],
        at_hand: Callable[[], Session | None],
    ) -> None:
        """`second` gives the other place for backups, `known` the files used lately.

        `at_hand` gives the file that is open now.
        """
        self._parent = parent
        self._prompts = prompts
        self._second = second
        self._known = known
        self._at_hand = at_hand

    def open(self, path: Path, by: str) -> Opened | Stick | None:
        """The file, open; the copy on a stick, where the file at hand is to take it in.

        None where the file could not be opened, after saying why.
        """
        stick: Stick | None = None
        if path.is_file() and (drives.is_on_stick(path) or is_locked(path)):
            found = self._from_stick(path)
            if found is None:
                return None
            path, stick = found
            at_hand = self._at_hand()
            if at_hand is not None and path == at_hand.path:
                return stick
        try:
            lock = SingleUse(path)
        except UserError as error:
            self._warn(in_local_time(error))
            return None
        try:
            session: Session | None = Session.open(path, by=by)
        except UserError as error:
            session = self._rescued(path, by, error)
        if session is None:
            lock.release()
            return None
        return Opened(session, lock, stick)

    def restore(self, path: Path, work: Callable[[], Restored]) -> Restored:
        """Go back to what was chosen for a file that is closed, and wait for it.

        Raises:
            UserError: file-in-use, or what `work` raises.
        """
        return worker.wait(self._parent, partial(_alone, path, work))

    def _rescued(self, path: Path, by: str, error: UserError) -> Session | None:
        """The file after going back to a backup; None where the clerk did not want to."""
        from itadesk.ui.safety.restore_dialog import RescueDialog

        if error.key in _NOT_RESCUED:
            self._warn(error)
            return None
        if error.key not in _ALWAYS_RESCUED and not backups_of(path):
            self._warn(error)
            return None
        dialog = RescueDialog(path, self._second(), error, self._prompts, self._parent)
        if not self._prompts.show(dialog) or dialog.work is None:
            return None
        try:
            worker.wait(self._parent, dialog.work)
            return Session.open(path, by=by)
        except UserError as again:
            self._warn(again)
            return None

    def _from_stick(self, path: Path) -> tuple[Path, Stick | None] | None:
        """The file on this PC to work on, and the stick's if that is to be merged; or None."""
        password = password_of(path, self._prompts, self._parent) if is_locked(path) else ""
        if password is None:
            return None
        try:
            found = worker.wait(self._parent, partial(visitor, path, password))
            look = partial(same_office, found.file_uid, self._known(), self._at_hand())
            here = worker.wait(self._parent, look)
            if here is not None:
                told = _(
                    "{name} is on a stick. This office's file is on this PC already: {file}. "
                    "That one is opened, and you see what the stick has more."
                )
                text = told.format(name=path.name, file=here.name)
                agrees = self._agrees(text, _("Open the one here"))
                return (here, Stick(path, password)) if agrees else None
            told = _(
                "{name} is on a stick. It is copied to this PC, and you work on that copy. "
                "The stick can then be pulled out; take changes to it with “Copy to USB”."
            )
            if not self._agrees(told.format(name=path.name), _("Copy to this PC")):
                return None
            return worker.wait(self._parent, partial(bring, path, found.name, password)), None
        except UserError as error:
            self._warn(error)
            return None

    def _agrees(self, text: str, action: str) -> bool:
        return self._prompts.ask(self._parent, _("A file on a stick"), text, action)

    def _warn(self, error: UserError) -> None:
        self._prompts.warn(self._parent, "itadesk", sentence(error))


def in_local_time(error: UserError) -> UserError:
    """The same error; the time since when a file is in use is as the clock on the wall shows it."""
    with contextlib.suppress(ValueError):
        since = datetime.fromisoformat(str(error.facts.get("since", "")))
        error.facts["since"] = dated(since.astimezone())
    return error


def _alone(path: Path, work: Callable[[], Restored]) -> Restored:
    with single_use(path):
        return work()
