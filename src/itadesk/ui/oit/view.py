"""The list of items as it is drawn and used: group lines with progress, wrapped names, Space."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from itadesk.app.language import _
from itadesk.core.checklist import IndicatorGroup
from itadesk.core.model import Item
from itadesk.ui import fonts, theme, wrapping
from itadesk.ui.oit.model import CODE, GROUP_ROLE, LINKS, NAME, NOTE_ROLE, UNITS, Index, ItemsModel
from itadesk.ui.oit.taking import is_evidence
from itadesk.ui.wording import number

BAR_WIDTH, BAR_HEIGHT = 72, 5
_WRAPPED = (NAME, UNITS, LINKS)


class ItemsDelegate(QStyledItemDelegate):
    """Draws a group over the whole row, and items with as many lines as their texts need."""

    def __init__(self, view: ItemsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if isinstance(group, IndicatorGroup):
            texts = str(index.data()), str(index.data(NOTE_ROLE))
            self._paint_group(painter, option, group, *texts)
            return
        super().paint(painter, option, index)
        painter.fillRect(_foot(option.rect), QColor(theme.LINE))
        if index.column() == CODE and option.state & QStyle.StateFlag.State_Selected:
            edge = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(edge, QColor(theme.ACCENT))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = wrapping.shown(option.text)
        option.state &= ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        if index.column() == CODE:
            option.rect.adjust(theme.S, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        if index.data(GROUP_ROLE) is not None:
            return QSize(0, line + theme.M)
        if index.column() not in _WRAPPED:
            return QSize(super().sizeHint(option, index).width() + theme.S, line + theme.XS)
        return QSize(0, self._wrapped_height(option, index) + theme.XS)

    def _wrapped_height(self, option: QStyleOptionViewItem, index: Index) -> int:
        margin = self._view.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1
        width = self._view.columnWidth(index.column()) - 2 * margin
        text = wrapping.shown(str(index.data() or ""))
        box = QRect(0, 0, max(width, 1), 10_000)
        flags = Qt.TextFlag.TextWordWrap
        return option.fontMetrics.boundingRect(box, flags, text).height()

    def _paint_group(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        group: IndicatorGroup,
        title: str,
        note: str,
    ) -> None:
        rect = option.rect
        done = group.progress
        painter.save()
        painter.fillRect(rect, QColor(theme.BACKGROUND))
        painter.fillRect(_foot(rect), QColor(theme.LINE))
        bar = QRectF(
            rect.right() - BAR_WIDTH - theme.M,
            rect.center().y() - BAR_HEIGHT / 2 + 1,
            BAR_WIDTH,
            BAR_HEIGHT,
        )
        _paint_bar(painter, bar, done.share)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.MUTED))
        counts = f"{number(done.done)}/{number(done.owed)}"
        width = option.fontMetrics.horizontalAdvance(counts)
        left_of_bar = round(bar.left()) - theme.S
        painter.drawText(
            QRect(left_of_bar - width, rect.top(), width, rect.height()),
            Qt.AlignmentFlag.AlignVCenter,
            counts,
        )
        room = QRect(rect)
        room.setLeft(rect.left() + theme.S)
        room.setRight(left_of_bar - width - theme.M)
        painter.setPen(QColor(theme.TEXT))
        used = _draw(painter, room, fonts.heading(option.font), title)
        room.setLeft(room.left() + used + theme.M)
        painter.setPen(QColor(theme.FAINT))
        _draw(painter, room, option.font, note)
        painter.restore()


class ItemsView(QTreeView):
    """The list. Space answers the chosen items; Enter goes to the details of the current one.

    Signals: `answer_wanted` and `details_wanted` for these keys.
    """

    answer_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, model: ItemsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._items = model
        self.setItemDelegate(ItemsDelegate(self))
        self.setAccessibleName(_("Items"))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QTreeView.DragDropMode.DropOnly)
        self.setDragDropOverwriteMode(True)  # onto an item, never between two
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self.scheduleDelayedItemsLayout)
        model.modelReset.connect(self.arrange)
        self.arrange()

    def chosen_items(self) -> list[Item]:
        """The chosen items; none while a group or nothing is chosen."""
        found = map(self._items.item_at, self.selectionModel().selectedRows())
        return [item for item in found if item is not None]

    def choose(self, index: QModelIndex) -> None:
        """Make an item the chosen one and bring it into sight, whatever keys are held down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def arrange(self) -> None:
        """Open all groups over the full width, and give the columns their widths."""
        for row in range(self._items.rowCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        self.expandAll()
        em = self.fontMetrics().horizontalAdvance("ก")
        for column, width in ((CODE, 9), (UNITS, 15), (LINKS, 9)):
            self.setColumnWidth(column, em * width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.answer_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave to the window what is none for an item."""
        if is_evidence(event.mimeData()):
            super().dragEnterEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.arrange()

    def moveCursor(
        self, action: QTreeView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Step over the lines of groups, which are nothing to choose."""
        index = super().moveCursor(action, modifiers)
        if not index.isValid() or self._items.item_at(index) is not None:
            return index
        up = action in (QTreeView.CursorAction.MoveUp, QTreeView.CursorAction.MovePageUp)
        beside = self.indexAbove(index) if up else self.indexBelow(index)
        return beside if self._items.item_at(beside) is not None else self.currentIndex()


def _draw(painter: QPainter, room: QRect, font: QFont, text: str) -> int:
    """Draw one line, cut off where its room ends; gives the width of the whole text."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.setFont(font)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(text)


def _foot(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.bottom(), rect.width(), 1)


def _paint_bar(painter: QPainter, bar: QRectF, share: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for width, colour in ((bar.width(), theme.LINE), (bar.width() * share, theme.ACCENT)):
        if width:
            painter.setBrush(QColor(colour))
            part = QRectF(bar.left(), bar.top(), width, bar.height())
            painter.drawRoundedRect(part, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
