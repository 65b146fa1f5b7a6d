"""Thai line breaks on screen where Qt cannot find them by itself.

Qt breaks Thai through libthai, loaded at run time; where it is missing (every Windows PC) a
paragraph is one unbreakable line. Displayed text then gets U+200B between words. It never
reaches the data: editors keep their text as it is, and what is copied goes through `plain`.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from itadesk.ui import fonts

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

MARK = "\u200b"
_SAMPLE, _BREAK = "ความโปร่งใส", 4


@cache
def breaks_thai() -> bool:
    """Whether Qt finds the end of a Thai word on this machine."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, _SAMPLE)
    return finder.toNextBoundary() == _BREAK


def shown(text: str) -> str:
    """The text as a label or a cell shows it, so that it wraps between words."""
    if breaks_thai() or text.isascii():
        return text
    return _marked(text)


def plain(text: str) -> str:
    """A shown text as it is in the data."""
    return text.replace(MARK, "")


@cache
def _marked(text: str) -> str:
    from itadesk.thai.words import breaks  # its word list is read only where needed

    ends = breaks(text)
    return MARK.join(text[start:end] for start, end in pairwise((0, *ends)))


def laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    """A text in lines of this width, broken between Thai words where it can be."""
    layout = QTextLayout(shown(text).replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, top))
        top += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


class Label(QLabel):
    """A label of plain text with room for the deepest marks below its last line."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def _deeper(self) -> int:
        return 2 * ceil(fonts.DEEPER / 2 * self.fontInfo().pixelSize())

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(0, self._deeper())

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() + QSize(0, self._deeper())

    def heightForWidth(self, width: int) -> int:
        height = super().heightForWidth(width)
        return height + self._deeper() if height > 0 else height


class WrapLabel(Label):
    """A label of several lines; its `text()` is the text it was given."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setText(text)

    def text(self) -> str:
        return plain(super().text())

    def setText(self, text: str) -> None:
        super().setText(shown(text))


class ElidedLabel(Label):
    """A label of one line that may get narrower than its text, and then ends in an ellipsis."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 8, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.contentsRect()
        elided = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text(), elided, room.width())
        painter.drawText(room, self.alignment(), text)
