"""Page numbers, the cue to the next page, what stays together, and a memo's head."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pypdfium2
import pytest
from tests.typeset.material import PROSE, TRICKY_LINES, by_pdfium, pages_by_pdfium, report
from tests.typeset.test_pdf import ONE_PIXEL

from itadesk.core.report import (
    LANDSCAPE,
    Field,
    FieldLine,
    PageBreak,
    PageSetup,
    Paragraph,
    Picture,
    Report,
    Run,
    Section,
    Space,
    Together,
    bold,
    plain,
)
from itadesk.thai.words import breaks
from itadesk.typeset.pdf import render
from itadesk.typeset.plain import report_of

MM = 72 / 25.4


def place_of(data: bytes, text: str, page: int = 0) -> tuple[float, float]:
    """The left and the lower edge of a text, in millimetres from the upper left corner."""
    sheet = pypdfium2.PdfDocument(data)[page]
    words = sheet.get_textpage()
    found = words.search(text).get_next()
    assert found, f"{text} is not on page {page + 1}"
    left, bottom, _right, _top = words.get_charbox(found[0])
    return left / MM, (sheet.get_height() - bottom) / MM


@pytest.mark.parametrize("place", ["top", "bottom"])
def test_page_numbers_begin_on_the_second_page(place: str) -> None:
    page = PageSetup(number=place)
    pages = pages_by_pdfium(render(report(*[plain(PROSE)] * 60, page=page)).data)
    numbers = [re.findall("- ([๐-๙]+) -?", text) for text in pages]
    assert numbers[:3] == [[], ["๒"], ["๓"]]


def test_numbers_stand_in_the_margin() -> None:
    data = render(report(*[plain(PROSE)] * 60, page=PageSetup(number="top"))).data
    left, bottom = place_of(data, "๒", page=1)
    assert 100 < left < 125
    assert 8 < bottom < 20
    data = render(report(*[plain(PROSE)] * 60, page=PageSetup(number="bottom"))).data
    _left, bottom = place_of(data, "๒", page=1)
    assert 277 < bottom < 290


def test_the_cue_names_the_words_that_the_next_page_begins_with() -> None:
    blocks = [plain(PROSE) for _ in range(30)]
    pages = pages_by_pdfium(render(report(*blocks, page=PageSetup(cue=True))).data)
    assert len(pages) > 2
    for before, after in pairwise(pages):
        cue = re.search(r"/(\S.*)\.\.\.", before)
        assert cue
        assert after.startswith(cue[1])
    assert "..." not in pages[-1]


def test_the_cue_gives_a_heading_whole_and_stands_at_the_right() -> None:
    heading = Paragraph((Run("ข้อเสนอแนะ/ข้อพิจารณา", bold=True),), keep_with_next=True)
    page = PageSetup(cue=True, height=100.0)
    lines = [plain("กขค")] * 6
    data = render(report(*lines, heading, plain(PROSE * 2), page=page)).data
    assert "/ข้อเสนอแนะ/ข้อพิจารณา..." in by_pdfium(data)
    left, bottom = place_of(data, "/ข้อเสนอแนะ")
    assert left > 105
    assert 80 < bottom < 95


def test_no_cue_before_a_page_that_the_author_began() -> None:
    blocks = (plain("ก"), PageBreak(), plain("ข"))
    assert "..." not in by_pdfium(render(report(*blocks, page=PageSetup(cue=True))).data)


def test_sections_have_their_own_paper() -> None:
    made = render(Report("", (Section((plain("ก"),)), Section((plain("ข"),), LANDSCAPE))))
    sizes = [(page.get_width(), page.get_height()) for page in pypdfium2.PdfDocument(made.data)]
    assert sizes == [
        pytest.approx((210 * MM, 297 * MM), abs=0.1),
        pytest.approx((297 * MM, 210 * MM), abs=0.1),
    ]


def test_the_first_page_may_begin_higher() -> None:
    page = PageSetup(top=40.0, top_of_first=15.0)
    data = render(report(*[plain("กขค")] * 60, page=page)).data
    assert place_of(data, "กขค")[1] < 24
    assert place_of(data, "กขค", page=1)[1] > 40


@pytest.mark.parametrize("count", range(26, 36))
def test_headings_stand_above_what_they_head(count: int) -> None:
    heading = plain("หัวข้อสำคัญ", heading=1)
    pages = pages_by_pdfium(render(report(*[plain("ก")] * count, heading, plain(PROSE * 3))).data)
    (page,) = [text for text in pages if "หัวข้อสำคัญ" in text]
    assert len(page.split("หัวข้อสำคัญ")[1].split("\r\n")) > 2


@pytest.mark.parametrize("count", range(26, 36))
def test_a_paragraph_leaves_two_lines_at_least_on_each_page(count: int) -> None:
    pages = pages_by_pdfium(render(report(*[plain("กขค")] * count, plain(PROSE * 2))).data)
    pieces = [len([line for line in text.split("\r\n") if line != "กขค"]) for text in pages]
    assert 1 not in pieces


@pytest.mark.parametrize("count", range(24, 36, 2))
def test_signatures_stay_together(count: int) -> None:
    signature = Together((plain("จึงเรียนมา"), Space(20), plain("(ชื่อ–นามสกุล)"), plain("ตำแหน่ง")))
    pages = pages_by_pdfium(render(report(*[plain("ก")] * count, signature)).data)
    (page,) = [text for text in pages if "จึงเรียนมา" in text]
    assert "ตำแหน่ง" in page


def test_space_vanishes_at_a_page_top() -> None:
    spaced = render(report(PageBreak(), Space(50.0), plain("กขค"))).data
    assert place_of(spaced, "กขค", page=1) == place_of(render(report(plain("กขค"))).data, "กขค")


def test_indents_and_labels() -> None:
    block = Paragraph((Run(PROSE * 2),), label="๑.", indent=10.0, hang=12.0)
    data = render(report(block)).data
    assert place_of(data, "๑.")[0] == pytest.approx(40.0, abs=1.0)
    assert place_of(data, "การ")[0] == pytest.approx(52.0, abs=1.0)
    first = render(report(Paragraph((Run(PROSE * 2),), first_indent=25.0))).data
    assert place_of(first, "การ")[0] == pytest.approx(55.0, abs=1.0)


def test_the_text_clears_a_label_wider_than_its_hang() -> None:
    block = Paragraph((Run("ขข"),), label="ตัวชี้วัดที่ ๑", hang=2.0)
    data = render(report(block)).data
    assert place_of(data, "ขข")[0] > place_of(data, "๑")[0] + 1


def test_fields_of_a_memo_share_a_line() -> None:
    line = FieldLine((Field("ที่", "อบ ๕๓๖๐๑/๑๒๔"), Field("วันที่", "๑ ตุลาคม ๒๕๖๗")))
    data = render(report(line)).data
    left, bottom = place_of(data, "วันที่")
    assert left == pytest.approx(110.0, abs=1.0)
    assert bottom == pytest.approx(place_of(data, "ที่")[1], abs=0.2)
    assert place_of(data, "๑ ตุลาคม")[0] > left
    assert by_pdfium(data).strip() == "ที่ อบ ๕๓๖๐๑/๑๒๔ วันที่ ๑ ตุลาคม ๒๕๖๗"


def test_a_long_field_goes_on_below_its_beginning() -> None:
    subject = PROSE + "ท้ายสุด"
    data = render(report(FieldLine((Field("เรื่อง", subject),)), plain("เรียน"))).data
    start, first = place_of(data, "การดำเนิน")
    _left, last = place_of(data, "ท้ายสุด")
    assert last > first + 8
    assert place_of(data, "เรียน")[1] > last
    second_line = by_pdfium(data).split("\r\n")[1]
    assert place_of(data, second_line[:6])[0] == pytest.approx(start, abs=1.5)


def test_a_block_stands_beside_a_picture_and_the_next_below_it() -> None:
    beside = (Picture(ONE_PIXEL, 15.0, beside=True), bold("บันทึกข้อความ", align="center"))
    data = render(report(*beside, plain("ต่อมา"))).data
    assert place_of(data, "บันทึก")[1] < 35
    assert place_of(data, "ต่อมา")[1] > 35


def test_lines_end_only_between_words() -> None:
    for source in (*TRICKY_LINES, PROSE * 4):
        allowed = set(breaks(source))
        for width in (90.0, 120.0, 160.0):
            read = by_pdfium(render(report_of(source, 16.0, width)).data)
            lengths = [len(re.sub(r"\s", "", line)) for line in read.split("\r\n")]
            solid = re.sub(r"\s", "", source)
            ends = {len(re.sub(r"\s", "", source[:end])) for end in allowed}
            assert set(accumulate(lengths)) <= ends | {len(solid)}


def test_what_is_wider_than_its_column_is_cut_at_spaces_signs_and_words() -> None:
    narrow = report_of("", 16.0, 16.0).sections[0].page
    text = "วันที่ ๓๑ ธันวาคม ๒๕๖๗ อำนวยความสะดวก https://example.go.th/ita"
    lines = by_pdfium(render(report(plain(text), page=narrow)).data).split("\r\n")
    assert [line.strip() for line in lines] == [
        "วันที่ ๓๑", "ธันวาคม", "๒๕๖๗", "อำนวย", "ความ", "สะดวก", "https://", "example.", "go.th/ita",
    ]  # fmt: skip


def test_a_word_wider_than_its_column_is_cut_between_clusters() -> None:
    word = "https://www.example.go.th/เอกสาร/แผนป้องกันการทุจริต-ที่ปรับปรุงแล้วฉบับสมบูรณ์"
    data = render(report_of(word, 16.0, 25.0)).data
    lines = [line for line in by_pdfium(data).split("\r\n") if line]
    assert len(lines) > 2
    assert "".join(lines) == word
    for line in lines:
        assert not re.match("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]", line)
        assert not line.endswith(("-", "เ", "แ", "โ", "ใ", "ไ"))


def test_justified_lines_reach_the_right_edge_whatever_their_styles() -> None:
    runs = [
        Run(PROSE[start : start + 23], bold=start % 2 == 0, size=16 + start % 7)
        for start in range(0, 230, 23)
    ]
    data = render(report(Paragraph(tuple(runs) * 3, align="justify"))).data
    words = pypdfium2.PdfDocument(data)[0].get_textpage()
    lines = by_pdfium(data).split("\r\n")
    end = 0
    for line in lines[:-1]:
        end += len(line)
        right = words.get_charbox(end - 1)[2]
        assert right == pytest.approx(190 * MM, abs=1.2)
        end += 2
