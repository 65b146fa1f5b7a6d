"""The headings of the measures table, over all of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPainter

from itadesk.ui import fonts, theme
from itadesk.ui.cells.editor import CellDelegate
from itadesk.ui.cells.painter import Index
from itadesk.ui.measures.model import ROW_ROLE
from itadesk.ui.measures.rows import HeadingRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem


class MeasuresDelegate(CellDelegate):
    """Draws cells like those of any table, and headings between them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, HeadingRow):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.fillRect(option.rect, QColor(theme.BACKGROUND))
        self.draw(painter, option.rect, row.text, fonts.heading(option.font), theme.TEXT)
        painter.restore()
