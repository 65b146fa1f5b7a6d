"""Scores and levels that reports print: as published where the office has them, else computed.

What is computed follows from what is printed above it: a published indicator counts even where
the office's items or questions would give another.
"""

from __future__ import annotations

from collections.abc import Mapping

from itadesk.core.model import Year
from itadesk.core.reports.request import Request
from itadesk.core.scores import typed_scores, year_scores
from itadesk.core.scoring import Level


def scores_of(request: Request, year: int) -> Mapping[str, float]:
    """A year's scores by the keys of `core.scoring`; without questions only what was typed."""
    if request.questions is None:
        return typed_scores(request.state, year)
    oit = request.oit if request.oit and request.oit.year == year else None
    return year_scores(request.state, year, request.questions, oit).scores


def level_of(request: Request, year: int) -> str:
    """The name of a year's result level: as published, else from the scores; empty if unknown."""
    row = request.state.get(Year, str(year))
    if row and row.level:
        return row.level
    if request.questions is None:
        return ""
    oit = request.oit if request.oit and request.oit.year == year else None
    found = year_scores(request.state, year, request.questions, oit).level
    return found.name if isinstance(found, Level) else ""
