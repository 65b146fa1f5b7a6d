"""Tables as WordprocessingML: heads that repeat, merged cells, widths that hold."""

from __future__ import annotations

from docx.oxml.ns import qn

from itadesk.core.report import Cell, Paragraph, Row, Table
from itadesk.files.word_text import Element, element, paragraph_of, twips

_SHADE, _BAR = "EDEDED", "737373"
_CELL_MARGIN = 1.5
_CELL_MARGIN_ABOVE = 0.5
_Covered = dict[int, tuple[int, int]]


def table_of(table: Table, page_width: float) -> Element:
    """A `w:tbl` as wide as the text, its columns in the shares of `table.widths`."""
    scale = page_width / sum(table.widths)
    widths = tuple(width * scale for width in table.widths)
    made = element("tbl")
    made.append(_style(table, page_width))
    grid = element("tblGrid")
    grid.extend([element("gridCol", w=twips(width)) for width in widths])
    made.append(grid)
    covered: _Covered = {}
    for row in table.head:
        made.append(_row(row, widths, covered, table.size, is_head=True))
    for row in table.rows:
        made.append(_row(row, widths, covered, table.size, is_head=False))
    return made


def _style(table: Table, page_width: float) -> Element:
    style = element("tblPr")
    style.append(element("tblW", w=twips(page_width), type="dxa"))
    if table.ruled:
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz="4", space="0", color="000000"))
        style.append(borders)
    style.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margin = _CELL_MARGIN if side in ("left", "right") else _CELL_MARGIN_ABOVE
        margins.append(element(side, w=twips(margin), type="dxa"))
    style.append(margins)
    return style


def _row(
    row: Row, widths: tuple[float, ...], covered: _Covered, size: float, *, is_head: bool
) -> Element:
    """A `w:tr`; `covered` keeps for each column the rows and columns that a cell above reaches."""
    made = element("tr")
    if is_head:
        style = element("trPr")
        style.append(element("tblHeader"))
        made.append(style)
    column = 0
    while column < len(widths):
        cell = row.cells[column]
        if cell is None and covered.get(column, (0, 0))[0] > 0:
            rows, span = covered[column]
            covered[column] = (rows - 1, span)
            merge = "continue"
            cell = Cell(colspan=span)
        else:
            cell = cell or Cell()
            span = cell.colspan
            covered[column] = (cell.rowspan - 1, span)
            merge = "restart" if cell.rowspan > 1 else ""
        made.append(_cell(cell, sum(widths[column : column + span]), size, merge))
        column += span
    return made


def _cell(cell: Cell, width: float, size: float, merge: str) -> Element:
    made = element("tc")
    style = element("tcPr")
    style.append(element("tcW", w=twips(width), type="dxa"))
    if cell.colspan > 1:
        style.append(element("gridSpan", val=str(cell.colspan)))
    if merge:
        style.append(element("vMerge", val=merge))
    if cell.shaded:
        style.append(element("shd", val="clear", color="auto", fill=_SHADE))
    if cell.bar:
        style.append(_no_margins())
    made.append(style)
    paragraphs = cell.paragraphs or (Paragraph(()),)
    made.extend([paragraph_of(paragraph, size) for paragraph in paragraphs])
    if cell.bar:
        _draw_bar(made[1], width * (1 - cell.bar))
    return made


def _no_margins() -> Element:
    margins = element("tcMar")
    margins.extend([element(side, w="0", type="dxa") for side in ("left", "right")])
    return margins


def _draw_bar(paragraph: Element, beside: float) -> None:
    """Shade a paragraph but for what is left `beside` its end."""
    style = paragraph[0]
    shade = element("shd", val="clear", color="auto", fill=_BAR)
    style.find(qn("w:spacing")).addprevious(shade)
    style.find(qn("w:ind")).set(qn("w:right"), twips(beside))
