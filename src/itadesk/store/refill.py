"""A new office file made of the log of another: nothing else of the other file comes along."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from itadesk.core.changelog import Change
from itadesk.store.attachments import Attachment
from itadesk.store.create import create
from itadesk.store.file import OfficeFile
from itadesk.store.snapshot import Receipt, snapshot


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a file a copy of an office's data, and the program that made it."""

    file_uid: str
    made_by: str


def refill(
    target: Path,
    identity: Identity,
    changes: Sequence[Change],
    attachments: Iterable[Attachment],
    at: str,
) -> Receipt:
    """Makes the file `target` of changes that are whole and hold all that they replace.

    Raises:
        UserError: file-exists, folder-missing, cannot-write, disk-full, drive-trouble.
    """
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        made = Path(folder) / target.name
        create(made, changes, identity.file_uid, identity.made_by)
        with OfficeFile.open(made) as file:
            for attachment in attachments:
                file.keep(attachment)
            return snapshot(file, target, at)
