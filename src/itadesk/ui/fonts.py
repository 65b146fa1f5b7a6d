"""The window's typeface: Sarabun with room for stacked Thai marks, patched in memory.

Qt takes a line's height from the font, and Sarabun's own figures cut off tone marks and the feet
of ฎ and ฐ. The patched faces get a name of their own, so an installed Sarabun is never mixed in.
"""

from __future__ import annotations

import struct
from importlib.resources import files

from PySide6.QtGui import QFont, QFontDatabase

FAMILY = "Itadesk"
SIZES = (11, 12, 13, 14, 16, 18, 20)  # points; below 11 marks are hard to tell apart
DEFAULT_SIZE = 12
# In em, measured over all stacks of marks: ษ็์ reaches 1.34 up (bold 1.37), ฐู 0.33 down, and the
# rare ฏุ and ฏู 0.50 to 0.56, for which widgets leave DEEPER below their last line. At every
# offered size these figures round to whole pixels that hold the line: where a line is higher than
# its widget's text rectangle, if only by a fraction, Qt clips it to the rectangle.
ASCENT, DESCENT, DEEPER = 1.425, 0.446, 0.12

_SOURCE_NAME = "Sarabun"
_FACES = ("Regular", "Bold")


def load() -> None:
    """Make the window's faces known to Qt; needs an application, and may be called again."""
    if FAMILY in QFontDatabase.families():
        return
    for face in _FACES:
        data = files("fontpkg_sarabun").joinpath(f"files/Sarabun-{face}.ttf").read_bytes()
        if QFontDatabase.addApplicationFontFromData(roomy(data)) < 0:
            message = f"Qt does not take the face {face}"
            raise RuntimeError(message)


def ui_font(size: int = DEFAULT_SIZE) -> QFont:
    """The window's font at `size` points."""
    return QFont(FAMILY, size)


def heading(font: QFont, step: int = 0) -> QFont:
    """The bold form of a font, `step` points larger."""
    result = QFont(font)
    result.setBold(True)
    result.setPointSize(font.pointSize() + step)
    return result


def next_size(size: int, step: int) -> int:
    """The text size offered after (1) or before (-1) this one; the same at the ends."""
    nearest = min(range(len(SIZES)), key=lambda i: abs(SIZES[i] - size))
    return SIZES[max(0, min(len(SIZES) - 1, nearest + step))]


def roomy(face: bytes) -> bytes:
    """A TrueType face with the window's line metrics and family name."""
    data = bytearray(face)
    tables = _tables(face)
    em = struct.unpack_from(">H", data, tables["head"][0] + 18)[0]
    up, down = round(ASCENT * em), round(DESCENT * em)
    struct.pack_into(">hhh", data, tables["hhea"][0] + 4, up, -down, 0)
    struct.pack_into(">hhhHH", data, tables["OS/2"][0] + 68, up, -down, 0, up, down)
    start, length = tables["name"]
    names = bytes(data[start : start + length])
    for encoding in ("utf-16-be", "ascii"):
        names = names.replace(_SOURCE_NAME.encode(encoding), FAMILY.encode(encoding))
    data[start : start + length] = names
    return bytes(data)


def _tables(face: bytes) -> dict[str, tuple[int, int]]:
    """Offset and length of each table of a TrueType file."""
    count = struct.unpack_from(">H", face, 4)[0]
    records = (struct.unpack_from(">4sLLL", face, 12 + 16 * i) for i in range(count))
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}
