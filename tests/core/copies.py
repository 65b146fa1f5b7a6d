"""Copies of one office's data as plain logs, and random edits of them, for properties."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from hypothesis import strategies as st

from itadesk.core.changelog import (
    EXISTS,
    Change,
    Edit,
    FieldKey,
    Stamp,
    heads_of,
    needed,
    projection,
    stamped,
)
from itadesk.core.model import Record, State

WORDS = ("ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน", "", "=1+1", "<b>")
NONCES = itertools.count(1)


def nonce() -> str:
    return f"{next(NONCES):016x}"


class Copy:
    """One copy of an office: a log and nothing else; `seconds` is how wrong its clock is."""

    def __init__(self, by: str = "", log: Iterable[Change] = (), seconds: int = 0) -> None:
        self.by = by
        self.seconds = seconds
        self.log: dict[str, Change] = {change.uid: change for change in log}

    @property
    def state(self) -> State:
        return projection(self.log.values())

    @property
    def heads(self) -> Mapping[FieldKey, tuple[Change, ...]]:
        return heads_of(self.log.values())

    def heads_of_row(self, table: str, row: str) -> dict[str, tuple[str, ...]]:
        return {
            key[2]: tuple(change.uid for change in found)
            for key, found in self.heads.items()
            if key[:2] == (table, row)
        }

    def edit(self, *edits: Edit) -> list[Change]:
        clock = 1 + max((change.clock for change in self.log.values()), default=0)
        stamp = Stamp(clock, f"{self.seconds + clock:020d}", self.by)
        changes = stamped(needed(self.state, edits), stamp, self.heads_of_row, nonce)
        self.log |= {change.uid: change for change in changes}
        return changes

    def take_in(self, *others: Copy) -> Copy:
        for other in others:
            self.log |= other.log
        return self


def rows_of(state: State) -> dict[tuple[str, str], Record]:
    return {
        (table, row): record for table, of in state.tables.items() for row, record in of.items()
    }


texts = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8"), max_size=8)
fields = st.one_of(
    st.tuples(st.just("unit"), st.just("name"), texts),
    st.tuples(st.just("unit"), st.just("place"), st.floats(-9, 9) | st.integers(-9, 9)),
    st.tuples(st.just("item"), st.just("progress"), texts),
    st.tuples(st.just("item"), st.just("status"), st.sampled_from(["todo", "done", "na"])),
    st.tuples(st.just("item"), st.just("points"), st.none() | st.floats(0, 9)),
    st.tuples(st.just("component"), st.just("ticked"), st.booleans()),
)
places = st.sampled_from(["a", "2568/O1", "ก"])


@st.composite
def actions(draw: st.DrawFn) -> tuple[Edit, ...]:
    """What one action does to one row: makes it if need be, changes fields, or deletes it."""
    row = draw(places)
    if draw(st.integers(0, 4)) == 0:
        return (Edit(draw(st.sampled_from(["unit", "item", "component"])), row, EXISTS, False),)
    changed = draw(st.lists(fields, min_size=1, max_size=3))
    made = [Edit(table, row, EXISTS, True) for table, _field, _value in changed]
    return (*made, *(Edit(table, row, field, value) for table, field, value in changed))


histories = st.lists(actions(), max_size=12)


def after(history: Sequence[Sequence[Edit]]) -> Copy:
    copy = Copy()
    for edits in history:
        copy.edit(*edits)
    return copy
