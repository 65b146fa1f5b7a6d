"""The files of this computer that are dragged onto the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """All of them; what lies elsewhere is left out."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def dropped_file(data: QMimeData) -> Path | None:
    """The file, where it is all that is dragged; else None."""
    return next(iter(dropped_files(data)), None) if len(data.urls()) == 1 else None
