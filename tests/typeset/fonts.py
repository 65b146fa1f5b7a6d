"""Font files that say they are of another family than they are."""

from __future__ import annotations

import struct
from pathlib import Path

from itadesk.typeset.faces import SARABUN


def install(folder: Path, family: str, *, bold: bool = False, italic: bool = False) -> Path:
    """Puts a face of Sarabun's into a folder under another family's name."""
    source = SARABUN.file(bold=bold, italic=italic)
    name = f"{family}{' Bold' if bold else ''}{' Italic' if italic else ''}.ttf"
    path = folder / name.replace("TH Sarabun", "THSarabun")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_renamed(source.read_bytes(), family))
    return path


def install_family(folder: Path, family: str) -> None:
    for bold in (False, True):
        for italic in (False, True):
            install(folder, family, bold=bold, italic=italic)


def _renamed(font: bytes, family: str) -> bytes:
    """The font with a name table of one name, behind everything else."""
    text = family.encode("utf-16-be")
    table = struct.pack(">HHH", 0, 1, 18)
    table += struct.pack(">HHHHHH", 3, 1, 0x409, 1, len(text), 0) + text
    data = bytearray(font)
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        entry = 12 + 16 * number
        if data[entry : entry + 4] == b"name":
            struct.pack_into(">LL", data, entry + 8, len(data), len(table))
    return bytes(data) + table
