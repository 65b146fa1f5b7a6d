from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.core.building import YEAR, small_state, state_of
from tests.core.reports.reading import as_lines

from itadesk.core.forms import Layout, parse_layout
from itadesk.core.model import Office
from itadesk.core.question_form import parse_questions
from itadesk.core.reports import REPORTS, REPORTS_BY_NAME, Request
from itadesk.core.reports.full_year import FULL_YEAR_PARTS

FORMS = Path(__file__).parents[3] / "forms"
GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = parse_questions((FORMS / "questions" / "2567.toml").read_text(encoding="utf-8"))
LAYOUTS = {
    layout.id: layout
    for layout in (
        parse_layout(file.read_text(encoding="utf-8"), file.name)
        for file in sorted((FORMS / "layouts").glob("*.toml"))
    )
}
CASES = [
    (kind.name, layout.id if layout else "")
    for kind in REPORTS
    for layout in (
        [found for found in LAYOUTS.values() if found.kind == kind.layouts and kind.fits(found)]
        if kind.layouts
        else [None]
    )
]


def request_for(layout: Layout | None) -> Request:
    request = Request(small_state(), YEAR, layout=layout, questions=QUESTIONS, memo="memo")
    parts = [
        replace(request, report=name, layout=layout_of(name, layout)) for name, _ in FULL_YEAR_PARTS
    ]
    return replace(request, parts=tuple(parts))


def layout_of(name: str, results: Layout | None) -> Layout | None:
    return results if name == "measures-result" else LAYOUTS.get(REPORTS_BY_NAME[name].layout)


@pytest.mark.parametrize(("name", "layout"), CASES, ids=["-".join(filter(None, c)) for c in CASES])
def test_reports_of_the_small_office_are_as_agreed(name: str, layout: str) -> None:
    report = REPORTS_BY_NAME[name].build(request_for(LAYOUTS.get(layout)))
    golden = GOLDEN / f"{name}{f'-{layout}' if layout else ''}.txt"
    lines = list(as_lines(report))
    if os.environ.get("ITADESK_NEW_GOLDEN"):
        golden.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == golden.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("kind", REPORTS, ids=lambda kind: kind.name)
def test_a_file_with_nothing_in_it_says_what_is_missing(kind: Any) -> None:
    request = Request(state_of(Office()), YEAR, questions=QUESTIONS)
    assert kind.needs(request).startswith("no-")


@pytest.mark.parametrize("kind", REPORTS, ids=lambda kind: kind.name)
def test_the_small_office_has_all_that_is_needed(kind: Any) -> None:
    assert kind.needs(request_for(LAYOUTS.get(kind.layout))) == ""


def test_the_usual_layout_of_each_kind_exists_and_suits_it() -> None:
    for kind in REPORTS:
        if kind.layouts:
            layout = LAYOUTS[kind.layout]
            assert layout.kind == kind.layouts
            assert kind.fits(layout)
