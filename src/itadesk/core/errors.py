"""The one error that is the user's world being wrong; everything else that is raised is a bug."""

from __future__ import annotations

import errno


class UserError(Exception):
    """Something outside the program is not as it must be.

    Carries a `key` and the `facts` to fill a sentence with, never a sentence: `app.messages`
    turns them into one plain sentence in the user's language (what happened, whether the data
    is safe, what to do now). Each key has its sentence in the message catalogues.
    """

    def __init__(self, key: str, **facts: str | int | float) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.key} ({shown})" if shown else self.key


_DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}


def from_os_error(error: OSError, name: str) -> UserError:
    """What went wrong when the file `name` was written.

    The key is disk-full, cannot-write, folder-missing or drive-trouble.
    """
    if error.errno in _DISK_FULL:
        return UserError("disk-full", name=name)
    if error.errno in _NOT_ALLOWED:
        return UserError("cannot-write", name=name)
    if error.errno in _NO_FOLDER:
        return UserError("folder-missing", name=name)
    return UserError("drive-trouble", name=name)
