from __future__ import annotations

import hashlib
import re
from itertools import count
from pathlib import Path

import pytest
from tests.core.building import YEAR, small_state
from tests.typeset.material import pages_by_pdfium
from tests.typeset.test_pdf import ONE_PIXEL

from itadesk.app.meter import CancelledError, Meter
from itadesk.app.session import Session
from itadesk.app.signing import Choice, Pack, enter, make_pack
from itadesk.core.changelog import made
from itadesk.core.errors import UserError
from itadesk.core.model import TABLE_OF, Endorsement, Memo, PrintedPaper, State
from itadesk.core.register import papers_of
from itadesk.thai.digits import to_arabic

CHOICES = (
    Choice("memo"),
    Choice("memo", memo="two"),
    Choice("measures-result", "six-column"),
    Choice("full-year"),
)


def state() -> State:
    """The small office with a second memo, which its chief signs too."""
    rows = (
        Memo("two", YEAR, 2.0, subject="เรื่องที่สอง", closing="จึงเรียนมา"),
        Endorsement("two1", "two", 1.0, post="นายก"),
    )
    return small_state().with_rows({(TABLE_OF[type(row)], row.id): row for row in rows})


@pytest.fixture(scope="module")
def pack() -> Pack:
    ids = (f"paper{number}" for number in count())
    return make_pack(state(), YEAR, CHOICES, ONE_PIXEL, new_id=lambda: next(ids))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    rows = [row for rows in state().tables.values() for row in rows.values()]
    edits = [edit for row in rows for edit in made(row, TABLE_OF[type(row)])]
    return Session.new(tmp_path / "สำนักงาน.itadesk", edits)


def sheets_told(page: str, text: str) -> list[int]:
    """The numbers after an entry, which may run over lines."""
    letters = r"\s*".join(map(re.escape, text.replace(" ", "")))
    return [int(to_arabic(number)) for number in re.findall(letters + r"\s*([๐-๙]+)", page)]


def test_the_contents_name_the_sheet_that_each_paper_begins_on(pack: Pack) -> None:
    pages = pages_by_pdfium(pack.data)
    assert len(pages) == pack.pages
    (second,) = sheets_told(pages[0], "๒. บันทึกข้อความ เรื่อง เรื่องที่สอง")
    assert pages[second - 1].startswith("บันทึกข้อความ")
    assert "เรื่องที่สอง" in pages[second - 1]
    (result,) = sheets_told(pages[0], "๓. " + pack.papers[2].title)
    assert "ข้อเสนอแนะ" in pages[result - 1]


def test_each_who_signs_has_a_page_in_the_order_of_the_chain(pack: Pack) -> None:
    pages = pages_by_pdfium(pack.data)
    signers = [page for page in pages if "เอกสารที่ต้องลงนาม" in page]
    for page, name in zip(signers, ("นักวิชาการ", "หัวหน้าสำนักปลัด", "นายก"), strict=True):
        assert name in page
    chief = signers[-1]
    places = re.findall(r"(?m)([๐-๙]+)\s*$", chief)
    assert len(places) == 2
    for place in places:
        assert "นายก" in pages[int(to_arabic(place)) - 1]


def test_papers_keep_their_own_page_numbers_and_contents(pack: Pack) -> None:
    pages = pages_by_pdfium(pack.data)
    (start,) = sheets_told(pages[0], "๔. " + pack.papers[3].title)
    own = pages[start - 1 :]
    assert own[1].startswith("- ๒ -")
    (told,) = sheets_told(own[1], "สรุปผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน")
    assert own[told - 1].startswith(f"- {'๐๑๒๓๔๕๖๗๘๙'[told]} -")
    assert "รายละเอียดตัวชี้วัด" in own[told - 1]


def test_the_register_has_what_was_printed_when(pack: Pack, session: Session) -> None:
    enter(session, pack.papers, now=lambda: "2025-03-01T02:00:00Z")
    entered = papers_of(session.state, YEAR)
    assert {paper.sha256 for paper in entered} == {hashlib.sha256(pack.data).hexdigest()}
    assert {paper.printed_at for paper in entered} == {"2025-03-01T02:00:00Z"}
    by_id = {paper.id: paper for paper in entered}
    assert (by_id["paper1"].report, by_id["paper1"].memo) == ("memo", "two")
    assert by_id["paper2"].layout == "six-column"
    front = pack.pages - sum(paper.pages for paper in entered)
    assert front == 1 + 3
    enter(session, (PrintedPaper("later", YEAR, "memo"),), now=lambda: "2025-03-02T02:00:00Z")
    assert papers_of(session.state, YEAR)[0].id == "later"
    assert papers_of(session.state, YEAR - 1) == ()


def test_what_is_chosen_twice_is_printed_once() -> None:
    twice = make_pack(state(), YEAR, (Choice("score-summary"), Choice("score-summary")))
    assert len(twice.papers) == 1
    assert twice.pages == make_pack(state(), YEAR, (Choice("score-summary"),)).pages


def test_nothing_chosen_is_told() -> None:
    with pytest.raises(UserError, match="nothing-chosen"):
        make_pack(state(), YEAR, ())


def test_a_set_can_be_given_up_before_its_first_page() -> None:
    meter = Meter()
    meter.stop()
    with pytest.raises(CancelledError):
        make_pack(state(), YEAR, (Choice("score-summary"),), progress=meter)
