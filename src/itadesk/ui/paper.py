"""The pages of a PDF on a printer: the very pages of the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_DOTS = 300  # an inch; more shows on no office printer and takes memory


def printer() -> QPrinter:
    """A printer at the resolution at which pages are drawn."""
    result = QPrinter(QPrinter.PrinterMode.HighResolution)
    result.setResolution(_DOTS)
    result.setFullPage(True)
    return result


def pages_to_print(target: QPrinter, count: int) -> range:
    """Which pages (from 0) the clerk chose in the print dialog."""
    if target.printRange() == QPrinter.PrintRange.PageRange and target.fromPage() > 0:
        return range(target.fromPage() - 1, min(target.toPage(), count))
    return range(count)


def print_document(document: QPdfDocument, target: QPrinter) -> int:
    """Print the chosen pages, each on paper of its own size and direction; returns how many."""
    pages = pages_to_print(target, document.pageCount())
    if not pages:
        return 0
    _set_page(target, document.pagePointSize(pages[0]))
    painter = QPainter(target)
    for page in pages:
        if page != pages[0]:
            _set_page(target, document.pagePointSize(page))
            target.newPage()
        paper = target.pageLayout().fullRectPixels(target.resolution())
        image = document.render(page, QSize(paper.width(), paper.height()))
        painter.drawImage(paper, image)
    painter.end()
    return len(pages)


def _set_page(target: QPrinter, points: QSizeF) -> None:
    landscape = points.width() > points.height()
    upright = points.transposed() if landscape else points
    target.setPageSize(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    )
    target.setPageOrientation(
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
