"""A list of rows with as many lines as their texts need, for reading, ticking and choosing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from itadesk.ui import fonts, theme, wrapping

_KEY = Qt.ItemDataRole.UserRole
_SHARE = Qt.ItemDataRole.UserRole + 1
_BAR_HEIGHT = 6
_LEAST_HEIGHT = 44  # so that several fit a small screen at large letters
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `letters` wide, or as wide as there is room for with 0.

    `is_bar`: it shows a row's `share` as a bar.
    """

    head: str
    letters: int = 0
    is_number: bool = False
    is_bar: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row; `is_weak` colours its first number.

    A row without a `key` is a heading over the rows below it.
    """

    key: str
    texts: tuple[str, ...]
    is_weak: bool = False
    ticked: bool | None = None
    share: float = 0.0


class RowList(QTreeWidget):
    """Rows of `ListRow`; unless it `begins_chosen`, no row is current before the first choice.

    Signals: `chosen` with the key of the row that became current, `opened` when Enter or a double
    click asks for it, `ticked` with a key and whether its box has a tick now.
    """

    chosen = Signal(str)
    opened = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, name: str, columns: Sequence[Column], *, begins_chosen: bool = True) -> None:
        super().__init__()
        self._begins_chosen = begins_chosen
        self._columns = tuple(columns)
        self._rows: tuple[ListRow, ...] = ()
        self._filling = False
        self.setAccessibleName(name)
        self.setColumnCount(len(columns))
        self.setHeaderLabels([column.head for column in columns])
        self.setHeaderHidden(not any(column.head for column in columns))
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setWordWrap(True)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.sectionResized.connect(self.scheduleDelayedItemsLayout)
        for number, column in enumerate(self._columns):
            side = _RIGHT if column.is_number else _LEFT
            self.headerItem().setTextAlignment(number, side)
            if not column.letters:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.arrange()
        self.itemChanged.connect(self._on_item_changed)
        self.currentItemChanged.connect(self._on_current)
        self.itemClicked.connect(self._on_current)
        self.itemDoubleClicked.connect(lambda item: self._open(item))

    def fill(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; the current one stays the current one if it is among them."""
        if tuple(rows) == self._rows:
            return
        key, place = self.current_key(), self.verticalScrollBar().value()
        self._filling = True
        self._rows = tuple(rows)
        self.clear()
        self.addTopLevelItems([self._item(row) for row in rows])
        for number, row in enumerate(rows):
            if not row.key:
                self.setFirstColumnSpanned(number, QModelIndex(), True)
        self._filling = False
        if not self.choose(key) and self._begins_chosen:
            self.choose(next((row.key for row in rows if row.key), ""))
        self.verticalScrollBar().setValue(place)

    def choose(self, key: str) -> bool:
        """Make a row the current one; False where there is none of this key."""
        for number, row in enumerate(self._rows):
            item = self.topLevelItem(number)
            if item is not None and key and row.key == key:
                self.setCurrentItem(item)
                return True
        return False

    def choose_none(self) -> None:
        """Leave no row chosen."""
        self._filling = True
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()
        self._filling = False

    def current_key(self) -> str:
        """The key of the current row, or empty."""
        item = self.currentItem()
        return str(item.data(0, _KEY)) if item is not None else ""

    def row_keys(self) -> tuple[str, ...]:
        """The keys of all rows, headings left out."""
        return tuple(row.key for row in self._rows if row.key)

    def arrange(self) -> None:
        """Give the columns their widths."""
        em = self.fontMetrics().horizontalAdvance("ก")
        for number, column in enumerate(self._columns):
            if column.letters:
                self.setColumnWidth(number, em * column.letters)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentItem())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def _item(self, row: ListRow) -> QTreeWidgetItem:
        item = QTreeWidgetItem([wrapping.shown(text) for text in row.texts])
        item.setData(0, _KEY, row.key)
        flags = Qt.ItemFlag.ItemIsEnabled
        if row.key:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        else:
            item.setFont(0, fonts.heading(self.font()))
            item.setBackground(0, QBrush(QColor(theme.BACKGROUND)))
        if row.ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            state = Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
        item.setFlags(flags)
        numbers = [number for number, column in enumerate(self._columns) if column.is_number]
        for number in numbers:
            item.setTextAlignment(number, _RIGHT)
        for number, column in enumerate(self._columns):
            if column.is_bar and row.key:
                item.setData(number, _SHARE, row.share)
        if row.is_weak and numbers:
            item.setForeground(numbers[0], QBrush(QColor(theme.WARNING)))
        return item

    def _open(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, _KEY):
            self.opened.emit(item.data(0, _KEY))

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._filling and column == 0 and item.data(0, _KEY):
            self.ticked.emit(item.data(0, _KEY), item.checkState(0) == Qt.CheckState.Checked)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if not self._filling and item is not None and item.data(0, _KEY):
            self.chosen.emit(item.data(0, _KEY))


class _Rows(QStyledItemDelegate):
    """Wraps texts and draws a line under each row."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.column() == 0:
            option.rect.adjust(theme.S, 0, 0, 0)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect = QRect(option.rect)
        brush = index.data(Qt.ItemDataRole.BackgroundRole)
        if isinstance(brush, QBrush):
            painter.fillRect(rect, brush)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.ACCENT_SOFT))
        super().paint(painter, option, index)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.LINE))
        share = index.data(_SHARE)
        if isinstance(share, float):
            _paint_bar(painter, rect, share)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            edge = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(edge, QColor(theme.ACCENT))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.initStyleOption(option, index)
        line = option.fontMetrics.height()
        margin = self._view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        whole = self._view.isFirstColumnSpanned(index.row(), QModelIndex())
        width = self._view.viewport().width() if whole else self._view.columnWidth(index.column())
        room = width - 2 * margin - (self._before(option) if index.column() == 0 else 0)
        box = QRect(0, 0, max(room, 1), 10_000)
        text = option.fontMetrics.boundingRect(box, Qt.TextFlag.TextWordWrap, option.text)
        return QSize(0, max(line, text.height()) + theme.XS)

    def _before(self, option: QStyleOptionViewItem) -> int:
        """What stands left of the text in the first column: the edge, and a box to tick."""
        if not option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            return theme.S
        style = self._view.style()
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, self._view)
        return theme.S + box + theme.S


def _paint_bar(painter: QPainter, rect: QRect, share: float) -> None:
    """A bar level with the letters beside it."""
    top = rect.center().y() - _BAR_HEIGHT / 2 + 1
    whole = QRectF(rect.left() + theme.XS, top, rect.width() - theme.S, _BAR_HEIGHT)
    done = QRectF(whole.left(), whole.top(), whole.width() * share, whole.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for part, colour in ((whole, theme.LINE), (done, theme.ACCENT)):
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(part, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
    painter.restore()
