"""What was done about each IIT and EIT indicator."""

from __future__ import annotations

from itadesk.core.forms import LayoutColumn
from itadesk.core.indicators import indicators_of
from itadesk.core.model import IndicatorProgress
from itadesk.core.report import Cell, Report, Row, Table
from itadesk.core.reports.grid import head_of, table_report, widths_of
from itadesk.core.reports.progress import progress_cell
from itadesk.core.reports.prose import cell
from itadesk.core.reports.request import Request
from itadesk.thai.digits import to_thai


def needs_indicators(request: Request) -> str:
    """What is missing, as a message key."""
    return "" if indicators_of(request.state, request.year) else "no-indicators"


def build_indicator_progress(request: Request) -> Report:
    """One row for each indicator."""
    layout = request.columns
    rows = tuple(
        Row(tuple(_cell(request, column, row) for column in layout.columns))
        for row in indicators_of(request.state, request.year)
    )
    table = Table(widths_of(layout), rows, head_of(layout), layout.size, carried=layout.carried)
    return table_report(request, (table,))


def _cell(request: Request, column: LayoutColumn, row: IndicatorProgress) -> Cell:
    layout = request.columns
    if column.field == "progress":
        return progress_cell(row.status, row.progress, layout.size, layout.checkboxes)
    if column.field == "indicator":
        return cell(to_thai(f"ตัวชี้วัดที่ {row.number} ") + row.name, layout.size)
    return cell(str(getattr(row, column.field)), layout.size, align=column.align)
