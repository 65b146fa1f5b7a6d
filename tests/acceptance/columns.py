"""The text of a printed table column by column, as two independent programs read it."""

from __future__ import annotations

import html
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator
from ctypes import c_double, c_float
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</word>')
_NOT_THAI = re.compile("[^\u0e01-\u0e3a\u0e40-\u0e4e]")
_SHORTEST_RULE = 10.0
_SAME_LINE = 2.0


def thai(text: str) -> str:
    """Its Thai letters and marks; ำ typed as two marks is one."""
    return _NOT_THAI.sub("", text.replace("\u0e4d\u0e32", "\u0e33"))


def by_pdfium(data: bytes, *, whole: bool = False) -> list[list[str]]:
    """Page by page the Thai letters of each column; what is left of all columns comes first.

    A `whole` page is one column.
    """
    document = pypdfium2.PdfDocument(data)
    pages: list[list[str]] = []
    for page in document:
        edges = [] if whole else _edges(page)
        text = page.get_textpage()
        found = []
        for index in range(text.count_chars()):
            left, _, right, _ = text.get_charbox(index)
            found.append((_column(edges, left, right), text.get_text_range(index, 1)))
        pages.append(_by_column(found))
    return pages


def lines_by_pdfium(data: bytes) -> list[list[str]]:
    """Through all pages the lines of each column as they are printed; what is left comes first."""
    found: list[list[str]] = []
    x, y = c_double(), c_double()
    for page in pypdfium2.PdfDocument(data):
        edges, text, last = _edges(page), page.get_textpage(), (-1, 0.0)
        for index in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text, index))
            if letter in "\r\n":
                continue
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            column = bisect_right(edges, x.value) if letter != " " else last[0]
            found += [[] for _ in range(column + 1 - len(found))]
            if column != last[0] or abs(y.value - last[1]) > _SAME_LINE:
                found[column].append("")
            found[column][-1] += letter
            last = column, y.value
    return found


def by_poppler(data: bytes, folder: Path, *, whole: bool = False) -> list[list[str]]:
    """The same, read by pdftotext."""
    file = folder / "printed.pdf"
    file.write_bytes(data)
    command = ["pdftotext", "-raw", "-bbox", str(file), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages: list[list[str]] = []
    for page, text in zip(pypdfium2.PdfDocument(data), said.split("<page ")[1:], strict=True):
        edges = [] if whole else _edges(page)
        found = [
            (_column(edges, float(left), float(right)), html.unescape(word))
            for left, right, word in _WORD.findall(text)
        ]
        pages.append(_by_column(found))
    return pages


def _by_column(found: list[tuple[int, str]]) -> list[str]:
    count = 1 + max((column for column, _ in found), default=0)
    return [thai("".join(text for column, text in found if column == n)) for n in range(count)]


def _column(edges: list[float], left: float, right: float) -> int:
    """The number of the column, 0 outside; what is in no column counts by its middle."""
    return bisect_right(edges, (left + right) / 2) if edges else 0


def _edges(page: pypdfium2.PdfPage) -> list[float]:
    """Where the long upright rules of a page stand."""
    found = sorted(x for path in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]) for x in _rules(path))
    return [x for x, before in pairwise([*reversed(found), -9.0]) if x - before > 1.0][::-1]


def _rules(path: pypdfium2.PdfObject) -> Iterator[float]:
    points: list[tuple[float, float]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(path, index), x, y)
        points.append((x.value, y.value))
    for (x1, y1), (x2, y2) in pairwise(points):
        if abs(x1 - x2) < 0.1 and abs(y1 - y2) > _SHORTEST_RULE:
            yield x1
