"""The measures of a year: a measure has step groups, each with steps, outputs and an outcome."""

from __future__ import annotations

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import Measure, State, StepGroup, placed
from itadesk.core.ordering import place_after_move, place_at


def measures_of(state: State, year: int) -> tuple[Measure, ...]:
    """A year's measures in order."""
    return placed(m for m in state.all(Measure) if m.year == year)


def step_groups_of(state: State, measure: str) -> tuple[StepGroup, ...]:
    """A measure's step groups in order."""
    return placed(g for g in state.all(StepGroup) if g.measure == measure)


def has_result(state: State, measure: str) -> bool:
    """Whether any step group says what was done or what came of it."""
    return any(g.outputs or g.outcome for g in step_groups_of(state, measure))


def measure_added(state: State, year: int, index: int, row: str, group: str) -> list[Edit]:
    """A blank measure with one blank step group at `index` of the year's measures."""
    rows = measures_of(state, year)
    near = rows[min(index, len(rows) - 1)] if rows else None
    measure = Measure(
        row,
        year=year,
        place=place_at(rows, index),
        issue=near.issue if near else "",
        tool=near.tool if near else "",
        indicator=near.indicator if near else "",
    )
    return made(measure, "measure") + made(StepGroup(group, measure=row, place=1.0), "step_group")


def measure_removed(state: State, measure: str) -> list[Edit]:
    """The edits that delete a measure with its step groups."""
    groups = [Edit("step_group", g.id, EXISTS, False) for g in step_groups_of(state, measure)]
    return [*groups, Edit("measure", measure, EXISTS, False)]


def measure_moved(state: State, measure: str, step: int) -> list[Edit]:
    """The edits that move a measure up (negative) or down; none at the edge."""
    row = state.get(Measure, measure)
    if row is None:
        return []
    place = place_after_move(measures_of(state, row.year), measure, step)
    return [] if place is None else [Edit("measure", measure, "place", place)]


def step_group_added(state: State, measure: str, index: int, row: str) -> list[Edit]:
    """A blank step group at `index` of a measure's groups."""
    place = place_at(step_groups_of(state, measure), index)
    return made(StepGroup(row, measure=measure, place=place), "step_group")


def step_group_removed(state: State, group: StepGroup) -> list[Edit]:
    """The edits that delete a step group; a measure's only group is emptied instead."""
    if len(step_groups_of(state, group.measure)) > 1:
        return [Edit("step_group", group.id, EXISTS, False)]
    return [Edit("step_group", group.id, field, "") for field in ("steps", "outputs", "outcome")]


def step_group_moved(state: State, group: StepGroup, step: int) -> list[Edit]:
    """The edits that move a step group within its measure; none at the edge."""
    place = place_after_move(step_groups_of(state, group.measure), group.id, step)
    return [] if place is None else [Edit("step_group", group.id, "place", place)]
