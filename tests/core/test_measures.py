from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.editing import Log

from itadesk.core.changelog import Edit, inverse
from itadesk.core.measures import (
    has_result,
    measure_added,
    measure_moved,
    measure_removed,
    measures_of,
    step_group_added,
    step_group_moved,
    step_group_removed,
    step_groups_of,
)
from itadesk.core.model import Measure, StepGroup


def log_with(count: int) -> Log:
    log = Log()
    for number in range(count):
        log.take(measure_added(log.state, 2568, number, f"m{number}", f"g{number}"))
    return log


def ids(log: Log) -> list[str]:
    return [measure.id for measure in measures_of(log.state, 2568)]


def test_a_new_measure_has_one_group_and_takes_its_neighbours_issue() -> None:
    log = log_with(1)
    log.take([Edit("measure", "m0", "issue", "๒ การให้บริการ")])
    log.take(measure_added(log.state, 2568, 1, "m1", "g1"))
    assert [m.issue for m in measures_of(log.state, 2568)] == ["๒ การให้บริการ"] * 2
    assert [g.id for g in step_groups_of(log.state, "m1")] == ["g1"]


def test_measures_of_another_year_are_not_touched() -> None:
    log = log_with(1)
    log.take(measure_added(log.state, 2567, 0, "old", "old-g"))
    assert ids(log) == ["m0"]


def test_a_measure_goes_with_its_groups_and_comes_back_with_them() -> None:
    log = log_with(2)
    log.take(step_group_added(log.state, "m0", 1, "g0b"))
    log.take(
        [Edit("step_group", "g0b", "outputs", "จัดแล้ว ๓ ครั้ง"), Edit("measure", "m0", "title", "ฟื้น")]
    )
    before = log.state
    removal = measure_removed(before, "m0")
    log.take(removal)
    assert ids(log) == ["m1"]
    assert step_groups_of(log.state, "m0") == ()
    log.take(inverse(before, removal))
    assert log.state.tables == before.tables


def test_the_only_group_is_emptied_not_lost() -> None:
    log = log_with(1)
    log.take(
        [Edit("step_group", "g0", "steps", "๑. ปฏิบัติ"), Edit("step_group", "g0", "outcome", "ดี")]
    )
    assert has_result(log.state, "m0")
    group = log.state.get(StepGroup, "g0")
    assert group is not None
    log.take(step_group_removed(log.state, group))
    assert step_groups_of(log.state, "m0")[0].steps == ""
    assert not has_result(log.state, "m0")


def test_a_second_group_is_removed_for_good() -> None:
    log = log_with(1)
    log.take(step_group_added(log.state, "m0", 0, "first"))
    group = log.state.get(StepGroup, "first")
    assert group is not None
    assert [g.id for g in step_groups_of(log.state, "m0")] == ["first", "g0"]
    log.take(step_group_moved(log.state, group, 1))
    assert [g.id for g in step_groups_of(log.state, "m0")] == ["g0", "first"]
    log.take(step_group_removed(log.state, group))
    assert [g.id for g in step_groups_of(log.state, "m0")] == ["g0"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=12))
def test_moves_keep_every_measure_and_swap_neighbours(moves: list[tuple[int, int]]) -> None:
    log = log_with(5)
    expected = ids(log)
    for number, step in moves:
        row = f"m{number}"
        index = expected.index(row)
        edits = measure_moved(log.state, row, step)
        target = index + step
        assert bool(edits) == (0 <= target < 5)
        log.take(edits)
        if edits:
            expected[index], expected[target] = expected[target], expected[index]
        assert ids(log) == expected


def test_moving_a_measure_that_is_gone_changes_nothing() -> None:
    assert measure_moved(log_with(1).state, "gone", 1) == []
    assert log_with(1).state.get(Measure, "gone") is None


def test_any_index_is_a_place() -> None:
    log = log_with(3)
    for index, row in zip((0, 2, 99), itertools.count(), strict=False):
        log.take(measure_added(log.state, 2568, index, f"n{row}", f"ng{row}"))
    assert ids(log) == ["n0", "m0", "n1", "m1", "m2", "n2"]
