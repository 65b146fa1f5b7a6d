"""The memo measured on its pages, from what stands in the PDF itself."""

from __future__ import annotations

import re
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from tests.core.building import YEAR
from tests.core.reports.memos import SENTENCE, memo_state
from tests.typeset.material import pages_by_pdfium
from tests.typeset.measuring import MM, found, letters
from tests.typeset.test_pdf import ONE_PIXEL

from itadesk.app.printing import render
from itadesk.core.model import MemoSection, State
from itadesk.typeset.faces import SARABUN

HALF_A_MILLIMETRE = 0.5
TENTH_OF_A_POINT = 0.1


def memo(state: State, garuda: bytes = b"") -> bytes:
    return render(state, YEAR, "memo", garuda=garuda)


def near(millimetres: float) -> object:
    return pytest.approx(millimetres, abs=HALF_A_MILLIMETRE)


def points(size: float) -> object:
    return pytest.approx(size * SARABUN.factor, abs=TENTH_OF_A_POINT)


def paper_with(pages: int, **more: int) -> bytes:
    """A memo that fills exactly so many pages."""
    for paragraphs in range(1, 90):
        data = memo(memo_state(paragraphs, **more))
        if len(pypdfium2.PdfDocument(data)) == pages:
            return data
    pytest.fail(f"no memo has {pages} pages")


def test_the_garuda_is_15_mm_high_and_15_mm_from_the_edges_text() -> None:
    page = pypdfium2.PdfDocument(memo(memo_state(1), ONE_PIXEL))[0]
    (picture,) = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    left, bottom, right, top = (edge / MM for edge in picture.get_bounds())
    assert (left, right - left, top - bottom) == (near(30), near(15), near(15))
    assert page.get_height() / MM - top == near(15)


def test_without_a_garuda_everything_stands_where_it_stood() -> None:
    bare, with_one = memo(memo_state(2)), memo(memo_state(2), ONE_PIXEL)
    assert letters(bare) == letters(with_one)
    page = pypdfium2.PdfDocument(bare)[0]
    assert not list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))


@pytest.mark.parametrize(
    ("text", "size", "weight"),
    [
        ("บันทึกข้อความ", 29, "bold"),
        ("ส่วนราชการ", 20, "bold"),
        ("วันที่", 20, "bold"),
        ("เรื่อง", 20, "bold"),
        ("กญ ๑๒๓๐๑", 16, "regular"),
        (SENTENCE[:20], 16, "regular"),
        ("เรื่องเดิม", 16, "bold"),
    ],
)
def test_sizes_are_the_rules(text: str, size: float, weight: str) -> None:
    data = memo(memo_state(2))
    for letter in found(data, text):
        assert letter.size == points(size)
        assert letter.weight == weight


def test_edges_and_indents_are_the_rules() -> None:
    data = memo(memo_state(3))
    title = found(data, "บันทึกข้อความ")
    assert title[0].x > 30 + 15
    assert found(data, "ส่วนราชการ")[0].x == near(30)
    assert found(data, "วันที่")[0].x == near(30 + 160 / 2)
    assert found(data, SENTENCE[:20])[0].x == near(30 + 25)
    first, last = found(data, SENTENCE[:20]), found(data, "จึงเรียนมา")
    assert last[0].x == near(first[0].x)
    sheet = pypdfium2.PdfDocument(data)[0]
    words = sheet.get_textpage()
    edges = [words.get_charbox(i)[2] / MM for i in range(words.count_chars())]
    assert max(edges) == near(190)


def test_the_title_stands_in_the_middle() -> None:
    data = memo(memo_state(1))
    sheet = pypdfium2.PdfDocument(data)[0]
    words = sheet.get_textpage()
    index, count = words.search("บันทึกข้อความ").get_next()
    boxes = [words.get_charbox(i) for i in range(index, index + count)]
    left, right = min(b[0] for b in boxes) / MM, max(b[2] for b in boxes) / MM
    assert (left + right) / 2 == near(110)


def test_an_offices_margins_sizes_and_digits_are_its_own() -> None:
    own = {"memo_left": 25.0, "memo_right": 15.0, "memo_size": 18.0, "thai_digits": False}
    data = memo(memo_state(30, **own))  # type: ignore[arg-type]
    assert found(data, "ส่วนราชการ")[0].x == near(25)
    body = found(data, SENTENCE[:20])
    assert (body[0].x, body[0].size) == (near(50), points(18))
    assert found(data, "บันทึกข้อความ")[0].size == points(29)
    assert "1 ตุลาคม 2567" in pages_by_pdfium(data)[0]
    assert "- 2 -" in pages_by_pdfium(data)[1]


@pytest.mark.parametrize("top", [15.0, 30.0])
def test_the_first_line_follows_the_top_margin(top: float) -> None:
    usual = found(memo(memo_state(1)), "ส่วนราชการ")[0].y
    assert found(memo(memo_state(1, memo_top=top)), "ส่วนราชการ")[0].y == near(usual + top - 15)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_pages_have_numbers_from_the_second_and_a_cue_to_the_next(count: int) -> None:
    data = paper_with(count, links=2, last=2)
    pages = pages_by_pdfium(data)
    assert len(pages) == count
    numbers = [re.findall("- ([๐-๙]) -", text) for text in pages]
    assert numbers == [[], ["๒"], ["๓"], ["๔"], ["๕"]][:count]
    for number, (before, after) in enumerate(pairwise(pages), start=2):
        cue = re.search(r"/(\S.*?)\.\.\.", before)
        assert cue
        assert after.replace(f"- {'๐๑๒๓๔๕'[number]} -", "").strip().startswith(cue[1])
    assert "/" not in pages[-1].replace("๑๒๓๐๑/๑๕", "")
    for page in range(1, count):
        number_line = found(data, "- ", page)
        assert 95 < number_line[0].x < 115
        assert number_line[0].y == near(30)


@pytest.mark.parametrize("last", [1, 3])
def test_no_heading_stands_at_the_foot_of_a_page(last: int) -> None:
    seen = set()
    for top in range(15, 90, 5):
        state = memo_state(3, links=1, memo_top=float(top))
        part = MemoSection("s2", "memo", 2.0, "ข้อเสนอแนะ", SENTENCE * last)
        pages = pages_by_pdfium(memo(state.with_rows({("memo_section", "s2"): part})))
        (page,) = [text for text in pages if "ข้อเสนอแนะ\r" in text]
        seen.add(pages.index(page))
        assert SENTENCE[:20] in page.split("ข้อเสนอแนะ\r")[1]
    assert seen == {0, 1}


@pytest.mark.parametrize("links", [1, 2, 3, 4])
@pytest.mark.parametrize("last", [1, 3, 12, 60])
def test_no_signature_stands_alone_on_a_page(links: int, last: int) -> None:
    seen = set()
    for paragraphs in range(1, 14):
        data = memo(memo_state(paragraphs, links, last))
        pages = pages_by_pdfium(data)
        seen.add(len(pages))
        (makers,) = [text for text in pages if "(ชื่อ–นามสกุล ๑)" in text]
        before = makers.split("(ชื่อ–นามสกุล ๑)")[0]
        assert "ปฏิบัติ" in before
        assert "จึงเรียนมา" in before
        final = pages[-1]
        assert final.count("ชื่อ–นามสกุล") > 1 or "ปฏิบัติ" in final
    assert len(seen) > 1
