"""A printed document as plain blocks, built once and rendered to PDF, Word or Excel.

Text is data, never markup. Sizes are the office's points: 16 means TH Sarabun at 16 pt, whatever
face it is set in. Lengths are millimetres. ☐ and ☑ may stand anywhere in a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; `size` None means the size of the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that wraps.

    `label` is a list mark (๑., (๑), -) that hangs to the left of the text; the text then stands
    `hang` to the right of `indent`. `heading` above 0 makes the paragraph an entry of the outline.
    `size` None means the size of what holds the paragraph. `pitch` is the distance of its lines in
    points, None for the usual one of its size. `anchor` names it for `Contents`.
    """

    runs: tuple[Run, ...]
    align: Align = "left"
    size: float | None = None
    pitch: float | None = None
    indent: float = 0.0
    first_indent: float = 0.0
    label: str = ""
    hang: float = 0.0
    space_before: float = 0.0
    heading: int = 0
    keep_with_next: bool = False
    anchor: str = ""

    @property
    def text(self) -> str:
        """The label and the text as they read on paper, with one space between them."""
        body = "".join(run.text for run in self.runs)
        return f"{self.label} {body}" if self.label else body


@dataclass(frozen=True, slots=True)
class Field:
    """A bold label followed by a value typed on a dotted line; `width` is its share of the line."""

    label: str
    value: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One line of a memo's head: fields side by side, dots to the end of each."""

    fields: tuple[Field, ...]
    label_size: float = 20.0
    value_size: float = 16.0


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs in a box; covers `colspan` columns and `rowspan` rows, counted from its own.

    `value` is what the text says, where a spreadsheet can reckon with it. `bar` is the share of
    the cell's width, 0 to 1, that a dark bar fills from the left: cells of a column make a chart.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    shaded: bool = False
    bar: float = 0.0
    value: float | date | None = None

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """One entry a column; None where a cell above or to the left reaches over.

    A `sticky` row is printed again (with "(ต่อ)") at the top of each page that the rows after it
    run on to, up to the next sticky row. One with a paragraph that keeps with the next is not
    parted from the row after it.
    """

    cells: tuple[Cell | None, ...]
    sticky: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is printed again on each page.

    `widths` are shares of the page width, one a column. A cell over several rows that is cut by
    a page end is `carried` over blank or printed again on the next page.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    size: float = 14.0
    ruled: bool = True
    carried: Literal["blank", "repeat"] = "blank"


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres; vanishes at a page top."""

    height: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a contents list, for the paragraph with this anchor; level 2 is indented."""

    text: str
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """Entries with dots and the page of each, counted from where the page numbers here begin."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, `height` millimetres high, its proportions kept.

    With `beside` True it takes no height: the next block stands beside it (a memo's garuda). Where
    there is no `data` its room stays blank.
    """

    data: bytes
    height: float
    align: Align = "left"
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where they fit on one.

    With `splits` True the paragraph that they begin with may begin on the page before; two of its
    lines at least stay with the rest.
    """

    blocks: tuple[Block, ...]
    splits: bool = False


Block: TypeAlias = Paragraph | FieldLine | Table | Contents | Space | PageBreak | Picture | Together


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper and what is printed around the text. `number` says where "- ๒ -" stands, from page 2.

    It is in Thai digits unless `thai_digits` is False.

    `cue` prints the first words of the next page ("/ข้อเสนอแนะ...") at the foot of a page that
    goes on, as official letters want it.
    """

    width: float = 210.0
    height: float = 297.0
    top: float = 20.0
    right: float = 20.0
    bottom: float = 20.0
    left: float = 30.0
    top_of_first: float | None = None
    number: Literal["", "top", "bottom"] = ""
    cue: bool = False
    thai_digits: bool = True


PORTRAIT = PageSetup()
LANDSCAPE = PageSetup(width=297.0, height=210.0, left=20.0, right=15.0, top=20.0, bottom=15.0)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on one kind of page; a section starts a new page, and with `anew` their numbers."""

    blocks: tuple[Block, ...]
    page: PageSetup = PORTRAIT
    size: float = 16.0
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole document. `office` becomes its author in the file's properties."""

    title: str
    sections: tuple[Section, ...]
    office: str = ""


def plain(text: str, **style: object) -> Paragraph:
    """A paragraph of one run; `style` names fields of `Paragraph`."""
    return Paragraph((Run(text),), **style)  # type: ignore[arg-type]


def bold(text: str, **style: object) -> Paragraph:
    """A paragraph of one bold run; `style` names fields of `Paragraph`."""
    return Paragraph((Run(text, bold=True),), **style)  # type: ignore[arg-type]
