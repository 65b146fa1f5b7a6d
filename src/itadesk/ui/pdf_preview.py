"""The paper itself on screen: a PDF from memory, its page count and zoom."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.wording import number

_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.2, 0.25, 4.0
_INCH = 25.4
_BACKDROP = "#e3e7eb"


class PdfPreview(QWidget):
    """Shows the pages of a PDF, and keeps its place when the next version comes.

    Signals: `loaded` with the number of pages.
    """

    loaded = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = _View(self)
        self.view.setDocument(self.document)
        self._pages = theme.label(tone="muted")
        self.fit_width = theme.icon_button("arrows-out-line-horizontal", _("Page width"))
        self.fit_page = theme.icon_button("arrows-out", _("Whole page"))
        self.nearer = theme.icon_button("magnifying-glass-plus", _("Larger"))
        self.farther = theme.icon_button("magnifying-glass-minus", _("Smaller"))
        self._build()
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.fit_width.clicked.connect(lambda: self._fit(QPdfView.ZoomMode.FitToWidth))
        self.fit_page.clicked.connect(lambda: self._fit(QPdfView.ZoomMode.FitInView))
        self.nearer.clicked.connect(lambda: self.zoom(_ZOOM_STEP))
        self.farther.clicked.connect(lambda: self.zoom(1 / _ZOOM_STEP))

    @property
    def page_count(self) -> int:
        return max(0, self.document.pageCount())

    def show_pdf(self, data: bytes) -> None:
        """Show another document, at the place where the last one was looked at."""
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._show_page()
        self.loaded.emit(self.page_count)

    def clear(self) -> None:
        """Show no page."""
        self.document.close()
        self.mark(None)
        self._show_page()

    def mark(self, box: QRectF | None, hint: str = "") -> None:
        """Dot a box on the first page, millimetres from its corner; it is on screen only."""
        self.view.box, self.view.hint = box, hint
        self.view.viewport().update()

    def zoom(self, factor: float) -> None:
        """Make the page larger or smaller."""
        now = self.view.zoomFactor()
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            now = self._fitted_factor()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(_MOST_ZOOM, max(_LEAST_ZOOM, now * factor)))

    def _fit(self, mode: QPdfView.ZoomMode) -> None:
        self.view.setZoomMode(mode)

    def _fitted_factor(self) -> float:
        """The zoom at which the page stands now, when it fits the view."""
        return self._factor_of(self.document.pagePointSize(self.view.pageNavigator().currentPage()))

    def _factor_of(self, page: QSizeF) -> float:
        if page.isEmpty():
            return 1.0
        margins = self.view.documentMargins()
        dots = self.logicalDpiX() / 72
        room = self.view.viewport().size()
        across = (room.width() - margins.left() - margins.right()) / (page.width() * dots)
        if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth:
            return across
        down = (room.height() - self.view.pageSpacing()) / (page.height() * dots)
        return min(across, down)

    def first_page(self) -> QRectF:
        """Where the first page stands in the view now, in its pixels."""
        view, count = self.view, self.page_count
        room, dots = view.viewport().width(), self.logicalDpiX() / 72
        widest = max(
            (self.document.pagePointSize(page).width() for page in range(count)), default=0
        )
        page = self.document.pagePointSize(0)
        fitted = view.zoomMode() != QPdfView.ZoomMode.Custom
        zoom = dots * (self._factor_of(page) if fitted else view.zoomFactor())
        margins = view.documentMargins()
        across = max(room, zoom * widest + margins.left() + margins.right()) if not fitted else room
        left = (across - zoom * page.width()) / 2 - view.horizontalScrollBar().value()
        top = margins.top() - view.verticalScrollBar().value()
        return QRectF(left, top, zoom * page.width(), zoom * page.height())

    def _show_page(self) -> None:
        count = self.page_count
        page = self.view.pageNavigator().currentPage() + 1
        text = _("Page {page} of {count}").format(page=number(page), count=number(count))
        self._pages.setText(text if count else "")
        for button in (self.fit_width, self.fit_page, self.nearer, self.farther):
            button.setEnabled(count > 0)

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.XS)
        line.addWidget(self._pages)
        line.addStretch(1)
        for button in (self.farther, self.nearer, self.fit_width, self.fit_page):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(line)
        layout.addWidget(self.view, 1)
        self._show_page()


class _View(QPdfView):
    """All pages under each other on a quiet ground; Ctrl and the wheel zoom."""

    def __init__(self, preview: PdfPreview) -> None:
        super().__init__(preview)
        self._preview = preview
        self.box: QRectF | None = None
        self.hint = ""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.box is None or not self._preview.page_count:
            return
        page = self._preview.first_page()
        width = self._preview.document.pagePointSize(0).width() / 72 * _INCH
        pixels = page.width() / width  # of a millimetre
        box = QRectF(
            page.left() + self.box.left() * pixels,
            page.top() + self.box.top() * pixels,
            self.box.width() * pixels,
            self.box.height() * pixels,
        )
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme.FAINT), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box)
        painter.setPen(QColor(theme.MUTED))
        line = self.fontMetrics().height()
        above = QRectF(box.left(), box.top() - line, page.width(), line)
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, self.hint)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y() > 0
            self._preview.zoom(_ZOOM_STEP if up else 1 / _ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)
