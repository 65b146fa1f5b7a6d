"""Where letters stand on a PDF's page and how large they are, as the file itself says."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4


class Letter(NamedTuple):
    """A letter; millimetres from the upper left corner to its origin, points of its size."""

    text: str
    x: float
    y: float
    size: float
    weight: str


def letters(data: bytes, page: int = 0) -> list[Letter]:
    """Every letter of a page in the order of the file."""
    sheet = pypdfium2.PdfDocument(data)[page]
    words = sheet.get_textpage()
    return list(_letters(words, sheet.get_height()))


def _letters(words: pypdfium2.PdfTextPage, height: float) -> Iterator[Letter]:
    x, y = ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(99)
    flags = ctypes.c_int()
    for index in range(words.count_chars()):
        pdfium.FPDFText_GetCharOrigin(words, index, x, y)
        pdfium.FPDFText_GetFontInfo(words, index, name, 99, flags)
        size = pdfium.FPDFText_GetFontSize(words, index)
        weight = "bold" if b"Bold" in name.value else "regular"
        text = words.get_text_range(index, 1)
        yield Letter(text, x.value / MM, (height - y.value) / MM, size, weight)


def found(data: bytes, text: str, page: int = 0) -> list[Letter]:
    """The letters of the first place where this text stands."""
    there = letters(data, page)
    whole = "".join(letter.text for letter in there)
    start = whole.index(text)
    return there[start : start + len(text)]
