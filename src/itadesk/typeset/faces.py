"""The font files, and what an office's point size means in each of them."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from itadesk.core.errors import UserError

SARABUN_FACTOR = 0.660
"""Sarabun is TH Sarabun drawn larger: at 0.66 of its size it fills the same line lengths."""

_TALLEST_AND_DEEPEST = ["ปื้", "ฟี๊", "ฝื๋", "ปึ์", "ฬี์", "ฟึ์", "โป๊", "ฎู", "ฏู", "ฐู", "ญู", "ฤๅ", "Åg", "(|)"]


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The four TrueType files of a family.

    `factor` turns the office's points (TH Sarabun's) into points of this family.
    """

    name: str
    regular: Path
    bold: Path
    italic: Path
    bold_italic: Path
    factor: float = 1.0

    def file(self, *, bold: bool, italic: bool) -> Path:
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


class Face:
    """One font file ready to shape with.

    `ink_above` and `ink_below` say, in ems, how far stacked marks reach from the baseline.
    """

    def __init__(self, path: Path, factor: float) -> None:
        self.name = path.stem
        try:
            self.hb_face = hb.Face(path.read_bytes())
        except OSError as error:
            raise UserError("font-unreadable", path=str(path)) from error
        self.hb_font = hb.Font(self.hb_face)
        if "glyf" not in self.hb_face.table_tags:
            raise UserError("font-unreadable", path=str(path))
        self.upem: int = self.hb_face.upem
        self.drawing_scale = self.upem / 1000 * SARABUN_FACTOR / factor
        self.ink_above, self.ink_below = self._ink()
        # What `shaping` has found out about this face.
        self.shapes: dict[str, Any] = {}
        self.units: dict[tuple[object, ...], Any] = {}

    def _ink(self) -> tuple[float, float]:
        above = below = 0
        for sample in _TALLEST_AND_DEEPEST:
            buffer = hb.Buffer()
            buffer.add_str(sample)
            buffer.guess_segment_properties()
            hb.shape(self.hb_font, buffer)
            for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                box = self.hb_font.get_glyph_extents(info.codepoint)
                top = box.y_bearing + position.y_offset
                above, below = max(above, top), max(below, -(top + box.height))
        return above / self.upem, below / self.upem


@lru_cache(maxsize=16)
def load(path: Path, factor: float) -> Face:
    """The face in the file `path`, read once.

    Raises:
        UserError: `font-unreadable` where the file cannot be read or is not a TrueType font.
    """
    return Face(path, factor)


def _sarabun() -> FontChoice:
    found = importlib.util.find_spec("fontpkg_sarabun")
    if found is None or found.origin is None:
        message = "the font package fontpkg-sarabun is not installed"
        raise ModuleNotFoundError(message)
    folder = Path(found.origin).parent / "files"
    return FontChoice(
        name="Sarabun",
        regular=folder / "Sarabun-Regular.ttf",
        bold=folder / "Sarabun-Bold.ttf",
        italic=folder / "Sarabun-Italic.ttf",
        bold_italic=folder / "Sarabun-BoldItalic.ttf",
        factor=SARABUN_FACTOR,
    )


SARABUN = _sarabun()
