"""What every table laid out by a `Layout` has: its page, cover, title, preamble and head row."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.forms import Layout
from itadesk.core.report import (
    LANDSCAPE,
    PORTRAIT,
    Block,
    PageSetup,
    Paragraph,
    Report,
    Row,
    Section,
    Space,
    bold,
    plain,
)
from itadesk.core.reports.prose import heading_cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import filled_in

TITLE_SIZE = 18.0
COVER_SIZE = 26.0
PARAGRAPH_INDENT = 25.0
# Where a cover's text begins and how far down the office's name follows, of the page's height.
_COVER_TOP = 0.25
_COVER_GAP = 0.22
_PORTRAIT_TABLE = replace(PORTRAIT, left=20.0, right=15.0, bottom=15.0, number="top")
_LANDSCAPE_TABLE = replace(LANDSCAPE, number="top")


def page_of(layout: Layout) -> PageSetup:
    """The paper of a table."""
    return _LANDSCAPE_TABLE if layout.orientation == "landscape" else _PORTRAIT_TABLE


def head_of(layout: Layout) -> tuple[Row, ...]:
    """The row of column heads."""
    return (Row(tuple(heading_cell(column.head) for column in layout.columns)),)


def widths_of(layout: Layout) -> tuple[float, ...]:
    """Each column's share of the page."""
    return tuple(column.width for column in layout.columns)


def title_of(lines: tuple[str, ...]) -> tuple[Paragraph, ...]:
    """Centred bold lines; the first is an entry of the outline."""
    return tuple(
        bold(line, align="center", size=TITLE_SIZE, heading=0 if number else 1, keep_with_next=True)
        for number, line in enumerate(lines)
    )


def preamble_of(request: Request, template: str) -> tuple[Block, ...]:
    """The paragraphs before a table."""
    text = filled_in(request, template)
    return tuple(
        plain(line.strip(), align="justify", first_indent=PARAGRAPH_INDENT, space_before=2.0)
        for line in text.splitlines()
        if line.strip()
    )


def opening_of(request: Request) -> tuple[Block, ...]:
    """Title, preamble and section title of a table report."""
    layout = request.columns
    lines = tuple(filled_in(request, line) for line in layout.title_lines)
    blocks: tuple[Block, ...] = (*title_of(lines), *preamble_of(request, layout.preamble))
    if layout.section_title:
        section = filled_in(request, layout.section_title)
        blocks += (bold(section, space_before=3.0, heading=2, keep_with_next=True),)
    return (*blocks, Space(3.0))


def table_report(request: Request, blocks: tuple[Block, ...]) -> Report:
    """A report on the layout's paper, after its cover where it has one."""
    layout = request.columns
    body = Section((*opening_of(request), *blocks), page=page_of(layout))
    title = " ".join(filled_in(request, line) for line in layout.title_lines)
    return Report(title, (*_cover(request, layout), body), request.office.name)


def _cover(request: Request, layout: Layout) -> tuple[Section, ...]:
    """A page with the title in its upper half and, from the office's name on, the lower half."""
    if not layout.cover_lines:
        return ()
    page = page_of(layout)
    page = replace(page, number="", top=_COVER_TOP * page.height)
    blocks: list[Block] = []
    for line in layout.cover_lines:
        if line.startswith("{office}"):
            blocks.append(Space(_COVER_GAP * page.height))
        blocks.append(bold(filled_in(request, line), align="center", size=COVER_SIZE))
    return (Section(tuple(blocks), page=page),)
