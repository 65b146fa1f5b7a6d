from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.packs import OIT_YEARS, oit, questions

from itadesk.core.scoring import (
    Computed,
    Level,
    MissingRule,
    Slip,
    band,
    computed,
    level,
    rules_for,
    slips,
)

RULES = rules_for(2567, questions(), oit(2567))
VECTOR = Path(__file__).parents[3] / "shared" / "domain" / "questions.json"

# What one office was scored in 2567, question by question and item by item.
IIT = (95.2, 98.4, 84.0, 96.0, 92.8, 92.0, 91.2, 93.6, 100.0, 87.2, 93.6, 98.4, 98.4, 96.8, 96.0)
EIT_1 = (99.26, 99.51, 98.77, 99.51, 99.75, 99.75, 99.51, 99.75, 90.12)
EIT_2 = (100, 100, 100, 100, 100, 100, 100, 100, 0)
OIT_NOT_100 = {"O8": 50, "O9": 0, "O13": 0, "O14": 0, "O15": 0, "O16": 0, "O17": 0, "O23": 0}
LEAVES: dict[str, float] = {
    **{f"i{n}": score for n, score in enumerate(IIT, start=1)},
    **{f"e{n}/1": score for n, score in enumerate(EIT_1, start=1)},
    **{f"e{n}/2": score for n, score in enumerate(EIT_2, start=1)},
    **{f"O{n}": 100 for n in range(1, 36)},
    **OIT_NOT_100,
}
INDICATORS = {
    "1": 92.53,
    "2": 93.6,
    "3": 94.93,
    "4": 93.07,
    "5": 97.07,
    "6": 99.59,
    "7": 99.84,
    "8": 81.56,
    "9": 67.86,
    "10": 100.0,
}
TOOLS = {"IIT": 94.24, "EIT": 93.66, "EIT/1": 98.44, "EIT/2": 88.89, "OIT": 83.93}
TOTAL = {"total": 89.94}

scores = st.floats(0, 100).map(lambda value: round(value, 2))


def values(found: dict[str, Computed]) -> dict[str, float]:
    return {key: entry.value for key, entry in found.items()}


def test_every_published_number_comes_out_to_the_hundredth() -> None:
    found = values(computed(LEAVES, RULES))
    expected = {**INDICATORS, **TOOLS, **TOTAL}
    assert {key: found[key] for key in expected} == expected


def test_the_vector_is_the_one_that_was_handed_down() -> None:
    if not VECTOR.is_file():
        pytest.skip(f"the domain notes are not at {VECTOR}")
    vector = json.loads(VECTOR.read_text("utf-8"))["test_vector"]
    leaves = dict(vector["iit"])
    for part in (1, 2):
        leaves |= {f"{code}/{part}": n for code, n in vector[f"eit_part{part}"].items()}
    leaves |= {f"O{n}": vector["oit_rest"] for n in range(1, 36)} | vector["oit_not_100"]
    assert leaves == LEAVES
    expect = vector["expect"]
    assert expect["indicators"] == INDICATORS
    assert [expect[key] for key in ("IIT", "EIT", "EIT_part1", "EIT_part2", "OIT")] == list(
        TOOLS.values()
    )
    assert (expect["total"], expect["level"]) == (89.94, "ผ่าน")


def test_the_two_slips_of_the_document_are_found_and_no_other() -> None:
    typed = {**LEAVES, "O23": 100, **INDICATORS, "1": 92.23, **TOOLS, **TOTAL}
    first, second = slips(typed, RULES)
    assert first == Slip("1", 92.23, 92.53)
    assert (second.key, second.typed, second.computed) == ("9", 67.86, 72.86)
    assert ("O23", 0.0) in second.suspects
    assert set(second.suspects) == {(f"O{n}", 0.0) for n in range(18, 26)}


def test_correct_scores_hold_no_slip() -> None:
    assert slips({**LEAVES, **INDICATORS, **TOOLS, **TOTAL}, RULES) == ()


def test_a_wrong_total_is_one_slip() -> None:
    found = slips({**LEAVES, **INDICATORS, **TOOLS, "total": 98.94}, RULES)
    assert found == (Slip("total", 98.94, 89.94),)


def test_typed_wholes_count_where_their_parts_are_not_typed() -> None:
    found = values(computed(INDICATORS, RULES))
    assert found == {"IIT": 94.24, "EIT": 93.66, "OIT": 83.93, "total": 89.94}
    assert values(computed({"IIT": 94.24, "EIT": 93.66, "OIT": 83.93}, RULES)) == TOTAL
    mixed = {key: value for key, value in LEAVES.items() if not key.startswith("O")}
    assert values(computed({**mixed, "OIT": 83.93}, RULES))["total"] == 89.94


def test_half_a_hundredth_goes_up() -> None:
    found = computed({"i1": 0.01, "i2": 0.01, "i3": 0.0, "4": 0}, RULES)
    assert found["1"].value == 0.01
    assert computed({"9": 67.85, "10": 100.0}, RULES)["OIT"].value == 83.93
    assert computed({"9": 1.01, "10": 0.0}, RULES)["OIT"].value == 0.51


def test_what_cannot_be_computed_is_absent() -> None:
    assert computed({}, RULES) == {}
    without = {key: value for key, value in LEAVES.items() if key != "i2"}
    found = values(computed(without, RULES))
    assert not {"1", "IIT", "total"} & found.keys()
    assert found["2"] == 93.6
    assert found["OIT"] == 83.93


def test_only_the_split_of_indicator_10_is_unproved_in_2567() -> None:
    found = computed(LEAVES, RULES)
    unproved = {key for key, entry in found.items() if not entry.confirmed}
    assert unproved == {"10.1", "10.2", "10", "OIT", "total"}
    borne_out = computed({**LEAVES, "10": 100.0}, RULES)
    assert {key for key, entry in borne_out.items() if not entry.confirmed} == {"10.1", "10.2"}


def test_2566_adds_up_but_unproved() -> None:
    rules = rules_for(2566, questions(), oit(2566))
    assert rules.missing == ()
    found = computed({f"O{n}": 100 for n in range(1, 44)}, rules)
    assert {key: entry.value for key, entry in found.items()}["OIT"] == 100
    assert not any(entry.confirmed for entry in found.values())


@pytest.mark.parametrize("year", [2568, 2569])
def test_years_without_weights_or_points_get_no_guess(year: int) -> None:
    rules = rules_for(year, questions(), oit(year))
    assert rules.missing == (MissingRule("items", year), MissingRule("weights", year))
    found = computed({**LEAVES, "9": 67.86, "10": 100.0}, rules)
    assert found["1"] == Computed("1", 92.53, confirmed=False)
    assert found["OIT"].value == 83.93
    assert "total" not in found
    assert "9" not in found


def test_an_item_that_depends_on_one_that_failed_fails_too() -> None:
    rules = rules_for(2568, questions(), oit(2568))
    typed = {"O27": 0.0, "O28": 100.0}
    assert computed(typed, rules)["O28"] == Computed("O28", 0.0, confirmed=True)
    assert slips(typed, rules) == (Slip("O28", 100.0, 0.0),)
    assert slips({"O27": 100.0, "O28": 100.0}, rules) == ()


def test_a_year_before_the_questions_still_adds_its_tools_up() -> None:
    rules = rules_for(2565, questions())
    assert rules.missing == (MissingRule("means", 2565),)
    found = computed({"IIT": 90.0, "EIT": 80.0, "OIT": 70.0, **LEAVES}, rules)
    assert found == {"total": Computed("total", 79.0, confirmed=False)}
    assert rules_for(2563, questions()).sums == ()


@pytest.mark.parametrize(
    ("total", "tools", "expected"),
    [
        (89.94, TOOLS, "ผ่าน"),
        (96.0, {"IIT": 95, "EIT/1": 95, "EIT/2": 95, "OIT": 99}, "ผ่านดีเยี่ยม"),
        (96.0, {"IIT": 94.99, "EIT/1": 95, "EIT/2": 95, "OIT": 99}, "ผ่านดี"),
        (94.99, {"IIT": 95, "EIT/1": 95, "EIT/2": 95, "OIT": 95}, "ผ่านดี"),
        (85.0, {"IIT": 85, "EIT/1": 85, "EIT/2": 84.99, "OIT": 85}, "ผ่าน"),
        (85.0, {"OIT": 84}, "ผ่าน"),
        (84.99, {}, "ต้องปรับปรุง"),
        (70.0, {}, "ต้องปรับปรุง"),
        (69.99, {}, "ต้องปรับปรุงโดยด่วน"),
        (0.0, {}, "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_levels_since_2566(total: float, tools: dict[str, float], expected: str) -> None:
    assert level(total, tools, questions().levels, 2567) == Level(expected, confirmed=True)
    assert level(total, tools, questions().levels, 2568) == Level(expected, confirmed=False)


@pytest.mark.parametrize(
    ("total", "expected"),
    [(95.0, "AA"), (94.99, "A"), (75.0, "B"), (65.38, "C"), (55, "D"), (50, "E"), (49.99, "F")],
)
def test_levels_before_2566(total: float, expected: str) -> None:
    assert level(total, {}, questions().levels, 2565) == Level(expected, confirmed=True)


def test_a_level_that_needs_more_scores_says_which() -> None:
    found = level(90.0, {"IIT": 90, "EIT": 90, "OIT": 90}, questions().levels, 2567)
    assert found == MissingRule("tools", 2567, ("EIT/1", "EIT/2"))
    assert level(90.0, {}, questions().levels, 2561) == MissingRule("levels", 2561)


@pytest.mark.parametrize(
    ("score", "expected"),
    [(0, 1), (84, 1), (84.5, 1), (84.99, 1), (85, 2), (87.2, 2), (99.99, 2), (100, 3)],
)
def test_bands(score: float, expected: int) -> None:
    assert band(score, questions().bands) == expected


@pytest.mark.parametrize("year", OIT_YEARS)
def test_all_hundred_is_a_hundred(year: int) -> None:
    rules = rules_for(year, questions(), oit(year))
    full = dict.fromkeys(LEAVES, 100.0) | {item.code: 100.0 for item in oit(year).items}
    found = values(computed(full, rules))
    assert set(found.values()) == {100.0}
    assert slips({**full, **found}, rules) == ()


@settings(max_examples=50)
@given(
    st.fixed_dictionaries(dict.fromkeys(LEAVES, scores)),
    st.sampled_from(sorted(LEAVES)),
    scores,
)
def test_a_better_score_never_lowers_the_total(
    typed: dict[str, float], key: str, other: float
) -> None:
    low, high = sorted((typed[key], other))
    before = values(computed({**typed, key: low}, RULES))
    after = values(computed({**typed, key: high}, RULES))
    assert before.keys() == after.keys()
    assert all(before[name] <= after[name] for name in before)
    assert all(0 <= value <= 100 for value in after.values())


@settings(max_examples=50)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys([*LEAVES, *INDICATORS, *TOOLS], scores)))
def test_only_what_has_all_its_parts_is_computed(typed: dict[str, float]) -> None:
    found = computed(typed, RULES)
    known = typed.keys() | found.keys()
    for rule in RULES.sums:
        assert (rule.key in found) == all(part in known for part, _ in rule.parts)


@settings(max_examples=50)
@given(st.fixed_dictionaries(dict.fromkeys(LEAVES, scores)))
def test_published_roundings_are_never_taken_for_slips(typed: dict[str, float]) -> None:
    published = values(computed(typed, RULES))
    assert slips({**typed, **published}, RULES) == ()
    above = {key: value for key, value in published.items() if "." not in key and "/" not in key}
    assert slips(above, RULES) == ()
