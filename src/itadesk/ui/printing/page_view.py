"""The pages of a PDF under each other: what was found is marked, and text can be selected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QTransform,
    QWheelEvent,
)
from PySide6.QtPdfWidgets import QPdfView

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.printing.hits import Hits
from itadesk.ui.printing.page_places import POINTS, room_of
from itadesk.ui.printing.text_selection import TextSelection, plain_lines

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QWidget

_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.2, 0.25, 4.0
_BACKDROP = "#e3e7eb"
_FOUND, _AT_HAND, _SELECTED = "#ffe38a", "#ffb257", "#b5dcff"  # laid over the page like ink
_INCH = 25.4


class PageView(QPdfView):
    """All pages on a quiet ground. Ctrl and the wheel, + and − zoom; Home and End go to the ends.

    A drag selects text of one page, and so do Shift and the arrows from what was found.
    """

    def __init__(self, document: QPdfDocument, hits: Hits, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._hits = hits
        self._sizes: list[QSizeF] = []
        self._selection = TextSelection(document)
        self._drag_start: QPointF | None = None
        self.box: QRectF | None = None
        self.hint = ""
        self.setDocument(document)
        self.setAccessibleName(_("Preview"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setDocumentMargins(QMargins(theme.M, theme.M, theme.M, theme.M))
        self.setPageSpacing(theme.M)
        self.setFrameShape(QPdfView.Shape.NoFrame)
        palette = self.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(_BACKDROP))
        self.setPalette(palette)
        self._offer_copying()

    def renew(self) -> None:
        """The document is another one: nothing in it is selected."""
        count = max(0, self._document.pageCount())
        self._sizes = [self._document.pagePointSize(page) for page in range(count)]
        self._selection.clear()
        self.viewport().update()

    # places

    def page_rects(self) -> list[QRect]:
        """Where each page stands in the view now, in its pixels."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return [page.translated(-across, -down) for page in room_of(self).places(self._sizes)]

    def show_page(self, page: int) -> None:
        """Scroll to the top of a page (from 0)."""
        rects = self.page_rects()
        if 0 <= page < len(rects):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rects[page].top() - theme.M)

    def show_hit(self) -> None:
        """Scroll to what was found and is at hand, unless it is in sight; select nothing else."""
        self._selection.clear()
        hit = self._hits.current
        outlines = self._hits.outlines(hit) if hit else []
        if hit and outlines:
            place = self._to_view(hit.page).mapRect(outlines[0].boundingRect())
            room = QRectF(self.viewport().rect())
            if not room.contains(place):
                apart = place.center() - room.center()
                for bar, way in (
                    (self.horizontalScrollBar(), apart.x()),
                    (self.verticalScrollBar(), apart.y()),
                ):
                    bar.setValue(bar.value() + round(way))
        self.viewport().update()

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        if not self._sizes:
            return
        page, room = self._sizes[self._page_in_sight], room_of(self)
        now = room.page_size(page).width() / (page.width() * room.scale)
        wanted = min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor))
        self._stay(lambda: self.setZoomFactor(wanted), QPdfView.ZoomMode.Custom)

    def fit(self, mode: QPdfView.ZoomMode) -> None:
        """Make the pages as large as the view allows."""
        self._stay(lambda: None, mode)

    def _stay(self, change: Callable[[], None], mode: QPdfView.ZoomMode) -> None:
        """Zoom, and have in the middle of the view what was there."""
        middle = self.viewport().height() / 2
        page = self._page_at(middle)
        rects = self.page_rects()
        share = (middle - rects[page].top()) / rects[page].height() if rects else 0
        self.setZoomMode(mode)
        change()
        if rects:
            rect, bar = self.page_rects()[page], self.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.top() + share * rect.height() - middle))

    def nearer(self) -> None:
        """One step larger."""
        self.zoom(_ZOOM_STEP)

    def farther(self) -> None:
        """One step smaller."""
        self.zoom(1 / _ZOOM_STEP)

    def _to_view(self, page: int) -> QTransform:
        """From points of a page to pixels of the view."""
        rect, size = self.page_rects()[page], self._sizes[page]
        scale = rect.width() / size.width()
        return QTransform(scale, 0, 0, scale, rect.left(), rect.top())

    # text

    def copy(self) -> None:
        """Copy what is selected or found, else the text of the page in sight."""
        hit = self._hits.current
        if not self._selection.text and hit is not None:
            self._selection.take_hit(hit)
        page = self._document.getAllText(self._page_in_sight)
        text = self._selection.text or plain_lines(page.text())
        QGuiApplication.clipboard().setText(text)

    def select_page(self) -> None:
        """Select the text of the page in sight."""
        self._selection.take_page(self._page_in_sight)
        self.viewport().update()

    def extend(self, by: int) -> None:
        """Select a letter more (1) or less (-1), from what was found or the page's first on."""
        if not self._selection.text:
            hit = self._hits.current
            if hit is not None:
                self._selection.take_hit(hit)
            else:
                self._selection.clear(self._page_in_sight)
        self._selection.extend(by)
        self.viewport().update()

    @property
    def _page_in_sight(self) -> int:
        return self.pageNavigator().currentPage()

    def _offer_copying(self) -> None:
        for text, action, keys in (
            (_("Copy the text"), self.copy, QKeySequence.StandardKey.Copy),
            (_("Select the page’s text"), self.select_page, QKeySequence.StandardKey.SelectAll),
        ):
            entry = QAction(text, self)
            entry.setShortcut(keys)
            entry.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            entry.triggered.connect(action)
            self.addAction(entry)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        room = event.rect()
        for page, rect in enumerate(self.page_rects()):
            if rect.intersects(room):
                self._paint_marks(painter, page)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_start = event.position()
            self._selection.clear(self._page_at(event.position().y()))
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._drag_start is None or not self._sizes:
            return
        to_page, _ok = self._to_view(self._selection.page).inverted()
        start, end = to_page.map(self._drag_start), to_page.map(event.position())
        if not self._selection.drag(start, end):
            self._drag_start = event.position()  # no letter there yet
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._drag_start = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._sizes) - 1
        actions = {
            "Home": lambda: self.show_page(0),
            "End": lambda: self.show_page(last),
            "+": self.nearer,
            "Shift++": self.nearer,
            "-": self.farther,
            "Shift+Right": lambda: self.extend(1),
            "Shift+Left": lambda: self.extend(-1),
        }
        action = actions.get(QKeySequence(event.keyCombination()).toString())
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.nearer if event.angleDelta().y() > 0 else self.farther)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _page_at(self, height: float) -> int:
        """The page at this height of the view, or below it; the last one under all."""
        rects = self.page_rects()
        pages = (page for page, rect in enumerate(rects) if rect.bottom() >= height)
        return next(pages, max(0, len(rects) - 1))

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        painter.setTransform(self._to_view(page))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for hit in self._hits.on(page):
            colour = _AT_HAND if hit == self._hits.current else _FOUND
            _fill(painter, self._hits.outlines(hit), colour)
        if self._selection.page == page:
            _fill(painter, self._selection.outlines, _SELECTED)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if page == 0 and self.box is not None:
            self._paint_box(painter, self.box)
        painter.resetTransform()

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        points = POINTS / _INCH
        place = painter.transform().mapRect(QTransform.fromScale(points, points).mapRect(box))
        painter.resetTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.FAINT), 1, Qt.PenStyle.DotLine))
        painter.drawRect(place)
        painter.setPen(QColor(theme.MUTED))
        line = self.fontMetrics().height()
        above = QRectF(place.left(), place.top() - line, self.viewport().width(), line)
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, self.hint)


def _fill(painter: QPainter, outlines: list[QPolygonF], colour: str) -> None:
    painter.setBrush(QColor(colour))
    for outline in outlines:
        painter.drawPolygon(outline)
