"""Measures of an imported report that the file has already, and what the report says otherwise.

A report prints some fields of a measure and not others: a measure is known again by its title,
and blank cells say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from itadesk.core.changelog import Edit
from itadesk.core.findings import FoundGroup, FoundMeasure
from itadesk.core.measures import step_groups_of
from itadesk.core.model import Measure, State, StepGroup
from itadesk.thai.digits import to_arabic
from itadesk.thai.keys import search_key

# Headings such as issue and indicator are left alone: papers print them in words of their own.
_FIELDS = ("title", "reason", "period", "responsible", "suggestion", "remark")
_OF_GROUPS = ("steps", "outputs", "outcome")


@dataclass(frozen=True, slots=True)
class Renewal:
    """A measure that a report names again, and the edits of what it says otherwise of it."""

    measure: Measure
    edits: tuple[Edit, ...]


def renewal_of(
    state: State, found: FoundMeasure, found_too: Sequence[FoundMeasure], there: Sequence[Measure]
) -> Renewal | None:
    """The one measure of these that the found one is; None where there is none, or a doubt.

    `found_too` are all that were found for the year. Where two of one title contradict each other,
    or the steps are divided otherwise and differ, nobody can tell.
    """
    measure = _namesake(found, found_too, there)
    if measure is None:
        return None
    groups = step_groups_of(state, measure.id)
    said = _divided_as(groups, found.groups, measure.reason)
    if said is None:
        return None
    edits = list(_changes(measure, found, _FIELDS))
    for group, new in zip(groups, said, strict=True):
        edits += _changes(group, new, _OF_GROUPS)
    return Renewal(measure, tuple(edits))


def _namesake(
    found: FoundMeasure, found_too: Sequence[FoundMeasure], there: Sequence[Measure]
) -> Measure | None:
    title = search_key(found.title)
    same = [measure for measure in there if search_key(measure.title) == title]
    twins = [other for other in found_too if search_key(other.title) == title]
    if not title or len(same) != 1 or any(_contradict(found, twin) for twin in twins):
        return None
    indicator, before = search_key(found.indicator), search_key(same[0].indicator)
    agree = not indicator or not before or indicator in before or before in indicator
    return same[0] if agree else None


def _contradict(one: FoundMeasure, other: FoundMeasure) -> bool:
    """Whether two parts of a document, such as plan and results, differ in what both say."""
    pairs = [(getattr(one, field), getattr(other, field)) for field in _FIELDS]
    for field in _OF_GROUPS:
        first, second = ("".join(getattr(g, field) for g in m.groups) for m in (one, other))
        pairs.append((first, second))
    return any(a and b and _bare(a) != _bare(b) for a, b in pairs)


def _divided_as(
    groups: Sequence[StepGroup], found: Sequence[FoundGroup], reason: str
) -> Sequence[FoundGroup] | None:
    """What was found for each of these step groups; None where it cannot be told.

    A plan prints all steps in one cell, line by line; some papers print the reason above them.
    """
    bare = [FoundGroup(_without(reason, new.steps), new.outputs, new.outcome) for new in found]
    if len(bare) == len(groups):
        return bare
    columns = [
        _column([getattr(group, field) for group in groups], [getattr(new, field) for new in bare])
        for field in _OF_GROUPS
    ]
    steps, outputs, outcome = columns
    if steps is None or outputs is None or outcome is None:
        return None
    return [FoundGroup(*texts) for texts in zip(steps, outputs, outcome, strict=True)]


def _column(before: Sequence[str], found: Sequence[str]) -> list[str] | None:
    """Found texts divided by lines as those before were; blank ones where nothing is new."""
    text = "\n".join(filter(None, found))
    if not text or _bare(text) == _bare("".join(before)):
        return [""] * len(before)
    lines = text.split("\n")
    counts = [len(old.split("\n")) if old else 0 for old in before]
    if sum(counts) != len(lines):
        return None
    ends = [sum(counts[: number + 1]) for number in range(len(counts))]
    return ["\n".join(lines[end - n : end]) for end, n in zip(ends, counts, strict=True)]


def _without(reason: str, steps: str) -> str:
    return steps.removeprefix(f"{reason}\n") if reason else steps


def _changes(
    row: Measure | StepGroup, found: FoundMeasure | FoundGroup, fields: Sequence[str]
) -> Iterator[Edit]:
    table = "measure" if isinstance(row, Measure) else "step_group"
    for field in fields:
        text: str = getattr(found, field)
        if text and _bare(text) != _bare(getattr(row, field)):
            yield Edit(table, row.id, field, text)


def _bare(text: str) -> str:
    """A text without spaces and with one kind of digits: papers are set in Thai ones."""
    return to_arabic("".join(text.split()))
