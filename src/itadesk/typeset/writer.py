"""Sheets into a PDF file, by ReportLab's canvas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from itadesk.typeset.embedding import add_font
from itadesk.typeset.fonts import DocumentFont
from itadesk.typeset.sheets import Sheet

_PDF_VERSION = (1, 7)

rl_config.useA85 = 0  # binary streams are a fifth smaller than printable ones


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Properties without a date: the same report gives the same bytes whenever it is made."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(self.author),
            "Creator": pdfdoc.PDFString(self.creator),
            "Producer": pdfdoc.PDFString(self.producer),
        }
        written: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return written


class _Writer(Canvas):  # type: ignore[misc]
    """A canvas that knows our fonts only."""

    def __init__(self, target: BytesIO, title: str, author: str) -> None:
        super().__init__(target, pageCompression=1, invariant=1, lang="th", pdfVersion=_PDF_VERSION)
        document = self._doc
        document.signature = hashlib.md5(b"itadesk", usedforsecurity=False)
        document.info = _Info()
        document.info.title, document.info.author = title, author
        document.info.creator = "itadesk"
        self._outline_level = -1

    def _make_preamble(self) -> None:
        """Begin pages with nothing; the usual beginning names a font that is not embedded."""
        self._preamble = ""

    def sheet(self, sheet: Sheet) -> None:
        self.setPageSize((sheet.width, sheet.height))
        for picture, *place in sheet.images:
            self.drawImage(picture, *place, mask="auto")
        self.addLiteral(sheet.operators())
        for index, bookmark in enumerate(sheet.bookmarks):
            key = f"{self.getPageNumber()}-{index}"
            self.bookmarkHorizontal(key, 0, bookmark.y)
            self._outline_level = min(bookmark.level, self._outline_level + 1)
            self.addOutlineEntry(bookmark.title, key, self._outline_level)
        self.showPage()

    def fonts(self, fonts: Iterable[DocumentFont]) -> None:
        for font in fonts:
            add_font(self._doc, font)


def write(sheets: Iterable[Sheet], fonts: Iterable[DocumentFont], title: str, author: str) -> bytes:
    """The file. The same sheets give the same bytes."""
    target = BytesIO()
    writer = _Writer(target, title, author)
    for sheet in sheets:
        writer.sheet(sheet)
    writer.fonts(fonts)
    writer.save()
    return target.getvalue()
