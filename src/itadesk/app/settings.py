"""What the program remembers for its user; never anything of an office's data."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from itadesk.app.atomic import write_atomic
from itadesk.app.places import data_folder
from itadesk.core.errors import from_os_error

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` is "th", "en" or empty (not chosen); `name` is who makes changes.

    `recent` are paths of office files, newest first; `second_place` is a folder where backups go
    as well, empty for none; `tab` is the tab that was last in front; `parts` of the window that
    can be folded away, by name, and whether they are shown. `others` is what a newer program
    wrote into the same file: it is kept.
    """

    language: str = ""
    text_size: int = 12
    name: str = ""
    recent: tuple[str, ...] = ()
    second_place: str = ""
    geometry: str = ""
    tab: str = ""
    parts: tuple[tuple[str, bool], ...] = ()
    others: tuple[tuple[str, object], ...] = ()


_KNOWN = {kind.name for kind in fields(Settings)} - {"others"}


def settings_path() -> Path:
    """Where the settings are kept for this user."""
    return data_folder() / "settings.json"


def load_settings() -> Settings:
    """The settings, at their defaults where there are none or they cannot be read.

    A file that is not settings is kept beside as settings.broken.json.
    """
    path = settings_path()
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        return Settings()
    except ValueError:
        read = None
    if not isinstance(read, dict):
        with contextlib.suppress(OSError):
            path.replace(path.with_name("settings.broken.json"))
        return Settings()
    blank = Settings()
    nothing: list[object] = []
    no_parts: dict[str, object] = {}
    return Settings(
        language=_same_kind(read, "language", blank.language),
        text_size=_same_kind(read, "text_size", blank.text_size),
        name=_same_kind(read, "name", blank.name),
        recent=tuple(file for file in _same_kind(read, "recent", nothing) if isinstance(file, str)),
        second_place=_same_kind(read, "second_place", blank.second_place),
        geometry=_same_kind(read, "geometry", blank.geometry),
        tab=_same_kind(read, "tab", blank.tab),
        parts=tuple(
            (name, shown)
            for name, shown in _same_kind(read, "parts", no_parts).items()
            if isinstance(shown, bool)
        ),
        others=tuple((name, value) for name, value in read.items() if name not in _KNOWN),
    )


def save_settings(settings: Settings) -> None:
    """Writes the settings.

    Raises:
        UserError: as `write_atomic`; the old settings are then still there.
    """
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise from_os_error(error, path.name) from error
    values = {**dict(settings.others), **{name: getattr(settings, name) for name in sorted(_KNOWN)}}
    values["parts"] = dict(settings.parts)
    text = json.dumps(values, ensure_ascii=False, indent=2)
    write_atomic(path, text.encode("utf-8"))


def _same_kind(read: Mapping[str, object], name: str, default: T) -> T:
    value = read.get(name)
    return value if type(value) is type(default) else default
