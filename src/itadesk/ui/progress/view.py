"""The table of indicators as it is seen: columns that share the width, rows as high as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.cells.painter import text_height
from itadesk.ui.cells.view import CellsView
from itadesk.ui.progress.model import FIELDS, SHARES, STATUS, ProgressModel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class ProgressView(CellsView):
    """The table; what is done to its cells is the pane's."""

    def __init__(self, model: ProgressModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Progress by indicator"), parent)
        self._progress = model
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit_rows)
        self.set_up(model)
        self.setItemDelegateForColumn(FIELDS.index(STATUS), QStyledItemDelegate(self))
        self.setWordWrap(True)
        model.dataChanged.connect(lambda: self._soon.start(0))
        model.modelReset.connect(lambda: self._soon.start(0))
        self.horizontalHeader().sectionResized.connect(lambda: self._soon.start(0))

    def chosen_cells(self) -> list[tuple[int, str]]:
        """The rows and fields of the chosen cells, as one reads."""
        cells = self.selectedIndexes() or [self.currentIndex()]
        places = sorted((cell.row(), cell.column()) for cell in cells if cell.isValid())
        return [(row, FIELDS[column]) for row, column in places]

    def go(self, row: str, field: str = "progress") -> bool:
        """Make a cell the current one; False where no row has this id."""
        place = self._progress.find(row)
        if place >= 0:
            self.choose(self._progress.index(place, FIELDS.index(field)))
        return place >= 0

    def _fit_rows(self) -> None:
        """Every row as high as its longest text."""
        box = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self) + theme.M
        for row in range(self._progress.rowCount()):
            heights = [
                text_height(
                    self._progress.text_at(row, field),
                    self.font(),
                    self.columnWidth(column) - (box if field == STATUS else 0),
                )
                for column, field in enumerate(FIELDS)
            ]
            self.setRowHeight(row, max(heights))

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for column, share in enumerate(SHARES[:-1]):
            self.setColumnWidth(column, room * share // sum(SHARES))
        used = sum(self.columnWidth(column) for column in range(len(SHARES) - 1))
        self.setColumnWidth(len(SHARES) - 1, room - used)
        self._soon.start(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start(0)
