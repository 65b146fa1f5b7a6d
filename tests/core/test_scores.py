from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.building import state_of
from tests.core.editing import Log
from tests.core.packs import oit, questions
from tests.core.test_scoring import INDICATORS, LEAVES, TOOLS

from itadesk.core.errors import UserError
from itadesk.core.model import EMPTY, Score, Year
from itadesk.core.scores import (
    key_of,
    rules_of,
    score_set,
    score_table,
    scores_pasted,
    typed_scores,
    year_scores,
)
from itadesk.core.scoring import Level, MissingRule
from itadesk.core.years import year_from_form

YEAR = 2567


def typed(year: int, scores: dict[str, float]) -> list[Score]:
    return [Score(f"{year}/{key}", year, key, value) for key, value in scores.items()]


def test_the_table_has_every_key_with_typed_computed_and_what_disagrees() -> None:
    state = state_of(*typed(YEAR, {**LEAVES, **INDICATORS, **TOOLS, "total": 89.94, "1": 92.23}))
    table = {line.key: line for line in score_table(state, YEAR, questions(), oit(YEAR))}
    assert set(table) >= {*LEAVES, *INDICATORS, *TOOLS, "total", "9.1", "10.2", "6/1"}
    assert list(table)[:3] == ["total", "IIT", "1"]
    assert table["1"].typed == 92.23
    assert table["1"].computed is not None
    assert table["1"].computed.value == 92.53
    assert [line.key for line in table.values() if line.slip] == ["1"]
    assert table["i1"].depth == "question"
    assert table["O8"].label
    assert table["6/1"].depth == "part"


def test_a_wrong_item_is_named_as_suspect() -> None:
    wrong = {**LEAVES, **INDICATORS, "O23": 100.0}
    table = {
        line.key: line
        for line in score_table(state_of(*typed(YEAR, wrong)), YEAR, questions(), oit(YEAR))
    }
    assert table["9"].slip is not None
    assert ("O23", 0.0) in table["9"].slip.suspects


@pytest.mark.parametrize("year", [2564, 2565, 2566, 2568, 2569, 2570])
def test_a_table_can_be_made_of_any_year_and_of_an_empty_file(year: int) -> None:
    table = score_table(EMPTY, year, questions())
    assert {"total", "IIT", "EIT/2", "i1", "e9/2"} <= {line.key for line in table}
    assert all(line.typed is None and line.computed is None for line in table)


def test_items_of_a_listed_year_are_in_the_table() -> None:
    log = Log()
    log.take(year_from_form(oit(2568)))
    for state in (log.state, EMPTY):
        table = score_table(state, 2568, questions(), oit(2568))
        keys = [line.key for line in table]
        assert len(set(keys)) == len(keys)
        assert {f"O{n}" for n in range(1, 29)} < set(keys)
        assert keys.index("9.1") < keys.index("O1")


@given(st.dictionaries(st.sampled_from([*LEAVES, *INDICATORS, "total"]), st.floats(0, 100)))
def test_what_is_set_is_kept_and_what_is_taken_away_is_gone(scores: dict[str, float]) -> None:
    log = Log()
    for key, value in scores.items():
        log.take(score_set(log.state, YEAR, key, 1.0))
        log.take(score_set(log.state, YEAR, key, value))
    assert typed_scores(log.state, YEAR) == scores
    for key in scores:
        log.take(score_set(log.state, YEAR, key, None))
    assert typed_scores(log.state, YEAR) == {}
    assert score_set(log.state, YEAR, "i1", None) == []


@pytest.mark.parametrize("value", [-0.01, 100.01, 9253])
def test_a_score_outside_0_to_100_is_refused(value: float) -> None:
    with pytest.raises(UserError, match="score-out-of-range"):
        score_set(EMPTY, YEAR, "1", value)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("O8", "O8"), ("o๐๘", "O8"), ("ข้อ O๒๓", "O23"), ("ข้อ i1", "i1"), ("e๙/๒", "e9/2"),
        ("ตัวชี้วัดที่ ๑", "1"), ("๑๐", "10"), ("ตัวชี้วัดย่อยที่ 9.1", "9.1"), ("EIT/1", "EIT/1"),
        ("IIT", "IIT"), ("คะแนนรวม", "total"), ("ภาพรวม", "total"), ("น้ำ", ""), ("", ""),
    ],
)  # fmt: skip
def test_labels_name_keys(label: str, key: str) -> None:
    assert key_of(label) == key


def test_pasted_rows_go_by_their_labels_or_down_the_table() -> None:
    keys = [line.key for line in score_table(EMPTY, YEAR, questions(), oit(YEAR))]
    rows = [
        ["ข้อ O๘", "โครงสร้าง", "๕๐"],
        ["i1", "95.2"],
        ["ข้อ i2", "-"],
        ["i3", "ป่า"],
        ["i4", "101"],
        ["e1", "ท่านได้รับบริการ", "๙๕.๒", "90"],
        ["e2", "88"],
    ]
    edits, refused = scores_pasted(EMPTY, YEAR, "total", rows, keys)
    log = Log()
    log.take(edits)
    assert typed_scores(log.state, YEAR) == {"O8": 50.0, "i1": 95.2, "e1/1": 95.2, "e1/2": 90.0}
    assert refused == ("i3 ป่า", "i4 101", "e2 88")
    edits, refused = scores_pasted(EMPTY, YEAR, "i1", [["๘๔.๐๐"], [""], ["๙๐"], ["100"]], keys)
    log = Log()
    log.take(edits)
    assert typed_scores(log.state, YEAR) == {"i1": 84.0, "i3": 90.0, "2": 100.0}
    assert refused == ()


def test_years_stand_beside_each_other_with_both_names_of_their_levels() -> None:
    state = state_of(
        *typed(2565, {"total": 96.0}),
        *typed(2567, LEAVES),
        *typed(2566, {"total": 91.45}),
        Year("2566", 2566, level="ผ่าน"),
    )
    old = year_scores(state, 2565, questions())
    assert old.level == Level("AA", confirmed=True)
    assert [first for first, _ in old.levels] == [2566, 2562]
    assert isinstance(old.levels[0][1], MissingRule)
    new = year_scores(state, 2567, questions(), oit(2567))
    assert new.scores["total"] == 89.94
    names = [level.name for _, level in new.levels if isinstance(level, Level)]
    assert names == ["ผ่าน", "A"]
    assert year_scores(state, 2566, questions()).level == Level("ผ่าน", confirmed=True)
    assert year_scores(state, 2570, questions()).level is None


def test_weights_that_do_not_add_up_are_not_used() -> None:
    state = state_of(Year("2568", 2568, weight_iit=30, weight_eit=30, weight_oit=30))
    rules = rules_of(state, 2568, questions(), oit(2568))
    assert "weights" in {missing.what for missing in rules.missing}
