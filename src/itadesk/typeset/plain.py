"""A plain text as a report: a paragraph a line."""

from __future__ import annotations

from itadesk.core.report import PageSetup, Report, Section, plain

_A4_WIDTH = 210.0
_A4_HEIGHT = 297.0
_MARGIN = 20.0


def report_of(text: str, size: float = 16.0, width_mm: float = 160.0) -> Report:
    """`text` at `size` office points in a column of `width_mm`, on A4 or on wider paper."""
    page_width = max(_A4_WIDTH, width_mm + 2 * _MARGIN)
    right = min(_MARGIN, (page_width - width_mm) / 2)
    page = PageSetup(
        width=page_width,
        height=_A4_HEIGHT,
        left=page_width - width_mm - right,
        right=right,
    )
    paragraphs = tuple(plain(line) for line in text.splitlines())
    return Report(title="", sections=(Section(paragraphs, page=page, size=size),))
