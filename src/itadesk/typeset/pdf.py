"""A Report as a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from itadesk.core.report import (
    Block,
    Contents,
    FieldLine,
    PageBreak,
    Paragraph,
    Picture,
    Report,
    Space,
    Table,
    Together,
)
from itadesk.typeset.blocks import (
    Laid,
    LaidBreak,
    LaidPicture,
    LaidSpace,
    LaidText,
    LaidTogether,
    place_all,
)
from itadesk.typeset.contents import LaidContents
from itadesk.typeset.faces import SARABUN, FontChoice
from itadesk.typeset.fields import LaidFields
from itadesk.typeset.fonts import Fonts
from itadesk.typeset.pages import Pages
from itadesk.typeset.paragraphs import MM, SetParagraph
from itadesk.typeset.tables import LaidTable
from itadesk.typeset.writer import write


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF file, its number of pages, and the characters that no face has.

    The latter stand on paper as a black lozenge with a question mark. `anchors` has the page of
    each anchored paragraph, counted from 1.
    """

    data: bytes
    pages: int
    missing: tuple[str, ...]
    anchors: Mapping[str, int]


def render(
    report: Report,
    *,
    own_words: frozenset[str] = frozenset(),
    fonts: FontChoice = SARABUN,
    progress: Callable[[int], None] | None = None,
) -> Rendered:
    """Print `report`. The same report gives the same bytes.

    `own_words` are names that lines are not to be broken in. `progress` is called with the
    number of each page as it is filled; what it raises ends the work.

    Raises:
        UserError: `font-unreadable`, `picture-unreadable`.
    """
    used = Fonts(fonts)
    pages = Pages(used, own_words, progress)
    for section in report.sections:
        pages.begin(section)
        layout = _Layout(used, own_words, section.size, pages.width, pages.full)
        place_all(layout.laid(section.blocks), pages)
    pages.finish()
    data = write(pages.sheets, used.used, report.title, report.office)
    return Rendered(data, len(pages.sheets), used.missing, pages.anchors)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What blocks of one section are laid out with."""

    fonts: Fonts
    own_words: frozenset[str]
    size: float
    width: float
    height: float

    def laid(self, blocks: Sequence[Block]) -> Iterator[Laid]:
        """The blocks one by one, so that work can end between them."""
        for block in blocks:
            yield self._one(block)

    def _one(self, block: Block) -> Laid:
        match block:
            case Paragraph():
                lines = SetParagraph(block, self.size, self.fonts, self.own_words).lines(self.width)
                return LaidText(
                    lines,
                    keep_with_next=block.keep_with_next,
                    heading=block.heading,
                    title=block.text,
                    anchor=block.anchor,
                )
            case Contents():
                return LaidContents(block, self.size, self.fonts, self.own_words, self.width)
            case Space():
                return LaidSpace(block.height * MM)
            case PageBreak():
                return LaidBreak()
            case Picture():
                return LaidPicture(block, (self.width, self.height))
            case Together():
                return LaidTogether(tuple(self.laid(block.blocks)), splits=block.splits)
            case FieldLine():
                return LaidFields(block, self.fonts, self.own_words, self.width)
            case Table():
                return LaidTable(block, self.fonts, self.own_words, self.width)
        assert_never(block)
