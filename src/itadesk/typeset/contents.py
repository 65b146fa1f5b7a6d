"""A list of contents: its page numbers are printed when all pages are filled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from itadesk.core.report import Contents, plain
from itadesk.thai.digits import thai_number
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.pages import Pages
from itadesk.typeset.paragraphs import MM, Line, SetParagraph
from itadesk.typeset.sheets import Sheet

_INDENT = 8.0
_NUMBER_ROOM = 14.0
_DOTS_FROM_TEXT = 1.5 * MM


class _Place(NamedTuple):
    """Where the number of an entry is to be printed, counted after `before` sheets."""

    sheet: Sheet
    slot: int
    left: float
    top: float
    before: int


class LaidContents:
    """Entries one below the other; the lines of one stay on one page."""

    keep_with_next = False

    def __init__(
        self, block: Contents, size: float, fonts: Fonts, own_words: frozenset[str], width: float
    ) -> None:
        self._width = width
        self._words = partial(SetParagraph, size=size, fonts=fonts, own_words=own_words)
        self._entries = [
            (self._lines(entry.text, entry.level), entry.anchor) for entry in block.entries
        ]
        self.height = sum(_height(lines) for lines, _anchor in self._entries)
        self.least = _height(self._entries[0][0]) if self._entries else 0.0

    def _lines(self, text: str, level: int) -> list[Line]:
        paragraph = plain(text, indent=_INDENT * (level - 1))
        return self._words(paragraph).lines(self._width - _NUMBER_ROOM * MM)

    def place(self, pages: Pages) -> None:
        for lines, anchor in self._entries:
            if _height(lines) > pages.room and not pages.at_top:
                pages.next_page()
            for line in lines:
                top = pages.y
                pages.line(line)
            place = _Place(pages.sheet, pages.sheet.slot(), pages.left, top, pages.before)
            pages.at_end.append(partial(self._number, pages, place, lines[-1], anchor))

    def _number(self, pages: Pages, place: _Place, line: Line, anchor: str) -> None:
        """Print the page of an entry at the right, and dots up to it."""
        text = thai_number(pages.anchors[anchor] - place.before)
        number = self._words(plain(text, align="right")).lines(self._width)[0]
        place.sheet.fill(place.slot, place.left, place.top, number)
        begin = line.x + sum(part.advance for part in line.segments) + _DOTS_FROM_TEXT
        end = place.left + number.x - _DOTS_FROM_TEXT
        place.sheet.dots(place.left + begin, end, place.top + line.above)


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
