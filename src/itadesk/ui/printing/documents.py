"""A PDF in memory, read in whatever thread asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from itadesk.app.meter import Meter
from itadesk.thai.finding import Searched, searched


@contextmanager
def opened(data: bytes) -> Iterator[QPdfDocument]:
    """The document, for as long as it is looked at; only the thread that opened it may."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    if data:
        document.load(buffer)
    try:
        yield document
    finally:
        document.close()


def texts_of(data: bytes, meter: Meter) -> tuple[Searched, ...]:
    """The text of every page, ready to be searched.

    Raises:
        CancelledError: they are no longer wanted.
    """
    texts = []
    with opened(data) as document:
        for page in range(document.pageCount()):
            meter(page + 1)
            texts.append(searched(document.getAllText(page).text()))
    return tuple(texts)
