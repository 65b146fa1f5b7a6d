from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.building import state_of

from itadesk.core.model import Score, Year
from itadesk.core.question_form import parse_questions
from itadesk.core.reports import Request
from itadesk.core.reports.results import level_of, scores_of

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
