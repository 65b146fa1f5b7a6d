"""Text of one page that is selected, by the mouse or by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from itadesk.thai.finding import searched

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPolygonF
    from PySide6.QtPdf import QPdfDocument, QPdfSelection

    from itadesk.ui.printing.hits import Hit


class TextSelection:
    """Letters in a row on a page (from 0); none at first."""

    def __init__(self, document: QPdfDocument) -> None:
        self._document = document
        self._selection: QPdfSelection | None = None
        self.page = 0

    @property
    def text(self) -> str:
        """What is selected, its lines ended as everywhere else."""
        return plain_lines(self._selection.text()) if self._selection else ""

    @property
    def outlines(self) -> list[QPolygonF]:
        """What it covers on its page, in points; one outline a line."""
        return self._selection.bounds() if self._selection else []

    def clear(self, page: int = 0) -> None:
        """Select nothing; what is selected next is on this page."""
        self._selection, self.page = None, page

    def take_page(self, page: int) -> None:
        """Select all text of a page."""
        self._selection, self.page = self._document.getAllText(page), page

    def take_hit(self, hit: Hit) -> None:
        """Select what was found."""
        self.page = hit.page
        self._take(hit.start, hit.start + hit.length)

    def drag(self, start: QPointF, end: QPointF) -> bool:
        """Select from one point of the page to another; False if no letter is near either."""
        selection = self._document.getSelection(self.page, start, end)
        if selection.isValid():
            self._selection = selection
        return self._selection is not None

    def extend(self, by: int) -> None:
        """Move the end by a letter with its marks (1, -1), from where the page's text begins."""
        letters = searched(self._document.getAllText(self.page).text()).spans
        ends = sorted({end for _start, end in letters})
        start, end = 0, 0
        if self._selection is not None:
            start, end = self._selection.startIndex(), self._selection.endIndex()
        if by > 0:
            end = next((each for each in ends if each > end), end)
        else:
            end = next((each for each in reversed(ends) if start < each < end), end)
        self._take(start, end)

    def _take(self, start: int, end: int) -> None:
        self._selection = self._document.getSelectionAtIndex(self.page, start, end - start)


def plain_lines(text: str) -> str:
    """A page's text with line ends as everywhere else."""
    return text.replace("\r\n", "\n")
