"""The window's icons: Phosphor glyphs from qtawesome's fonts, drawn in the colour that is asked.

qtawesome itself is not imported: that takes longer than everything else at start-up.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPixmap,
)

_FONT, _CHARMAP = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"
_DISABLED_OPACITY = 0.4
BESIDE_TEXT = QSize(22, 18)  # with the gap between icon and text
_TEXT_DROP = 0.1  # letters stand below the middle of their line, which has room for marks


def icon(name: str, color: str) -> QIcon:
    """The Phosphor icon of this name ("printer"); an unknown name is a bug and raises KeyError."""
    return QIcon(_Glyph(chr(int(_charmap()[name], 16)), color))


def beside_text(name: str, color: str) -> QIcon:
    """The same icon set level with the letters to its right; its size is `BESIDE_TEXT`."""
    return QIcon(_Glyph(chr(int(_charmap()[name], 16)), color, _TEXT_DROP))


class _Glyph(QIconEngine):
    """Draws one glyph at whatever size is wanted, so it is sharp at every scale."""

    def __init__(self, char: str, color: str, drop: float = 0.0) -> None:
        super().__init__()
        self._char = char
        self._color = color
        self._drop = drop

    def clone(self) -> QIconEngine:
        return _Glyph(self._char, self._color, self._drop)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        font = QFont(_family())
        font.setPixelSize(max(1, rect.height()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(QColor(self._color))
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_DISABLED_OPACITY)
        place = QRect(rect.left(), rect.top(), rect.height(), rect.height())
        place.translate(0, round(self._drop * rect.height()))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._char)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        result = QPixmap(size)
        if size.isEmpty():
            return result
        result.fill(Qt.GlobalColor.transparent)
        painter = QPainter(result)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return result


def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        message = "qtawesome is not installed"
        raise RuntimeError(message)
    return Path(spec.origin).parent / "fonts"


@cache
def _charmap() -> dict[str, str]:
    result: dict[str, str] = json.loads((_folder() / _CHARMAP).read_text(encoding="utf-8"))
    return result


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFontFromData((_folder() / _FONT).read_bytes())
    return QFontDatabase.applicationFontFamilies(number)[0]
