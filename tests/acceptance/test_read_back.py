"""Papers written for Word and Excel, read in again as if another office had sent them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.core.building import YEAR, small_state
from tests.core.editing import taken

from itadesk.app.importing import preview
from itadesk.app.printing import render
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.checklist import items_of
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.memos import endorsements_of, memos_of, sections_of
from itadesk.core.model import EMPTY, Item, Measure, Score, State, Year
from itadesk.core.scores import typed_scores

FORMATS = pytest.mark.parametrize("fmt", ["docx", "xlsx"])


def read_back(fmt: str, report: str, layout: str = "") -> State:
    data = render(small_state(), YEAR, report, fmt, layout)  # type: ignore[arg-type]
    looked_at = preview(EMPTY, f"รายงาน.{fmt}", data, YEAR)
    assert [piece.text for piece in looked_at.unplaced] == []
    return taken(looked_at.edits)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def measures(state: State, *fields: str) -> list[tuple[str, ...]]:
    return [
        tuple(squeezed(getattr(measure, field)) for field in fields)
        + tuple(
            squeezed(getattr(group, field))
            for group in step_groups_of(state, measure.id)
            for field in ("steps", "outputs", "outcome")
        )
        for measure in measures_of(state, YEAR)
    ]


@FORMATS
def test_measures_come_back_with_their_step_groups(fmt: str) -> None:
    fields = ("title", "period", "responsible")
    found = measures(read_back(fmt, "measures-result", "seven-column"), *fields)
    assert found == measures(small_state(), *fields)


@FORMATS
def test_checklist_answers_come_back(fmt: str) -> None:
    state = read_back(fmt, "oit-progress")
    found = {item.code: (item.status, squeezed(item.progress)) for item in items_of(state, YEAR)}
    assert found["O1"] == ("done", "-ขึ้นเว็บแล้ว-ที่ป้ายหน้าอาคาร")
    assert found["O2"] == ("todo", "")


@FORMATS
def test_tools_total_and_level_come_back_from_the_summary(fmt: str) -> None:
    state = read_back(fmt, "score-summary")
    typed = typed_scores(state, YEAR)
    printed = {"IIT": 94.24, "EIT/1": 98.44, "EIT/2": 88.89, "EIT": 93.66, "total": 89.94}
    assert {key: typed[key] for key in printed} == printed
    year = state.get(Year, str(YEAR))
    assert year is not None
    assert year.level == "ผ่าน"


@FORMATS
def test_a_memo_comes_back_with_its_chain(fmt: str) -> None:
    state = read_back(fmt, "memo")
    memo = memos_of(state, YEAR)[0]
    assert (memo.subject, memo.date) == ("มาตรการปี ๒๕๖๘", "2024-10-01")
    assert [section.heading for section in sections_of(state, memo.id)][-2:] == [
        "เรื่องเดิม", "ข้อเสนอแนะ",
    ]  # fmt: skip
    posts = [link.post for link in endorsements_of(state, memo.id)]
    assert posts == ["นักวิชาการ", "หัวหน้าสำนักปลัด", "นายก"]


@FORMATS
def test_each_part_of_a_full_year_comes_back_in_its_own_year(fmt: str, tmp_path: Path) -> None:
    with Session.new(tmp_path / "sample.itadesk", sample_edits()) as session:
        data = render(session.state, YEAR, "full-year", fmt)  # type: ignore[arg-type]
    state = taken(preview(EMPTY, f"รายงาน.{fmt}", data, None).edits)
    assert {measure.year for measure in state.all(Measure)} == {YEAR}
    assert {item.year for item in state.all(Item) if item.status == "done"} == {YEAR}
    assert {score.year for score in state.all(Score)} == {YEAR - 1}
