"""The pages of a PDF on a printer: the very pages of the preview."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from itadesk.app.atomic import write_atomic
from itadesk.app.language import _
from itadesk.core.errors import UserError
from itadesk.ui.printing.documents import opened

if TYPE_CHECKING:
    from PySide6.QtCore import QSize, QSizeF
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtWidgets import QWidget

    from itadesk.app.meter import Meter

_DOTS = 300  # an inch; more shows on no office printer and takes memory


def printer(name: str = "") -> QPrinter:
    """A printer at the resolution at which pages are drawn; the usual one without a name."""
    result = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        result.setPrinterName(name)
    result.setResolution(_DOTS)
    result.setFullPage(True)
    return result


def choose_printer(parent: QWidget, pages: int = 0, name: str = "") -> QPrinter | None:
    """Ask for a printer, the one of this name at first, and which of the pages, if counted."""
    target = printer(name)
    dialog = QPrintDialog(target, parent)
    dialog.setWindowTitle(_("Print"))
    if pages:
        dialog.setMinMax(1, pages)
    return target if dialog.exec() else None


def pages_to_print(target: QPrinter, count: int) -> list[int]:
    """Which pages (from 0) the clerk chose in the print dialog, once for each copy.

    Where the printer makes copies itself they are here once.
    """
    pages = list(range(count))
    if target.printRange() == QPrinter.PrintRange.PageRange:
        chosen = target.pageRanges()
        pages = [page for page in pages if chosen.contains(page + 1)]
    copies = 1 if target.supportsMultipleCopies() else max(1, target.copyCount())
    if target.collateCopies():
        return pages * copies
    return [page for page in pages for _copy in range(copies)]


def print_document(data: bytes, target: QPrinter, meter: Meter) -> int:
    """Print the chosen pages of a PDF, each on paper of its own size; returns how many.

    Needs no window's thread. A file that is printed to is whole or not there.

    Raises:
        UserError: "printer-refused", or the file cannot be written.
        CancelledError: the work is no longer wanted; a printer may have had some pages.
    """
    name = target.outputFileName()
    if not name:
        return _print(data, target, meter)
    with TemporaryDirectory() as folder:
        part = Path(folder) / "printed.pdf"
        target.setOutputFileName(str(part))
        count = _print(data, target, meter)
        if count:
            meter.settle()
            write_atomic(Path(name), part.read_bytes())
    return count


def _print(data: bytes, target: QPrinter, meter: Meter) -> int:
    with opened(data) as document:
        pages = pages_to_print(target, document.pageCount())
        meter.total = len(pages)
        if pages:
            _draw(document, pages, target, meter)
    return len(pages)


def _draw(document: QPdfDocument, pages: list[int], target: QPrinter, meter: Meter) -> None:
    _set_page(target, document.pagePointSize(pages[0]))
    painter = QPainter()
    if not painter.begin(target):
        raise UserError("printer-refused", name=target.printerName())
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # no smear round letters
    try:
        for number, page in enumerate(pages, start=1):
            meter(number)
            if number > 1:
                _set_page(target, document.pagePointSize(page))
                target.newPage()
            paper = target.pageLayout().fullRectPixels(target.resolution())
            painter.drawImage(paper, _picture(document, page, paper.size()))
        meter(len(pages))
    except BaseException:
        target.abort()
        raise
    finally:
        painter.end()


def _picture(document: QPdfDocument, page: int, size: QSize) -> QImage:
    """A page on white paper."""
    result = QImage(size, QImage.Format.Format_RGB32)
    result.fill("white")
    painter = QPainter(result)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return result


def _set_page(target: QPrinter, points: QSizeF) -> None:
    landscape = points.width() > points.height()
    upright = points.transposed() if landscape else points
    target.setPageSize(
        QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    )
    target.setPageOrientation(
        QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    )
