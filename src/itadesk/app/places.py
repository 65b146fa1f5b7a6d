"""Where the program's own files lie, and where it keeps the clerk's."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def forms_folder() -> Path:
    """The folder of the form packs (TOML)."""
    return _shipped("forms")


def resources_folder() -> Path:
    """The folder of icons, licences and `locale/` (message catalogues)."""
    return _shipped("resources")


def data_folder() -> Path:
    """Where settings and backups are kept for this user; may not exist yet."""
    return platformdirs.user_data_path("itadesk", appauthor=False)


def log_folder() -> Path:
    """Where the log is written for this user; may not exist yet."""
    return platformdirs.user_log_path("itadesk", appauthor=False)


def _shipped(name: str) -> Path:
    """The wheel's copy inside the package, else the checkout's folder (an editable install)."""
    for folder in (_PACKAGE / name, _CHECKOUT / name):
        if folder.is_dir():
            return folder
    message = f"itadesk is installed without its folder {name!r}"
    raise FileNotFoundError(message)


def is_same_file(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file; False where either leads to none."""
    try:
        return path.samefile(other)
    except OSError:
        return False
