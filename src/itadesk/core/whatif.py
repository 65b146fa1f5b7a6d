"""What a score would make of its indicator, tool, total and level, and what raises the total most.

All is computed from the sums of the year alone: where a rule or a score is missing, what hangs on
it is left out, and `Outcome.missing` says what is not known. A *lever* is a score that can be
raised by itself, the lowest that the office has (a question or an item, else their indicator); an
item dragged to 0 by another is raised together with that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from itadesk.core.checklist import items_of
from itadesk.core.model import Score, State
from itadesk.core.question_form import LevelRule, Levels
from itadesk.core.scores import typed_scores
from itadesk.core.scoring import (
    Level,
    MissingRule,
    Rules,
    Scores,
    Sum,
    exact_scores,
    fraction,
    level,
    rounded,
    weighted,
)

FULL = 100.0
_FULL = Fraction(100)
_MOST_DRAGGING = 6


@dataclass(frozen=True, slots=True)
class Basis:
    """What is asked about: the scores as typed, the year's rules, and its systems of levels."""

    scores: Scores
    rules: Rules
    levels: tuple[Levels, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every score that can be told, to the hundredth; `level` None where there is no total."""

    scores: Mapping[str, float]
    total: float | None
    level: Level | MissingRule | None
    missing: tuple[MissingRule, ...]


@dataclass(frozen=True, slots=True)
class Gain:
    """What raising these levers to 100 adds to a score, in its points.

    The last of `keys` is the lever, the others are the items that drag it down.
    """

    keys: tuple[str, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A total of at least `total_from`, and every one of `tools` at least `tools_from`."""

    name: str
    total_from: float
    tools_from: float | None = None
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest levers that reach a goal, what helps most first, and the total after each.

    Not `reached`: not even all levers together do; `outcome` is then that of all.
    """

    goal: Goal
    steps: tuple[tuple[str, float], ...]
    outcome: Outcome
    reached: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """A year's outcome before it is judged: ticked items 100, others 0, surveys as last known.

    `not_applicable` items are 0 in `low` and 100 in `high`. `survey_year` is None where no year
    has survey scores.
    """

    low: Outcome
    high: Outcome
    survey_year: int | None
    done: int
    listed: int
    not_applicable: tuple[str, ...]


def outcome(basis: Basis, changes: Scores | None = None) -> Outcome:
    """What the scores add up to with some of them changed, at any depth.

    A whole whose parts are not all known moves from what was typed by as much as its parts do.
    """
    exact = _changed(basis, changes or {})
    scores = {key: rounded(value) for key, value in exact.items()}
    total = scores.get("total")
    reached = None
    if total is not None:
        reached = level(total, scores, basis.levels, basis.rules.year)
    return Outcome(scores, total, reached, basis.rules.missing)


def levers(basis: Basis) -> tuple[str, ...]:
    """The lowest scores that are known and below 100, in the order of the sums."""
    known = _known(basis)
    has_known_part: dict[str, bool] = {}
    for rule in basis.rules.sums:
        has_known_part[rule.key] = any(
            part in known or has_known_part.get(part, False) for part, _ in rule.parts
        )
    order = [part for rule in basis.rules.sums for part, _ in rule.parts]
    return tuple(
        key
        for key in dict.fromkeys(order)
        if key in known and known[key] < FULL and not has_known_part.get(key, False)
    )


def ranking(basis: Basis, target: str = "total") -> tuple[Gain, ...]:
    """What raising each lever to 100 adds to `target`, most first; only what adds something."""
    now = _changed(basis, {})
    if target not in now:
        return ()
    pull = _pulls(basis.rules).get(target, {})
    bound = {item for pair in basis.rules.depends for item in pair}
    found: list[tuple[Fraction, Gain]] = []
    for lever in levers(basis):
        keys = (*_dragging(basis, lever), lever)
        gain = pull.get(lever, Fraction(0)) * (_FULL - now[lever])
        if lever in bound:
            after = _changed(basis, dict.fromkeys(keys, FULL))
            gain = after.get(target, now[target]) - now[target]
        if gain > 0:
            found.append((gain, Gain(keys, rounded(gain))))
    return tuple(gain for _, gain in sorted(found, key=lambda pair: -pair[0]))


def goals_of(levels: Sequence[Levels], year: int) -> tuple[Goal, ...]:
    """The totals 85 and 95, then the levels of the year that ask something of the tools."""
    found = [Goal("85", 85.0), Goal("95", 95.0)]
    for system in levels:
        if system.first_year <= year <= (system.last_year or year):
            strict = [rule for rule in system.rules if rule.tools_from is not None]
            found += [_goal(rule, system) for rule in reversed(strict)]
    return tuple(found)


def way_to(basis: Basis, goal: Goal) -> Way | MissingRule:
    """The fewest levers to raise to 100 that reach a goal, or what would have to be known.

    Raising a lever moves one tool and the total, each by an amount of its own whatever else is
    raised, so taking the largest first until every tool and then the total is high enough takes
    the fewest. Items that drag others are tried raised and not raised.
    """
    now = outcome(basis)
    if now.total is None:
        return _why_no_total(basis, now)
    unknown = tuple(key for key in goal.tools if key not in now.scores)
    if unknown and goal.tools_from is not None:
        return MissingRule("tools", basis.rules.year, unknown)
    dragging = sorted({key for lever in levers(basis) for key in _dragging(basis, lever)})
    dragging = dragging[:_MOST_DRAGGING]
    ways: list[tuple[str, ...]] = []
    for count in range(len(dragging) + 1):
        for raised in combinations(dragging, count):
            found = _greedy(basis, goal, dragging, raised)
            if found is not None:
                ways.append(found)
    if not ways:
        return _way(basis, goal, levers(basis), reached=False)
    return _way(basis, goal, min(ways, key=len), reached=True)


def forecast(state: State, year: int, rules: Rules, levels: tuple[Levels, ...]) -> Forecast:
    """What this year's ticked checklist and the last known survey scores add up to."""
    items = items_of(state, year)
    left_out = tuple(item.code for item in items if item.status == "na")
    low = forecast_basis(state, year, rules, levels)
    high = replace(low, scores={**low.scores, **dict.fromkeys(left_out, FULL)})
    return Forecast(
        low=outcome(low),
        high=outcome(high),
        survey_year=_survey_year(state, rules),
        done=sum(item.status == "done" for item in items),
        listed=len(items),
        not_applicable=left_out,
    )


def forecast_basis(state: State, year: int, rules: Rules, levels: tuple[Levels, ...]) -> Basis:
    """What a forecast rests on, to ask what raises it; what does not apply is 0."""
    known = _survey_year(state, rules)
    scores = typed_scores(state, known) if known else {}
    surveys = {key: score for key, score in scores.items() if key in _survey_keys(rules)}
    ticked = {i.code: FULL if i.status == "done" else 0.0 for i in items_of(state, year)}
    return Basis({**surveys, **ticked}, rules, levels)


def _survey_keys(rules: Rules) -> frozenset[str]:
    """The keys of the two surveys: the tools and all that they are summed from."""
    found = {"IIT", "EIT"}
    for rule in reversed(rules.sums):
        if rule.key in found or rule.key.startswith("EIT/"):
            found |= {rule.key, *(part for part, _ in rule.parts)}
    return frozenset(found)


def _survey_year(state: State, rules: Rules) -> int | None:
    """The last year up to this one that has scores of a survey."""
    keys = _survey_keys(rules)
    years = {s.year for s in state.all(Score) if s.key in keys and s.value is not None}
    return max((year for year in years if year <= rules.year), default=None)


def _known(basis: Basis) -> Mapping[str, Fraction]:
    """Every score that is known: computed where its parts give it, else as typed."""
    return _known_of(tuple(basis.scores.items()), basis.rules)


@lru_cache(maxsize=8)
def _known_of(scores: tuple[tuple[str, float], ...], rules: Rules) -> Mapping[str, Fraction]:
    """The same of one year is asked for each lever of a ranking: added up once."""
    typed = {key: fraction(value) for key, value in scores}
    return typed | exact_scores(dict(scores), rules)


@lru_cache(maxsize=8)
def _pulls(rules: Rules) -> Mapping[str, Mapping[str, Fraction]]:
    """By how much each whole rises when one score below it, at any depth, rises by a point."""
    pulls: dict[str, dict[str, Fraction]] = {}
    for rule in rules.sums:
        pull: dict[str, Fraction] = {}
        for part, share in rule.parts:
            for key, weight in {part: Fraction(1), **pulls.get(part, {})}.items():
                pull[key] = pull.get(key, Fraction(0)) + share * weight
        pulls[rule.key] = pull
    return pulls


def _changed(basis: Basis, changes: Scores) -> dict[str, Fraction]:
    """Every score that can be told after the changes, unrounded."""
    old = _known(basis)
    summed = {rule.key for rule in basis.rules.sums}
    asked = {key: fraction(value) for key, value in changes.items()}
    typed = {key: fraction(value) for key, value in basis.scores.items()} | asked
    new = {key: value for key, value in typed.items() if key not in summed}
    for item, other in basis.rules.depends:
        if new.get(other) == 0:
            new[item] = Fraction(0)
        elif item not in new and item in old:
            new[item] = old[item]  # nobody knows its own score: it stays at 0
    moved = {key: _difference(key, old, new) for key in {*old, *new} if key not in summed}
    for rule in basis.rules.sums:
        by_parts = _moved_by(rule, moved)
        if rule.key in asked:
            new[rule.key] = asked[rule.key]
        elif by_parts == 0 and rule.key in old:
            new[rule.key] = old[rule.key]
        elif all(part in new for part, _ in rule.parts):
            shares = [share for _, share in rule.parts]
            new[rule.key] = weighted(shares, [new[part] for part, _ in rule.parts])
        elif by_parts is not None and rule.key in old:
            new[rule.key] = old[rule.key] + by_parts
        both = rule.key in old and rule.key in new
        moved[rule.key] = new[rule.key] - old[rule.key] if both else by_parts
    return new


def _difference(
    key: str, old: Mapping[str, Fraction], new: Mapping[str, Fraction]
) -> Fraction | None:
    """By how much a score moves; None where that cannot be told."""
    return new[key] - old[key] if key in old and key in new else None


def _moved_by(rule: Sum, moved: Mapping[str, Fraction | None]) -> Fraction | None:
    """By how much a sum moves with its parts; parts that nobody knows stay as they are."""
    total = Fraction(0)
    for part, share in rule.parts:
        by = moved.get(part, Fraction(0))
        if by is None:
            return None
        if by:
            total += share * by
    return total


def _dragging(basis: Basis, lever: str) -> tuple[str, ...]:
    """The items that must be raised before this one can score anything, the first first."""
    found: tuple[str, ...] = ()
    for item, other in basis.rules.depends:
        if item == lever and (basis.scores.get(other) == 0 or _dragging(basis, other)):
            found = (*_dragging(basis, other), other, *found)
    return tuple(dict.fromkeys(found))


def _goal(rule: LevelRule, system: Levels) -> Goal:
    return Goal(rule.name, rule.total_from, rule.tools_from, system.tools)


def _why_no_total(basis: Basis, now: Outcome) -> MissingRule:
    """What is missing for a total: the weights, else the scores of these tools."""
    for rule in basis.rules.sums:
        if rule.key == "total":
            unknown = tuple(part for part, _ in rule.parts if part not in now.scores)
            return MissingRule("tools", basis.rules.year, unknown)
    return MissingRule("weights", basis.rules.year)


def _greedy(
    basis: Basis, goal: Goal, dragging: Sequence[str], raised: Sequence[str]
) -> tuple[str, ...] | None:
    """The fewest levers with just these of the dragging items; None if they do not suffice."""
    start = _changed(basis, dict.fromkeys(raised, FULL))
    free = [
        lever
        for lever in levers(basis)
        if lever not in dragging and set(_dragging(basis, lever)) <= set(raised)
    ]
    wanted = [("total", goal.total_from)]
    if goal.tools_from is not None:
        wanted = [*((tool, goal.tools_from) for tool in goal.tools), *wanted]
    chosen: list[str] = []
    for target, least in wanted:
        pull = _pulls(basis.rules)[target]
        gains = {lever: pull.get(lever, 0) * (_FULL - start[lever]) for lever in free}
        reached = start[target] + sum((gains[lever] for lever in chosen), start=Fraction(0))
        for lever in sorted(free, key=lambda lever: -gains[lever]):
            if rounded(reached) >= least:
                break
            if lever not in chosen:
                chosen.append(lever)
                reached += gains[lever]
        if rounded(reached) < least:
            return None
    return (*raised, *chosen)


def _way(basis: Basis, goal: Goal, chosen: Sequence[str], *, reached: bool) -> Way:
    """The levers in the order in which they help most, with the total after each."""
    order = [gain.keys[-1] for gain in ranking(basis) if gain.keys[-1] in chosen]
    order += [key for key in chosen if key not in order]
    first = {key for lever in order for key in _dragging(basis, lever)}
    order.sort(key=lambda key: key not in first)
    steps: list[tuple[str, float]] = []
    for count, key in enumerate(order, start=1):
        exact = _changed(basis, dict.fromkeys(order[:count], FULL))
        steps.append((key, rounded(exact["total"])))
    return Way(goal, tuple(steps), outcome(basis, dict.fromkeys(order, FULL)), reached)
