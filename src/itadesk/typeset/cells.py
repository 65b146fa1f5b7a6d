"""The cells of a table with their words shaped, and the widths of its columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from itadesk.core.report import Cell, Paragraph, Row, Run, Table
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.paragraphs import ROUNDING, Line, SetParagraph

PAD_SIDE = 3.5
PAD_TOP = 0.5
PAD_BOTTOM = 2.5
_CONTINUED = " (ต่อ)"
_WIDEST_WORD = 0.25
"""A word longer than this share of the table is cut rather than given a wider column."""
_WIDEST_WORD_STEPS = 20
"""Where the columns cannot have all these words whole, longer ones are cut first, step by step."""


class SetCell:
    """A cell in its column; `fit` gives it its place, and `lines` are for that width."""

    def __init__(self, cell: Cell, column: int, paragraphs: list[SetParagraph], down: int) -> None:
        self.column = column
        self.across = cell.colspan
        self.down = down
        self.shaded = cell.shaded
        self.bar = cell.bar
        self.left = self.right = 0.0
        self._paragraphs = paragraphs
        self._lines: list[Line] | None = None

    def fit(self, edges: Sequence[float]) -> None:
        self.left, self.right = edges[self.column], edges[self.column + self.across]

    @property
    def lines(self) -> list[Line]:
        if self._lines is None:
            width = self.right - self.left - 2 * PAD_SIDE
            self._lines = [
                line for paragraph in self._paragraphs for line in paragraph.lines(width)
            ]
        return self._lines

    @property
    def height(self) -> float:
        return lines_height(self.lines)

    def word_widths(self) -> set[float]:
        """The widths that its words need."""
        return {
            width + 2 * PAD_SIDE + ROUNDING
            for paragraph in self._paragraphs
            for width in paragraph.word_widths()
        }


def lines_height(lines: Sequence[Line]) -> float:
    """The height of a box around `lines`; the first one's gap vanishes."""
    if not lines:
        return PAD_TOP + PAD_BOTTOM
    whole = sum(line.height + line.gap for line in lines)
    return whole - lines[0].gap + PAD_TOP + PAD_BOTTOM


@dataclass(frozen=True, slots=True)
class SetRow:
    """The cells that begin in a row, from left to right."""

    cells: tuple[SetCell, ...]
    sticky: bool
    keep_with_next: bool


class CellSetter:
    """Shapes the cells of one table."""

    def __init__(self, table: Table, fonts: Fonts, own_words: frozenset[str]) -> None:
        self._table = table
        self._fonts = fonts
        self._own_words = own_words

    def rows(self, rows: Sequence[Row]) -> list[SetRow]:
        """The rows with every place filled that no cell reaches over.

        Raises:
            ValueError: a row has not one entry a column, or a cell reaches out of the table.
        """
        covered: set[tuple[int, int]] = set()
        found: list[SetRow] = []
        for number, row in enumerate(rows):
            if len(row.cells) != len(self._table.widths):
                message = f"row {number} has {len(row.cells)} cells"
                raise ValueError(message)
            cells: list[SetCell] = []
            for column, cell in enumerate(row.cells):
                if (number, column) in covered:
                    continue
                chosen = cell or Cell()
                if column + chosen.colspan > len(row.cells):
                    message = f"row {number}: a cell reaches over the last column"
                    raise ValueError(message)
                down = min(chosen.rowspan, len(rows) - number)
                cells.append(self._cell(chosen, column, down))
                covered |= {
                    (number + below, column + right)
                    for below in range(down)
                    for right in range(chosen.colspan)
                }
            found.append(SetRow(tuple(cells), row.sticky, row.sticky or _heads_next(row)))
        return found

    def _cell(self, cell: Cell, column: int, down: int) -> SetCell:
        paragraphs = [
            SetParagraph(paragraph, self._table.size, self._fonts, self._own_words)
            for paragraph in cell.paragraphs
        ]
        return SetCell(cell, column, paragraphs, down)

    def again(self, row: Row) -> SetRow:
        """A sticky row as it is printed on the pages it is carried to."""
        (repeated,) = self.rows([_marked(row)])
        return repeated


def _heads_next(row: Row) -> bool:
    return any(
        paragraph.keep_with_next for cell in row.cells if cell for paragraph in cell.paragraphs
    )


def _marked(row: Row) -> Row:
    """The row with "(ต่อ)" after its first text."""
    cells = list(row.cells)
    for index, cell in enumerate(cells):
        if cell and cell.text.strip():
            *others, last = cell.paragraphs
            cells[index] = replace(cell, paragraphs=(*others, _continued(last)), rowspan=1)
            break
    return replace(row, cells=tuple(cells))


def _continued(paragraph: Paragraph) -> Paragraph:
    style = paragraph.runs[-1] if paragraph.runs else Run("")
    return replace(paragraph, runs=(*paragraph.runs, replace(style, text=_CONTINUED)))


def column_edges(
    shares: Sequence[float], width: float, head: Sequence[SetRow], rows: Sequence[SetRow]
) -> list[float]:
    """Where columns begin and end.

    A column takes its share of `width`, but never less than its longest word in the head, nor
    than those in its rows that are short enough for all columns to have theirs.
    """
    whole = sum(shares)
    widths = [share * width / whole for share in shares]
    least = [max(words, default=0.0) for words in _words(head, len(shares))]
    words = [sorted(found) for found in _words(rows, len(shares))]
    for step in range(_WIDEST_WORD_STEPS, 0, -1):
        limit = width * _WIDEST_WORD * step / _WIDEST_WORD_STEPS
        needs = [max(n, _longest(found, limit)) for n, found in zip(least, words, strict=True)]
        if sum(needs) <= width:
            least = needs
            break
    return [0.0, *accumulate(_balanced(widths, least))]


def _words(rows: Sequence[SetRow], columns: int) -> list[set[float]]:
    """The widths of the words in each column."""
    found: list[set[float]] = [set() for _ in range(columns)]
    for row in rows:
        for cell in row.cells:
            if cell.across == 1:
                found[cell.column] |= cell.word_widths()
    return found


def _longest(widths: Sequence[float], limit: float) -> float:
    """The longest of ascending widths up to `limit`, 0 for none."""
    within = bisect_right(widths, limit)
    return widths[within - 1] if within else 0.0


def _balanced(widths: Sequence[float], needs: Sequence[float]) -> list[float]:
    """`widths` with what some lack taken from what others have to spare."""
    lacking = sum(max(need - width, 0.0) for width, need in zip(widths, needs, strict=True))
    spare = sum(max(width - need, 0.0) for width, need in zip(widths, needs, strict=True))
    if lacking == 0:
        return list(widths)
    if spare < lacking:
        return [need * sum(widths) / sum(needs) for need in needs]
    given = lacking / spare
    return [
        need if width < need else width - (width - need) * given
        for width, need in zip(widths, needs, strict=True)
    ]
