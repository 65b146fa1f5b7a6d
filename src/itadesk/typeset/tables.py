"""Tables over pages: rows cut between lines, heads and sticky rows printed again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from itadesk.core.report import Table
from itadesk.typeset.cells import (
    PAD_BOTTOM,
    PAD_SIDE,
    PAD_TOP,
    CellSetter,
    SetCell,
    SetRow,
    column_edges,
    lines_height,
)
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.pages import Pages
from itadesk.typeset.paragraphs import ROUNDING, Line

_SHORTEST_START = 4
"""A row is cut after so many lines at least"""
_SHORTEST_REST = 2
"""and before so many."""
_TALLEST_REPEATED = 0.5
"""What takes more of a page than this is printed once only."""
_BAR_INSET = 0.25
"""The share of its cell's height that is free above a bar, and below it."""


class LaidTable:
    """A table whose columns have their widths."""

    keep_with_next = False

    def __init__(self, table: Table, fonts: Fonts, own_words: frozenset[str], width: float) -> None:
        setter = CellSetter(table, fonts, own_words)
        self.head = setter.rows(table.head)
        self.rows = setter.rows(table.rows)
        edges = column_edges(table.widths, width, self.head, self.rows)
        self.repeated: dict[int, SetRow] = {}
        for index, row in enumerate(self.rows):
            if row.sticky and not (index and self.rows[index - 1].sticky):
                self.repeated[index] = setter.again(table.rows[index])
        for row in (*self.head, *self.rows, *self.repeated.values()):
            for cell in row.cells:
                cell.fit(edges)
        self.ruled = table.ruled
        self.carried: Literal["blank", "repeat"] = table.carried
        self.empty_height = fonts.style(table.size).pitch + PAD_TOP + PAD_BOTTOM
        self.head_height = self.natural_height(self.head)

    @property
    def height(self) -> float:
        return self.head_height + self.natural_height(self.rows)

    @property
    def least(self) -> float:
        return self.head_height + self.start_height(0)

    def start_height(self, index: int) -> float:
        """What a row needs to begin on a page; one that heads the next takes that along.

        The row after the last needs nothing.
        """
        if index == len(self.rows):
            return 0.0
        height = 0.0
        while self.rows[index].keep_with_next and index + 1 < len(self.rows):
            height += self.natural_height([self.rows[index]])
            index += 1
        starts = (_start_height(cell) for cell in self.rows[index].cells)
        return height + max([self.empty_height, *starts])

    def natural_height(self, rows: Sequence[SetRow]) -> float:
        """The height of rows on an endless page."""
        return sum(self._row_heights(rows))

    def _row_heights(self, rows: Sequence[SetRow]) -> list[float]:
        """A row is a line high at least; a merged cell taller than its rows stretches the last."""
        heights: list[float] = []
        merged: list[tuple[int, SetCell]] = []
        for index, row in enumerate(rows):
            merged += [(index, cell) for cell in row.cells if cell.down > 1]
            tall = [self.empty_height]
            tall += [cell.height for cell in row.cells if cell.down == 1]
            tall += [
                cell.height - sum(heights[start:index])
                for start, cell in merged
                if start + cell.down - 1 == index
            ]
            heights.append(max(tall))
        return heights

    def place(self, pages: Pages) -> None:
        if self.least > pages.room and not pages.at_top:
            pages.next_page()
        _Placing(self, pages).run()


def _start_height(cell: SetCell) -> float:
    """The height of the first lines, or of all where too few are left to cut."""
    if len(cell.lines) < _SHORTEST_START + _SHORTEST_REST:
        return cell.height
    return lines_height(cell.lines[:_SHORTEST_START])


class _OpenBox:
    """A cell whose box is open: from `top` on this page to the end of its last row.

    `rest` is what is not yet printed; a box is printed when it is closed.
    """

    def __init__(self, cell: SetCell, top: float) -> None:
        self.cell = cell
        self.top = top
        self.rows_left = cell.down
        self.rest: Sequence[Line] = cell.lines

    def bottom(self, lines: int | None = None) -> float:
        """Where the box ends if so many lines, or all, are printed."""
        return self.top + lines_height(self.rest[:lines])

    def fitting(self, bottom: float) -> int:
        """How many lines end above `bottom`."""
        room = bottom - self.top - PAD_TOP - PAD_BOTTOM + ROUNDING
        if self.rest:
            room += self.rest[0].gap
        for count, line in enumerate(self.rest):
            room -= line.gap + line.height
            if room < 0:
                return count
        return len(self.rest)


class _Placing:
    """One table on its way over the pages.

    `_fresh` is true where turning the page would win no room for the next row.
    """

    def __init__(self, table: LaidTable, pages: Pages) -> None:
        self._table = table
        self._pages = pages
        self._open: list[_OpenBox] = []
        self._sticky: list[SetRow] = []
        self._fresh = True
        self._carries = True

    def run(self) -> None:
        table, pages = self._table, self._pages
        self._print_whole(table.head)
        for index, row in enumerate(table.rows):
            begins_group = index in table.repeated
            if begins_group:
                self._sticky = []
            if table.start_height(index) > pages.room and not self._fresh:
                self._turn()
            self._print(row, table.start_height(index + 1))
            if row.sticky:
                self._sticky.append(table.repeated[index] if begins_group else row)

    def _print_whole(self, rows: Sequence[SetRow]) -> None:
        """Print rows that are not cut and that no merged cell leaves."""
        self._carries = False
        for row in rows:
            self._begin(row)
            self._end(self._foot())
        self._close_all()
        self._open = []
        self._carries = True
        self._fresh = True

    def _print(self, row: SetRow, next_start: float) -> None:
        """Print a row, over as many pages as it takes; the next one needs `next_start` to begin."""
        pages = self._pages
        self._begin(row)
        while self._foot() > pages.y + pages.room:
            cut = self._cut()
            if cut is not None:
                pages.y = cut
            elif self._fresh:
                break
            self._turn()
        foot, bottom = self._foot(), pages.y + pages.room
        whole = max((box.bottom() for box in self._open), default=foot)
        ends_page = foot + next_start > bottom
        self._end(max(foot, whole) if ends_page and whole <= bottom else foot)
        self._fresh = False

    def _begin(self, row: SetRow) -> None:
        self._open += [_OpenBox(cell, self._pages.y) for cell in row.cells]

    def _end(self, foot: float) -> None:
        """Close the boxes that end with the row, at `foot`."""
        going_on: list[_OpenBox] = []
        for box in self._open:
            if box.rows_left == 1:
                self._close(box, foot)
            else:
                box.rows_left -= 1
                going_on.append(box)
        self._open = going_on
        self._pages.y = foot

    @property
    def _ending(self) -> list[_OpenBox]:
        return [box for box in self._open if box.rows_left == 1]

    def _foot(self) -> float:
        """Where the row ends if it is not cut: below the boxes that end with it."""
        least = self._pages.y + self._table.empty_height
        return max([least, *(box.bottom() for box in self._ending)])

    def _cut(self) -> float | None:
        """Where to cut the row on this page; None where it is better not cut."""
        tallest = max(self._ending, key=_OpenBox.bottom, default=None)
        if tallest is None:
            return None
        fitting = tallest.fitting(self._pages.y + self._pages.room)
        lines = min(fitting, len(tallest.rest) - _SHORTEST_REST)
        if lines < _SHORTEST_START:
            if not self._fresh:
                return None
            lines = max(fitting, 1)
            if lines >= len(tallest.rest):
                return None
        cut = tallest.bottom(lines)
        return cut if cut > self._pages.y else None

    def _turn(self) -> None:
        """Close the boxes here and go on with them on the next page."""
        table, pages = self._table, self._pages
        self._close_all()
        pages.next_page()
        interrupted, self._open = self._open, []
        most = pages.full * _TALLEST_REPEATED
        if table.head_height < most:
            self._print_whole(table.head)
        if table.natural_height(self._sticky) < most:
            self._print_whole(self._sticky)
        for box in interrupted:
            box.top = pages.y
            repeats = table.carried == "repeat" and box.cell.down > 1 and not box.rest
            if repeats and box.cell.height < most:
                box.rest = box.cell.lines
        self._open = interrupted
        self._fresh = True

    def _close_all(self) -> None:
        for box in self._open:
            self._close(box, self._pages.y)

    def _close(self, box: _OpenBox, bottom: float) -> None:
        """Print a box and what fits in it; nothing where it has not begun."""
        if bottom <= box.top:
            return
        pages, cell = self._pages, box.cell
        sheet = pages.sheet
        left, right = pages.left + cell.left, pages.left + cell.right
        if cell.shaded:
            sheet.shade(left, box.top, right, bottom)
        if cell.bar:
            inset = (bottom - box.top) * _BAR_INSET
            sheet.bar(left, box.top + inset, left + (right - left) * cell.bar, bottom - inset)
        if self._table.ruled:
            sheet.box(left, box.top, right, bottom)
        count = box.fitting(bottom)
        y = box.top + PAD_TOP
        if self._carries:
            for line in box.rest[:count]:
                pages.carried(line)
        else:
            y += (bottom - box.bottom(count)) / 2
        for index, line in enumerate(box.rest[:count]):
            y += line.gap if index else 0.0
            sheet.line(left + PAD_SIDE, y, line)
            y += line.height
        box.rest = box.rest[count:]
