"""Merging loses nothing, shows what differs, counts before it does; in every order the same."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.core.copies import Copy, actions, after, histories, rows_of

from itadesk.core.changelog import EXISTS, Edit, heads_of, projection
from itadesk.core.merging import Counts, MergePlan, edits_for, plan_merge
from itadesk.core.model import Unit

MAKE = Edit("unit", "a", EXISTS, True)
DELETE = Edit("unit", "a", EXISTS, False)
KEY = ("unit", "a", "name")
ROW = ("unit", "a", EXISTS)


def named(name: str) -> Edit:
    return Edit("unit", "a", "name", name)


def planned(here: Copy, *others: Copy) -> MergePlan:
    return plan_merge(here.log.values(), [other.log.values() for other in others])


def merge(here: Copy, *others: Copy) -> Copy:
    here.log |= {change.uid: change for change in planned(here, *others).new}
    return here


def two(*common: Edit) -> tuple[Copy, Copy]:
    here = Copy("here")
    here.edit(*common)
    return here, Copy("there", here.log.values())


def told(plan: MergePlan) -> list[tuple[object, ...]]:
    return [(d.field, d.here, d.common, d.other, d.shown, d.is_conflict) for d in plan.differences]


def test_p16_both_wrote_something_else() -> None:
    here, there = two(MAKE, named("กองคลัง"))
    here.edit(named("กองช่าง"))
    there.edit(named("กองช่าง"))
    assert told(planned(here, there)) == []
    there.edit(named("กองการศึกษา"))
    (difference,) = planned(here, there).differences
    assert difference.key == KEY
    assert (difference.here, difference.common, difference.other) == (
        "กองช่าง",
        "กองคลัง",
        "กองการศึกษา",
    )
    assert difference.is_conflict
    assert planned(here, there).counts.conflicts == 1


def test_p16_only_the_other_wrote() -> None:
    here, there = two(MAKE, named("1"))
    there.edit(named("2"))
    plan = planned(here, there)
    assert told(plan) == [("name", "1", "1", "2", "2", False)]
    assert plan.counts == Counts(added=0, changed=1, removed=0, conflicts=0)


def test_p16_only_here_was_written() -> None:
    here, there = two(MAKE, named("1"))
    here.edit(named("2"))
    plan = planned(here, there)
    assert (plan.new, told(plan), plan.counts) == ((), [], Counts(0, 0, 0, 0))


def test_p16_deleted_there_and_edited_here() -> None:
    here, there = two(MAKE, named("1"))
    here.edit(named("2"))
    there.edit(DELETE)
    plan = planned(here, there)
    assert told(plan) == [(EXISTS, True, True, False, False, True)]
    assert plan.counts == Counts(added=0, changed=0, removed=1, conflicts=1)
    for side, expected in (("here", Unit("a", "2")), ("other", None)):
        copy = settled(here, plan, {ROW: side})
        assert copy.state.get(Unit, "a") == expected
        assert not copy.state.conflicts


def test_p16_deleted_here_and_edited_there() -> None:
    here, there = two(MAKE, named("1"))
    here.edit(DELETE)
    there.edit(named("2"))
    plan = planned(here, there)
    assert told(plan) == [(EXISTS, False, True, True, False, True)]
    for side, expected in (("here", None), ("other", Unit("a", "2"))):
        copy = settled(here, plan, {ROW: side})
        assert copy.state.get(Unit, "a") == expected
        assert not copy.state.conflicts


def test_p16_both_deleted() -> None:
    here, there = two(MAKE, named("1"))
    here.edit(DELETE)
    there.edit(DELETE)
    plan = planned(here, there)
    assert told(plan) == []
    assert not plan.counts.conflicts


def test_a_new_row_is_one_difference() -> None:
    here, there = two()
    there.edit(MAKE, named("1"))
    plan = planned(here, there)
    assert told(plan) == [(EXISTS, False, False, True, True, False)]
    assert plan.counts == Counts(added=1, changed=0, removed=0, conflicts=0)
    assert plan.counts_by_table == {"unit": plan.counts}
    assert settled(here, plan, {ROW: "here"}).state.get(Unit, "a") is None
    assert edits_for(plan, {ROW: "other"}) == ()


def test_a_choice_is_made_after_having_seen_both() -> None:
    here, there = two(MAKE, named("1"))
    here.edit(named("2"))
    there.edit(named("3"))
    plan = planned(here, there)
    for side, expected in (("here", "2"), ("other", "3")):
        copy = settled(here, plan, {KEY: side})
        assert copy.state.get(Unit, "a") == Unit("a", expected)
        assert not copy.state.conflicts
        assert not planned(there, copy).counts.conflicts


def settled(here: Copy, plan: MergePlan, choices: dict) -> Copy:
    copy = Copy("here", [*here.log.values(), *plan.new])
    copy.edit(*edits_for(plan, choices))
    assert dict(plan.heads_of_row("none", "none")) == {}
    return copy


@given(histories, histories, histories, histories)
def test_p15_in_every_order_the_same(
    common: Sequence, first: Sequence, second: Sequence, third: Sequence
) -> None:
    base = after(common)
    copies = []
    for seconds, history in enumerate((first, second, third)):
        copy = Copy(f"{seconds}", base.log.values())
        for edits in history:
            copy.edit(*edits)
        copies.append(copy)
    outcomes = []
    for order in itertools.permutations(copies):
        merged = Copy("", order[0].log.values())
        for other in order[1:]:
            merge(merged, other)
        outcomes.append(merged)
    at_once = merge(Copy("", copies[0].log.values()), *copies[1:])
    for merged in (*outcomes, at_once):
        assert merged.log == outcomes[0].log
        assert rows_of(merged.state) == rows_of(outcomes[0].state)
        assert merged.state.conflicts == outcomes[0].state.conflicts
        assert planned(merged, *copies).new == ()
        assert planned(merged, *copies).differences == ()


@given(histories, histories, histories)
def test_p17_counts_are_what_happens(common: Sequence, ours: Sequence, theirs: Sequence) -> None:
    base = after(common)
    here, there = Copy("h", base.log.values()), Copy("t", base.log.values())
    for copy, history in ((here, ours), (there, theirs)):
        for edits in history:
            copy.edit(*edits)
    plan = planned(here, there)
    before = rows_of(here.state)
    merged = merge(Copy("", here.log.values()), there)
    now = rows_of(merged.state)
    assert plan.counts.added == len(now.keys() - before.keys())
    assert plan.counts.removed == len(before.keys() - now.keys())
    assert plan.counts.changed == sum(before[key] != now[key] for key in before.keys() & now.keys())
    touched = {change.key[:2] for change in plan.new}
    assert plan.counts.conflicts == sum(k[:2] in touched for k in merged.state.conflicts)
    for difference in plan.differences:
        assert difference.is_conflict is (difference.key in merged.state.conflicts)


@given(histories, histories, histories, st.randoms(use_true_random=False))
def test_p16_every_choice_can_be_made(
    common: Sequence, ours: Sequence, theirs: Sequence, chance: st.random.Random
) -> None:
    base = after(common)
    here, there = Copy("h", base.log.values()), Copy("t", base.log.values())
    for copy, history in ((here, ours), (there, theirs)):
        for edits in history:
            copy.edit(*edits)
    plan = planned(here, there)
    choices = {d.key: chance.choice(["here", "other"]) for d in plan.differences}
    copy = settled(here, plan, choices)
    for difference in plan.differences:
        assert difference.key not in copy.state.conflicts
        chosen = difference.here if choices[difference.key] == "here" else difference.other
        if difference.field == EXISTS:
            there_now = difference.row in copy.state.tables.get(difference.table, {})
            assert there_now is chosen


@given(histories, histories, st.integers(-(10**9), 10**9))
def test_p18_wrong_clocks_change_nothing(ours: Sequence, theirs: Sequence, wrong: int) -> None:
    outcomes = []
    for seconds in (0, wrong):
        here, there = Copy("h"), Copy("t", seconds=2 * 10**9 + seconds)
        for copy, history in ((here, ours), (there, theirs)):
            for edits in history:
                copy.edit(*edits)
        merged = merge(Copy("", here.log.values()), there)
        values = {
            key: sorted((change.clock, str(change.value)) for change in heads)
            for key, heads in merged.heads.items()
        }
        outcomes.append((values, merged.state.conflicts, len(planned(here, there).new)))
    assert outcomes[0] == outcomes[1]


class Replicas(RuleBasedStateMachine):
    """Three PCs that edit, merge, keep backups and restore old ones."""

    @initialize()
    def begin(self) -> None:
        first = Copy("0")
        first.edit(MAKE, named("1"))
        self.copies = [Copy(f"{n}", first.log.values(), seconds=n * 10**9) for n in range(3)]
        self.backups = [[dict(copy.log)] for copy in self.copies]
        self.everything = dict(first.log)

    numbers = st.integers(0, 2)

    @rule(number=numbers, edits=actions())
    def edit(self, number: int, edits: tuple[Edit, ...]) -> None:
        copy = self.copies[number]
        copy.edit(*edits)
        self.everything |= copy.log

    @rule(number=numbers, other=numbers)
    def merge(self, number: int, other: int) -> None:
        here, there = self.copies[number], self.copies[other]
        heads = [change for of_field in here.heads.values() for change in of_field]
        heads += [change for of_field in there.heads.values() for change in of_field]
        merge(here, there)
        remaining = {c.uid for of_field in here.heads.values() for c in of_field}
        seen = {uid for change in here.log.values() for uid in change.replaces}
        assert all(head.uid in remaining or head.uid in seen for head in heads)
        assert planned(here, there).new == ()

    @rule(number=numbers)
    def back_up(self, number: int) -> None:
        self.backups[number].append(dict(self.copies[number].log))

    @rule(number=numbers, chance=st.randoms(use_true_random=False))
    def restore(self, number: int, chance: st.random.Random) -> None:
        self.copies[number].log = dict(chance.choice(self.backups[number]))

    @rule(number=numbers, chance=st.randoms(use_true_random=False))
    def merge_an_old_backup(self, number: int, chance: st.random.Random) -> None:
        merge(self.copies[number], Copy("", chance.choice(self.backups[number]).values()))

    @invariant()
    def every_copy_is_closed(self) -> None:
        for copy in self.copies:
            assert {uid for c in copy.log.values() for uid in c.replaces} <= copy.log.keys()

    def teardown(self) -> None:
        merged = [
            merge(Copy("", order[0].log.values()), *order[1:])
            for order in itertools.permutations(self.copies)
        ]
        first = merged[0]
        for other in merged:
            assert other.log == first.log
            assert projection(other.log.values()) == projection(first.log.values())
        for copy in self.copies:
            for heads in heads_of(copy.log.values()).values():
                for head in heads:
                    seen = any(head.uid in change.replaces for change in first.log.values())
                    assert seen or head in first.heads[head.key]


def test_p15_three_pcs_that_edit_merge_and_restore() -> None:
    run_state_machine_as_test(Replicas, settings=settings(max_examples=60, stateful_step_count=25))


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_p15_three_pcs_at_work_for_long() -> None:
    run_state_machine_as_test(Replicas, settings=settings(max_examples=600, stateful_step_count=50))
