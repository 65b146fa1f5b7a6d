"""A document's fonts as PDF objects: character codes, glyphs, widths, and the text they show."""

from __future__ import annotations

import hashlib
import struct

from reportlab.pdfbase import pdfdoc

from itadesk.typeset.fonts import DocumentFont
from itadesk.typeset.truetype import Subset

_SYMBOLIC = 4
_ROWS_A_BLOCK = 100  # the most that a CMap may list at once


def add_font(document: pdfdoc.PDFDocument, font: DocumentFont) -> None:
    """Write `font` into `document` under its resource name; every text must be set before."""
    subset = Subset(font.face, font.codes)
    data = subset.data()
    map_of_text = _text_map(font)
    name = f"/{_tag(data + map_of_text)}+{font.face.name}"
    codes_to_glyphs = struct.pack(
        f">{len(font.codes) + 1}H", 0, *(subset.glyph_of[unit] for unit in font.codes)
    )
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {
                    "Registry": pdfdoc.PDFString("Adobe"),
                    "Ordering": pdfdoc.PDFString("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": document.Reference(_descriptor(document, font, subset, name, data)),
            "CIDToGIDMap": _stream(document, codes_to_glyphs),
            "DW": 0,
            "W": _widths(font),
        }
    )
    document.idToObject[pdfdoc.BasicFonts].dict[font.resource] = document.Reference(
        pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, map_of_text),
            }
        )
    )


def _descriptor(
    document: pdfdoc.PDFDocument, font: DocumentFont, subset: Subset, name: str, data: bytes
) -> pdfdoc.PDFDictionary:
    face = font.face
    scale = 1000 / face.upem
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": _SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray([round(side * scale) for side in subset.bounds]),
            "ItalicAngle": 0,
            "Ascent": round(face.ink_above * 1000),
            "Descent": -round(face.ink_below * 1000),
            "CapHeight": 700,
            "StemV": 80,
            "FontFile2": _stream(document, data, Length1=len(data)),
        }
    )


def _widths(font: DocumentFont) -> str:
    scale = 1000 / font.face.upem
    widths = " ".join(f"{unit.advance * scale:g}" for unit in font.codes)
    return f"[1 [{widths}]]"


def _stream(document: pdfdoc.PDFDocument, content: bytes, **entries: int) -> object:
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    for key, value in entries.items():
        stream.dictionary[key] = value
    return document.Reference(stream)


def _tag(content: bytes) -> str:
    """Six letters that are the same for the same subset only."""
    number = int.from_bytes(hashlib.sha256(content).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        number, letter = divmod(number, 26)
        letters += chr(ord("A") + letter)
    return letters


def _text_map(font: DocumentFont) -> bytes:
    """The ToUnicode CMap: each code stands for exactly one text."""
    rows = [
        f"<{code}> <{unit.text.encode('utf-16-be').hex().upper()}>"
        for unit, code in font.codes.items()
    ]
    blocks = [rows[i : i + _ROWS_A_BLOCK] for i in range(0, len(rows), _ROWS_A_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
