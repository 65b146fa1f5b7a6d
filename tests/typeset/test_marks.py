"""Marks stand where HarfBuzz puts them, and lines never touch."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import uharfbuzz as hb
from tests.typeset.material import PROSE, TRICKY_WORDS, report

from itadesk.core.report import PageSetup, Paragraph, Run, plain
from itadesk.typeset.faces import SARABUN, SARABUN_FACTOR
from itadesk.typeset.pdf import render

WIDE = PageSetup(width=1500.0, height=297.0)
STACKED = "พี์ ศึ์ ปื้ ฟื้ ฝื๋ ฬื้ ฎู ฏู ฐู ญู ฤๅ ปี๊ โป๊ ไป่ กู้ ฎุ ฏุ ฐุ"


class Ink(NamedTuple):
    text: str
    left: float
    bottom: float
    right: float
    top: float


def printed_ink(data: bytes) -> Iterator[Ink]:
    """The ink of each character of the first page, in points, as pdfium paints it."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        left, bottom, right, top = text.get_charbox(index)
        yield Ink(chr(pdfium.FPDFText_GetUnicode(text, index)), left, bottom, right, top)


def origin(data: bytes) -> tuple[float, float]:
    """Where the pen stands for the first character."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, 0, x, y)
    return x.value, y.value


def shaped_ink(word: str, file: str) -> list[Ink]:
    """The ink of each HarfBuzz cluster in ems from the beginning of the word."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(file)))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    hb.shape(font, buffer)
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    pen = 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        box = font.get_glyph_extents(info.codepoint)
        left, top = pen + place.x_offset + box.x_bearing, place.y_offset + box.y_bearing
        found.setdefault(info.cluster, []).append((left, top + box.height, left + box.width, top))
        pen += place.x_advance
    starts = [*sorted(found), len(word)]
    em = font.face.upem
    return [
        Ink(
            word[start:end],
            min(box[0] for box in found[start]) / em,
            min(box[1] for box in found[start]) / em,
            max(box[2] for box in found[start]) / em,
            max(box[3] for box in found[start]) / em,
        )
        for start, end in pairwise(starts)
    ]


STYLES = [(False, False), (True, False), (False, True), (True, True)]


@pytest.mark.parametrize(("bold", "italic"), STYLES)
@pytest.mark.parametrize("word", [*TRICKY_WORDS, *STACKED.split()])
def test_marks_stand_where_harfbuzz_puts_them(word: str, bold: bool, italic: bool) -> None:
    size = 100.0
    block = Paragraph((Run(word, bold=bold, italic=italic, size=size),))
    data = render(report(block, page=WIDE)).data
    em = size * SARABUN_FACTOR
    x, y = origin(data)
    letters = list(printed_ink(data))
    expected = shaped_ink(word, str(SARABUN.file(bold=bold, italic=italic)))
    assert "".join(letter.text for letter in letters) == word
    for wanted in expected:
        parts, letters = letters[: len(wanted.text)], letters[len(wanted.text) :]
        near = 0.03 * em
        assert min(p.left for p in parts) == pytest.approx(x + wanted.left * em, abs=near)
        assert min(p.bottom for p in parts) == pytest.approx(y + wanted.bottom * em, abs=near)
        assert max(p.right for p in parts) == pytest.approx(x + wanted.right * em, abs=near)
        assert max(p.top for p in parts) == pytest.approx(y + wanted.top * em, abs=near)


@pytest.mark.parametrize("upper", STYLES)
@pytest.mark.parametrize("lower", STYLES)
@pytest.mark.parametrize(("upper_size", "lower_size"), [(16, 16), (12, 29), (29, 12)])
def test_lines_never_touch(
    upper: tuple[bool, bool], lower: tuple[bool, bool], upper_size: float, lower_size: float
) -> None:
    def line(style: tuple[bool, bool], size: float) -> Paragraph:
        return Paragraph((Run(STACKED, bold=style[0], italic=style[1], size=size),))

    data = render(report(line(upper, upper_size), line(lower, lower_size), page=WIDE)).data
    ink = [letter for letter in printed_ink(data) if letter.text.strip()]
    count = len(STACKED.replace(" ", ""))
    lowest_above = min(letter.bottom for letter in ink[:count])
    highest_below = max(letter.top for letter in ink[count:])
    assert lowest_above > highest_below


def test_justified_marks_stay_on_their_letters() -> None:
    """The gap between two letters may grow, never that between a letter and its mark."""
    words = " ".join([PROSE] * 3)
    page = PageSetup(width=100.0, left=15, right=15)
    loose = list(printed_ink(render(report(plain(words, align="justify"), page=page)).data))
    tight = list(printed_ink(render(report(plain(words), page=page)).data))
    em = 16 * SARABUN_FACTOR
    for one, other in zip(_letters(loose), _letters(tight), strict=True):
        assert one.text == other.text
        assert one.right - one.left == pytest.approx(other.right - other.left, abs=0.03 * em)
        assert one.top - one.bottom == pytest.approx(other.top - other.bottom, abs=0.03 * em)
    widest = max(ink.right for ink in loose)
    assert widest > max(ink.right for ink in tight)


def _letters(ink: list[Ink]) -> list[Ink]:
    """Each letter with its marks as one."""
    joined: list[Ink] = []
    for each in ink:
        if not each.text.strip():
            continue
        if joined and (category(each.text) == "Mn" or each.text == "ำ"):
            before = joined[-1]
            joined[-1] = Ink(
                before.text + each.text,
                min(before.left, each.left),
                min(before.bottom, each.bottom),
                max(before.right, each.right),
                max(before.top, each.top),
            )
        else:
            joined.append(each)
    return joined
