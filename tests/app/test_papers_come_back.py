"""Papers as Excel, imported again: only what was changed there differs."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pytest

from itadesk.app.importing import Preview, preview
from itadesk.app.packs import layouts
from itadesk.app.printing import Format, render
from itadesk.app.sample import sample_edits
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, needed
from itadesk.core.model import State

YEAR = 2568
PAPERS = [("measures-plan", "five-column")] + [
    ("measures-result", layout)
    for layout in ("seven-column", "six-column", "by-indicator", "follow-up")
]


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[State]:
    path = tmp_path_factory.mktemp("sample") / "a.itadesk"
    with Session.new(path, sample_edits()) as session:
        yield session.state


def changed(state: State, looked_at: Preview) -> list[tuple[str, str, str]]:
    """The fields of measures that would change; the paper's own words are no measure's."""
    edits = needed(state, looked_at.edits)
    return [(e.table, e.row, e.field) for e in edits if e.table != "report_text"]


@pytest.mark.parametrize(("paper", "layout"), PAPERS)
def test_a_paper_changes_nothing_until_a_cell_is_changed(
    state: State, paper: str, layout: str
) -> None:
    assert layout in {known.id for known in layouts()}
    data = render(state, YEAR, paper, "xlsx", layout)
    untouched = preview(state, "a.xlsx", data)
    assert changed(state, untouched) == []
    assert untouched.differences == ()

    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    cell = next(cell for cell in cells if "คัดงานที่ประชาชน" in str(cell.value))
    cell.value = cell.value.replace("คัดงานที่ประชาชน", "เลือกงานที่ญี่ปุ่น")
    out = io.BytesIO()
    book.save(out)
    looked_at = preview(state, "a.xlsx", out.getvalue())
    assert changed(state, looked_at) == [("step_group", "sample-measure-1-1", "steps")]
    (difference,) = looked_at.differences
    assert "คัดงานที่ประชาชน" in difference.listed
    assert "เลือกงานที่ญี่ปุ่น" in difference.document
    assert all(edit.field != EXISTS or edit.table == "report_text" for edit in looked_at.edits)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_form_that_nobody_filled_in_changes_no_answer(state: State, ending: Format) -> None:
    looked_at = preview(state, f"a.{ending}", render(state, YEAR, "oit-form", ending))
    assert looked_at.counts["items"] == 28
    assert changed(state, looked_at) == []


@pytest.mark.parametrize("paper", ["oit-progress", "indicator-progress", "memo"])
def test_other_papers_change_nothing_either(state: State, paper: str) -> None:
    assert changed(state, preview(state, "a.xlsx", render(state, YEAR, paper, "xlsx"))) == []
