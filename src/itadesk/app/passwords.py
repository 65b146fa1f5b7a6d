"""Passwords of copies that are locked: asked for when needed, kept nowhere."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from pathlib import Path

from itadesk.app.language import _
from itadesk.app.places import is_same_file
from itadesk.core.errors import UserError
from itadesk.store.opening import is_locked

__all__ = ["check_new", "check_password", "is_locked", "locked_among", "typed", "typed_twice"]

SHORTEST = 8


def check_new(password: str, again: str) -> None:
    """Looks whether a password that was typed twice may lock a copy.

    Raises:
        UserError: passwords-differ, password-short.
    """
    if password != again:
        raise UserError("passwords-differ")
    if len(password) < SHORTEST:
        raise UserError("password-short", least=SHORTEST)


def check_password(path: Path, password: str) -> None:
    """Looks whether a password opens a locked copy.

    Raises:
        UserError: password-wrong, file-damaged, cannot-read.
    """
    from itadesk.store import locked  # slow to load, seldom needed

    locked.check_password(path, password)


def locked_among(paths: Sequence[Path], open_file: Path) -> tuple[Path, ...]:
    """Those copies that a password locks; the open file is none, and is not opened by its name."""
    return tuple(path for path in paths if not is_same_file(path, open_file) and is_locked(path))


def typed(path: Path) -> str:
    """The password of a copy, typed at the prompt of the command line, where it is not shown."""
    return _asked(_("Password of {file}: ").format(file=path.name))


def typed_twice() -> str:
    """A new password, typed twice at the prompt.

    Raises:
        UserError: as `check_new`.
    """
    password = _asked(_("New password of the copy: "))
    check_new(password, _asked(_("Once more: ")))
    return password


def _asked(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError:  # nobody is there to type
        return ""
