"""The year's memos: subject, and below it date, number and status."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.days import iso_text
from itadesk.app.language import _
from itadesk.core.model import Memo
from itadesk.ui import theme, wrapping
from itadesk.ui.memo.form import STATUSES, status_words

ID_ROLE = Qt.ItemDataRole.UserRole
BELOW_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class MemoList(QWidget):
    """The memos of a year with what can be done with them.

    Signals: `chosen` with a memo's id; `new_wanted`, `copy_wanted` and `removal_wanted`.
    """

    chosen = Signal(str)
    new_wanted = Signal()
    copy_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.view = _View()
        self.view.setAccessibleName(_("Memos"))
        self.view.setItemDelegate(_Entry(self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.view.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.view.currentItemChanged.connect(self._on_current)
        self._actions: list[QWidget] = []
        self._build()

    def show_memos(self, memos: tuple[Memo, ...], current: str) -> None:
        """Show these memos, with this one chosen."""
        self.view.blockSignals(True)
        if self._ids() != [memo.id for memo in memos]:
            self.view.clear()
            self.view.addItems([memo.id for memo in memos])
        for row, memo in enumerate(memos):
            entry = self.view.item(row)
            entry.setText(memo.subject or _("Memo without a subject"))
            entry.setData(ID_ROLE, memo.id)
            entry.setData(BELOW_ROLE, _below(memo))
            if memo.id == current:
                self.view.setCurrentRow(row)
        self.view.blockSignals(False)
        for widget in self._actions:
            widget.setEnabled(bool(memos))

    def _ids(self) -> list[str]:
        return [str(self.view.item(row).data(ID_ROLE)) for row in range(self.view.count())]

    def _on_current(self, entry: QListWidgetItem | None) -> None:
        if entry is not None:
            self.chosen.emit(str(entry.data(ID_ROLE)))

    def _build(self) -> None:
        new = theme.button(_("New memo"), "plus", accent=True)
        new.clicked.connect(self.new_wanted)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        for text, icon, signal in (
            (_("Copy"), "copy", self.copy_wanted),
            (_("Remove"), "trash", self.removal_wanted),
        ):
            button = theme.button(text, icon)
            button.clicked.connect(signal)
            line.addWidget(button, 1)
            self._actions.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        layout.setSpacing(theme.S)
        layout.addWidget(new)
        layout.addWidget(self.view, 1)
        layout.addLayout(line)


class _View(QListWidget):
    """Measures its entries anew when a scroll bar or the window leaves them another width."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class _Entry(QStyledItemDelegate):
    """A subject in as many lines as it needs, and a quiet line below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(theme.ACCENT_SOFT))
            edge = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            painter.fillRect(edge, QColor(theme.ACCENT))
        left, top = option.rect.left() + theme.M, option.rect.top() + theme.S
        width = option.rect.width() - 2 * theme.M
        for text, colour in ((index.data(), theme.TEXT), (index.data(BELOW_ROLE), theme.MUTED)):
            layout = wrapping.laid_out(str(text), option.font, width)
            painter.setPen(QColor(colour))
            layout.draw(painter, QPointF(left, top))
            top += round(layout.boundingRect().height())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListWidget)  # noqa: S101  for the type checker
        width = view.viewport().width()
        texts = (str(index.data()), str(index.data(BELOW_ROLE)))
        heights = (
            wrapping.laid_out(text, option.font, width - 2 * theme.M).boundingRect().height()
            for text in texts
        )
        return QSize(width, round(sum(heights)) + 2 * theme.S)


def _below(memo: Memo) -> str:
    status = status_words()[STATUSES.index(memo.status) if memo.status in STATUSES else 0]
    return " · ".join(filter(None, (iso_text(memo.date), memo.number, status)))
