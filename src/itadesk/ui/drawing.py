"""Pictures that are drawings, SVG or the first page of a PDF, made into PNG."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from itadesk.app.garuda import MOST_BYTES
from itadesk.core.errors import UserError

_LONGER_SIDE = 2400  # pixels: an emblem on a page of A4 is still as fine as paper shows


def as_picture(data: bytes, name: str) -> bytes:
    """A PNG of an SVG or of a PDF's first page; other files as they are.

    Raises:
        UserError: "garuda-unreadable" or "garuda-too-large"; `name` is for the error.
    """
    if len(data) > MOST_BYTES:
        raise UserError("garuda-too-large", name=name)
    if data.startswith(b"%PDF-"):
        image = _of_pdf(data)
    elif name.lower().endswith(".svg"):
        image = _of_svg(data)
    else:
        return data
    if image.isNull():
        raise UserError("garuda-unreadable", name=name)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(made, QByteArray(b"png")).write(image)
    return bytes(made.data().data())


def _of_svg(data: bytes) -> QImage:
    from PySide6.QtSvg import QSvgRenderer

    drawing = QSvgRenderer(QByteArray(data))
    if not drawing.isValid() or drawing.defaultSize().isEmpty():
        return QImage()
    image = QImage(_enlarged(QSizeF(drawing.defaultSize())), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _of_pdf(data: bytes) -> QImage:
    from PySide6.QtPdf import QPdfDocument

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    if document.pageCount() < 1:
        return QImage()
    return document.render(0, _enlarged(document.pagePointSize(0)))


def _enlarged(size: QSizeF) -> QSize:
    side = QSizeF(_LONGER_SIDE, _LONGER_SIDE)
    return size.scaled(side, Qt.AspectRatioMode.KeepAspectRatio).toSize().expandedTo(QSize(1, 1))
