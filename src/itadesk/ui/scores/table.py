"""The table of scores as it is seen and used: wholes in bold, wrapped questions, Excel's keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QBrush,
    QColor,
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QHeaderView,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from itadesk.app.language import _
from itadesk.core.scores import Depth, ScoreLine
from itadesk.ui import fonts, theme, wrapping
from itadesk.ui.cells.line import LineDelegate, LineEditor
from itadesk.ui.cells.refused import KeepsRefused
from itadesk.ui.menu_action import offer
from itadesk.ui.scores.model import (
    CHECK,
    COMPUTED,
    KEY,
    LABEL,
    LINE_ROLE,
    POINTS,
    TYPED,
    Index,
    ScoresModel,
)

_WRAPPED = (LABEL, CHECK)
_BOLD: tuple[Depth, ...] = ("total", "tool", "indicator")
_BANDS: tuple[Depth, ...] = ("total", "tool")
_INDENT: dict[Depth, int] = {"sub": 1, "part": 1, "question": 2, "item": 2}
_PAD = 5  # as far as heads stand from the edge of their column
_HINT = QAbstractItemDelegate.EndEditHint


class ScoresDelegate(LineDelegate):
    """Draws a row by its depth; Enter in the editor goes down.

    Signals: `went_on` when Enter ended the editing of a cell.
    """

    went_on = Signal()

    def __init__(self, view: QTableView, model: ScoresModel) -> None:
        super().__init__(view, model.setData)
        self._view = view

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        line = index.data(LINE_ROLE)
        option.text = wrapping.shown(option.text)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if isinstance(line, ScoreLine):
            option.font = _font(option.font, line, index.column())
            if line.depth in _BANDS:
                option.backgroundBrush = QBrush(QColor(theme.BACKGROUND))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        painter.save()
        painter.fillRect(option.rect, styled.backgroundBrush)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(theme.ACCENT_SOFT))
        rect = option.rect
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.LINE))
        colour = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(colour if isinstance(colour, QColor) else QColor(theme.TEXT))
        painter.setFont(styled.font)
        flags = int(styled.displayAlignment) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(_text_rect(rect, index), flags, styled.text)
        if index == self._view.currentIndex() and self._view.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height() + theme.XS
        if index.column() not in _WRAPPED:
            return QSize(0, line)
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        width = self._view.columnWidth(index.column())
        box = _text_rect(QRect(0, 0, width, 10_000), index)
        styled.fontMetrics = type(option.fontMetrics)(styled.font)
        text = styled.fontMetrics.boundingRect(box, Qt.TextFlag.TextWordWrap, styled.text)
        return QSize(0, max(line, text.height() + theme.XS))

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> LineEditor:
        editor = super().createEditor(parent, option, index)
        editor.setStyleSheet(f"border-radius: 0; padding: 0 {_PAD - 2}px; min-height: 0;")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(_("The score"))
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, LineEditor)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in enter
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, _HINT.NoHint)
            if not editor.is_refused:
                self.went_on.emit()
            return True
        return super().eventFilter(editor, event)


class ScoresView(KeepsRefused, QTableView):
    """The table. What is done to cells is the pane's: it hangs its actions on the view."""

    def __init__(self, model: ScoresModel) -> None:
        super().__init__()
        self._scores = model
        self._menu: list[QAction] = []
        delegate = ScoresDelegate(self, model)
        delegate.went_on.connect(self.go_on)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(_("Scores"))
        self.setShowGrid(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        trigger = QTableView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_resized)
        self._asked_heights = False
        model.modelReset.connect(self._ask_heights)
        model.dataChanged.connect(self._ask_heights)
        self.arrange()

    def arrange(self) -> None:
        """Give the columns their widths and the rows their heights."""
        em = self.fontMetrics().horizontalAdvance("ก")
        widths = ((KEY, 12), (TYPED, 9), (COMPUTED, 9), (POINTS, 9), (CHECK, 15))
        for column, width in widths:
            self.setColumnWidth(column, em * width)
        self._ask_heights()

    def show_points(self, shown: bool) -> None:
        """Show the column of the items' points, or hide it."""
        self.setColumnHidden(POINTS, not shown)

    def go(self, key: str, column: int = TYPED) -> bool:
        """Make a score's cell the current one; False if the score is not shown."""
        row = self._scores.row_of(key)
        if row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect  # whatever keys are held down
        self.selectionModel().setCurrentIndex(self._scores.index(row, column), flags)
        self.scrollTo(self.currentIndex(), QTableView.ScrollHint.PositionAtCenter)
        return True

    def go_on(self) -> None:
        """One row down, as Enter does in Excel."""
        now = self.currentIndex()
        below = self._scores.index(now.row() + 1, now.column())
        if below.isValid():
            self.setCurrentIndex(below)
            self.setFocus()

    def current_line(self) -> ScoreLine | None:
        """The row with the frame."""
        return self._scores.line_at(self.currentIndex())

    def chosen(self) -> list[QModelIndex]:
        """The chosen cells in the order of rows."""
        cells = self.selectedIndexes() or [self.currentIndex()]
        return sorted((c for c in cells if c.isValid()), key=lambda c: (c.row(), c.column()))

    def add_action(self, text: str, keys: str, action: Callable[[], None]) -> None:
        """An action in the table's menu and on these keys."""
        self._menu.append(offer(self, text, keys, action))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addActions(self._menu)
        menu.exec(event.globalPos())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def _on_resized(self, column: int) -> None:
        if column in _WRAPPED:
            self._ask_heights()

    def _ask_heights(self) -> None:
        """Measure the rows once, after everything that is under way has changed."""
        if not self._asked_heights:
            self._asked_heights = True
            QTimer.singleShot(0, self, self._fit_heights)

    def _fit_heights(self) -> None:
        self._asked_heights = False
        for row in range(self._scores.rowCount()):
            self.setRowHeight(row, self.sizeHintForRow(row))


def _font(font: QFont, line: ScoreLine, column: int) -> QFont:
    return fonts.heading(font) if line.depth in _BOLD and column != CHECK else font


def _text_rect(rect: QRect, index: Index) -> QRect:
    line = index.data(LINE_ROLE)
    left = _PAD
    if isinstance(line, ScoreLine) and index.column() == KEY:
        left = theme.M + _INDENT.get(line.depth, 0) * theme.M
    return rect.adjusted(left, 0, -_PAD, 0)
