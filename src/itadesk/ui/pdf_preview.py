"""The paper itself on screen: a PDF from memory, with its pages at the side, zoom and search."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.meter import Meter
from itadesk.ui import theme, worker
from itadesk.ui.printing.documents import texts_of
from itadesk.ui.printing.find_line import FindLine
from itadesk.ui.printing.hits import Hits
from itadesk.ui.printing.own_keys import OwnKeys
from itadesk.ui.printing.page_strip import PageStrip
from itadesk.ui.printing.page_view import PageView
from itadesk.ui.printing.progress_line import ProgressLine
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from itadesk.thai.finding import Searched


class PdfPreview(QWidget):
    """Shows the pages of a PDF, and keeps its place when the next version comes.

    With `slim` there is no room for the pages at the side. Signals: `shown` when it comes in
    sight.
    """

    shown = Signal()

    def __init__(self, *, slim: bool = False) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._data = b""
        self._slim = slim
        self._hits = Hits(self.document)
        self._reading: worker.Task | None = None
        self.view = PageView(self.document, self._hits, self)
        self.strip = PageStrip(self.document)
        self.find_line = FindLine()
        self.progress = ProgressLine()
        self._pages = theme.label(tone="muted")
        self.strip_button = theme.icon_button("files", _("Pages at the side"))
        self.find_button = theme.icon_button("magnifying-glass", _("Find in the pages (Ctrl+F)"))
        self.fit_width = theme.icon_button("arrows-out-line-horizontal", _("Page width"))
        self.fit_page = theme.icon_button("arrows-out", _("Whole page"))
        self.nearer = theme.icon_button("magnifying-glass-plus", _("Larger"))
        self.farther = theme.icon_button("magnifying-glass-minus", _("Smaller"))
        self._build()
        self._wire()
        OwnKeys(self, self.own_keys())

    @property
    def page_count(self) -> int:
        return max(0, self.document.pageCount())

    def own_keys(self) -> dict[str, Callable[[], None]]:
        """Keys of the preview that a menu or another widget may know too."""
        return {
            "Ctrl+F": self.start_finding,
            "F3": lambda: self.step(1),
            "Shift+F3": lambda: self.step(-1),
        }

    def show_pdf(self, data: bytes) -> None:
        """Show another document, at the place where the last one was looked at."""
        bars = (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        places = [bar.value() for bar in bars]
        self._load(data)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def clear(self) -> None:
        """Show no page."""
        self.mark(None)
        self._load(b"")

    def mark(self, box: QRectF | None, hint: str = "") -> None:
        """Dot a box on the first page, millimetres from its corner; it is on screen only."""
        self.view.box, self.view.hint = box, hint
        self.view.viewport().update()

    def start_finding(self) -> None:
        """Open the line in which a text is looked for."""
        self.find_line.show()
        self.find_line.field.setFocus()
        self.find_line.field.selectAll()
        self._look_for(self.find_line.field.text())
        if not self._hits.is_read:
            self._read(self._show_hits)

    def step(self, by: int) -> None:
        """Go to the next place of what is looked for (1) or the one before (-1)."""
        if self.find_line.isHidden():
            self.start_finding()
        else:
            self._hits.step(by)
            self._show_hits()

    def end_finding(self) -> None:
        """Close the search line; nothing is marked any more, and the pages have the keyboard."""
        self.find_line.hide()
        self._look_for("")
        self.view.setFocus()

    def _look_for(self, text: str) -> None:
        self._hits.search(text, self.view.pageNavigator().currentPage())
        self._show_hits()

    def _show_hits(self) -> None:
        self.find_line.show_hits(self._hits)
        self.view.show_hit()

    def _load(self, data: bytes) -> None:
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        if data:
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
        self._data = data
        self.view.renew()
        self.strip.renew()
        self._hits.forget()
        if not self.find_line.isHidden():
            self._read(lambda: self.find_line.show_hits(self._hits))
        self._show_page()

    def _read(self, then: Callable[[], None]) -> None:
        """Read the pages to search in them; a long document takes its time."""
        if self._reading is not None:
            self._reading.cancel()
        meter = Meter()
        work = partial(texts_of, self._data, meter)
        done = partial(self._on_read, then)
        self._reading = worker.run(self, work, done, lambda _error: None, meter=meter)

    def _on_read(self, then: Callable[[], None], texts: tuple[Searched, ...]) -> None:
        self._hits.take(texts, self.view.pageNavigator().currentPage())
        self.view.viewport().update()
        then()

    def _show_page(self) -> None:
        count, page = self.page_count, self.view.pageNavigator().currentPage()
        text = _("Page {page} of {count}").format(page=number(page + 1), count=number(count))
        self._pages.setText(text if count else "")
        self.strip.show_current(page)
        for button in (
            self.find_button, self.fit_width, self.fit_page, self.nearer, self.farther
        ):  # fmt: skip
            button.setEnabled(count > 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _wire(self) -> None:
        modes = QPdfView.ZoomMode
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.fit_width.clicked.connect(lambda: self.view.fit(modes.FitToWidth))
        self.fit_page.clicked.connect(lambda: self.view.fit(modes.FitInView))
        self.nearer.clicked.connect(self.view.nearer)
        self.farther.clicked.connect(self.view.farther)
        self.find_button.clicked.connect(self.start_finding)
        self.strip.page_wanted.connect(self.view.show_page)
        self.strip_button.toggled.connect(self.strip.setVisible)
        self.find_line.looked_for.connect(self._look_for)
        self.find_line.step_wanted.connect(self.step)
        self.find_line.closed.connect(self.end_finding)

    def _build(self) -> None:
        self.strip_button.setCheckable(True)
        self.strip_button.setChecked(not self._slim)
        self.find_line.hide()
        if self._slim:
            self.strip_button.hide()
            self.strip.hide()
        line = QHBoxLayout()
        line.setSpacing(theme.XS)
        line.addWidget(self.strip_button)
        line.addWidget(self._pages)
        line.addStretch(1)
        for button in (
            self.find_button, self.farther, self.nearer, self.fit_width, self.fit_page
        ):  # fmt: skip
            line.addWidget(button)
        pages = QHBoxLayout()
        pages.setSpacing(theme.S)
        pages.addWidget(self.strip)
        pages.addWidget(self.view, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(line)
        layout.addWidget(self.progress)
        layout.addWidget(self.find_line)
        layout.addLayout(pages, 1)
        self._show_page()
