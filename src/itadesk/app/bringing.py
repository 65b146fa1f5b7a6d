"""A file on a stick is worked on here: the one that is here already, or a copy of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from itadesk.app.copying import bring_here
from itadesk.app.places import data_folder, is_same_file
from itadesk.app.session import Session
from itadesk.core.changelog import projection
from itadesk.core.errors import UserError, from_os_error
from itadesk.core.model import Office
from itadesk.store.connection import connected, sorted_errors
from itadesk.store.meta import meta_in
from itadesk.store.opening import SUFFIX, check_header
from itadesk.store.untrusted import read_foreign

FOLDER = "offices"
_NOT_IN_NAMES = '\\/:*?"<>|'


@dataclass(frozen=True, slots=True)
class Visitor:
    """A file on a stick: which office's it is, and what it would be called here."""

    file_uid: str
    name: str


def visitor(source: Path, password: str = "") -> Visitor:
    """Looks at a file on a stick; it is not trusted. `password` is that of a locked copy.

    Raises:
        UserError: as `store.untrusted.read_foreign`.
    """
    foreign = read_foreign(source, password)
    office = projection(foreign.changes).get(Office, "office") or Office()
    name = "".join(letter for letter in office.name if letter not in _NOT_IN_NAMES).strip(" .")
    return Visitor(foreign.meta.file_uid, f"{name or source.stem}{SUFFIX}")


def same_office(file_uid: str, known: Iterable[Path], session: Session | None) -> Path | None:
    """The first of these files, or of those brought here before, that is of the same office.

    The open file is asked through its `session`: opening it by its name would drop SQLite's
    locks on it.
    """
    if session is not None and session.file_uid == file_uid:
        return session.path
    brought = sorted((data_folder() / FOLDER).glob(f"*{SUFFIX}"))
    for path in (*known, *brought):
        with contextlib.suppress(UserError, OSError):
            is_open = session is not None and is_same_file(path, session.path)
            if not is_open and uid_of(path) == file_uid:
                return path
    return None


def bring(source: Path, name: str, password: str = "") -> Path:
    """Copies a file from a stick to this PC under this name, or one beside it; gives where.

    Raises:
        UserError: as `copying.bring_here`.
    """
    folder = data_folder() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, folder.name) from error
    target = folder / name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{Path(name).stem} {number}{SUFFIX}"
    bring_here(source, target, password)
    return target


def uid_of(path: Path) -> str:
    """Which office's data a file of this PC says it holds; nobody has it open.

    Raises:
        UserError: as `opening.check_header`; file-damaged, drive-trouble.
    """
    check_header(path)
    with contextlib.closing(connected(path)) as conn, sorted_errors(path):
        return meta_in(conn).file_uid
