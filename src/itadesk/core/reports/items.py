"""The OIT checklist on paper: answered, or blank to be filled in by hand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from itadesk.core.checklist import components_of, items_of
from itadesk.core.forms import Layout, LayoutColumn
from itadesk.core.lists import lines_of
from itadesk.core.model import Component, Item
from itadesk.core.report import Block, Cell, Paragraph, Report, Row, Run, Space, Table, bold
from itadesk.core.reports.frame import framed
from itadesk.core.reports.grid import head_of, page_of, table_report, widths_of
from itadesk.core.reports.progress import NOT_YET_DONE, progress_cell, tick_box
from itadesk.core.reports.prose import cell, mark_width
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import dotted
from itadesk.core.reports.words import usual_words
from itadesk.thai.digits import to_thai

CONTINUED = " (ต่อ)"
_LINES = 3
FORM_WORDS = usual_words(
    (
        "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} อำเภอ{amphoe} จังหวัด{province}",
    )
)


def needs_items(request: Request) -> str:
    """What is missing for a checklist, as a message key."""
    return "" if items_of(request.state, request.year) else "no-items"


def build_oit_progress(request: Request) -> Report:
    """Every item with what it must show, who answers for it and what was done."""

    def cell_of(column: LayoutColumn, item: Item) -> Cell:
        layout = request.columns
        if column.field == "progress":
            return progress_cell(
                item.status, item.progress, layout.size, layout.checkboxes, item.reason
            )
        if column.field == "components":
            return Cell(_components(components_of(request.state, item.id), layout.size))
        return cell(str(getattr(item, column.field)), layout.size, align=column.align)

    return table_report(request, _blocks(request, cell_of))


def build_oit_form(request: Request) -> Report:
    """The same list to fill in by hand: boxes to tick, dots to write on."""

    def cell_of(column: LayoutColumn, item: Item) -> Cell:
        size = request.columns.size
        if column.field == "progress":
            words = request.columns.checkboxes or NOT_YET_DONE
            boxes = tuple(tick_box(text, size) for text in words)
            return Cell((*boxes, *_lines_to_write_on(request, column, _LINES)))
        if column.field == "components":
            return Cell(_boxes(components_of(request.state, item.id), size))
        if column.field == "responsible":
            return Cell(_lines_to_write_on(request, column, 1))
        return cell(str(getattr(item, column.field)), size, align=column.align)

    return framed(request, FORM_WORDS, page_of(request.columns), _blocks(request, cell_of))


def _lines_to_write_on(request: Request, column: LayoutColumn, count: int) -> tuple[Paragraph, ...]:
    """Dots almost as wide as the column."""
    layout = request.columns
    page = page_of(layout)
    share = column.width / sum(widths_of(layout))
    text = dotted(share * (page.width - page.left - page.right), layout.size)
    return tuple(Paragraph((Run(text),)) for _ in range(count))


def _blocks(request: Request, cell_of: Callable[[LayoutColumn, Item], Cell]) -> tuple[Block, ...]:
    """A table for each sub-indicator and group of items, under their names."""
    layout = request.columns
    blocks: list[Block] = []
    last = ""
    items = items_of(request.state, request.year)
    grouped = layout.group == "indicator"
    for _, members in groupby(
        items, key=lambda item: (item.indicator, item.group) if grouped else ("", "")
    ):
        group = tuple(members)
        if grouped:
            blocks += _headings(group[0], last)
        blocks += (_table(layout, group, cell_of), Space(4.0))
        last = group[0].indicator
    return tuple(blocks[:-1])


def _headings(item: Item, last: str) -> tuple[Block, ...]:
    """The sub-indicator, marked where it goes on from the table before, and the group."""
    lines: list[str] = []
    if item.indicator:
        continued = CONTINUED if item.indicator == last else ""
        lines.append(f"ตัวชี้วัดย่อยที่ {item.indicator} {item.indicator_name}".strip() + continued)
    if item.group and item.group != item.indicator_name:
        lines.append(item.group)
    return tuple(
        bold(line, align="center", heading=3 if number else 2, keep_with_next=True)
        for number, line in enumerate(lines)
    )


def _table(
    layout: Layout, items: tuple[Item, ...], cell_of: Callable[[LayoutColumn, Item], Cell]
) -> Table:
    rows = tuple(Row(tuple(cell_of(column, item) for column in layout.columns)) for item in items)
    return Table(widths_of(layout), rows, head_of(layout), layout.size, carried=layout.carried)


def _components(components: tuple[Component, ...], size: float) -> tuple[Paragraph, ...]:
    """Dashed lines; the parts of one are numbered (๑), (๒) under it."""
    result: list[Paragraph] = []
    part = 0
    for component in components:
        part = part + 1 if component.parent else 0
        result += _marked(component.text, to_thai(f"({part})") if part else "-", size, bool(part))
    return tuple(result)


def _boxes(components: tuple[Component, ...], size: float) -> tuple[Paragraph, ...]:
    """A box to tick for each."""
    indent = mark_width("☐☐", size)
    return tuple(
        tick_box(component.text, size, indent=indent if component.parent else 0.0)
        for component in components
    )


def _marked(text: str, mark: str, size: float, is_part: bool) -> list[Paragraph]:
    """The component's lines; the first hangs by the mark unless it was typed with one."""
    dash, number = mark_width("-", size), mark_width("(๑๐)", size)
    indent, hang = (dash, number) if is_part else (0.0, dash)
    lines = lines_of(text)
    return [
        Paragraph(
            (Run(line.text),),
            indent=round(indent, 2),
            label=line.label or ("" if place else mark),
            hang=round(hang, 2),
        )
        for place, line in enumerate(lines)
    ]
