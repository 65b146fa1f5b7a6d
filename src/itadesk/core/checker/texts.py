"""Every text of a file that people wrote, with the year it is of and what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.core.checker.finding import Facts, Finding, Kind
from itadesk.core.model import (
    TABLE_OF,
    Endorsement,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Record,
    ReportText,
    State,
    StepGroup,
)
from itadesk.core.parts import whole_id, whole_of, year_of

# answer: what was done, with dates. period: when. units: who. analysis: about a year's scores.
Role: TypeAlias = Literal["title", "answer", "plan", "prose", "period", "units", "analysis"]

_ROLES: dict[type[Record], dict[str, Role]] = {
    Measure: {
        "title": "title",
        "reason": "prose",
        "period": "period",
        "responsible": "units",
        "suggestion": "prose",
        "remark": "prose",
    },
    StepGroup: {"steps": "plan", "outputs": "answer", "outcome": "answer"},
    Item: {"reason": "prose", "progress": "answer", "responsible": "units"},
    IndicatorProgress: {
        "guideline": "plan",
        "progress": "answer",
        "period": "period",
        "responsible": "units",
    },
    Issue: {"defect": "analysis", "develop": "analysis", "keep": "analysis"},
    Memo: {"subject": "title", "department": "prose", "addressee": "prose", "closing": "prose"},
    MemoSection: {"heading": "title", "body": "prose"},
    Endorsement: {"to": "prose", "remarks": "prose", "post": "prose"},
    ReportText: {"text": "prose"},
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text that is not blank; `owner` is the item, measure or memo that it belongs to."""

    table: str
    row: str
    field: str
    text: str
    year: int
    role: Role
    owner: str

    def finding(self, kind: Kind, start: int, end: int, facts: Facts = ()) -> Finding:
        """What is found at [start, end) of this text."""
        words = self.text[start:end]
        return Finding(kind, self.table, self.row, self.field, self.year, start, end, words, facts)


def texts_of(state: State) -> Iterator[Text]:
    """Every text that is not blank, in a fixed order."""
    for kind, roles in _ROLES.items():
        for row in sorted(state.all(kind), key=lambda row: _order(state, row)):
            owner = whole_id(row)
            year = year_of(state, row)
            for field, role in roles.items():
                text: str = getattr(row, field)
                if text.strip():
                    yield Text(TABLE_OF[kind], row.id, field, text, year, role, owner)


def _order(state: State, row: Record) -> tuple[int, float, float, str]:
    """Where a row stands: by year, then by what it is a part of, then by its own place."""
    whole = whole_of(state, row)
    own = getattr(row, "number", 0) if isinstance(row, Item | IndicatorProgress | Issue) else 0
    place: float = getattr(row, "place", float(own))
    return year_of(state, row), getattr(whole, "place", 0.0), place, row.id
