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
# Beside text a glyph leaves a gap at its right, and stands lower: letters stand below the middle
# of their line, which has room for marks.
_BESIDE_TEXT, _TEXT_DROP = 0.8, 0.06


def icon(name: str, color: str) -> QIcon:
    """The Phosphor icon of this name ("printer"); an unknown name is a bug and raises KeyError."""
    return QIcon(_Glyph(chr(int(_charmap()[name], 16)), color))


def beside_text(name: str, color: str) -> QIcon:
    """The same icon set level with the letters to its right."""
    return QIcon(_Glyph(chr(int(_charmap()[name], 16)), color, _BESIDE_TEXT, _TEXT_DROP))


class _Glyph(QIconEngine):
    """Draws one glyph at whatever size is wanted, so it is sharp at every scale."""

    def __init__(self, char: str, color: str, share: float = 1.0, drop: float = 0.0) -> None:
        super().__init__()
        self._char = char
        self._color = color
        self._share = share
        self._drop = drop

    def clone(self) -> QIconEngine:
        return _Glyph(self._char, self._color, self._share, self._drop)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        font = QFont(_family())
        side = round(rect.height() * self._share)
        font.setPixelSize(max(1, side))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(QColor(self._color))
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(_DISABLED_OPACITY)
        top = rect.top() + (rect.height() - side) // 2 + round(self._drop * rect.height())
        place = QRect(rect.left(), top, side, side)
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
