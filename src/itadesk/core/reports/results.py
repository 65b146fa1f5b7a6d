"""Scores and levels that reports print: as published where the office has them, else computed.

What is computed follows from what is printed above it: a published indicator counts even where
the office's items or questions would give another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from itadesk.core.model import Score, Year
from itadesk.core.reports.request import Request
from itadesk.core.scoring import Level, computed, level, rules_for


def scores_of(request: Request, year: int) -> Mapping[str, float]:
    """A year's scores by the keys of `core.scoring`; without questions only what was typed."""
    typed = {
        score.key: score.value
        for score in request.state.all(Score)
        if score.year == year and score.value is not None
    }
    if request.questions is None:
        return typed
    oit = request.oit if request.oit and request.oit.year == year else None
    rules = rules_for(year, request.questions, oit)
    unpublished = tuple(rule for rule in rules.sums if rule.key not in typed)
    found = computed(typed, replace(rules, sums=unpublished))
    return {key: score.value for key, score in found.items()} | typed


def level_of(request: Request, year: int) -> str:
    """The name of a year's result level: as published, else from the scores; empty if unknown."""
    row = request.state.get(Year, str(year))
    if row and row.level:
        return row.level
    scores = scores_of(request, year)
    if "total" not in scores or request.questions is None:
        return ""
    found = level(scores["total"], scores, request.questions.levels, year)
    return found.name if isinstance(found, Level) else ""
