"""A finished copy of an office file that a password locks, opened again before it gets its name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from itadesk.core.errors import UserError
from itadesk.store import durable
from itadesk.store.locked import lock, unlock
from itadesk.store.snapshot import Receipt, finish, never, part_of, snapshot


def locked_snapshot(
    source: Path,
    target: Path,
    at: str,
    password: str,
    *,
    cancelled: Callable[[], bool] = never,
) -> Receipt:
    """Makes `target` a complete copy that only the password opens; else as `snapshot`.

    What is not locked lies in a private folder of this PC and is gone in the end.
    """
    with tempfile.TemporaryDirectory(prefix="itadesk-") as folder:
        plain = snapshot(source, Path(folder) / "plain", at, cancelled=cancelled)
        if target.exists() or target.is_symlink():
            raise UserError("file-exists", name=target.name)
        with part_of(target) as part:
            lock(plain.path, part, password, cancelled)
            _prove(part, Path(folder) / "again", password, plain, target)
            written = finish(part, target, cancelled)
    return replace(plain, path=target, sha256=written)


def _prove(part: Path, again: Path, password: str, plain: Receipt, target: Path) -> None:
    """Opens the copy as its reader will.

    Raises:
        UserError: copy-differs.
    """
    try:
        unlock(part, again, password)
    except UserError as error:
        raise UserError("copy-differs", name=target.name) from error
    if durable.hash_on_drive(again) != plain.sha256:
        raise UserError("copy-differs", name=target.name)
