"""A measure knows the score that it came from, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itadesk.core.changelog import Edit, made
from itadesk.core.model import Measure, Score
from itadesk.ui.measures.causes import causes_offered

if TYPE_CHECKING:
    from itadesk.app.session import Session
    from itadesk.ui.measures.tab import MeasuresTab

YEAR = 2568


def scored(session: Session, year: int, **scores: float) -> None:
    edits = [
        edit
        for key, value in scores.items()
        for edit in made(Score(f"{year}/{key}", year, key, value), "score")
    ]
    session.apply(edits, "คะแนน")


def title_of(tab: MeasuresTab, measure: str) -> str:
    place = next(n for n, column in enumerate(tab.model.columns) if column.field == "title")
    return str(tab.model.index(tab.model.find(measure), place).data())


def choose(tab: MeasuresTab, key: str) -> None:
    place = tab.details.cause.findData(key)
    assert place >= 0
    tab.details.cause.setCurrentIndex(place)
    tab.details.cause.activated.emit(place)


@pytest.fixture(autouse=True)
def _last_year(session: Session) -> None:
    scored(session, YEAR - 1, i3=84.0, i1=95.2, O14=0.0, O7=100.0)


def test_only_what_is_below_100_is_offered_the_lowest_first(session: Session) -> None:
    assert [key for key, _text in causes_offered(session.state, YEAR)] == ["O14", "i3", "i1"]


def test_a_chosen_score_is_kept_and_told_in_the_row_until_it_is_taken_away(
    tab: MeasuresTab, session: Session
) -> None:
    before = title_of(tab, "m1")
    choose(tab, "i3")
    row = session.state.get(Measure, "m1")
    assert row is not None
    assert row.score_key == "i3"
    assert title_of(tab, "m1") == f"{before}\nคะแนน i3 ปี ๒๕๖๗: ๘๔.๐๐"
    assert tab.details.cause.currentData() == "i3"
    choose(tab, "")
    assert title_of(tab, "m1") == before


def test_next_years_score_stands_beside_it(tab: MeasuresTab, session: Session) -> None:
    choose(tab, "i3")
    scored(session, YEAR, i3=92.4)
    assert title_of(tab, "m1").endswith("คะแนน i3: ๘๔.๐๐ → ๙๒.๔๐ (+๘.๔๐)")


@pytest.mark.parametrize("items", ["O12", "2568/O12"])
def test_an_item_is_followed_to_its_new_number(
    tab: MeasuresTab, session: Session, items: str
) -> None:
    tab.details.lines["items"].setText(items)
    tab.details.flush()
    choose(tab, "O14")
    scored(session, YEAR, O12=50.0)
    assert title_of(tab, "m1").endswith("(+๕๐.๐๐)")


def test_a_score_that_is_not_offered_is_shown_all_the_same(
    tab: MeasuresTab, session: Session
) -> None:
    session.apply([Edit("measure", "m1", "score_key", "e9/2")], "คะแนนที่เป็นเหตุ")
    assert tab.details.cause.currentData() == "e9/2"
    assert title_of(tab, "m1").endswith("คะแนน e9/2")
