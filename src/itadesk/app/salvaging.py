"""Keeping what is left of a damaged file: the file itself, and all of it that can be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.core.errors import UserError, from_os_error
from itadesk.store.salvage import readable

_PIECE = 2**20


def save_damaged(source: Path, target: Path) -> int:
    """Copies a damaged file byte for byte, for whoever can repair it. Gives 0: nothing was read.

    Raises:
        UserError: cannot-read, or as `write_atomic`.
    """
    write_atomic(target, _pieces(source))
    return 0


def save_readable(source: Path, target: Path) -> int:
    """Writes all that can be read of a damaged file as JSON lines; gives how many.

    The damaged file itself, and what lies beside it, is not touched.

    Raises:
        UserError: nothing-readable, cannot-read, or as `write_atomic`.
    """
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        copy = Path(folder) / "copy.itadesk"
        write_atomic(copy, _pieces(source))
        journal = source.with_name(f"{source.name}-journal")
        if journal.is_file():
            write_atomic(copy.with_name(f"{copy.name}-journal"), _pieces(journal))
        lines = list(readable(copy))
    if not lines:
        raise UserError("nothing-readable", name=source.name)
    write_atomic(target, lines)
    return len(lines)


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece
    except OSError as error:
        raise from_os_error(error, path.name) from error
