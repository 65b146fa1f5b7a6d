"""One program at a time works on a file: a lock beside it that says on which PC and since when.

SQLite's own lock guards the data; this one gives the second program something to say at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from itadesk.app.session import utc_now
from itadesk.core.errors import UserError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FAR = 2**30  # the locked byte: Windows lets nobody read what is locked
_MOST = 1000


def lock_path(path: Path) -> Path:
    """Where the lock of an office file lies."""
    return path.with_name(f".{path.name}.lock")


class SingleUse:
    """The lock on one office file, held until `release` or the end of the process.

    The system itself gives it up when the program dies, so none is ever left over.
    """

    def __init__(self, path: Path, now: Callable[[], str] = utc_now) -> None:
        """Takes the lock.

        Raises:
            UserError: file-in-use, with the PC (`pc`) and the time (`since`, UTC). A folder in
                which no lock can be made is no reason: then SQLite's lock must do.
        """
        self._lock = lock_path(path)
        self._opened: int | None = None
        with contextlib.suppress(OSError):
            self._opened = self._take(path)
            os.ftruncate(self._opened, 0)
            os.lseek(self._opened, 0, os.SEEK_SET)
            os.write(self._opened, json.dumps({"pc": platform.node(), "since": now()}).encode())

    def release(self) -> None:
        """Gives the lock up and removes it."""
        if self._opened is None:
            return
        with contextlib.suppress(OSError):
            self._lock.unlink()
        os.close(self._opened)
        self._opened = None
        with contextlib.suppress(OSError):
            if sys.platform == "win32":  # cannot be removed while it is open
                self._lock.unlink()

    def _take(self, path: Path) -> int:
        while True:
            opened = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
            if not _locked(opened):
                pc, since = _said(opened)
                os.close(opened)
                raise UserError("file-in-use", name=path.name, pc=pc, since=since)
            # Whoever held it may have removed it between our opening and our locking.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(opened), self._lock.stat()):
                    return opened
            os.close(opened)


@contextlib.contextmanager
def single_use(path: Path) -> Iterator[None]:
    """Nobody else works on the file meanwhile.

    Raises:
        UserError: file-in-use.
    """
    lock = SingleUse(path)
    try:
        yield
    finally:
        lock.release()


def _locked(opened: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(opened, _FAR, os.SEEK_SET)
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _said(opened: int) -> tuple[str, str]:
    """Who holds the lock, as far as that can be read."""
    os.lseek(opened, 0, os.SEEK_SET)
    try:
        read = json.loads(os.read(opened, _MOST))
        return str(read["pc"])[:100], str(read["since"])[:30]
    except (ValueError, KeyError, TypeError):
        return "?", "?"
