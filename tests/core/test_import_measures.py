from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.building import YEAR, small_state

from itadesk.core.changelog import Edit
from itadesk.core.findings import FoundGroup, FoundMeasure
from itadesk.core.import_measures import renewal_of
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import Measure

STATE = small_state()
THERE = measures_of(STATE, YEAR)
GROUPS = step_groups_of(STATE, "m1")


def found(**texts: str) -> FoundMeasure:
    """The first measure as a paper says it."""
    groups = tuple(FoundGroup(g.steps, g.outputs, g.outcome) for g in GROUPS)
    return replace(FoundMeasure(year=YEAR, title=THERE[0].title, groups=groups), **texts)  # type: ignore[arg-type]


def edits(measure: FoundMeasure) -> tuple[Edit, ...] | None:
    renewal = renewal_of(STATE, measure, [measure], THERE)
    return None if renewal is None else renewal.edits


def test_the_same_measure_brings_nothing_whatever_the_paper_leaves_out() -> None:
    assert edits(found()) == ()
    assert edits(found(period="1 ต.ค.67–30 ก.ย.68", issue="ประเด็นที่ ๑ อื่น")) == ()


def test_only_what_differs_is_changed() -> None:
    assert edits(found(period="ทั้งปี")) == (Edit("measure", "m1", "period", "ทั้งปี"),)
    first, second = found().groups
    changed = replace(found(), groups=(first, replace(second, outputs="- ผู้เข้าร่วม ๑๓๐ คน")))
    assert edits(changed) == (Edit("step_group", "m1b", "outputs", "- ผู้เข้าร่วม ๑๓๐ คน"),)


def test_steps_that_a_plan_prints_in_one_cell_go_back_to_their_groups() -> None:
    steps = "\n".join(group.steps for group in GROUPS)
    plan = replace(found(), groups=(FoundGroup(steps),))
    assert edits(plan) == ()
    plan = replace(found(), groups=(FoundGroup(steps.replace("๓.อบรม", "๓.อบรมญี่ปุ่น")),))
    assert edits(plan) == (Edit("step_group", "m1b", "steps", "๓.อบรมญี่ปุ่น"),)
    longer = replace(found(), groups=(FoundGroup(f"{steps}\n๔.เพิ่ม"),))
    assert edits(longer) is None


def test_a_reason_above_the_steps_is_no_step() -> None:
    first, second = found().groups
    told = replace(first, steps=f"{THERE[0].reason}\n{first.steps}")
    assert edits(replace(found(), groups=(told, second))) == ()


@pytest.mark.parametrize(
    "measure", [found(title="อื่น"), found(title=""), found(indicator="ตัวชี้วัดที่ ๙")]
)
def test_another_measure_is_none_of_these(measure: FoundMeasure) -> None:
    assert edits(measure) is None


def test_two_of_one_title_that_contradict_each_other_are_a_doubt() -> None:
    twice = (*THERE, Measure("m9", YEAR, 9.0, title=THERE[0].title))
    assert renewal_of(STATE, found(), [found()], twice) is None
    other = replace(found(), groups=(FoundGroup("อื่น"),))
    assert renewal_of(STATE, found(), [found(), other], THERE) is None


def test_plan_and_results_of_one_document_are_one_measure() -> None:
    plan = replace(found(), groups=(FoundGroup("\n".join(group.steps for group in GROUPS)),))
    for said in (plan, found()):
        renewal = renewal_of(STATE, said, [plan, found()], THERE)
        assert renewal is not None
        assert renewal.edits == ()
