"""The one place that reads whole files that a user names."""

from __future__ import annotations

from pathlib import Path

from itadesk.core.errors import UserError


def read_source(source: Path) -> bytes:
    """A file's bytes.

    Raises:
        UserError: file-missing, cannot-read.
    """
    try:
        return source.read_bytes()
    except FileNotFoundError as error:
        raise UserError("file-missing", name=source.name) from error
    except OSError as error:
        raise UserError("cannot-read", name=source.name) from error
