"""The one place that writes files other than the office file: whole and new, or the old one."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from itadesk.core.errors import UserError, from_os_error
from itadesk.store.create import sync_folder

# On Windows virus scanners and sync programs hold a file for a moment.
RETRIES = 9 if os.name == "nt" else 0
PAUSE_SECONDS = 0.2


def write_atomic(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Writes a file so that at any moment its name has the old content or all of the new.

    It is written under another name in the same folder, which must exist.

    Raises:
        UserError: folder-missing, cannot-write, disk-full, drive-trouble.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        try:
            _write(part, [data] if isinstance(data, bytes) else data)
            _replace(part, path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise from_os_error(error, path.name) from error


def _write(part: Path, data: Iterable[bytes]) -> None:
    written = 0
    with part.open("xb") as stream:
        for piece in data:
            stream.write(piece)
            written += len(piece)
        stream.flush()
        os.fsync(stream.fileno())
        size = os.fstat(stream.fileno()).st_size
    if size != written:
        raise UserError("drive-trouble", name=part.name)


def _replace(part: Path, path: Path) -> None:
    for left in reversed(range(RETRIES + 1)):
        try:
            part.replace(path)
        except PermissionError:
            if not left:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return
