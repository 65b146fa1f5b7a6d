"""Rows in an order that one row can change alone: `place` is a number between its neighbours'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Placed(Protocol):
    """A row with an order."""

    @property
    def id(self) -> str: ...

    @property
    def place(self) -> float: ...


def place_at(rows: Sequence[Placed], index: int) -> float:
    """The place of a row that is to stand at `index` among these rows (in order, without it)."""
    if not rows:
        return 1.0
    if index <= 0:
        return rows[0].place - 1.0
    if index >= len(rows):
        return rows[-1].place + 1.0
    return (rows[index - 1].place + rows[index].place) / 2


def place_after_move(rows: Sequence[Placed], row: str, step: int) -> float | None:
    """The place that moves this row by `step` rows up (negative) or down; None at the edge."""
    index = next(i for i, r in enumerate(rows) if r.id == row)
    target = index + step
    if not 0 <= target < len(rows):
        return None
    others = [r for r in rows if r.id != row]
    return place_at(others, target)
