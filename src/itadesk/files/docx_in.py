"""Word documents: their paragraphs and tables in order, lists with their numbers, ticks as boxes.

Macros, links and embedded objects are passed over: only text is read. What stands at the edge of
pages (headers, footers, footnotes) comes last and is marked as such.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from itadesk.core.errors import UserError
from itadesk.files.docx_numbers import Numbering
from itadesk.files.source import EMPTY_BOX, TICKED_BOX, Block, Line, Row, Source, Table, tidy
from itadesk.files.zipguard import checked_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

MAX_ROWS = 5_000
MAX_PARAGRAPHS = 30_000
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_EDGE_PARTS = ("header", "footer", "footnotes", "endnotes")
_CONTAINERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag"), qn("w:customXml")}
_PASSED_OVER = {
    qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_BREAKS = {qn("w:br"), qn("w:cr")}
# Letters of the symbol fonts that people use as tick boxes: Wingdings, Wingdings 2, Symbol.
_SYMBOLS = {
    "wingdings": {0xA8: EMPTY_BOX, 0x6F: EMPTY_BOX, 0x71: EMPTY_BOX, 0x72: EMPTY_BOX}
    | dict.fromkeys((0xFE, 0xFD, 0x78, 0xFC), TICKED_BOX),
    "wingdings 2": {0xA3: EMPTY_BOX, 0x2A: EMPTY_BOX}
    | dict.fromkeys((0x52, 0x53, 0x54, 0x50, 0x51), TICKED_BOX),
}
_BULLET = "•"
# python-docx meets a malformed part with whatever its own code trips over.
_UNREADABLE = (
    PackageNotFoundError, zipfile.BadZipFile, SyntaxError, LookupError, ValueError, TypeError,
    AttributeError, NotImplementedError, OSError,
)  # fmt: skip


def read_docx(data: bytes, name: str) -> Source:
    """The lines and tables of a .docx; `name` is the file's, for the error.

    Raises:
        UserError: "import-too-large", "import-unsafe" or "import-not-readable".
    """
    with checked_zip(data, name) as archive:
        edges = [entry for entry in archive.namelist() if _is_edge(entry)]
    try:
        document = docx.Document(BytesIO(data))
        reader = _Reader(document, name)
        reader.read(document.element.body)
        for part in document.part.package.iter_parts():
            if part.partname.lstrip("/") in edges:
                reader.read_edge(part.blob)
    except _UNREADABLE as error:
        raise UserError("import-not-readable", name=name) from error
    return Source(tuple(reader.blocks))


def _is_edge(entry: str) -> bool:
    file = entry.removeprefix("word/")
    return file.endswith(".xml") and "/" not in file and file.startswith(_EDGE_PARTS)


class _Reader:
    """Walks the document; `blocks` is what it has read."""

    def __init__(self, document: Document, name: str) -> None:
        self.blocks: list[Block] = []
        self._name = name
        self._numbering = Numbering(document)
        self._rows = 0
        self._paragraphs = 0

    def read(self, parent: Element) -> None:
        """The paragraphs and tables under an element, in order."""
        for child in parent:
            if child.tag == qn("w:p"):
                self._lines(self._paragraph(child))
            elif child.tag == qn("w:tbl"):
                rows = tuple(self._table(child))
                if rows:
                    self.blocks.append(Table(rows))
            elif child.tag in _CONTAINERS:
                self.read(child)

    def read_edge(self, blob: bytes) -> None:
        """The text of a header, a footer or notes."""
        root = parse_xml(blob)
        for paragraph in root.iter(qn("w:p")):
            self._lines(self._paragraph(paragraph), aside=True)

    def _lines(self, text: str, *, aside: bool = False) -> None:
        for line in filter(None, text.split("\n")):
            self.blocks.append(Line(line, str(len(self.blocks) + 1), aside=aside))

    def _table(self, table: Element) -> Iterator[Row]:
        for row in _inside(table, qn("w:tr")):
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise UserError("import-too-large", name=self._name)
            cells: list[str] = []
            for cell in _inside(row, qn("w:tc")):
                cells.append(self._cell(cell))
                cells += [""] * (_span(cell) - 1)
            cells = [""] * _before(row) + cells
            if any(cells):
                yield Row(tuple(cells), str(self._rows))

    def _cell(self, cell: Element) -> str:
        """A cell's paragraphs; a table in it becomes its lines."""
        if _goes_on_above(cell):
            return ""
        parts: list[str] = []
        for child in _blocks_in(cell):
            if child.tag == qn("w:p"):
                parts.append(self._paragraph(child))
            else:
                parts += [" ".join(filter(None, row.cells)) for row in self._table(child)]
        return tidy("\n".join(parts))

    def _paragraph(self, paragraph: Element) -> str:
        """A paragraph's text behind its list mark."""
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise UserError("import-too-large", name=self._name)
        text = "".join(_texts(paragraph))
        mark = self._numbering.mark(paragraph) if text.strip() else ""
        return tidy(f"{mark} {text}" if mark else text)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _inside(child, tag)


def _blocks_in(cell: Element) -> Iterator[Element]:
    for child in cell:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _blocks_in(child)


def _texts(element: Element) -> Iterator[str]:
    """What an element says, deleted text and a second copy of a drawing left out."""
    for child in element:
        if child.tag in _PASSED_OVER or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield " "
        elif child.tag in _BREAKS:
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:sym"):
            yield _symbol(child)
        elif child.tag == qn("w:checkBox"):
            yield _form_box(child)
        elif child.tag == qn("w:sdt") and child.find(f".//{_W14}checkbox") is not None:
            yield _content_box(child)
        else:
            yield from _texts(child)
            if child.tag == qn("w:p"):
                yield "\n"


def _symbol(symbol: Element) -> str:
    font = (symbol.get(qn("w:font")) or "").lower()
    code = symbol.get(qn("w:char")) or ""
    try:
        letter = int(code, 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get(font, {}).get(letter, _BULLET)


def _content_box(control: Element) -> str:
    checked = control.find(f".//{_W14}checkbox/{_W14}checked")
    value = "0" if checked is None else checked.get(f"{_W14}val", "1")
    return TICKED_BOX if value in ("1", "true", "on") else EMPTY_BOX


def _form_box(box: Element) -> str:
    """A tick box of an old form: as ticked, else as it was set up."""
    for name in ("w:checked", "w:default"):
        found = box.find(qn(name))
        if found is not None:
            value = found.get(qn("w:val"), "1")
            return TICKED_BOX if value in ("1", "true", "on") else EMPTY_BOX
    return EMPTY_BOX


def _goes_on_above(cell: Element) -> bool:
    """Whether a cell is the lower part of one that reaches down from above."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _span(cell: Element) -> int:
    return _number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1)


def _before(row: Element) -> int:
    return _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)


def _number(element: Element | None, usual: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return min(int(value), 60) if value.isdecimal() else usual
