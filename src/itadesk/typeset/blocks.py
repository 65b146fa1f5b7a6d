"""Blocks of a report that are ready to be put on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from itadesk.core.report import Picture
from itadesk.typeset.pages import Pages
from itadesk.typeset.paragraphs import MM, Line
from itadesk.typeset.pictures import read_picture

_SHORTEST_PIECE = 2
"""So many lines of a paragraph at least stand together at a page's end and at its top."""


class Laid(Protocol):
    """A block whose size is known.

    `height` is that of all of it, `least` what it needs to begin on a page.
    """

    keep_with_next: bool

    @property
    def height(self) -> float: ...

    @property
    def least(self) -> float: ...

    def place(self, pages: Pages) -> None: ...


class LaidText:
    """A paragraph. `heading` above 0 enters it in the outline."""

    def __init__(
        self, lines: Sequence[Line], *, keep_with_next: bool, heading: int, title: str, anchor: str
    ) -> None:
        self._lines = lines
        self._heading = heading
        self._title = title
        self._anchor = anchor
        self.keep_with_next = keep_with_next or heading > 0
        self.height = _height(lines)
        self.is_cuttable = len(lines) >= 2 * _SHORTEST_PIECE
        self.least = _height(lines[:_SHORTEST_PIECE]) if self.is_cuttable else self.height

    def place(self, pages: Pages) -> None:
        if self.least > pages.room and not pages.at_top:
            pages.next_page()
        self._begin(pages)
        rest = self._lines
        while rest:
            count = self._fitting(rest, pages)
            for line in rest[:count]:
                pages.line(line)
            rest = rest[count:]
            if rest:
                pages.next_page()

    def place_beginning(self, pages: Pages, below: float) -> LaidText:
        """Print lines on this page and the next ones until the rest fits with `below` points more.

        Gives the rest, two lines at least, to be put on a new page.
        """
        lines = self._lines
        while len(lines) > _SHORTEST_PIECE and _height(lines) + below > pages.room:
            count = min(self._fitting(lines, pages), len(lines) - _SHORTEST_PIECE)
            if count < _SHORTEST_PIECE:
                break
            self._begin(pages)
            for line in lines[:count]:
                pages.line(line)
            lines = lines[count:]
            pages.next_page()
        return LaidText(
            lines,
            keep_with_next=self.keep_with_next,
            heading=self._heading,
            title=self._title,
            anchor=self._anchor,
        )

    def _begin(self, pages: Pages) -> None:
        """Enter it in the outline and among the anchors, once."""
        if self._heading:
            pages.sheet.bookmark(self._title, self._heading - 1, pages.y)
        if self._anchor:
            pages.anchor(self._anchor)
        self._heading, self._anchor = 0, ""

    def _fitting(self, rest: Sequence[Line], pages: Pages) -> int:
        """How many lines to print on this page; some, at the top of one."""
        room = pages.room
        count = 0
        for line in rest:
            room -= line.height + line.gap
            if room < 0:
                break
            count += 1
        left = len(rest) - count
        if 0 < left < _SHORTEST_PIECE:
            count = len(rest) - _SHORTEST_PIECE
        if count < _SHORTEST_PIECE and left and not pages.at_top:
            return 0
        return max(count, 1) if pages.at_top else count


class LaidSpace:
    """Empty height."""

    keep_with_next = False
    least = 0.0

    def __init__(self, height: float) -> None:
        self.height = height

    def place(self, pages: Pages) -> None:
        if pages.at_top:
            return
        if self.height > pages.room:
            pages.next_page()
        else:
            pages.y += self.height


class LaidBreak:
    """A page break."""

    keep_with_next = False
    height = least = 0.0

    def place(self, pages: Pages) -> None:
        pages.break_page()


class LaidPicture:
    """A picture, made smaller where it would not fit into `most`, a width and a height.

    `beside` leaves the pen at its top, and the next block reaches past its foot.
    """

    def __init__(self, picture: Picture, most: tuple[float, float]) -> None:
        self._picture = read_picture(picture.data) if picture.data else None
        across, down = self._picture.getSize() if self._picture else (1, 1)
        height = min(picture.height * MM, most[1], most[0] * down / across)
        self._size = (height * across / down, height)
        self._share_left = {"center": 0.5, "right": 1.0}.get(picture.align, 0.0)
        self.beside = picture.beside
        self.keep_with_next = picture.beside
        self.least = self._size[1]
        self.height = 0.0 if picture.beside else self._size[1]

    def place(self, pages: Pages) -> None:
        width, height = self._size
        if height > pages.room and not pages.at_top:
            pages.next_page()
        if self._picture:
            left = pages.left + (pages.width - width) * self._share_left
            pages.sheet.image(self._picture, left, pages.y, width, height)
        pages.y += self.height


class LaidTogether:
    """Blocks that stay on one page where they fit on one; see `Together.splits`."""

    def __init__(self, blocks: Sequence[Laid], *, splits: bool) -> None:
        self._blocks = blocks
        self._splits = splits
        self.keep_with_next = bool(blocks) and blocks[-1].keep_with_next
        self.height = sum(block.height for block in blocks)
        self.least = self.height
        if splits and blocks and isinstance(blocks[0], LaidText) and blocks[0].is_cuttable:
            self.least = blocks[0].least

    def place(self, pages: Pages) -> None:
        blocks, height = self._blocks, self.height
        if self._splits and height > pages.room and blocks and isinstance(blocks[0], LaidText):
            begun = blocks[0].place_beginning(pages, height - blocks[0].height)
            blocks, height = (begun, *blocks[1:]), height - blocks[0].height + begun.height
        if pages.room < height <= pages.full:
            pages.next_page()
        place_all(iter(blocks), pages)


def place_all(blocks: Iterator[Laid], pages: Pages) -> None:
    """Put blocks on pages, headings with what they head."""
    for chain in _chains(blocks):
        needed = sum(block.height for block in chain[:-1]) + chain[-1].least
        if pages.room < needed <= pages.full and not pages.at_top:
            pages.next_page()
        foot = 0.0
        for block in chain:
            top = pages.y
            block.place(pages)
            if isinstance(block, LaidPicture) and block.beside:
                foot = top + block.least
            else:
                if pages.y > top:
                    pages.y = max(pages.y, foot)
                foot = 0.0


def _chains(blocks: Iterable[Laid]) -> Iterator[list[Laid]]:
    """Blocks with those that they must not be parted from."""
    chain: list[Laid] = []
    for block in blocks:
        chain.append(block)
        if block.keep_with_next or (len(chain) > 1 and isinstance(block, LaidSpace)):
            continue
        yield chain
        chain = []
    if chain:
        yield chain


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height + line.gap for line in lines)
