"""Sheets into a PDF file that archives take (PDF/A-2b), by ReportLab's canvas."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from itadesk.typeset.archival import srgb_profile, xmp
from itadesk.typeset.embedding import add_font
from itadesk.typeset.fonts import DocumentFont
from itadesk.typeset.sheets import Sheet

_PDF_VERSION = (1, 7)

rl_config.useA85 = 0  # binary streams are a fifth smaller than printable ones


class _Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream whose data ends with its line, as archives want."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


pdfdoc.PDFStream = _Stream  # which ReportLab makes pages and images of


class _Metadata(pdfdoc.PDFObject):  # type: ignore[misc]
    """XMP, which archives want to read without unpacking."""

    __RefOnly__ = 1

    def __init__(self, data: bytes) -> None:
        self._data = data

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        head = f"<< /Type /Metadata /Subtype /XML /Length {len(self._data)} >>\nstream\n"
        return head.encode("ascii") + self._data + b"\nendstream\n"


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
        self._describe(document)
        self._outline_level = -1

    def _describe(self, document: pdfdoc.PDFDocument) -> None:
        """Say in the file's root what archives ask for."""
        info, root = document.info, document.Catalog
        described = xmp(info.title, info.author, info.creator, info.producer)
        root.Metadata = document.Reference(_Metadata(described))
        profile = pdfdoc.PDFStream(content=srgb_profile(), filters=[pdfdoc.PDFZCompress])
        profile.dictionary["N"] = 3
        colours = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB"),
            "DestOutputProfile": document.Reference(profile),
        }
        root.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(colours)])
        root.__NoDefault__ = [*root.__NoDefault__, "OutputIntents"]
        root.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})

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
