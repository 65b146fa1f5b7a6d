from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itadesk.core.changelog import Edit
from itadesk.core.checklist import with_files
from itadesk.ui.search.hits import MOST_HITS, find

if TYPE_CHECKING:
    from itadesk.app.session import Session


def titles(session: Session, query: str) -> list[str]:
    return [hit.title for hit in find(session.state, query)]


@pytest.mark.parametrize("query", ["ข่าวประชาสัมพันธ์", "ข่าว ประชา", "ขาวประชาสมพนธ", "ไม่มีคำนี้แน่ ๆ"])
def test_whole_words_and_parts_are_found(session: Session, query: str) -> None:
    found = any("ข่าวประชาสัมพันธ์" in title for title in titles(session, query))
    assert found == (query in ("ข่าวประชาสัมพันธ์", "ข่าว ประชา"))


def test_words_may_stand_in_different_texts_of_a_row(session: Session) -> None:
    session.apply([Edit("item", "2568/O9", "progress", "ฟื้นฟูญี่ปุ่น")], "x")
    hits = find(session.state, "O9 ญี่ปุ่น")
    assert [(hit.place, hit.row) for hit in hits] == [("oit", "2568/O9")]
    assert hits[0].snippet == "ฟื้นฟูญี่ปุ่น"


def test_a_file_that_is_evidence_is_found_by_its_name(session: Session) -> None:
    files = with_files(session.state, "2568/O9", {"0" * 64: "ภาพฟื้นฟูญี่ปุ่น.jpg"}, lambda: "f")
    session.apply(files, "x")
    assert [hit.row for hit in find(session.state, "ญี่ปุ่น")] == ["2568/O9"]


def test_newest_year_comes_first_and_every_place_is_searched(session: Session) -> None:
    hits = find(session.state, "ประเมิน")
    years = [hit.year for hit in hits]
    assert years == sorted(years, reverse=True)
    places = {hit.place for word in ("ก", "e9") for hit in find(session.state, word)}
    assert places == {"oit", "scores", "measures", "memo"}


def test_scores_are_found_by_code_wording_and_number(session: Session) -> None:
    rows = [hit.row for hit in find(session.state, "e9 ๗๑.๐๕")]
    assert "2567/e9/1" in rows
    assert "2567/e9/1" in [hit.row for hit in find(session.state, "E-Service")]


def test_what_was_written_on_an_issue_is_found(session: Session) -> None:
    session.apply([Edit("issue", "2567/3", "develop", "ฟื้นฟูญี่ปุ่น")], "x")
    (hit,) = find(session.state, "ญี่ปุ่น")
    assert (hit.place, hit.table, hit.row) == ("scores", "issue", "2567/3")
    assert hit.snippet == "ฟื้นฟูญี่ปุ่น"


def test_digits_are_alike(session: Session) -> None:
    session.apply([Edit("item", "2568/O9", "progress", "เผยแพร่ ๙๘๗ ครั้ง")], "x")
    assert titles(session, "987") == titles(session, "๙๘๗") != []


@pytest.mark.parametrize("query", ["", "   ", "ๆ", "..."])
def test_nothing_is_found_for_nothing(session: Session, query: str) -> None:
    assert find(session.state, query) == ()


def test_a_long_list_is_cut(session: Session) -> None:
    assert len(find(session.state, "า")) <= MOST_HITS
