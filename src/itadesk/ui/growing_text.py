"""A text field that is as high as its text, within bounds, and takes plain text only."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit

from itadesk.ui import theme
from itadesk.ui.editor_lines import break_between_words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


def line_height(field: QPlainTextEdit) -> int:
    """How high a line of text is: Qt rounds it up, which `QFontMetrics.lineSpacing` does not."""
    return ceil(QFontMetricsF(field.font()).height())


def lines_of(field: QPlainTextEdit) -> int:
    """How many lines the text has at the field's width; asking for blocks lays them out."""
    block, lines = field.document().firstBlock(), 0
    while block.isValid():
        field.blockBoundingRect(block)
        lines += max(block.layout().lineCount(), 1)
        block = block.next()
    return lines


class GrowingText(QPlainTextEdit):
    """Between `least` and `most` lines high; Tab goes to the next field."""

    def __init__(self, least: int = 2, most: int = 12) -> None:
        super().__init__()
        self._least, self._most = least, most
        break_between_words(self)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        line = line_height(self)
        lines = lines_of(self)
        shown = max(self._least, min(self._most, lines))
        edges = self.contentsMargins()
        margins = 2 * round(self.document().documentMargin()) + edges.top() + edges.bottom()
        self.setFixedHeight(shown * line + margins + theme.S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())
