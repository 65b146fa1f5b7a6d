"""The measures of a year as a plan or with their results, in any layout of columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from itadesk.core.forms import Layout, LayoutColumn
from itadesk.core.lists import lines_of
from itadesk.core.measures import has_result, measures_of, step_groups_of
from itadesk.core.model import Measure, StepGroup
from itadesk.core.report import Block, Cell, Report, Row, Space, Table, bold, plain
from itadesk.core.reports.grid import head_of, table_report, widths_of
from itadesk.core.reports.prose import cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import indicator_text, issue_text, score_change_text, tool_text
from itadesk.thai.digits import to_thai

_MEASURE_TEXTS = ("title", "reason", "period", "responsible", "suggestion", "remark")
_GROUP_TEXTS = ("steps", "outputs", "outcome")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A measure with its step groups and the number that it is printed under."""

    measure: Measure
    groups: tuple[StepGroup, ...]
    number: int


def needs_measures(request: Request) -> str:
    """What is missing for a plan, as a message key."""
    return "" if measures_of(request.state, request.year) else "no-measures"


def needs_results(request: Request) -> str:
    """What is missing for a report of results, as a message key."""
    measures = measures_of(request.state, request.year)
    if not measures:
        return "no-measures"
    done = any(has_result(request.state, measure.id) for measure in measures)
    return "" if done else "no-results"


def build_measures(request: Request) -> Report:
    """Every measure of the year in its order, under headings where the layout groups them."""
    layout = request.columns
    blocks: list[Block] = []
    tool = ""
    for key, entries in groupby(_entries(request), key=lambda entry: _group(entry, layout)):
        members = tuple(entries)
        if key != ("", ""):
            blocks += _headings(request, layout, members[0].measure, tool)
            tool = members[0].measure.tool
        blocks += (_table(request, layout, members), Space(4.0))
    return table_report(request, tuple(blocks[:-1]))


def left_out(request: Request) -> tuple[str, ...]:
    """The fields with text of the clerk's that this layout has no column for.

    A plan is not expected to show results.
    """
    layout = request.columns
    shown = {column.field for column in layout.columns}
    if "title_numbered" in shown:
        shown.add("title")
    if "reason_steps" in shown:
        shown |= {"reason", "steps"}
    wanted = _GROUP_TEXTS if shows_results(layout) else ("steps",)
    fields: dict[str, None] = {}
    for measure in measures_of(request.state, request.year):
        fields |= dict.fromkeys(name for name in _MEASURE_TEXTS if getattr(measure, name))
        for group in step_groups_of(request.state, measure.id):
            fields |= dict.fromkeys(name for name in wanted if getattr(group, name))
    return tuple(name for name in fields if name not in shown)


def shows_results(layout: Layout) -> bool:
    """Whether a layout is for results; else it is a plan's."""
    return any(column.field in ("outputs", "outcome") for column in layout.columns)


def _entries(request: Request) -> tuple[_Entry, ...]:
    """The measures numbered through, or within each issue where issues are told apart."""
    layout = request.columns
    by_issue = layout.group == "issue" or any(c.field == "issue" for c in layout.columns)
    result: list[_Entry] = []
    for measure in measures_of(request.state, request.year):
        goes_on = result and (not by_issue or result[-1].measure.issue == measure.issue)
        number = result[-1].number + 1 if goes_on else 1
        groups = _shown(step_groups_of(request.state, measure.id), layout)
        result.append(_Entry(measure, groups or (StepGroup("", measure=measure.id),), number))
    return tuple(result)


def _shown(groups: tuple[StepGroup, ...], layout: Layout) -> tuple[StepGroup, ...]:
    """The step groups that this layout has something to print of."""
    columns = {column.field for column in layout.columns}
    fields = [name for name in _GROUP_TEXTS if name in columns]
    if "reason_steps" in columns:
        fields.append("steps")
    return tuple(group for group in groups if any(getattr(group, name) for name in fields))


def _group(entry: _Entry, layout: Layout) -> tuple[str, str]:
    if layout.group == "issue":
        return ("", entry.measure.issue)
    if layout.group == "indicator":
        return (entry.measure.tool, entry.measure.indicator)
    return ("", "")


def _headings(
    request: Request, layout: Layout, measure: Measure, last_tool: str
) -> tuple[Block, ...]:
    """The issue, or the tool where it is a new one and the indicator."""
    if layout.group == "issue":
        lines = [issue_text(request, measure.issue, heading=True)]
    else:
        tool = tool_text(request, measure.tool) if measure.tool != last_tool else ""
        lines = [tool, indicator_text(request, measure.indicator)]
    shown = [line for line in lines if line]
    return tuple(bold(line, heading=2, space_before=3.0, keep_with_next=True) for line in shown) + (
        (Space(1.5),) if shown else ()
    )


def _table(request: Request, layout: Layout, entries: tuple[_Entry, ...]) -> Table:
    rows: list[Row] = []
    for _, same_issue in groupby(entries, key=lambda entry: entry.measure.issue):
        members = tuple(same_issue)
        height = sum(len(entry.groups) for entry in members)
        for entry in members:
            for group in entry.groups:
                first = entry is members[0] and group is entry.groups[0]
                issue_rows = height if first else 0
                rows.append(_row(request, layout, entry, group, issue_rows))
    return Table(
        widths_of(layout), tuple(rows), head_of(layout), layout.size, carried=layout.carried
    )


def _row(request: Request, layout: Layout, entry: _Entry, group: StepGroup, issue_rows: int) -> Row:
    first = group is entry.groups[0]
    cells: list[Cell | None] = []
    for column in layout.columns:
        if column.field in ("reason_steps", *_GROUP_TEXTS):
            text = _group_text(column.field, entry.measure, group, first)
            cells.append(cell(text, layout.size, align=column.align))
        elif column.field == "issue":
            lines = issue_text(request, entry.measure.issue).splitlines()
            named = tuple(plain(line, align=column.align) for line in lines)
            cells.append(Cell(named, rowspan=issue_rows) if issue_rows else None)
        else:
            text = _measure_text(request, column, entry)
            shown = cell(text, layout.size, align=column.align, rowspan=len(entry.groups))
            if column.field == "number":
                shown = replace(shown, value=entry.number)
            cells.append(shown if first else None)
    return Row(tuple(cells))


def _group_text(field: str, measure: Measure, group: StepGroup, first: bool) -> str:
    if field == "reason_steps":
        return f"{measure.reason}\n{group.steps}" if first else group.steps
    return str(getattr(group, field))


def _measure_text(request: Request, column: LayoutColumn, entry: _Entry) -> str:
    measure = entry.measure
    if column.field == "number":
        return to_thai(str(entry.number))
    if column.field == "title":
        return measure.title
    if column.field == "title_numbered":
        lines = lines_of(measure.title)
        numbered = bool(lines) and bool(lines[0].label)
        return measure.title if numbered else to_thai(f"{entry.number}. ") + measure.title
    if column.field == "indicator":
        return indicator_text(request, measure.indicator)
    if column.field == "score_change":
        return score_change_text(request, measure)
    return str(getattr(measure, column.field))
