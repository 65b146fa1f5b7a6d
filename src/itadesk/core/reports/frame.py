"""What stands around a report's tables: its cover, title, preamble and closing words."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.report import Block, PageSetup, Paragraph, Report, Section, Space, bold, plain
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import filled_in
from itadesk.core.reports.words import Words, words_in_force

TITLE_SIZE = 18.0
COVER_SIZE = 26.0
PARAGRAPH_INDENT = 25.0
# Where a cover's text begins and how far down its lower half follows, of the page's height.
_COVER_TOP = 0.25
_COVER_GAP = 0.22


def framed(
    request: Request, usual: Words, page: PageSetup, blocks: tuple[Block, ...], gap: float = 3.0
) -> Report:
    """A report on this paper: its words around `blocks`, which begin `gap` mm below the title."""
    words = words_in_force(request, usual)
    opening = (*title_of(request, words["title"]), *preamble_of(request, words["preamble"]))
    if words.get("section"):
        section = filled_in(request, words["section"])
        opening += (bold(section, space_before=3.0, heading=2, keep_with_next=True),)
    body = Section((*opening, Space(gap), *blocks, *closing_of(request, words)), page)
    sections = (*cover_of(request, words["cover"], page), body)
    return Report(report_title(request, words), sections, request.office.name)


def report_title(request: Request, words: Words) -> str:
    """The title on one line."""
    return " ".join(_lines(request, words["title"]))


def title_of(request: Request, template: str) -> tuple[Paragraph, ...]:
    """Centred bold lines; the first is an entry of the outline."""
    return tuple(
        bold(line, align="center", size=TITLE_SIZE, heading=0 if number else 1, keep_with_next=True)
        for number, line in enumerate(_lines(request, template))
    )


def preamble_of(request: Request, template: str) -> tuple[Paragraph, ...]:
    """Paragraphs of prose."""
    return tuple(
        plain(line, align="justify", first_indent=PARAGRAPH_INDENT, space_before=2.0)
        for line in _lines(request, template)
    )


def closing_of(request: Request, words: Words) -> tuple[Block, ...]:
    """The words after everything else."""
    paragraphs = preamble_of(request, words["closing"])
    return (Space(4.0), *paragraphs) if paragraphs else ()


def cover_of(request: Request, template: str, page: PageSetup) -> tuple[Section, ...]:
    """A page with large lines in its upper half and, after an empty line, in its lower half."""
    lines = [line.strip() for line in filled_in(request, template).strip().splitlines()]
    if request.bound or not lines:
        return ()
    blocks: list[Block] = [
        bold(line, align="center", size=COVER_SIZE) if line else Space(_COVER_GAP * page.height)
        for line in lines
    ]
    page = replace(page, number="", top=_COVER_TOP * page.height)
    return (Section(tuple(blocks), page=page),)


def _lines(request: Request, template: str) -> tuple[str, ...]:
    lines = (line.strip() for line in filled_in(request, template).splitlines())
    return tuple(line for line in lines if line)
