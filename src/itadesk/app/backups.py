"""Backups that make themselves: beside the file, in a second place if one was chosen, thinned."""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from itadesk.app.session import Session, utc_now
from itadesk.core.errors import UserError, from_os_error
from itadesk.core.thinning import Limits, to_delete
from itadesk.store.check import check
from itadesk.store.connection import connected, sorted_errors
from itadesk.store.meta import digest_in, meta_in
from itadesk.store.opening import SUFFIX, check_header
from itadesk.store.snapshot import PART, never, snapshot

EVERY = timedelta(minutes=30)
FOLDER = "backups"
_TIME = "%Y%m%d-%H%M%S"
_OLD_PART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a file: when it was made (this PC's time), what it holds, whether it is whole.

    `clock` says how far its log goes; `rows` and `changes` are 0 for one that is not whole.
    """

    path: Path
    at: datetime
    rows: int
    changes: int
    clock: int
    sound: bool


@dataclass(frozen=True, slots=True)
class Backed:
    """A backup that was made now, and what kept a second one from the second place, if anything."""

    backup: Backup
    second: Path | None
    second_error: UserError | None


def local_now() -> datetime:
    """The time of this PC, as people see it."""
    return datetime.now().replace(microsecond=0)


def backup_folder(path: Path) -> Path:
    """Where the backups of an office file lie."""
    return path.parent / FOLDER


def backups_of(path: Path, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of an office file, newest first, each read from end to end.

    The file itself may be damaged or gone. `folder` is another place than the one beside it.
    """
    found = [_looked_at(file, at) for file, at in _files(path, folder or backup_folder(path))]
    return tuple(found)


def newest_backup(path: Path, folder: Path | None = None) -> Backup | None:
    """The newest backup that is whole, None where there is none; reads no more than it must."""
    for file, at in _files(path, folder or backup_folder(path)):
        backup = _looked_at(file, at)
        if backup.sound:
            return backup
    return None


def back_up(
    path: Path,
    *,
    second: Path | None = None,
    now: Callable[[], datetime] = local_now,
    cancelled: Callable[[], bool] = never,
    limits: Limits | None = Limits(),  # noqa: B008
) -> Backed:
    """Makes a backup of a file that is closed, or open and sealed, and thins the older ones.

    Without `limits` none is removed.

    A file that is not whole gives no backup, and no older one is then removed. What goes wrong
    in the `second` place is told and is no failure.

    Raises:
        UserError: as `snapshot`.
    """
    folder = backup_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise from_os_error(error, folder.name) from error
    backup = _made(path, folder, now, cancelled)
    _thin(path, folder, now(), limits)
    return Backed(backup, *_second(backup.path, path, second, now, limits))


def catch_up(
    path: Path, backup: Path, second: Path | None, now: Callable[[], datetime] = local_now
) -> UserError | None:
    """Takes the newest backup to the second place, if that was away when it was made.

    Returns what kept it from there.
    """
    if second is None or (second / backup.name).exists():
        return None
    return _second(backup, path, second, now, Limits())[1]


class Backups:
    """The backups of one open file while it is worked on; the window asks it now and then.

    Work in two steps, so that the copying can go on in another thread: `is_due` and
    `Session.seal` in the window's thread, then `back_up`, then `done`.
    """

    def __init__(self, session: Session, now: Callable[[], datetime] = local_now) -> None:
        self._session = session
        self._now = now
        self._asked = now()
        self.last_good = newest_backup(session.path)
        self._saved = None if self.last_good is None else _digest_of(self.last_good.path)

    def is_changed(self) -> bool:
        """Whether something was changed since the last good backup; asked at start and close."""
        return self._session.digest != self._saved

    def is_due(self) -> bool:
        """Whether half an hour has gone by since the last was made or tried, with changes."""
        return self._now() - self._asked >= EVERY and self.is_changed()

    def done(self, backed: Backed) -> None:
        """Takes note of a backup that was made of the sealed file."""
        self.last_good = backed.backup
        self._saved = _digest_of(backed.backup.path)
        self._asked = self._now()

    def failed(self) -> None:
        """Takes note of a failure: the next try is half an hour later."""
        self._asked = self._now()

    def make(self, second: Path | None = None) -> Backed:
        """Does it all here and now; before merging, importing, restoring, and at close.

        Raises:
            UserError: as `back_up`; the window then stays open and says so.
        """
        try:
            self._session.seal()
            backed = back_up(self._session.path, second=second, now=self._now)
        except UserError:
            self.failed()
            raise
        self.done(backed)
        return backed


def remove_old_parts(folder: Path, now: datetime) -> None:
    """Removes what a killed program left of copies, once it is a day old; nothing else."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f".*{SUFFIX}.*{PART}"):
            made = datetime.fromtimestamp(part.stat().st_mtime)
            if now - made > _OLD_PART:
                part.unlink()


def _made(
    path: Path, folder: Path, now: Callable[[], datetime], cancelled: Callable[[], bool]
) -> Backup:
    remove_old_parts(folder, now())
    at = now().replace(microsecond=0)
    target = folder / f"{path.stem}.{at.strftime(_TIME)}-{secrets.token_hex(2)}{SUFFIX}"
    receipt = snapshot(path, target, utc_now(), cancelled=cancelled)
    clock = _clock_of(target)
    return Backup(target, at, receipt.rows, receipt.changes, clock, sound=True)


def _second(
    backup: Path,
    path: Path,
    folder: Path | None,
    now: Callable[[], datetime],
    limits: Limits | None,
) -> tuple[Path | None, UserError | None]:
    if folder is None:
        return None, None
    try:
        target = folder / backup.name
        snapshot(backup, target, utc_now())
        _thin(path, folder, now(), limits)
    except UserError as error:
        return None, error
    return target, None


def _thin(path: Path, folder: Path, now: datetime, limits: Limits | None) -> None:
    """Removes what may go; every backup is read before any is removed on account of it."""
    if limits is None:
        return
    files = _files(path, folder)
    presumed = [Backup(file, at, 0, 0, 0, sound=True) for file, at in files]
    if len(to_delete(presumed, now, limits)) == 0:
        return
    for backup in to_delete(backups_of(path, folder), now, limits):
        with contextlib.suppress(OSError):
            backup.path.unlink()


def _files(path: Path, folder: Path) -> list[tuple[Path, datetime]]:
    """The files that are named as backups of this one, newest first."""
    name = re.compile(re.escape(path.stem) + r"\.(\d{8}-\d{6})-[0-9a-f]{4}" + re.escape(SUFFIX))
    found: list[tuple[Path, datetime]] = []
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            match = name.fullmatch(file.name)
            if match is not None:
                with contextlib.suppress(ValueError):
                    found.append((file, datetime.strptime(match[1], _TIME)))
    return sorted(found, key=lambda each: (each[1], each[0].name), reverse=True)


def _looked_at(file: Path, at: datetime) -> Backup:
    try:
        found = file.stat()
    except OSError:
        return Backup(file, at, 0, 0, 0, sound=False)
    return _read(file, at, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=512)
def _read(file: Path, at: datetime, _size: int, _modified: int) -> Backup:
    """Reads a backup from end to end, once for as long as it stays as it is."""
    found = check(file)
    if not found.is_sound:
        return Backup(file, at, 0, 0, 0, sound=False)
    return Backup(file, at, found.rows, found.changes, _clock_of(file), sound=True)


def _clock_of(file: Path) -> int:
    with contextlib.closing(connected(file)) as conn, sorted_errors(file):
        return meta_in(conn).clock


def _digest_of(file: Path) -> int:
    check_header(file)
    with contextlib.closing(connected(file)) as conn, sorted_errors(file):
        return digest_in(conn)
