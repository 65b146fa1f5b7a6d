"""Going back to a backup: what is there now is kept, and a backup that is not whole never comes."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from itadesk.app.backups import back_up, local_now
from itadesk.app.bringing import uid_of
from itadesk.app.copying import bring_here
from itadesk.app.session import Session, utc_now
from itadesk.core.errors import UserError, from_os_error
from itadesk.store import durable
from itadesk.store.check import check
from itadesk.store.snapshot import snapshot

FOLDER = "damaged"
_SIDECARS = ("-journal", "-wal", "-shm")
_NO_DAMAGE = frozenset({"file-busy", "cannot-read", "cannot-write"})
_TIME = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: what the file holds now, and where the file of before is.

    `before` is a backup of it, or, where it was damaged, the file itself, moved; None where there
    was no file.
    """

    path: Path
    rows: int
    changes: int
    before: Path | None
    was_damaged: bool


def restore(
    path: Path,
    backup: Path,
    now: Callable[[], datetime] = local_now,
    *,
    second: Path | None = None,
) -> Restored:
    """Puts the content of a backup in the place of an office file, which nobody may have open.

    What the file holds is backed up first, in the `second` place too.

    Whenever it stops, the file is what it was, or the backup's content, or, if it was damaged,
    away in the folder "damaged"; it is never lost and never half.

    Raises:
        UserError: backup-not-sound, file-busy, cannot-read, folder-missing, cannot-write,
            disk-full, drive-trouble.
    """
    if not check(backup).is_sound:
        raise UserError("backup-not-sound", name=backup.name)
    before: Path | None = None
    was_damaged = False
    if path.exists() or any(_beside(path)):
        problems = check(path).problems
        for problem in problems:
            if problem.key in _NO_DAMAGE:
                raise problem
        was_damaged = bool(problems)
        if was_damaged:
            before = set_aside(path, now())
        else:
            before = back_up(path, second=second, now=now, limits=None).backup.path
    snapshot(backup, path, utc_now(), over=True)
    Session.open(path).close()
    found = check(path)
    return Restored(path, found.rows, found.changes, before, was_damaged)


def restore_copy(
    path: Path,
    copy: Path,
    password: str = "",
    now: Callable[[], datetime] = local_now,
    *,
    second: Path | None = None,
) -> Restored:
    """Puts what a copy from outside holds, such as one on a stick, in the place of a file.

    It is not trusted: a file is made of its log in a private folder, and that one is restored.

    Raises:
        UserError: as `copying.bring_here` and `restore`; restore-other-office where the file can
            still say whose it is.
    """
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        made = Path(folder) / path.name
        bring_here(copy, made, password)
        ours = ""
        with contextlib.suppress(UserError):
            ours = uid_of(path)
        if ours not in ("", uid_of(made)):
            raise UserError("restore-other-office", name=copy.name)
        return restore(path, made, now, second=second)


def set_aside(path: Path, now: datetime) -> Path:
    """Moves a damaged file, and all that SQLite keeps beside it, to a folder of its own.

    Returns where the file is now. What an earlier attempt left behind goes after its file.

    Raises:
        UserError: folder-missing, cannot-write, disk-full, drive-trouble.
    """
    try:
        folder = _folder_for(path, now)
        for file in (path, *_beside(path)):
            if file.exists():
                durable.replace_file(file, folder / file.name)
        durable.sync_folder(folder)
        durable.sync_folder(path.parent)
    except OSError as error:
        raise from_os_error(error, path.name) from error
    return folder / path.name


def _folder_for(path: Path, now: datetime) -> Path:
    damaged = path.parent / FOLDER
    damaged.mkdir(exist_ok=True)
    if not path.exists():
        begun = [folder for folder in sorted(damaged.iterdir()) if (folder / path.name).exists()]
        if begun and not any(_beside(begun[-1] / path.name)):
            return begun[-1]
    name = now.strftime(_TIME)
    folder = damaged / name
    number = 1
    while True:
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            return folder
        number += 1
        folder = damaged / f"{name}-{number}"


def _beside(path: Path) -> list[Path]:
    found = [path.with_name(path.name + end) for end in _SIDECARS]
    return [file for file in found if file.exists()]
