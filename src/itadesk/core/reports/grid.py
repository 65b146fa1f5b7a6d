"""What every table laid out by a `Layout` has: its page, its words and its head row."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.forms import Layout
from itadesk.core.report import LANDSCAPE, PORTRAIT, Block, PageSetup, Report, Row
from itadesk.core.reports.frame import framed
from itadesk.core.reports.prose import heading_cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.words import Words, usual_words

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


def layout_words(request: Request) -> Words:
    """The program's words for a report in the request's layout."""
    layout = request.columns
    sections = {"section": layout.section_title}
    return usual_words(layout.title_lines, layout.preamble, layout.cover_lines, sections)


def table_report(request: Request, blocks: tuple[Block, ...]) -> Report:
    """A report on the layout's paper, with the layout's words."""
    return framed(request, layout_words(request), page_of(request.columns), blocks)
