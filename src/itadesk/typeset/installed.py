"""TH Sarabun as it is installed on a computer: the families that papers may be set in."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from itadesk.typeset.faces import FontChoice

_IN_FILE_NAMES = "sarabun"  # of all that the Thai government gave out
_FAMILY = "thsarabun"
_ENDING = ".ttf"
_BOLD, _ITALIC = 0x20, 0x01
_SELECTION = 62  # where OS/2 tells bold and italic


@dataclass(frozen=True, slots=True)
class _Found:
    family: str
    bold: bool
    italic: bool
    path: Path


def font_folders() -> tuple[Path, ...]:
    """Where this system keeps its fonts, and those of whoever is logged in; some may not exist."""
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        system = Path(os.environ.get("WINDIR", "C:/Windows"))
        return own / "Microsoft" / "Windows" / "Fonts", system / "Fonts"
    return (
        home / ".local" / "share" / "fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def installed_choices(folders: Iterable[Path]) -> Mapping[str, FontChoice]:
    """The families of TH Sarabun in these folders by name; those in earlier folders win.

    A family needs a regular and a bold face; an italic that it lacks is set upright. Files that
    cannot be read are passed over.
    """
    families: dict[str, dict[tuple[bool, bool], Path]] = {}
    for folder in folders:
        for found in _faces_in(folder):
            faces = families.setdefault(found.family, {})
            faces.setdefault((found.bold, found.italic), found.path)
    return {
        family: _choice(family, faces)
        for family, faces in sorted(families.items())
        if {(False, False), (True, False)} <= faces.keys()
    }


def _choice(family: str, faces: Mapping[tuple[bool, bool], Path]) -> FontChoice:
    regular, bold = faces[False, False], faces[True, False]
    italic = faces.get((False, True), regular)
    return FontChoice(family, regular, bold, italic, faces.get((True, True), bold))


def _faces_in(folder: Path) -> Iterator[_Found]:
    for place, _folders, names in os.walk(folder):
        for name in sorted(names):
            if name.lower().endswith(_ENDING) and _IN_FILE_NAMES in name.lower():
                found = _read(Path(place, name))
                if found is not None:
                    yield found


def _read(path: Path) -> _Found | None:
    """What a font file says that it is; None where it is no TrueType file of TH Sarabun."""
    try:
        face = hb.Face(path.read_bytes())
    except OSError:
        return None
    selection = bytes(face.reference_table("OS/2").data)
    family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or ""
    is_ours = family.replace(" ", "").lower().startswith(_FAMILY) and "glyf" in face.table_tags
    if not is_ours or len(selection) < _SELECTION + 2:
        return None
    (flags,) = struct.unpack_from(">H", selection, _SELECTION)
    return _Found(family, bool(flags & _BOLD), bool(flags & _ITALIC), path)
