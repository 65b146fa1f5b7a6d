"""A copy on a stick: complete and read back, under a new name each time, with a receipt."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from itadesk import __version__
from itadesk.app.backups import local_now, remove_old_parts
from itadesk.app.language import _
from itadesk.app.places import is_same_file
from itadesk.app.session import Session, utc_now
from itadesk.core.changelog import Change
from itadesk.core.errors import UserError, from_os_error
from itadesk.store.attachments import Attachment
from itadesk.store.opening import SUFFIX
from itadesk.store.refill import Identity, refill
from itadesk.store.snapshot import Receipt, never, snapshot
from itadesk.store.untrusted import Foreign, foreign_attachments, read_foreign
from itadesk.thai.dates import medium_date

KEPT = 3
SPARE_BYTES = 8 * 2**20
_NAME = re.compile(r"office-\d{8}-\d{4}-[0-9a-f]{4}" + re.escape(SUFFIX))


def copy_file(file: Path, folder: Path, password: str = "") -> Receipt:
    """Copies an office file that is not open; a password locks the copy.

    Raises:
        UserError: as `Session.open` and `copy_to`.
    """
    with Session.open(file) as session:
        session.seal()
        return copy_to(folder, session.path, password)


def copy_to(
    folder: Path,
    path: Path,
    password: str = "",
    *,
    now: Callable[[], datetime] = local_now,
    cancelled: Callable[[], bool] = never,
) -> Receipt:
    """Copies a file that is open and sealed, or closed, into a folder; any thread may do it.

    A password locks the copy, and is kept nowhere. The copy has a new name of plain letters. Once
    it is proved, older copies of the same office beyond the last three go, if all that they hold
    is in it; one that the password does not open stays.

    Raises:
        UserError: folder-missing, not-enough-space, or as `snapshot`.
    """
    _check_space(folder, path)
    at = now()
    remove_old_parts(folder, at)
    name = f"office-{at:%Y%m%d-%H%M}-{secrets.token_hex(2)}{SUFFIX}"
    target, told = folder / name, f"{at:%Y-%m-%d %H:%M}"
    if password:
        from itadesk.store.locked_copy import locked_snapshot  # slow to load, seldom needed

        receipt = locked_snapshot(path, target, told, password, cancelled=cancelled)
    else:
        receipt = snapshot(path, target, told, cancelled=cancelled)
    _remove_oldest(target, path, password)
    return receipt


def receipt_lines(receipt: Receipt, *, locked: bool) -> tuple[str, ...]:
    """What to show and print about a copy; `locked`: a password opens it."""
    secret = _("The copy is locked: nobody opens it without the password.")
    return (
        _("Copied on {at}: {file}").format(at=_told(receipt.at), file=receipt.path.name),
        _("{rows} rows, {changes} changes").format(rows=receipt.rows, changes=receipt.changes),
        _("Check number: {number}").format(number=receipt.sha256[-8:]),
        secret if locked else _("The copy is not locked: whoever has the stick can read it."),
        _("The copy was read back and is complete. Use “Safely remove” before pulling it out."),
    )


def _told(at: str) -> str:
    """A time of this PC as people write it, the year in the Buddhist era."""
    when = datetime.fromisoformat(at)
    return f"{medium_date(when.date(), digits='arabic')} {when:%H.%M}"


def copies_in(folder: Path) -> tuple[Path, ...]:
    """The copies that were made in a folder, newest name first."""
    try:
        found = [file for file in folder.iterdir() if _NAME.fullmatch(file.name)]
    except OSError as error:
        raise from_os_error(error, folder.name) from error
    return tuple(sorted(found, key=lambda file: file.name, reverse=True))


def bring_here(source: Path, target: Path, password: str = "") -> None:
    """Makes an office file on this PC of what a copy on a stick holds, to work on.

    The copy is not trusted: a new file is made of its log, change by change. `password` is that
    of a locked copy.

    Raises:
        UserError: as `read_foreign`; file-exists, folder-missing, cannot-write, disk-full,
            drive-trouble.
    """
    foreign = read_foreign(source, password)
    identity = Identity(foreign.meta.file_uid, f"itadesk {__version__}")
    pictures = foreign_attachments(source, foreign.attachments, password)
    whole = _all_of(pictures, len(foreign.attachments), source)
    refill(target, identity, foreign.changes, whole, utc_now())


def _all_of(pictures: Iterable[Attachment], count: int, source: Path) -> Iterator[Attachment]:
    for picture in pictures:
        count -= 1
        yield picture
    if count:
        raise UserError("file-damaged", name=source.name)


def _check_space(folder: Path, path: Path) -> None:
    if not folder.is_dir():
        raise UserError("folder-missing", name=folder.name)
    try:
        needed = 2 * path.stat().st_size + SPARE_BYTES
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise from_os_error(error, path.name) from error
    if free < needed:
        raise UserError(
            "not-enough-space", name=folder.name, needed=-(-needed // 2**20), free=free // 2**20
        )


def _remove_oldest(new: Path, source: Path, password: str) -> None:
    """By how far their logs go: the clock of a PC may be wrong.

    The file that is worked on may have been a copy itself, and lie there: it is neither read by
    its name, which would drop SQLite's locks, nor removed.
    """
    others = [
        file for file in copies_in(new.parent) if file != new and not is_same_file(file, source)
    ]
    if len(others) < KEPT:
        return
    made = read_foreign(new, password)
    held = _uids(made.changes)
    ours = [
        (found.meta.clock, file.name, file)
        for file in others
        if (found := _readable(file, password)) is not None
        and found.meta.file_uid == made.meta.file_uid
        and found.attachments <= made.attachments
        and _uids(found.changes) <= held
    ]
    for _clock, _name, file in sorted(ours)[: max(0, len(ours) + 1 - KEPT)]:
        with contextlib.suppress(OSError):
            file.unlink()


def _readable(file: Path, password: str) -> Foreign | None:
    """What an older copy holds; one that cannot be read is nothing that may be removed."""
    with contextlib.suppress(UserError):
        return read_foreign(file, password)
    return None


def _uids(changes: tuple[Change, ...]) -> set[str]:
    return {change.uid for change in changes}
