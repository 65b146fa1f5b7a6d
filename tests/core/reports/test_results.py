from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.building import state_of
from tests.core.packs import layout

from itadesk.core.model import Measure, Score, StepGroup, Year
from itadesk.core.question_form import parse_questions
from itadesk.core.report import PageBreak, Row, Table
from itadesk.core.reports import Request
from itadesk.core.reports.measures import build_measures
from itadesk.core.reports.results import level_of, scores_of
from itadesk.core.reports.scores import build_score_summary

FORMS = Path(__file__).parents[3] / "forms"
QUESTIONS = parse_questions((FORMS / "questions" / "2567.toml").read_text(encoding="utf-8"))


def request_with(**scores: float | None) -> Request:
    rows = [Score(f"2567/{key}", 2567, key, value) for key, value in scores.items()]
    return Request(state_of(*rows), 2567, questions=QUESTIONS)


def test_what_is_not_published_is_computed() -> None:
    scores = scores_of(request_with(i1=95.2, i2=98.4, i3=84.0), 2567)
    assert scores["1"] == 92.53
    assert "IIT" not in scores


def test_a_published_score_is_printed_and_counts_further() -> None:
    items = {f"O{number}": 100.0 for number in range(1, 36)}
    scores = scores_of(request_with(**items, **{"9": 67.86}), 2567)
    assert (scores["9"], scores["10"], scores["OIT"]) == (67.86, 100, 83.93)


def test_scores_of_another_year_and_blank_ones_do_not_count() -> None:
    assert scores_of(request_with(total=None), 2567) == {}
    assert scores_of(request_with(total=89.94), 2568) == {}


@pytest.mark.parametrize(("oit", "level"), [(83.93, "ผ่าน"), (85.0, "ผ่านดี"), (None, "")], ids=str)
def test_the_level_needs_every_tool(oit: float | None, level: str) -> None:
    tools = {"IIT": 94.24, "EIT": 93.66, "EIT/1": 98.44, "EIT/2": 88.89, "OIT": oit}
    assert level_of(request_with(total=89.94, **tools), 2567) == level


def test_a_published_level_needs_no_scores() -> None:
    request = Request(state_of(Year("2566", 2566, level="ผ่านดี")), 2567)
    assert level_of(request, 2566) == "ผ่านดี"
    assert level_of(request, 2567) == ""


def test_without_questions_only_what_was_typed_is_known() -> None:
    request = Request(state_of(Score("2567/total", 2567, "total", 90.0)), 2567)
    assert scores_of(request, 2567) == {"total": 90.0}
    assert level_of(request, 2567) == ""


INDICATORS = {"1": 42.5, "2": 85.0, "3": 92.5, "4": 100.0}


def charted(*totals: tuple[int, float], year: int = 2567) -> list[Table]:
    """The charts of the summary of scores, of the indicators and, where there is one, the years."""
    records = [Score(f"{y}/total", y, "total", total) for y, total in totals]
    records += [Score(f"{year}/{key}", year, key, value) for key, value in INDICATORS.items()]
    report = build_score_summary(Request(state_of(*records), year, questions=QUESTIONS))
    tables = [block for block in report.sections[0].blocks if isinstance(block, Table)]
    return tables[2:]


def test_a_total_alone_makes_no_page_of_empty_charts() -> None:
    request = Request(state_of(Score("2567/total", 2567, "total", 90.0)), 2567, questions=QUESTIONS)
    (section,) = build_score_summary(request).sections
    assert not any(isinstance(block, PageBreak) for block in section.blocks)
    assert sum(isinstance(block, Table) for block in section.blocks) == 2


@pytest.mark.parametrize(
    ("key", "items", "text"),
    [
        ("i3", "", "ข้อ i3\nปี ๒๕๖๗: ๘๔\nปี ๒๕๖๘: ๙๒.๔๐"),
        ("O14", "O12", "ข้อ O14\nปี ๒๕๖๗: ๐\nปี ๒๕๖๘: ๑๐๐"),
        ("8", "", "ตัวชี้วัดที่ ๘\nปี ๒๕๖๗: ๗๐"),
        ("", "", ""),
    ],
)
def test_a_measure_prints_what_became_of_its_score(key: str, items: str, text: str) -> None:
    scores = {2567: {"i3": 84.0, "O14": 0.0, "8": 70.0}, 2568: {"i3": 92.4, "O12": 100.0}}
    rows = [Score(f"{y}/{k}", y, k, v) for y, known in scores.items() for k, v in known.items()]
    measure = Measure("m", 2568, title="อบรม", items=items, score_key=key)
    group = StepGroup("g", measure="m", outputs="อบรมแล้ว")
    layout_ = layout("score-change")
    state = state_of(*rows, measure, group)
    report = build_measures(Request(state, 2568, layout=layout_, questions=QUESTIONS))
    table = next(block for block in report.sections[0].blocks if isinstance(block, Table))
    cell = table.rows[0].cells[2]
    assert cell is not None
    assert cell.text == text


def bars(row: Row) -> tuple[float, ...]:
    return tuple(cell.bar for cell in row.cells[-2:] if cell)


def test_bars_end_at_their_scores_on_a_scale_with_rules_at_85_and_100() -> None:
    (chart,) = charted((2567, 90.0))
    assert chart.widths[-2] / sum(chart.widths[-2:]) == 0.85
    assert [bars(row) for row in chart.rows[:5]] == [(0.5, 0), (1, 0), (1, 0.5), (1, 1), (0, 0)]


def test_years_with_totals_stand_side_by_side_with_both_names_of_their_levels() -> None:
    _indicators, years = charted((2561, 50.0), (2564, 78.2), (2566, 89.2), (2567, 90.0))
    texts = [[cell.text for cell in row.cells if cell][:3] for row in years.rows]
    assert texts == [
        ["๒๕๖๔", "๗๘.๒๐", "B / ต้องปรับปรุง"],
        ["๒๕๖๖", "๘๙.๒๐", "A"],
        ["๒๕๖๗", "๙๐", "A"],
    ]
