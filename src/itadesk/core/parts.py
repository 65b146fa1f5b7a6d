"""Which rows are parts of others: a step group of its measure, evidence of its item."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from itadesk.core.model import (
    Component,
    Endorsement,
    Evidence,
    Item,
    Measure,
    Memo,
    MemoSection,
    Record,
    State,
    StepGroup,
)

# What a part belongs to, and the part's field that names it.
_WHOLES: Mapping[type, tuple[type[Record], str]] = MappingProxyType(
    {
        StepGroup: (Measure, "measure"),
        MemoSection: (Memo, "memo"),
        Endorsement: (Memo, "memo"),
        Component: (Item, "item"),
        Evidence: (Item, "item"),
    }
)


def whole_of(state: State, row: Record) -> Record | None:
    """What a row is a part of, None where that is gone; a row that is no part is its own whole."""
    if type(row) not in _WHOLES:
        return row
    kind, field = _WHOLES[type(row)]
    return state.get(kind, getattr(row, field))


def whole_id(row: Record) -> str:
    """The id of what a row is a part of, else its own."""
    found = _WHOLES.get(type(row))
    named: str = getattr(row, found[1]) if found else ""
    return named or row.id


def year_of(state: State, row: Record) -> int:
    """The fiscal year of a row or of what it is a part of; 0 where there is none."""
    return getattr(whole_of(state, row), "year", 0)
