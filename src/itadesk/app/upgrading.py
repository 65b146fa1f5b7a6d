"""Bringing the file of an older program to this program's format, after a backup of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from itadesk.app.backups import back_up, local_now
from itadesk.store.migrations import migrate


def upgrade(path: Path, now: Callable[[], datetime] = local_now) -> Path:
    """Brings a file that nobody has open to this program's format; gives its backup as it was.

    Whenever it stops, the file is what it was, or all of it is new.

    Raises:
        UserError: as `backups.back_up` and `store.migrations.migrate`.
    """
    backup = back_up(path, now=now, limits=None).backup.path
    migrate(path)
    return backup
