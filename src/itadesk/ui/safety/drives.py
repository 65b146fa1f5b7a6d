"""Sticks and cards that are plugged in, and whether a file lies on one."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from itadesk.app.language import _

_STICK_SYSTEMS = ("fat", "vfat", "msdos", "exfat", "fat32")  # as the systems name them
_MOUNT_FOLDERS = ("/media/", "/run/media/", "/Volumes/")
_NO_STICKS = ("/boot", "/efi")
_WINDOWS_REMOVABLE = 2  # DRIVE_REMOVABLE of GetDriveTypeW


@dataclass(frozen=True, slots=True)
class Drive:
    """A removable drive: its folder, what it is called, free bytes."""

    root: Path
    name: str
    free: int


def removable_drives() -> tuple[Drive, ...]:
    """The drives that can be pulled out and written to."""
    return tuple(
        Drive(
            Path(found.rootPath()),
            found.name() or found.displayName() or _("USB stick"),
            found.bytesAvailable(),
        )
        for found in QStorageInfo.mountedVolumes()
        if found.isValid() and found.isReady() and not found.isReadOnly() and _is_stick(found)
    )


def is_on_stick(path: Path) -> bool:
    """Whether a file lies on a drive that can be pulled out, or is formatted like one."""
    return _is_stick(QStorageInfo(str(path)))


def _is_stick(drive: QStorageInfo) -> bool:
    root = drive.rootPath()
    if root.startswith(_NO_STICKS):
        return False
    if sys.platform == "win32":
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _WINDOWS_REMOVABLE)
    system = bytes(drive.fileSystemType().data()).decode("ascii", "replace").lower()
    return system in _STICK_SYSTEMS or root.startswith(_MOUNT_FOLDERS)
