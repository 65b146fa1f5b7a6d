"""Free text as paragraphs, its lists hanging by their marks."""

from __future__ import annotations

from itadesk.core.lists import Line, lines_of
from itadesk.core.report import Align, Cell, Paragraph, Run, bold

# Millimetres that one letter of a list mark takes at 1 pt, and the gap after the mark.
_MARK_WIDTH = 0.125
_MARK_GAP = 0.09
_USUAL_MARK = "๑."


def paragraphs(
    text: str, size: float, *, align: Align = "left", indent: float = 0.0
) -> tuple[Paragraph, ...]:
    """The text as written; `size` is the type size that it will be set in, for the list marks.

    Only `indent` moves paragraphs and lists to the right.
    """
    lines = lines_of(text)
    starts = _starts(lines, size)
    return tuple(_paragraph(line, starts, align, indent) for line in lines)


def cell(text: str, size: float, *, align: Align = "left", rowspan: int = 1) -> Cell:
    """A table cell with this text."""
    return Cell(paragraphs(text, size, align=align), rowspan=rowspan)


def heading_cell(text: str, *, align: Align = "center", colspan: int = 1) -> Cell:
    """A bold cell, as in a table's head."""
    lines = tuple(bold(line.strip(), align=align) for line in text.splitlines() if line.strip())
    return Cell(lines, colspan=colspan)


def mark_width(label: str, size: float) -> float:
    """How far to the right of a list mark its text stands, in millimetres."""
    return (len(label) * _MARK_WIDTH + _MARK_GAP) * size


def _starts(lines: tuple[Line, ...], size: float) -> tuple[float, ...]:
    """Where the text of each level stands: past the widest mark of the level."""
    starts = [0.0]
    for level in range(1, max((line.level for line in lines), default=0) + 1):
        labels = [line.label for line in lines if line.level == level]
        widest = max(labels, key=len, default=_USUAL_MARK)
        starts.append(round(starts[-1] + mark_width(widest, size), 2))
    return tuple(starts)


def _paragraph(line: Line, starts: tuple[float, ...], align: Align, indent: float) -> Paragraph:
    runs = (Run(line.text),)
    if not line.label:
        return Paragraph(runs, align=align, indent=indent)
    begin, end = starts[line.level - 1], starts[line.level]
    return Paragraph(
        runs,
        align="left" if align == "center" else align,
        indent=round(indent + begin, 2),
        label=line.label,
        hang=round(end - begin, 2),
    )
