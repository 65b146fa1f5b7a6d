"""The measures table as it is seen and used: merged cells, rows as high as their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.cells.painter import Index, text_height
from itadesk.ui.cells.view import CellsView
from itadesk.ui.measures.editing import Cell
from itadesk.ui.measures.headings import MeasuresDelegate
from itadesk.ui.measures.heights import RowHeights
from itadesk.ui.measures.model import MeasuresModel
from itadesk.ui.measures.rows import HeadingRow
from itadesk.ui.measures.walking import after, below, beside

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ACTION = QAbstractItemView.CursorAction
_HINT = QAbstractItemView.ScrollHint
_WALKS = {
    _ACTION.MoveUp: (below, -1),
    _ACTION.MoveDown: (below, 1),
    _ACTION.MoveLeft: (beside, -1),
    _ACTION.MoveRight: (beside, 1),
    _ACTION.MovePrevious: (after, -1),
    _ACTION.MoveNext: (after, 1),
}


class MeasuresView(CellsView):
    """The table; what is done to its cells is the tab's.

    Signals: `cell_changed` when another cell became the current one.
    """

    cell_changed = Signal()

    def __init__(self, model: MeasuresModel, parent: QWidget | None = None) -> None:
        super().__init__(_("Measures"), parent, MeasuresDelegate)
        self._measures = model
        self._place: tuple[str, str, str] | None = None
        self._fitting = False
        self._heights = RowHeights(self, model)
        self.set_up(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._arrange)
        model.dataChanged.connect(self._heights.measure_rows)
        header = self.horizontalHeader()
        wraps = Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | wraps)
        header.sectionResized.connect(self._on_resized)
        self._arrange()

    # what is chosen

    def current_cell(self) -> Cell | None:
        """The cell with the frame; None on a heading or where there is none."""
        index = self.currentIndex()
        row = self._measures.row_at(index.row())
        return Cell(row, self._measures.columns[index.column()]) if row else None

    def chosen_cells(self) -> list[Cell]:
        """The chosen cells in the order of rows, those of merged cells once a row."""
        indexes = sorted(self.selectedIndexes(), key=lambda i: (i.row(), i.column()))
        cells = []
        for index in indexes or [self.currentIndex()]:
            row = self._measures.row_at(index.row())
            if row is not None:
                cells.append(Cell(row, self._measures.columns[index.column()]))
        return cells

    def chosen_block(self) -> list[list[str]]:
        """The texts of the chosen cells, as they stand on paper: a merged cell's text once."""
        indexes = {(i.row(), i.column()) for i in self.selectedIndexes()}
        rows, columns = {row for row, _c in indexes}, {column for _r, column in indexes}
        top = min(rows, default=0)
        return [[self._text_at(row, c, top) for c in sorted(columns)] for row in sorted(rows)]

    def go(self, row: int, field: str = "") -> None:
        """Make a cell the current one; without a field the column stays."""
        fields = [column.field for column in self._measures.columns]
        column = fields.index(field) if field in fields else max(self.currentIndex().column(), 1)
        self.choose(self._measures.index(row, column))

    def go_first(self) -> None:
        """Choose the first measure, if there is one."""
        rows = range(len(self._measures.rows))
        first = next((row for row in rows if self._measures.row_at(row) is not None), -1)
        if first >= 0:
            self.go(first, "title")

    # how it looks

    def _remember(self) -> None:
        cell = self.current_cell()
        if cell is not None:
            self._place = (cell.row.measure.id, cell.row.group.id, cell.column.field)

    def _arrange(self) -> None:
        """Merge cells, give widths and heights, and go back to the cell that was current."""
        self.clearSpans()
        width = len(self._measures.columns)
        for number, row in enumerate(self._measures.rows):
            if isinstance(row, HeadingRow):
                if width > 1:
                    self.setSpan(number, 0, 1, width)
            elif row.is_first and row.count > 1:
                for place, column in enumerate(self._measures.columns):
                    if not column.of_group:
                        self.setSpan(number, place, row.count, 1)
        self._fit_columns()
        if self._place is not None:
            measure, group, field = self._place
            row_number = self._measures.find(measure, group)
            if row_number < 0:
                row_number = self._measures.find(measure)
            if row_number >= 0:
                self.go(row_number, field)

    def _fit_columns(self) -> None:
        columns = self._measures.columns
        if not columns:
            return
        room = self.viewport().width()
        whole = sum(column.share for column in columns)
        self._fitting = True
        for place, column in enumerate(columns[:-1]):
            self.setColumnWidth(place, room * column.share // whole)
        used = sum(self.columnWidth(place) for place in range(len(columns) - 1))
        self.setColumnWidth(len(columns) - 1, max(room - used, theme.XL))
        self._fitting = False
        self._fit_heights()

    def _on_resized(self) -> None:
        if not self._fitting:
            self._fit_heights()

    def _fit_heights(self) -> None:
        """Give the heads as many lines as the longest needs, and the rows their heights."""
        header = self.horizontalHeader()
        heads = enumerate(column.head for column in self._measures.columns)
        lines = (text_height(head, header.font(), self.columnWidth(n)) for n, head in heads)
        header.setFixedHeight(max(lines, default=0) + theme.S)
        self._heights.measure_all()

    def _text_at(self, row: int, column: int, top: int) -> str:
        found = self._measures.row_at(row)
        shown = self._measures.columns[column]
        if found is None or not (shown.of_group or found.is_first or row == top):
            return ""
        return found.text(shown)

    # Qt's own names from here on

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Step over headings and numbers, which hold nothing to write."""
        current = self.currentIndex()
        walk, step = _WALKS.get(action, (None, 0))
        if walk is None or not current.isValid():
            index = super().moveCursor(action, modifiers)
            is_cell = self._measures.row_at(index.row()) is not None
            return index if is_cell else current
        at = (current.row(), current.column())
        return self._measures.index(*walk(self._measures.rows, self._measures.columns, at, step))

    def scrollTo(self, index: Index, hint: _HINT = _HINT.EnsureVisible) -> None:
        """Bring a cell into sight, its top before its foot, with the heading above it."""
        super().scrollTo(index, hint)
        row = self._measures.first_row_of(index.row())
        top = row - 1 if row > 0 and self._measures.row_at(row - 1) is None else index.row()
        above = self.rowViewportPosition(top)
        if above < 0:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + above)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.cell_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_heights()
