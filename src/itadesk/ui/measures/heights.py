"""Rows of the measures table as high as their texts, without making a big table wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QTimer

from itadesk.ui import fonts
from itadesk.ui.cells.painter import text_height
from itadesk.ui.measures.model import MeasuresModel
from itadesk.ui.measures.rows import HeadingRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_AT_ONCE, _AT_A_TIME = 40, 60  # measures given their heights at once, and then each time


class RowHeights(QObject):
    """Gives the rows of a table their heights: the first at once, the rest when there is time."""

    def __init__(self, view: QTableView, model: MeasuresModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._waiting: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: self._measure(_AT_A_TIME))

    def measure_all(self) -> None:
        """The widths or the letters changed: every row may be another height."""
        self._waiting = [
            number
            for number, row in enumerate(self._model.rows)
            if isinstance(row, HeadingRow) or row.is_first
        ]
        self._measure(_AT_ONCE)

    def measure_rows(self, first: QModelIndex, last: QModelIndex) -> None:
        """The texts of these rows changed."""
        rows = range(first.row(), last.row() + 1)
        for start in sorted({self._model.first_row_of(row) for row in rows}):
            self._measure_from(start)

    def _measure(self, count: int) -> None:
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for start in now:
            self._measure_from(start)
        if self._waiting:
            self._later.start(0)

    def _measure_from(self, start: int) -> None:
        """A heading, or the rows of a measure: its last one makes room for long texts."""
        found = self._model.row_at(start)
        if found is None:
            self._view.setRowHeight(start, self._heading_height(start))
            return
        heights = [self._height(row, of_group=True) for row in range(start, start + found.count)]
        missing = self._height(start, of_group=False) - sum(heights)
        heights[-1] += max(missing, 0)
        for row, height in enumerate(heights, start=start):
            if self._view.rowHeight(row) != height:
                self._view.setRowHeight(row, height)

    def _heading_height(self, row: int) -> int:
        text = str(self._model.index(row, 0).data() or "")
        return text_height(text, fonts.heading(self._view.font()), self._view.viewport().width())

    def _height(self, row: int, *, of_group: bool) -> int:
        """What the cells of a row need: those of the step group, or those of the measure."""
        heights = [
            text_height(
                str(self._model.index(row, place).data() or ""),
                self._view.font(),
                self._view.columnWidth(place),
            )
            for place, column in enumerate(self._model.columns)
            if column.of_group == of_group
        ]
        return max(heights, default=0)
