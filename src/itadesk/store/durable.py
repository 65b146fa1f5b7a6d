"""The few calls by which a finished file gets its name, so that it is whole through a power cut.

All of them go through the name `os` of this module: tests let each of them fail.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

_TRIES = 10
_PAUSE_SECONDS = 0.2
_PIECE = 2**20


def make_empty(path: Path) -> None:
    """Makes an empty file that was not there, readable by its owner alone."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def write_into(path: Path, pieces: Iterable[bytes]) -> None:
    """Writes into an empty file that is there; what the drive has of it, `sync_file` waits for."""
    opened = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        for piece in pieces:
            left = memoryview(piece)
            while left:
                left = left[os.write(opened, left) :]
    finally:
        os.close(opened)


def sync_file(path: Path) -> None:
    """Waits until the drive says that it has the file's content."""
    opened = os.open(path, os.O_RDWR)  # Windows syncs only what may be written
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def hash_on_drive(path: Path) -> str:
    """SHA-256 of what the drive gives back, as hex; from the drive itself where the system can.

    Windows may answer from its memory. No connection of this process may be open on the file.
    """
    digest = hashlib.sha256()
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := os.read(opened, _PIECE):
            digest.update(piece)
    finally:
        os.close(opened)
    return digest.hexdigest()


def replace_file(part: Path, path: Path) -> None:
    """Gives a finished file its name, over the old file if there is one.

    On Windows virus scanners and sync programs hold a file for a moment: tries again.
    """
    for left in reversed(range(_TRIES)):
        try:
            os.replace(part, path)  # noqa: PTH105
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Makes a new name last through a power cut, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # FAT on a stick refuses
            os.fsync(opened)
    finally:
        os.close(opened)


def remove_part(part: Path) -> None:
    """Removes what is left of a file that did not become one."""
    for leftover in (part, part.with_name(f"{part.name}-journal")):
        with contextlib.suppress(OSError):
            os.unlink(leftover)  # noqa: PTH108
