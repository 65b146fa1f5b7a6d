"""A sound office file made of what can be read of a damaged one, which is left as it is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from itadesk import __version__
from itadesk.app.atomic import write_atomic
from itadesk.app.session import random_nonce, utc_now
from itadesk.core.changelog import Change, Edit, Stamp, stamped
from itadesk.core.errors import UserError, from_os_error
from itadesk.core.strangers import is_sound
from itadesk.store.refill import Identity, refill
from itadesk.store.remains import Remains, remains_of

_PIECE = 2**20
_FILE_UID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Mended:
    """What the new file holds; `without_history` counts the rows of which only the values came.

    `same_office`: it can still be merged with copies and backups of the damaged file.
    """

    path: Path
    rows: int
    without_history: int
    same_office: bool


def mend(source: Path, target: Path) -> Mended:
    """Makes the office file `target` of all that can be read of `source`; nobody has it open.

    Rows whose history is whole keep it. Where the mended file and a backup differ, merging the
    two shows both.

    Raises:
        UserError: nothing-readable, cannot-read, file-exists, or as `write_atomic`.
    """
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        copy = Path(folder) / "copy.itadesk"
        write_atomic(copy, _pieces(source))
        journal = source.with_name(f"{source.name}-journal")
        if journal.is_file():
            write_atomic(copy.with_name(f"{copy.name}-journal"), _pieces(journal))
        found = remains_of(copy)
    changes = [*found.changes, *_anew(found.edits, found.changes)]
    if not changes:
        raise UserError("nothing-readable", name=source.name)
    same = _FILE_UID.fullmatch(found.file_uid) is not None
    receipt = refill(target, _identity(found, same=same), changes, found.attachments, utc_now())
    return Mended(target, receipt.rows, found.rows_without_history, same)


def keep_damaged(source: Path, target: Path) -> None:
    """Copies a damaged file byte for byte, for whoever can repair it.

    Raises:
        UserError: cannot-read, or as `write_atomic`.
    """
    write_atomic(target, _pieces(source))


def _identity(found: Remains, *, same: bool) -> Identity:
    uid = found.file_uid if same else random_nonce() + random_nonce()
    return Identity(uid, f"itadesk {__version__}")


def _anew(edits: Iterable[Edit], known: Iterable[Change]) -> list[Change]:
    """Changes that say again what rows without a history say."""
    clock = 1 + max((change.clock for change in known), default=0)
    stamp = Stamp(clock, utc_now(), "")
    return [
        change
        for change in stamped(list(edits), stamp, lambda _table, _row: {}, random_nonce)
        if is_sound(change)
    ]


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except OSError as error:
        raise from_os_error(error, path.name) from error
