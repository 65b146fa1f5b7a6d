"""How a cell is drawn, and how high its text is."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from itadesk.ui import theme, wrapping

Index = QModelIndex | QPersistentModelIndex

PAD_X, PAD_Y = 6, 4


def text_height(text: str, font: QFont, width: int) -> int:
    """How high a cell of this width is, its padding included."""
    return _height(text, font.toString(), width) if text else _height("ก", font.toString(), width)


@lru_cache(maxsize=20_000)
def _height(text: str, font_text: str, width: int) -> int:
    font = QFont()
    font.fromString(font_text)
    layout = wrapping.laid_out(text, font, width - 2 * PAD_X)
    return round(layout.boundingRect().height()) + 2 * PAD_Y + 1


class CellPainter(QStyledItemDelegate):
    """Draws whole texts from the top of the cell; the current cell has a frame."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, QColor(theme.ACCENT_SOFT if chosen else theme.SURFACE))
        colour = index.data(Qt.ItemDataRole.ForegroundRole) or QColor(theme.TEXT)
        text = str(index.data() or "")
        self.draw(painter, option.rect, text, option.font, colour.name())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.ACCENT), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def draw(self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str) -> None:
        """Draw a text from the top of a rectangle, in lines that it has room for."""
        if not text:
            return
        painter.setClipRect(rect)
        painter.setPen(QColor(colour))
        layout = wrapping.laid_out(text, font, rect.width() - 2 * PAD_X)
        layout.draw(painter, QPointF(rect.left() + PAD_X, rect.top() + PAD_Y))
