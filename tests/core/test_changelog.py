"""The log: uids that show damage, heads, conflicts, merging, undo."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.copies import Copy, actions, after, histories, nonce, rows_of

from itadesk.core.changelog import (
    EXISTS,
    Change,
    Edit,
    Stamp,
    change_of,
    inverse,
    made,
    needed,
    projection,
)
from itadesk.core.errors import UserError
from itadesk.core.model import EMPTY, Item, State, Unit, Value

NAME = Edit("unit", "a", "name", "กองคลัง")
MAKE = Edit("unit", "a", EXISTS, True)
DELETE = Edit("unit", "a", EXISTS, False)
STAMP = Stamp(7, "2026-11-21T09:30:00Z", "ผู้ใช้")


def named(name: str) -> Edit:
    return Edit("unit", "a", "name", name)


def test_a_uid_is_frozen() -> None:
    """Files in use hold these hashes: a change here makes every one of them look damaged."""
    change = change_of(NAME, STAMP, "00000000000000ff", ["b" * 32, "a" * 32])
    assert change.replaces == ("a" * 32, "b" * 32)
    assert change.uid == "84bdf49c85a415feb61c4d346cbce11c"


@pytest.mark.parametrize(
    "damaged",
    [
        {"nonce": "00000000000000fe"},
        {"clock": 8},
        {"at_utc": "2026-11-21T09:30:01Z"},
        {"by": "อื่น"},
        {"table": "item"},
        {"row": "b"},
        {"field": "place"},
        {"value": "กองช่าง"},
        {"value": None},
        {"replaces": ()},
    ],
    ids=str,
)
def test_damage_to_any_part_shows(damaged: dict[str, object]) -> None:
    change = change_of(NAME, STAMP, "00000000000000ff", ["a" * 32])
    assert change.is_whole()
    assert not replace(change, **damaged).is_whole()  # type: ignore[arg-type]


def test_a_letter_moved_between_parts_makes_another_change() -> None:
    one = change_of(Edit("unit", "ab", "c", ""), STAMP, "00", [])
    other = change_of(Edit("unit", "a", "bc", ""), STAMP, "00", [])
    assert one.uid != other.uid


def test_one_whole_and_a_fraction_of_it_are_different_values() -> None:
    uids = {change_of(named(v), STAMP, "00", []).uid for v in (1, 1.0, True, "1", "true", None)}  # type: ignore[arg-type]
    assert len(uids) == 6


def test_a_change_replaces_what_its_writer_saw() -> None:
    copy = Copy()
    _, first = copy.edit(MAKE, named("ก"))
    (second,) = copy.edit(named("ข"))
    assert second.replaces == (first.uid,)
    assert second.clock == first.clock + 1
    assert copy.state.get(Unit, "a") == Unit("a", name="ข")


def test_edits_of_one_action_see_each_other() -> None:
    copy = Copy()
    _, first, second = copy.edit(MAKE, named("ก"), named("ข"))
    assert second.replaces == (first.uid,)
    assert second.clock == first.clock
    assert copy.state.get(Unit, "a") == Unit("a", name="ข")


def test_deleting_leaves_one_head_and_making_again_starts_blank() -> None:
    copy = Copy()
    copy.edit(MAKE, named("ก"), Edit("unit", "a", "place", 2.0))
    copy.edit(DELETE)
    assert copy.state.get(Unit, "a") is None
    assert {key[2] for key in copy.heads} == {EXISTS}
    copy.edit(MAKE, named("ข"))
    assert copy.state.get(Unit, "a") == Unit("a", name="ข")
    assert not copy.state.conflicts


def two_copies() -> tuple[Copy, Copy]:
    here = Copy("here")
    here.edit(MAKE, named("ก"))
    return here, Copy("there", here.log.values())


def test_p16_two_values_are_a_conflict_until_one_is_chosen() -> None:
    here, there = two_copies()
    here.edit(named("ข"))
    there.edit(named("ค"))
    here.take_in(there)
    assert here.state.conflicts == {("unit", "a", "name")}
    shown = here.state.get(Unit, "a")
    assert shown in {Unit("a", name="ข"), Unit("a", name="ค")}
    here.edit(named(shown.name))
    assert not here.state.conflicts
    assert here.state.get(Unit, "a") == shown
    assert there.take_in(here).state == here.state


def test_p16_the_same_value_twice_is_no_conflict() -> None:
    here, there = two_copies()
    here.edit(named("ข"))
    there.edit(named("ข"))
    assert not here.take_in(there).state.conflicts


def test_p16_both_deleting_is_no_conflict() -> None:
    here, there = two_copies()
    here.edit(DELETE)
    there.edit(DELETE)
    merged = here.take_in(there).state
    assert not merged.conflicts
    assert merged.get(Unit, "a") is None


def test_p16_an_edit_of_a_row_deleted_elsewhere_is_a_conflict_and_is_kept() -> None:
    here, there = two_copies()
    here.edit(DELETE)
    there.edit(named("ข"))
    here.take_in(there)
    assert here.state.conflicts == {("unit", "a", EXISTS)}
    here.edit(MAKE)
    assert here.state.get(Unit, "a") == Unit("a", name="ข")
    assert not here.state.conflicts


def test_two_copies_that_make_the_same_row_mean_one_row() -> None:
    here, there = Copy("here"), Copy("there")
    here.edit(MAKE, named("ก"))
    there.edit(MAKE, Edit("unit", "a", "place", 3.0))
    merged = here.take_in(there).state
    assert merged.all(Unit) == (Unit("a", name="ก", place=3.0),)
    assert not merged.conflicts


@given(histories, histories, histories)
def test_p15_any_order_of_merging_gives_the_same(
    one: Sequence[Sequence[Edit]],
    two: Sequence[Sequence[Edit]],
    three: Sequence[Sequence[Edit]],
) -> None:
    copies = [after(history) for history in (one, two, three)]
    results = [Copy().take_in(*order, order[0]).state for order in itertools.permutations(copies)]
    assert all(result == results[0] for result in results)


@given(histories, histories)
def test_p15_merging_loses_no_head_that_nobody_replaced(
    one: Sequence[Sequence[Edit]], two: Sequence[Sequence[Edit]]
) -> None:
    base = after(one)
    there = Copy("there", base.log.values())
    for edits in two:
        there.edit(*edits)
    before = {change.uid for found in base.heads.values() for change in found}
    base.take_in(there)
    now = {change.uid for found in base.heads.values() for change in found}
    replaced = {uid for change in base.log.values() for uid in change.replaces}
    assert before <= now | replaced


def told(merged: Copy) -> tuple[object, ...]:
    """What a merge shows: the values that are not in conflict, and what each side wrote."""
    state = merged.state
    contested = {key[:2] for key in state.conflicts if key[2] == EXISTS}
    settled = {
        (*key, field): getattr(record, field)
        for key, record in rows_of(state).items()
        for field in record.__slots__
        if key not in contested and (*key, field) not in state.conflicts
    }
    sides = {
        key: sorted(repr(change.value) for change in found) for key, found in merged.heads.items()
    }
    return settled, sides, state.conflicts


@given(histories, histories, histories, st.integers(-10, 10))
def test_p18_a_wrong_clock_does_not_matter(
    before: Sequence[Sequence[Edit]],
    ours: Sequence[Sequence[Edit]],
    theirs: Sequence[Sequence[Edit]],
    years: int,
) -> None:
    def merged(seconds: int) -> Copy:
        base = after(before)
        here, there = Copy("here", base.log.values()), Copy("there", base.log.values(), seconds)
        for edits in ours:
            here.edit(*edits)
        for edits in theirs:
            there.edit(*edits)
        return here.take_in(there)

    assert told(merged(10**9)) == told(merged(10**9 + years * 31_557_600))


@given(histories, actions())
def test_the_inverse_brings_back_what_was(
    history: Sequence[Sequence[Edit]], edits: tuple[Edit, ...]
) -> None:
    copy = after(history)
    before = copy.state
    wanted = needed(before, edits)
    copy.edit(*wanted)
    copy.edit(*inverse(before, wanted))
    assert rows_of(copy.state) == rows_of(before)
    assert not copy.state.conflicts


@given(histories, actions())
def test_no_edit_is_needed_twice(
    history: Sequence[Sequence[Edit]], edits: tuple[Edit, ...]
) -> None:
    copy = after(history)
    copy.edit(*edits)
    last = {(edit.table, edit.row, edit.field): edit for edit in edits}
    assert needed(copy.state, list(last.values())) == []


def test_edits_that_change_nothing_are_dropped() -> None:
    state = EMPTY.with_rows({("unit", "a"): Unit("a", name="ก")})
    edits = [MAKE, named("ก"), named("ข"), Edit("unit", "b", EXISTS, False)]
    assert needed(state, edits) == [named("ข")]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("nothing", "a", "name", ""),
        Edit("nothing", "a", EXISTS, True),
        Edit("unit", "a", "nothing", ""),
        Edit("unit", "a", "id", "b"),
        Edit("unit", "a", "name", 1),
        Edit("unit", "a", "name", None),
        Edit("unit", "a", "place", True),
        Edit("unit", "a", EXISTS, 1),
        Edit("unit", "a", EXISTS, None),
        Edit("unit", "gone", "name", "ก"),
    ],
    ids=str,
)
def test_an_edit_that_does_not_fit_is_a_bug(edit: Edit) -> None:
    state = EMPTY.with_rows({("unit", "a"): Unit("a")})
    with pytest.raises(ValueError, match="cannot be made"):
        needed(state, [edit])


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("ป่า\ud83dน้ำ", "half-letter"),
        ("ก" * 1_000_001, "text-too-long"),
        (2**53 + 1, "number-too-large"),
        (-(2**70), "number-too-large"),
        (float("nan"), "number-too-large"),
    ],
    ids=lambda each: str(each)[:20],
)
def test_what_no_file_can_hold_is_refused_at_the_door(value: Value, key: str) -> None:
    with pytest.raises(UserError) as raised:
        Edit("item", "2568/O1", "progress", value)
    assert raised.value.key == key
    assert Edit("item", "2568/O1", "number", 2**53).value == 2**53


def test_a_row_is_made_from_what_is_not_blank() -> None:
    item = Item("2568/O1", year=2568, status="done", points=None, data_year=0)
    edits = made(item, "item")
    assert {edit.field for edit in edits} == {EXISTS, "year", "status", "data_year"}
    copy = Copy()
    copy.edit(*edits)
    assert copy.state.all(Item) == (item,)


def test_tables_and_fields_of_a_newer_program_are_kept_and_passed_over() -> None:
    copy = Copy()
    log = [
        *copy.edit(MAKE, named("ก")),
        change_of(Edit("unit", "a", "colour", "เขียว"), STAMP, nonce(), ()),
        change_of(Edit("drone", "a", EXISTS, True), STAMP, nonce(), ()),
    ]
    assert rows_of(projection(log)) == {("unit", "a"): Unit("a", name="ก")}


def test_an_empty_log_is_an_empty_office() -> None:
    nothing: list[Change] = []
    assert projection(nothing) == State(tables={})
