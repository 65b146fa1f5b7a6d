from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import state_of
from tests.core.packs import oit, questions
from tests.core.test_scoring import LEAVES, RULES, TOOLS

from itadesk.core.model import Item, Record, Score, Year
from itadesk.core.question_form import LevelRule, Levels
from itadesk.core.scores import rules_of
from itadesk.core.scoring import Level, MissingRule, Rules, Sum, computed
from itadesk.core.whatif import (
    Basis,
    Goal,
    Way,
    forecast,
    goals_of,
    levers,
    outcome,
    ranking,
    way_to,
)

LEVELS = questions().levels
BASIS = Basis(LEAVES, RULES, LEVELS)
scores = st.floats(0, 100).map(lambda value: round(value, 2))
some_leaves = st.dictionaries(st.sampled_from(sorted(LEAVES)), scores, max_size=5)


def test_what_if_nothing_changed_is_what_is() -> None:
    now = outcome(BASIS)
    assert now.total == 89.94
    assert now.level == Level("ผ่าน", confirmed=True)
    assert {key: now.scores[key] for key in TOOLS} == TOOLS


@given(some_leaves)
def test_what_if_the_current_values_is_the_current_total(changes: dict[str, float]) -> None:
    basis = Basis({**LEAVES, **changes}, RULES, LEVELS)
    same = {key: basis.scores[key] for key in changes}
    assert outcome(basis, same) == outcome(basis)


@given(some_leaves)
def test_what_if_is_what_the_changed_scores_add_up_to(changes: dict[str, float]) -> None:
    wanted = {k: c.value for k, c in computed({**LEAVES, **changes}, RULES).items()}
    found = outcome(BASIS, changes).scores
    assert {key: found[key] for key in wanted} == wanted


@given(some_leaves, st.sampled_from(sorted(LEAVES)), scores, scores)
def test_the_total_never_falls_when_a_score_rises(
    others: dict[str, float], key: str, one: float, other: float
) -> None:
    basis = Basis({**LEAVES, **others, key: min(one, other)}, RULES, LEVELS)
    before, after = outcome(basis).total, outcome(basis, {key: max(one, other)}).total
    assert before is not None
    assert after is not None
    assert after >= before


@given(st.sets(st.sampled_from(sorted(LEAVES)), max_size=20), st.sampled_from(sorted(LEAVES)))
@settings(max_examples=60)
def test_a_whole_moves_with_its_part_where_other_parts_are_unknown(
    forgotten: set[str], key: str
) -> None:
    """What was typed of the wholes and is left of the parts gives the same gains as everything."""
    everything = outcome(BASIS)
    left = {k: v for k, v in everything.scores.items() if k not in forgotten - {key}}
    partly = outcome(Basis(left, RULES, LEVELS), {key: 100.0})
    wholly = outcome(BASIS, {key: 100.0})
    assert partly.total == pytest.approx(wholly.total, abs=0.03)


def test_a_whole_can_be_asked_about_though_its_parts_give_another() -> None:
    assert outcome(BASIS, {"9": 100.0}).scores["OIT"] == 100.0


def test_ranks_agree_with_brute_force() -> None:
    now = outcome(BASIS).total
    assert now is not None
    gains = {}
    for key, score in LEAVES.items():
        after = computed({**LEAVES, key: 100.0}, RULES)["total"].value
        if score < 100 and after > now:
            gains[key] = after - now
    found = ranking(BASIS)
    assert {gain.keys[-1] for gain in found} >= set(gains)
    for gain in found:
        assert gain.gain == pytest.approx(gains.get(gain.keys[-1], 0.0), abs=0.011)
    assert [gain.gain for gain in found] == sorted((g.gain for g in found), reverse=True)
    assert found[0].keys == ("e9/2",)


def test_only_what_is_lowest_and_known_can_be_raised() -> None:
    assert set(levers(BASIS)) == {key for key, score in LEAVES.items() if score < 100}
    typed = {"1": 90.0, "2": 100.0, "IIT": 80.0, "EIT/1": 70.0, "total": 60.0, "9.1": 10.0, "O8": 0}
    assert set(levers(Basis(typed, RULES, LEVELS))) == {"1", "9.1", "O8"}


# Two tools of three and two items; O5 is dragged by O4, O3 by O2, whose parts carry little.
SMALL = Rules(
    year=2567,
    sums=(
        Sum("A", tuple((f"O{n}", Fraction(1, 3)) for n in (1, 2, 3)), confirmed=True),
        Sum("B", (("O4", Fraction(1, 10)), ("O5", Fraction(9, 10))), confirmed=True),
        Sum("total", (("A", Fraction(2, 5)), ("B", Fraction(3, 5))), confirmed=True),
    ),
    depends=(("O5", "O4"), ("O3", "O2")),
    items=("O1", "O2", "O3", "O4", "O5"),
    item_scores=(0, 50, 100),
    missing=(),
)
SMALL_LEVELS = (Levels(2560, (LevelRule("ดี", 80, 80), LevelRule("ไม่ดี", 0)), "-", tools=("A", "B")),)
some_score = st.sampled_from([0.0, 40.0, 70.0, 90.0, 100.0])
small_scores = st.fixed_dictionaries({f"O{n}": some_score for n in range(1, 6)})
goals = st.builds(
    Goal,
    st.just("?"),
    st.sampled_from([0.0, 50.0, 85.0, 95.0, 100.0]),
    st.sampled_from([None, 30.0, 85.0, 100.0]),
    st.just(("A", "B")),
)


def reaches(basis: Basis, goal: Goal, keys: tuple[str, ...]) -> bool:
    found = outcome(basis, dict.fromkeys(keys, 100.0))
    tools = [found.scores[tool] >= (goal.tools_from or 0) for tool in goal.tools]
    assert found.total is not None
    return found.total >= goal.total_from and all(tools)


@given(small_scores, goals)
def test_a_way_to_a_goal_is_as_short_as_brute_force_finds(
    typed: dict[str, float], goal: Goal
) -> None:
    basis = Basis(typed, SMALL, SMALL_LEVELS)
    way = way_to(basis, goal)
    assert isinstance(way, Way)
    assert way.reached
    keys = tuple(key for key, _ in way.steps)
    assert reaches(basis, goal, keys)
    shortest = next(
        count
        for count in range(6)
        for some in combinations(levers(basis), count)
        if reaches(basis, goal, some)
    )
    assert len(keys) == shortest
    if way.steps:
        assert way.steps[-1][1] == way.outcome.total


def test_an_item_is_raised_together_with_the_one_that_drags_it() -> None:
    basis = Basis({"O1": 100, "O2": 100, "O3": 100, "O4": 0, "O5": 0}, SMALL, SMALL_LEVELS)
    assert [(gain.keys, gain.gain) for gain in ranking(basis)] == [
        (("O4", "O5"), 60.0),
        (("O4",), 6.0),
    ]
    way = way_to(basis, Goal("85", 85))
    assert isinstance(way, Way)
    assert way.steps == (("O4", 46.0), ("O5", 100.0))


@given(small_scores, st.sampled_from(["A", "B", "total"]))
def test_every_gain_is_what_the_raised_scores_add_up_to(
    typed: dict[str, float], target: str
) -> None:
    basis = Basis(typed, SMALL, SMALL_LEVELS)
    before = outcome(basis).scores[target]
    found = ranking(basis, target)
    for gain in found:
        after = outcome(basis, dict.fromkeys(gain.keys, 100.0)).scores[target]
        assert gain.gain == pytest.approx(after - before, abs=0.011)
    for lever in set(levers(basis)) - {gain.keys[-1] for gain in found}:
        assert outcome(basis, {lever: 100.0}).scores[target] == before


def test_a_dragged_item_that_nobody_scored_stays_at_0_until_it_is_raised_itself() -> None:
    basis = Basis({"O1": 100, "O2": 0, "O4": 100, "O5": 100}, SMALL, SMALL_LEVELS)
    assert outcome(basis, {"O2": 100}).scores["A"] == 66.67
    way = way_to(basis, Goal("100", 100))
    assert isinstance(way, Way)
    assert way.steps == (("O2", 86.67), ("O3", 100.0))


def test_the_ways_of_a_whole_year_are_found_while_the_clerk_waits() -> None:
    rules = rules_of(state_of(), 2567, questions(), oit(2567))
    basis = Basis({**LEAVES, "O1": 0, "O2": 50}, rules, LEVELS)
    outcome(basis)
    began = process_time()
    assert ranking(basis)
    for goal in goals_of(LEVELS, 2567):
        assert isinstance(way_to(basis, goal), Way)
    assert process_time() - began < 0.5


def test_what_is_needed_for_each_level_of_the_real_office() -> None:
    found = {goal.name: way_to(BASIS, goal) for goal in goals_of(LEVELS, 2567)}
    assert list(found) == ["85", "95", "ผ่านดี", "ผ่านดีเยี่ยม"]
    for name, way in found.items():
        assert isinstance(way, Way), name
        assert way.reached
    good, best = found["ผ่านดี"], found["ผ่านดีเยี่ยม"]
    assert isinstance(good, Way)
    assert isinstance(best, Way)
    assert found["85"].steps == ()  # type: ignore[union-attr]
    assert len(good.steps) == 1
    assert good.steps[0][0].startswith("O")
    assert good.outcome.level == Level("ผ่านดี", confirmed=True)
    assert best.outcome.level == Level("ผ่านดีเยี่ยม", confirmed=True)


def test_a_goal_that_nothing_reaches_says_so() -> None:
    basis = Basis({**LEAVES, "IIT": 100.0, "total": 10.0}, RULES, LEVELS)
    way = way_to(basis, Goal("101", 101))
    assert isinstance(way, Way)
    assert not way.reached
    assert way.outcome.total == 100.0


def test_what_is_not_known_is_told_and_not_guessed() -> None:
    rules = rules_of(state_of(), 2568, questions(), oit(2568))
    basis = Basis({k: v for k, v in LEAVES.items() if not k.startswith("O")}, rules, LEVELS)
    now = outcome(basis)
    assert now.total is None
    assert now.level is None
    assert {missing.what for missing in now.missing} == {"items", "weights"}
    assert way_to(basis, Goal("85", 85)) == MissingRule("weights", 2568)
    assert ranking(basis) == ()
    assert ranking(basis, "EIT")[0].keys == ("e9/2",)


def checklist(year: int, statuses: dict[str, str], **points: float) -> list[Record]:
    return [
        Item(f"{year}/{code}", year, code, int(code[1:]), status=status, points=points.get(code))
        for code, status in statuses.items()
    ]


def test_a_forecast_takes_the_ticks_of_this_year_and_the_surveys_of_the_last() -> None:
    known = [Score(f"2566/{key}", 2566, key, value) for key, value in LEAVES.items()]
    older = [Score("2565/i1", 2565, "i1", 1.0)]
    statuses = {f"O{n}": "done" for n in range(1, 36)} | {"O8": "todo", "O9": "na"}
    state = state_of(*known, *older, *checklist(2567, statuses))
    found = forecast(state, 2567, RULES, LEVELS)
    assert found.survey_year == 2566
    assert (found.done, found.listed, found.not_applicable) == (33, 35, ("O9",))
    items = dict.fromkeys(statuses, 100.0) | {"O8": 0.0}
    wanted = {**LEAVES, **items}
    assert found.high.total == computed(wanted, RULES)["total"].value
    assert found.low.total == computed({**wanted, "O9": 0.0}, RULES)["total"].value


def test_points_and_weights_that_the_office_says_make_a_forecast_for_a_new_year() -> None:
    known = [Score(f"2567/{key}", 2567, key, value) for key, value in LEAVES.items()]
    items = checklist(2568, {"O27": "todo", "O28": "done", "O1": "done"}, O27=4, O28=2, O1=4)
    said = Year("2568", 2568, weight_iit=30, weight_eit=30, weight_oit=40)
    state = state_of(*known, *items, said)
    rules = rules_of(state, 2568, questions(), oit(2568))
    assert rules.missing == ()
    found = forecast(state, 2568, rules, LEVELS)
    assert found.low.scores["OIT"] == 40.0  # O28 is done, but O27 drags it
    assert found.low.total == pytest.approx(94.24 * 0.3 + 93.66 * 0.3 + 40 * 0.4, abs=0.01)
    raised = outcome(Basis({"O27": 0, "O28": 100, "O1": 100}, rules, LEVELS), {"O27": 100})
    assert raised.scores["OIT"] == 100.0
