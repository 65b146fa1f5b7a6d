"""Tables, their fields, and states that share what did not change."""

from __future__ import annotations

import pytest

from itadesk.core.model import (
    EMPTY,
    FIELDS,
    TABLE_OF,
    TABLES,
    Component,
    Item,
    Office,
    Score,
    Unit,
    Value,
    fits,
    placed,
)


def test_every_table_makes_a_row_from_its_id_alone_with_values_that_fit() -> None:
    for table, kind in TABLES.items():
        row = kind(id="a")
        assert row.id == "a"
        assert TABLE_OF[kind] == table
        assert "id" not in FIELDS[table]
        for field in FIELDS[table]:
            assert fits(table, field, getattr(row, field)), (table, field)


@pytest.mark.parametrize(
    ("table", "field", "value", "expected"),
    [
        ("item", "progress", "ที่", True),
        ("item", "progress", None, False),
        ("item", "progress", 1, False),
        ("item", "year", 2568, True),
        ("item", "year", 2568.0, False),
        ("item", "year", True, False),
        ("item", "points", None, True),
        ("item", "points", 1, True),
        ("item", "points", 1.5, True),
        ("item", "points", False, False),
        ("item", "data_year", None, True),
        ("component", "ticked", True, True),
        ("component", "ticked", 1, False),
        ("component", "ticked", None, False),
        ("item", "id", "b", False),
        ("item", "nothing", "", False),
        ("nothing", "name", "", False),
    ],
)
def test_fits(table: str, field: str, value: Value, expected: bool) -> None:
    assert fits(table, field, value) is expected


def test_a_state_is_never_changed() -> None:
    first = EMPTY.with_rows({("unit", "a"): Unit("a"), ("score", "b"): Score("b")})
    second = first.with_rows({("unit", "a"): None, ("unit", "c"): Unit("c")})
    assert EMPTY.all(Unit) == ()
    assert first.get(Unit, "a") == Unit("a")
    assert first.get(Unit, "c") is None
    assert second.get(Unit, "a") is None
    assert second.all(Unit) == (Unit("c"),)
    assert second.tables["score"] is first.tables["score"]


def test_conflicts_stay_until_others_are_given() -> None:
    key = ("unit", "a", "name")
    first = EMPTY.with_rows({("unit", "a"): Unit("a")}, frozenset({key}))
    assert first.with_rows({("unit", "b"): Unit("b")}).conflicts == {key}
    assert not first.with_rows({}, frozenset()).conflicts


def test_removing_what_is_not_there_is_no_matter() -> None:
    assert EMPTY.with_rows({("unit", "a"): None}).all(Unit) == ()


def test_rows_are_in_their_place_and_fixed_where_places_are_equal() -> None:
    rows = [Component("b", place=1.0), Component("a", place=1.0), Component("c", place=0.5)]
    assert [row.id for row in placed(rows)] == ["c", "a", "b"]
    items = [Item("2"), Item("1")]
    assert [row.id for row in placed(items)] == ["1", "2"]
    assert placed([Office()]) == (Office(),)
