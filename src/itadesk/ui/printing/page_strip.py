"""Small pictures of all pages at the side: the one in sight is marked, and a click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_SIDE = 104  # the longer side of a picture, in device-independent pixels
_FINER = 3  # how much larger a page is drawn before it is made small: thin lines stay thin
_IS_DRAWN = Qt.ItemDataRole.UserRole


class PageStrip(QListWidget):
    """A picture is drawn when it comes in sight, one at a time.

    Signals: `page_wanted` with the page (from 0) that was chosen here.
    """

    page_wanted = Signal(int)

    def __init__(self, document: QPdfDocument) -> None:
        super().__init__()
        self._document = document
        self.setAccessibleName(_("Pages"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setSpacing(theme.XS)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(_SIDE + 2 * theme.L + self.verticalScrollBar().sizeHint().width())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_one)
        self.verticalScrollBar().valueChanged.connect(self._draw_soon)
        self.currentRowChanged.connect(self._on_row)
        self.itemClicked.connect(lambda _item: self._on_row(self.currentRow()))

    def renew(self) -> None:
        """Show another version of the document; old pictures stay until they are drawn anew."""
        count = max(0, self._document.pageCount())
        self.blockSignals(True)
        while self.count() > count:
            self.takeItem(self.count() - 1)
        for page in range(self.count(), count):
            entry = QListWidgetItem(number(page + 1), self)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, _page_name(page))
            entry.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
        for page in range(count):
            self.item(page).setData(_IS_DRAWN, False)
            self.item(page).setSizeHint(self._room_of(page))
        self.blockSignals(False)
        self._draw_soon()

    def show_current(self, page: int) -> None:
        """Mark the page (from 0) that is in sight."""
        if page != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(page)
            self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_soon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_soon()

    def _on_row(self, page: int) -> None:
        if page >= 0:
            self.page_wanted.emit(page)

    def _draw_soon(self) -> None:
        self._timer.start(0)

    def _draw_one(self) -> None:
        page = self._next_page() if self.isVisible() else None
        if page is None:
            return
        entry = self.item(page)
        self.blockSignals(True)
        entry.setIcon(self._picture(page))
        entry.setData(_IS_DRAWN, True)
        self.blockSignals(False)
        self.viewport().update()
        self._draw_soon()

    def _next_page(self) -> int | None:
        """The first page in sight whose picture is not drawn."""
        room = self.viewport().rect()
        for page in range(self.count()):
            entry = self.item(page)
            if not entry.data(_IS_DRAWN) and self.visualItemRect(entry).intersects(room):
                return page
        return None

    def _picture(self, page: int) -> QIcon:
        scale = self.devicePixelRatioF()
        size = _fitted(self._document.pagePointSize(page)) * scale
        drawn = self._document.render(page, size * _FINER).scaled(
            size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        result = QIcon()
        for mode, colour, width in (
            (QIcon.Mode.Normal, theme.FIELD_LINE, 1),
            (QIcon.Mode.Selected, theme.ACCENT, 4),
        ):
            picture = QPixmap(size)
            picture.fill(theme.SURFACE)
            painter = QPainter(picture)
            painter.drawImage(0, 0, drawn)
            painter.setPen(QPen(QColor(colour), width * scale))
            painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
            painter.end()
            picture.setDevicePixelRatio(scale)
            result.addPixmap(picture, mode)
        return result

    def _room_of(self, page: int) -> QSize:
        size = _fitted(self._document.pagePointSize(page))
        line = self.fontMetrics().height()
        return QSize(_SIDE + 2 * theme.S, size.height() + line + 2 * theme.S)


def _fitted(page: QSizeF) -> QSize:
    box = QSizeF(_SIDE, _SIDE)
    return page.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).toSize()


def _page_name(page: int) -> str:
    return _("Page {page}").format(page=number(page + 1))
