from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.building import YEAR, after, small_state
from tests.core.reports.test_reports import LAYOUTS, QUESTIONS

from itadesk.core.model import ReportText, State
from itadesk.core.report import Paragraph, Report, Space, Together
from itadesk.core.reports import REPORTS, REPORTS_BY_NAME, Request
from itadesk.core.reports.full_year import FULL_YEAR_PARTS
from itadesk.core.reports.words import (
    EVERY_YEAR,
    Part,
    parts_of,
    words_changed,
    words_kept,
    words_reset,
)

PLAN = "measures-plan"
WORDED = [kind.name for kind in REPORTS if kind.name != "memo"]


def request_for(name: str, state: State, year: int = YEAR) -> Request:
    layout = LAYOUTS.get(REPORTS_BY_NAME[name].layout)
    request = Request(state, year, layout=layout, questions=QUESTIONS, report=name)
    parts = [
        replace(request, report=part, layout=LAYOUTS.get(REPORTS_BY_NAME[part].layout))
        for part, _years in FULL_YEAR_PARTS
    ]
    return replace(request, parts=tuple(parts))


def parts(name: str, state: State, year: int = YEAR) -> dict[str, Part]:
    request = request_for(name, state, year)
    found = parts_of(request, REPORTS_BY_NAME[name].words(request))
    return {part.name: part for part in found}


def built(name: str, state: State) -> Report:
    return REPORTS_BY_NAME[name].build(request_for(name, state))


def lines(report: Report) -> list[str]:
    blocks = [block for section in report.sections for block in section.blocks]
    flat = [
        b for block in blocks for b in (block.blocks if isinstance(block, Together) else [block])
    ]
    return [block.text for block in flat if isinstance(block, Paragraph)]


@pytest.mark.parametrize("name", WORDED)
@pytest.mark.parametrize("part", ["cover", "title", "preamble", "closing"])
def test_every_part_of_every_paper_prints_the_offices_words(name: str, part: str) -> None:
    assert parts(name, small_state())[part].origin == "program"
    state = after(small_state(), words_changed(small_state(), name, part, YEAR, "ฟื้น {office}"))
    assert "ฟื้น องค์การบริหารส่วนตำบลป่าน้ำ" in lines(built(name, state))


@pytest.mark.parametrize("name", WORDED)
def test_words_of_one_report_are_not_those_of_another(name: str) -> None:
    other = next(known for known in WORDED if known != name)
    if name == "full-year":
        other = "unit-worksheet"  # which is no part of it
    state = after(small_state(), words_changed(small_state(), other, "title", YEAR, "ญี่ปุ่น"))
    assert built(name, state) == built(name, small_state())


def test_a_years_own_words_come_before_those_of_every_year() -> None:
    state = after(small_state(), words_changed(small_state(), PLAN, "title", EVERY_YEAR, "ทุกปี"))
    assert parts(PLAN, state)["title"].text == "ทุกปี"
    assert parts(PLAN, state)["title"].origin == "every-year"
    state = after(state, words_changed(state, PLAN, "title", YEAR, "ปีนี้"))
    assert (parts(PLAN, state)["title"].text, parts(PLAN, state)["title"].origin) == (
        "ปีนี้",
        "year",
    )
    assert parts(PLAN, state, YEAR + 1)["title"].text == "ทุกปี"
    state = after(state, words_reset(state, PLAN, "title", YEAR))
    assert parts(PLAN, state)["title"].text == "ทุกปี"
    state = after(state, words_reset(state, PLAN, "title", EVERY_YEAR))
    assert parts(PLAN, state) == parts(PLAN, small_state())
    assert words_reset(state, PLAN, "title", EVERY_YEAR) == []


def test_a_years_words_can_be_kept_for_every_year() -> None:
    state = after(small_state(), words_changed(small_state(), PLAN, "closing", YEAR, "จบ {year}"))
    state = after(state, words_kept(state, PLAN, "closing", YEAR))
    assert [row.id for row in state.all(ReportText)] == [f"0/{PLAN}/closing"]
    assert "จบ ๒๕๖๘" in lines(built(PLAN, state))
    assert words_kept(state, PLAN, "closing", YEAR) == []


def test_changing_words_again_changes_the_same_row() -> None:
    state = after(small_state(), words_changed(small_state(), PLAN, "title", YEAR, "หนึ่ง"))
    (edit,) = words_changed(state, PLAN, "title", YEAR, "สอง")
    assert (edit.field, edit.value) == ("text", "สอง")


def test_empty_words_leave_a_part_out() -> None:
    name = "measures-result"
    state = small_state()
    request = replace(request_for(name, state), layout=LAYOUTS["by-indicator"])
    assert len(REPORTS_BY_NAME[name].build(request).sections) == 2
    state = after(state, words_changed(state, name, "cover", YEAR, ""))
    assert len(REPORTS_BY_NAME[name].build(replace(request, state=state)).sections) == 1


def test_a_paper_without_a_cover_offers_one_from_its_title() -> None:
    cover = parts(PLAN, small_state())["cover"]
    assert cover.text == cover.usual == ""
    state = after(small_state(), words_changed(small_state(), PLAN, "cover", YEAR, cover.offered))
    first, _body = built(PLAN, state).sections
    assert [type(block) for block in first.blocks] == [Paragraph, Space, Paragraph, Paragraph]
    assert first.blocks[2].text == "องค์การบริหารส่วนตำบลป่าน้ำ"  # type: ignore[union-attr]
    assert first.page.number == ""


def test_braces_that_are_no_placeholder_stay() -> None:
    state = after(small_state(), words_changed(small_state(), PLAN, "preamble", YEAR, "{ป่า} {"))
    assert "{ป่า} {" in lines(built(PLAN, state))
