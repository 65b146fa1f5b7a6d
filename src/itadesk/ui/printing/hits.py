"""Where a text stands in the pages of a PDF."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPolygonF
    from PySide6.QtPdf import QPdfDocument

    from itadesk.thai.finding import Searched


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Letters of a page (from 0), as the document counts them."""

    page: int
    start: int
    length: int


class Hits:
    """Every place of a text, one of them the one at hand; none before the pages are read."""

    def __init__(self, document: QPdfDocument) -> None:
        self._document = document
        self._query = ""
        self._texts: tuple[Searched, ...] = ()
        self._outlines: dict[Hit, list[QPolygonF]] = {}
        self.is_read = False
        self.found: tuple[Hit, ...] = ()
        self.place = -1

    @property
    def current(self) -> Hit | None:
        return self.found[self.place] if self.found else None

    def search(self, query: str, page: int) -> None:
        """Look for another text; the first place on this page or after it is at hand."""
        self._query = query
        self.found = tuple(
            Hit(page, start, end - start)
            for page, text in enumerate(self._texts)
            for start, end in text.find(query)
        )
        place = bisect_left(self.found, Hit(page, 0, 0))
        self.place = place % len(self.found) if self.found else -1

    def step(self, by: int) -> None:
        """Go to the next place (1) or the one before (-1), round the ends."""
        if self.found:
            self.place = (self.place + by) % len(self.found)

    def forget(self) -> None:
        """The document is another one: nothing is found before its pages are read."""
        self._texts, self._outlines, self.found = (), {}, ()
        self.is_read = False

    def take(self, texts: tuple[Searched, ...], page: int) -> None:
        """The pages are read: look for the same text in them, and at hand is the same place."""
        place = self.place
        self._texts, self.is_read = texts, True
        self.search(self._query, page)
        if 0 <= place < len(self.found):
            self.place = place

    def on(self, page: int) -> tuple[Hit, ...]:
        """The places on a page."""
        first, last = (bisect_left(self.found, Hit(each, 0, 0)) for each in (page, page + 1))
        return self.found[first:last]

    def outlines(self, hit: Hit) -> list[QPolygonF]:
        """What a place covers on its page, in points; one outline a line."""
        if hit not in self._outlines:
            selection = self._document.getSelectionAtIndex(hit.page, hit.start, hit.length)
            self._outlines[hit] = selection.bounds()
        return self._outlines[hit]
