"""An office whose clerks write a lot: texts that strain a page."""

from __future__ import annotations

from dataclasses import fields, replace

from tests.core.building import MEASURES, small_state
from tests.typeset.material import PROSE, TRICKY_LINES

from itadesk.core.model import (
    TABLE_OF,
    Component,
    Endorsement,
    Evidence,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Record,
    State,
    StepGroup,
)

_KINDS = (
    Item, Component, Evidence, IndicatorProgress, Issue, Measure, StepGroup, Memo, MemoSection,
    Endorsement,
)  # fmt: skip
# Fields that name something, not texts of the clerk's.
_KEYS = {
    "id", "year", "memo", "measure", "item", "code", "number", "codes", "status", "indicator",
    "tool", "issue", "parent", "date", "due", "done", "place", "score_key", "items",
}  # fmt: skip
_LISTED = (f"({number}) {line}" for number, line in enumerate(TRICKY_LINES, 1))
STRAIN = "\n".join((PROSE * 3, *_LISTED, PROSE))


def strained(copies: int = 1) -> State:
    """The small office with a long tricky text in every field that a clerk writes in.

    It has its measures so many times.
    """
    state = small_state()
    rows: list[Record] = [row for table in state.tables.values() for row in table.values()]
    rows += [copied(row, number) for number in range(1, copies) for row in MEASURES]
    filled = (_filled(row) if isinstance(row, _KINDS) else row for row in rows)
    return state.with_rows({(TABLE_OF[type(row)], row.id): row for row in filled})


def copied(row: Record, number: int) -> Record:
    """Another measure, or another step group of it."""
    new = replace(row, id=f"{row.id}-{number}", place=row.place + 10 * number)  # type: ignore[call-arg,union-attr]
    return replace(new, measure=f"{new.measure}-{number}") if isinstance(new, StepGroup) else new


def _filled(row: Record) -> Record:
    texts = [field.name for field in fields(row) if isinstance(getattr(row, field.name), str)]
    return replace(row, **{name: STRAIN for name in texts if name not in _KEYS})  # type: ignore[arg-type]
