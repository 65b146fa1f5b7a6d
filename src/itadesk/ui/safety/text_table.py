"""A table to read: texts that wrap, rows as high as their texts, columns that share the width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from itadesk.ui import theme, wrapping

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class TextTable(QTableWidget):
    """Columns named in `widths` have that width; the others share what is left."""

    def __init__(self, name: str, heads: Sequence[str], widths: dict[int, int]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(list(heads))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QTableView::item {{ padding: 0 {theme.S}px; }}")
        self.setItemDelegate(_Padded(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(heads)):
            if column in widths:
                self.setColumnWidth(column, widths[column])
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.resizeRowsToContents)
        header.sectionResized.connect(lambda *_sizes: self._soon.start(0))

    def show_rows(self, rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> None:
        """Show these texts; the columns `right` are set to the right."""
        self.clearSpans()
        self.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(wrapping.shown(text))
                side = (
                    Qt.AlignmentFlag.AlignRight if column in right else Qt.AlignmentFlag.AlignLeft
                )
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignTop)
                self.setItem(row, column, cell)
        self._soon.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start(0)


class _Padded(QStyledItemDelegate):
    """Cells whose padding is counted in where their text wraps, as Qt's style sheets forget to."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(theme.S, 0, -theme.S, 0)
        return super().sizeHint(narrower, index)
