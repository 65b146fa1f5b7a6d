"""The one place that writes files other than the office file: whole and new, or the old one."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from itadesk.core.errors import from_os_error
from itadesk.store import durable


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
            durable.replace_file(part, path)
        except BaseException:
            durable.remove_part(part)
            raise
        durable.sync_folder(path.parent)
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
        raise OSError(errno.EIO, "the drive kept less than was written")
