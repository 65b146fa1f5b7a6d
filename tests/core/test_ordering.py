from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from itadesk.core.ordering import place_after_move, place_at


@dataclass(frozen=True)
class Row:
    id: str
    place: float


def rows(count: int) -> list[Row]:
    return [Row(str(number), float(number)) for number in range(count)]


@given(st.integers(0, 12), st.integers(0, 14))
def test_a_row_placed_at_an_index_sorts_there(count: int, index: int) -> None:
    before = rows(count)
    new = Row("new", place_at(before, index))
    after = sorted([*before, new], key=lambda row: row.place)
    assert after.index(new) == min(index, count)


@given(st.integers(1, 12), st.data())
def test_a_move_by_a_step_moves_only_that_row(count: int, data: st.DataObject) -> None:
    before = rows(count)
    index = data.draw(st.integers(0, count - 1))
    step = data.draw(st.integers(-3, 3))
    place = place_after_move(before, str(index), step)
    if place is None:
        assert not 0 <= index + step < count
        return
    after = sorted(
        (Row(r.id, place) if r.id == str(index) else r for r in before), key=lambda row: row.place
    )
    assert [row.id for row in after].index(str(index)) == index + step
    assert [r.id for r in after if r.id != str(index)] == [
        r.id for r in before if r.id != str(index)
    ]
