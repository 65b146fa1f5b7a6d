"""What a document says, whatever its format: lines of text and tables of cells, in their order.

A cell has a line end between its paragraphs. Ticks are ☐ and ☑.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

EMPTY_BOX = "☐"
TICKED_BOX = "☑"
_EMPTY_BOXES = "□❏❐❑❒◻▢⬜"
_TICKED_BOXES = "☒🗹🗷✓✔✅🗸⮽⌧⊠"
_BOXES = str.maketrans(
    dict.fromkeys(_EMPTY_BOXES, EMPTY_BOX) | dict.fromkeys(_TICKED_BOXES, TICKED_BOX)
)
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u0000-\u0008\u000b-\u001f\u007f]")
_SPACES = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside tables. `follows`: no blank line parts it from the line before.

    `place` says to people where it stands: the line of a text, the row of a sheet. An `aside`
    stands at the edge of pages (header, footer, footnote).
    """

    text: str
    place: str = ""
    follows: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell that others reach over is blank."""

    cells: tuple[str, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand under each other."""

    rows: tuple[Row, ...]


Block: TypeAlias = Line | Table


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read."""

    blocks: tuple[Block, ...]


def tidy(text: str) -> str:
    """Text with single spaces, no blank lines, nothing invisible, and ☐ or ☑ for ticks."""
    clean = _SPACES.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (line.strip() for line in clean.translate(_BOXES).split("\n"))
    return "\n".join(line for line in lines if line)
