"""Cells of one line, in tables that Qt draws."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from itadesk.ui.cells.painter import Index
from itadesk.ui.cells.refused import CellText


class LineEditor(CellText, QLineEdit):
    """A line over a cell."""

    def __init__(self, place: Index, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = QPersistentModelIndex(place)
        self.setFrame(False)

    def written(self) -> str:
        return self.text()


class LineDelegate(QStyledItemDelegate):
    """Hands each finished text to `put`, with the place of its cell."""

    def __init__(self, view: QAbstractItemView, put: Callable[[Index, str], object]) -> None:
        super().__init__(view)
        self.put = put

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> LineEditor:
        return LineEditor(index, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Not over a text that is being typed."""
        if isinstance(editor, LineEditor) and not editor.isModified():
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEditor):
            editor.save_soon_told(self.put)
