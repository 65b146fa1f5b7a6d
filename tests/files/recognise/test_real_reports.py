"""The five real reports are read whole: everything in its place, every letter accounted for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.files.recognise.accounting import letters_of, placed_texts

from itadesk.core.findings import Finding, thai_letters
from itadesk.files.recognise.document import find
from itadesk.files.tabletext import read_text


def report(seeds: Path, number: str) -> tuple[str, Finding]:
    (file,) = seeds.glob(f"{number}_*.txt")
    text = file.read_text(encoding="utf-8")
    return text, find(read_text(text, file.name))


def keys(finding: Finding) -> list[str]:
    return [notice.key for notice in finding.notices]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_thai_letter_is_placed_or_told(seeds: Path, number: str) -> None:
    text, finding = report(seeds, number)
    assert letters_of(finding) == thai_letters(re.sub("<[^<>]*>", "", text))
    assert not finding.pieces_as("unplaced")
    assert not any(
        re.search(r"</?(p|ul|li|input)\b|\*\*", placed) for placed in placed_texts(finding)
    )


def test_000_has_8_measures_with_24_step_groups(seeds: Path) -> None:
    _, finding = report(seeds, "000")
    assert finding.years == (2568,)
    assert [len(measure.groups) for measure in finding.measures] == [3, 2, 3, 2, 1, 4, 2, 7]
    assert [measure.number for measure in finding.measures] == list("๑๒๓๔๕๖๗๘")
    assert len({measure.period for measure in finding.measures}) == 1
    assert all(measure.responsible for measure in finding.measures)
    last = finding.measures[-1].groups
    steps = [line for group in last for line in group.steps.split("\n")]
    numbers = [found[1] for line in steps if (found := re.match(r"([๐-๙]+)\.", line))]
    assert numbers == ["๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙", "๑๐", "๑๑"]
    assert all(group.outputs and group.outcome for group in last[:-1])


def test_001_has_3_measures_8_indicators_and_43_items_done(seeds: Path) -> None:
    _, finding = report(seeds, "001")
    assert finding.years == (2566,)
    assert len(finding.measures) == 3
    assert all(measure.reason and measure.groups[0].steps for measure in finding.measures)
    assert [row.number for row in finding.indicators] == list(range(1, 9))
    assert {row.status for row in finding.indicators} == {"done"}
    assert [item.code for item in finding.items] == [f"O{n}" for n in range(1, 44)]
    assert {item.status for item in finding.items} == {"done"}
    assert all(item.name and item.components and item.progress for item in finding.items)
    assert [item.indicator for item in finding.items] == (
        ["9.1"] * 10 + ["9.2"] * 8 + ["9.3"] * 4 + ["9.4"] * 4 + ["9.5"] * 4
        + ["10.1"] * 8 + ["10.2"] * 5
    )  # fmt: skip
    assert [(score.key, score.value) for score in finding.scores] == [("total", 91.45)]
    assert keys(finding) == ["level-read", "head-changed", "columns-may-be-swapped"]


def test_002_has_the_scores(seeds: Path) -> None:
    _, finding = report(seeds, "002")
    scores = {score.key: score.value for score in finding.scores}
    assert {score.year for score in finding.scores} == {2567}
    indicators = [92.23, 93.60, 94.93, 93.07, 97.07, 99.59, 99.84, 81.56, 67.86, 100]
    assert [scores[str(n)] for n in range(1, 11)] == indicators
    assert scores["total"] == 89.94
    assert [key for n in range(1, 16) if (key := f"i{n}") not in scores] == []
    assert [key for n in range(1, 10) for p in (1, 2) if (key := f"e{n}/{p}") not in scores] == []
    assert [key for n in range(1, 36) if (key := f"O{n}") not in scores] == []
    assert len(scores) == 10 + 1 + 15 + 18 + 35
    assert (scores["i4"], scores["e9/1"], scores["e9/2"], scores["O8"]) == (96, 90.12, 0, 50)


def test_002_has_the_analysis_of_7_issues(seeds: Path) -> None:
    _, finding = report(seeds, "002")
    assert [(issue.year, issue.number) for issue in finding.issues] == [
        (2567, n) for n in range(1, 8)
    ]
    assert [len(issue.codes) for issue in finding.issues] == [7, 10, 9, 3, 7, 8, 16]
    assert all(issue.defect and issue.develop and issue.keep for issue in finding.issues)


def test_002_has_a_plan_of_18_measures_under_7_issues(seeds: Path) -> None:
    _, finding = report(seeds, "002")
    assert {measure.year for measure in finding.measures} == {2568}
    issues = [measure.issue for measure in finding.measures]
    assert [issues.count(issue) for issue in dict.fromkeys(issues)] == [6, 1, 1, 1, 3, 5, 1]
    assert all(len(measure.groups) == 1 and measure.groups[0].steps for measure in finding.measures)
    assert all(measure.period for measure in finding.measures)


def test_002_has_a_memo_with_all_its_parts(seeds: Path) -> None:
    _, finding = report(seeds, "002")
    (memo,) = finding.memos
    assert (memo.year, memo.date) == (2568, "2024-10-01")
    assert all((memo.department, memo.number, memo.subject, memo.addressee, memo.closing))
    assert [section.body.count("\n") + 1 for section in memo.sections] == [1, 10, 5, 1]
    assert all(section.heading for section in memo.sections)
    chain = memo.endorsements
    assert [bool(link.rank) for link in chain] == [True, False, True, False]
    assert [bool(link.to) for link in chain] == [False, True, True, False]
    assert [link.remarks.count("-") for link in chain] == [0, 2, 2, 0]
    assert all(link.name and link.post for link in chain)
    assert chain[-1].choices.count("\n") == 1


def test_003_has_11_measures_under_three_indicators_and_one_row_twice(seeds: Path) -> None:
    _, finding = report(seeds, "003")
    assert finding.years == (2566,)
    under = [
        (measure.tool, re.search("[๐-๙]+", measure.indicator)[0]) for measure in finding.measures
    ]  # type: ignore[index]
    assert under == [("EIT", "๗")] * 4 + [("EIT", "๘")] * 4 + [("IIT", "๒")] * 3
    assert keys(finding) == ["row-repeated"]
    assert len(finding.pieces_as("repeated")) == 1
    (preamble,) = finding.texts
    assert (preamble.report, preamble.year) == ("measures-result", 2566)
    assert preamble.text.count("\n") == 1


def test_004_has_8_measures_and_one_column_under_two_heads(seeds: Path) -> None:
    _, finding = report(seeds, "004")
    assert finding.years == (2565,)
    assert len(finding.measures) == 8
    assert all(measure.suggestion and not measure.remark for measure in finding.measures)
    assert [measure.number for measure in finding.measures] == [f"{n}." for n in "๑๒๓๔๕๖๗๘"]
    assert keys(finding) == ["head-changed"]
