"""What the table of measures shows: its columns, and a row for every step group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.app.language import _
from itadesk.app.packs import question_form
from itadesk.app.row_words import field_words
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import Measure, State, StepGroup
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import indicator_text, issue_text
from itadesk.ui.measures.causes import causes
from itadesk.ui.wording import number

Shown: TypeAlias = Literal["plan", "results"]
NUMBER = "number"

# The fields that have columns, and their shares of the width.
_PLAN = {"number": 4, "title": 26, "steps": 34, "period": 13, "responsible": 13, "remark": 16}
_RESULTS = {
    "number": 4, "title": 20, "steps": 24, "period": 11, "responsible": 12, "outputs": 20,
    "outcome": 19, "suggestion": 13,
}  # fmt: skip
_OF_GROUP = frozenset({"steps", "outputs", "outcome"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `of_group` is one cell a step group, others are one cell a measure.

    `share` is its part of the table's width.
    """

    field: str
    head: str
    share: int
    of_group: bool = False


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A step group of a measure. `order` is the group's place among the measure's `count`.

    `cause` tells what became of the score that the measure came from.
    """

    measure: Measure
    group: StepGroup
    number: int
    order: int
    count: int
    cause: str = ""

    @property
    def is_first(self) -> bool:
        return self.order == 0

    def text(self, column: Column) -> str:
        """The cell's text; a measure's cells have it in each of its rows."""
        if column.field == NUMBER:
            return number(self.number)
        return str(getattr(self.group if column.of_group else self.measure, column.field))

    def shown_text(self, column: Column) -> str:
        """The cell's text as it is read: the title with what became of its score."""
        text = self.text(column)
        return f"{text}\n{self.cause}" if column.field == "title" and self.cause else text


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The issue or indicator of the measures below."""

    text: str


TableRow: TypeAlias = MeasureRow | HeadingRow


def columns_of(shown: Shown) -> tuple[Column, ...]:
    """The columns of the plan, or of the results, in the window's language."""
    shares = _PLAN if shown == "plan" else _RESULTS
    return tuple(
        Column(
            field,
            _head(field),
            share,
            of_group=field in _OF_GROUP,
        )
        for field, share in shares.items()
    )


def _head(field: str) -> str:
    heads = {
        NUMBER: _("No."),
        "title": _("Measure or activity"),
        "steps": _("Steps or method"),
        "outputs": _("What was done"),
    }
    return heads.get(field) or field_words(field)


def rows_of(state: State, year: int) -> tuple[TableRow, ...]:
    """The year's measures in order, under the issue or else the indicator that they have."""
    request = Request(state, year, questions=question_form(year))
    told = causes(state, year)
    result: list[TableRow] = []
    last = ""
    for place, measure in enumerate(measures_of(state, year), start=1):
        heading = _heading(request, measure)
        if heading != last:
            result.append(HeadingRow(heading or _("No issue chosen")))
        last = heading
        groups = step_groups_of(state, measure.id) or (StepGroup("", measure=measure.id),)
        result += (
            MeasureRow(measure, group, place, order, len(groups), told.get(measure.id, ""))
            for order, group in enumerate(groups)
        )
    return tuple(result)


def _heading(request: Request, measure: Measure) -> str:
    if measure.issue:
        return issue_text(request, measure.issue, heading=True)
    return indicator_text(request, measure.indicator)
