"""What is done about the indicators of the two surveys: the rows of a year, and writing in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from itadesk.core.changelog import Edit, made
from itadesk.core.model import IndicatorProgress, State

if TYPE_CHECKING:
    from itadesk.core.question_form import QuestionForm

TABLE = "indicator_progress"
_SURVEYS = ("IIT", "EIT")


def indicators_of(state: State, year: int) -> tuple[IndicatorProgress, ...]:
    """A year's rows in the order of the indicators."""
    rows = (row for row in state.all(IndicatorProgress) if row.year == year)
    return tuple(sorted(rows, key=lambda row: row.number))


def indicators_to_fill(
    state: State, form: QuestionForm, year: int
) -> tuple[IndicatorProgress, ...]:
    """A year's rows, and blank ones for the indicators of the surveys that have none yet."""
    rows = {
        int(each.code): IndicatorProgress(
            f"{year}/{each.code}", year=year, number=int(each.code), name=each.name
        )
        for each in form.indicators
        if each.tool in _SURVEYS
    }
    rows |= {row.number: row for row in indicators_of(state, year)}
    return tuple(rows[number] for number in sorted(rows))


def indicators_written(
    state: State, rows: Sequence[IndicatorProgress], edits: Sequence[Edit]
) -> list[Edit]:
    """These edits of `rows`, all of which are made first if need be: the paper shows them all."""
    missing = [row for row in rows if state.get(IndicatorProgress, row.id) is None]
    return [*(edit for row in missing for edit in made(row, TABLE)), *edits]
