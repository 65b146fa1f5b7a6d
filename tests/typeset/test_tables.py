"""Tables over many pages: one head a page, rows cut between lines, closed boxes, no waste."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.typeset.material import (
    PROSE,
    by_pdfium,
    by_poppler,
    cells,
    head,
    pages_by_pdfium,
    pixels,
    report,
    seed_table,
    without_spaces,
)
from tests.typeset.measuring import found

from itadesk.core.report import (
    LANDSCAPE,
    Cell,
    PageSetup,
    Paragraph,
    Row,
    Run,
    Table,
    Together,
    bold,
    plain,
)
from itadesk.typeset.pdf import Rendered, render

HEAD = head("ลำดับ", "มาตรการ", "ผลการดำเนินการ")
WIDTHS = (1.0, 3.0, 5.0)
POINTS_ABOVE = 20 * 72 / 25.4


def printed(table: Table, page: PageSetup = LANDSCAPE) -> Rendered:
    return render(report(table, page=page))


def ink_rows(data: bytes, page: int) -> list[bool]:
    """Whether anything is printed in each point-high row of a page."""
    picture = pixels(data, page, 1.0)
    width, height = picture.size
    return [picture.crop((0, y, width, y + 1)).getextrema()[0] < 128 for y in range(height)]


def long_row(lines: int) -> Row:
    steps = tuple(plain(f"{PROSE[:60]} ข้อที่ {n}") for n in range(lines))
    return Row((Cell((plain("๑"),)), Cell((plain("มาตรการยาว"),)), Cell(steps)))


@pytest.fixture(scope="module")
def sixty_pages() -> Rendered:
    rows = tuple(cells(str(n), PROSE, PROSE * (1 + n % 4)) for n in range(180))
    return printed(Table(WIDTHS, rows, HEAD))


def test_the_head_is_printed_once_a_page(sixty_pages: Rendered) -> None:
    assert sixty_pages.pages >= 60
    for text in pages_by_pdfium(sixty_pages.data):
        assert without_spaces(text).count("มาตรการผลการดำเนินการ") == 1


def test_no_page_is_left_half_empty(sixty_pages: Rendered) -> None:
    for page in range(sixty_pages.pages - 1):
        rows = ink_rows(sixty_pages.data, page)
        lowest = max(y for y, inked in enumerate(rows) if inked)
        body = len(rows) - POINTS_ABOVE - 15 * 72 / 25.4
        assert (lowest - POINTS_ABOVE) / body > 0.75


def test_every_box_is_closed_at_the_page_end(sixty_pages: Rendered) -> None:
    """The lowest ink of a page is a rule from the table's one side to the other."""
    for page in range(0, sixty_pages.pages, 7):
        assert_closed(sixty_pages.data, page)


def assert_closed(data: bytes, page: int) -> None:
    picture = pixels(data, page, 2.0)
    width, height = picture.size
    left, right = round(width * 20 / 297), round(width * (297 - 15) / 297)
    inked = [y for y in range(height) if picture.crop((0, y, width, y + 1)).getextrema()[0] < 128]
    lowest = [picture.crop((left + 2, y, right - 2, y + 1)).getextrema()[1] for y in inked[-2:]]
    assert min(lowest) < 160


def test_a_row_taller_than_a_page_is_cut(tmp_path: Path) -> None:
    row = long_row(120)
    made = printed(Table(WIDTHS, (row, cells("๒", "สั้น", "จบ")), HEAD))
    texts = pages_by_pdfium(made.data)
    assert made.pages > 4
    for page, text in enumerate(texts):
        assert without_spaces(text).count("มาตรการผลการดำเนินการ") == 1
        assert_closed(made.data, page)
    for read in ("".join(texts), by_poppler(made.data, tmp_path)):
        found = [int(n) for n in re.findall(r"ข้อที่ (\d+)", read)]
        assert found == list(range(120))


@pytest.mark.parametrize("lines", range(18, 30))
def test_no_sliver_of_a_row_stands_alone(lines: int) -> None:
    """At least four lines before a cut, and two after it."""
    filler = cells("๑", "ก่อน", "\n".join(["บรรทัด"] * (lines - 10)))
    row = cells("๒", "มาตรการ", "\n".join(f"ส่วนที่ {n}" for n in range(12)))
    pages = pages_by_pdfium(printed(Table(WIDTHS, (filler, row), HEAD)).data)
    counts = [len(re.findall(r"ส่วนที่ \d+", text)) for text in pages]
    pieces = [count for count in counts if count]
    assert sum(pieces) == 12
    if len(pieces) > 1:
        assert pieces[0] >= 4
        assert pieces[-1] >= 2


def merged_table(**kinds: str) -> Table:
    title = Cell((plain("มาตรการรวม"),), rowspan=30)
    rows = [Row((Cell((plain("๑"),), rowspan=30), title, cells("ขั้นที่ 0").cells[0]))]
    rows += [Row((None, None, cells(f"ขั้นที่ {n}\n{PROSE}").cells[0])) for n in range(1, 30)]
    return Table(WIDTHS, tuple(rows), HEAD, **kinds)


def test_a_merged_cell_is_blank_after_the_page_end() -> None:
    pages = pages_by_pdfium(printed(merged_table()).data)
    assert len(pages) > 3
    assert [("มาตรการรวม" in text) for text in pages] == [True] + [False] * (len(pages) - 1)


def test_a_merged_cell_is_printed_again_where_asked() -> None:
    pages = pages_by_pdfium(printed(merged_table(carried="repeat")).data)
    assert all("มาตรการรวม" in text for text in pages)


def test_a_merged_cell_taller_than_its_rows_keeps_its_text() -> None:
    tall = Cell(tuple(plain(f"บรรทัด {n}") for n in range(60)), rowspan=2)
    rows = (
        Row((Cell((plain("๑"),), rowspan=2), tall, Cell((plain("ก"),)))),
        Row((None, None, Cell((plain("ข"),)))),
        cells("๒", "ต่อมา", "ค"),
    )
    made = printed(Table(WIDTHS, rows, HEAD))
    found = [int(n) for n in re.findall(r"บรรทัด (\d+)", by_pdfium(made.data))]
    assert found == list(range(60))
    assert "ต่อมา" in pages_by_pdfium(made.data)[-1]


def band(text: str) -> Row:
    return Row((Cell((bold(text),), colspan=3, shaded=True), None, None), sticky=True)


@pytest.mark.parametrize("rows", range(1, 24))
def test_a_merged_cell_is_not_cut_where_its_text_fits(rows: int) -> None:
    before = [cells(str(n), "ก", "ข") for n in range(rows)]
    lines = tuple(plain(f"บรรทัด {n}") for n in range(3))
    merged = Row((Cell(lines, rowspan=2), *cells("๑", "ก").cells))
    table = Table(WIDTHS, (*before, merged, Row((None, *cells("๒", "ข").cells))), HEAD)
    pages = pages_by_pdfium(printed(table).data)
    assert sorted(text.count("บรรทัด") for text in pages)[-1] == 3


def test_a_sticky_row_is_carried_to_the_next_pages() -> None:
    groups = [
        (band(f"ประเด็นที่ {n}"), *(cells(f"{n}.{k}", PROSE, PROSE) for k in range(9))) for n in (1, 2)
    ]
    pages = pages_by_pdfium(printed(Table(WIDTHS, sum(groups, ()), HEAD)).data)
    for text in pages:
        bands = re.findall(r"ประเด็นที่ (\d)( \(ต่อ\))?", text)
        first_row = re.search(r"(\d)\.(\d)", text)
        assert first_row
        if first_row[2] == "0":
            assert bands[0] == (first_row[1], "")
        else:
            assert bands[0] == (first_row[1], " (ต่อ)")
    everything = "\n".join(pages)
    assert len(re.findall(r"ประเด็นที่ \d(?! \(ต่อ\))", everything)) == 2


@pytest.mark.parametrize("rows", range(8, 20))
def test_a_sticky_row_never_ends_a_page(rows: int) -> None:
    body = (*(cells(str(n), "สั้น", "สั้น") for n in range(rows)), band("ประเด็น"))
    body += (cells("ท้าย", PROSE, PROSE),)
    pages = pages_by_pdfium(printed(Table(WIDTHS, body, HEAD)).data)
    (with_band,) = [text for text in pages if "ประเด็น" in text]
    assert "ท้าย" in with_band


@pytest.mark.parametrize("rows", range(1, 24, 2))
def test_a_row_that_heads_the_next_never_ends_a_page(rows: int) -> None:
    heading = Row((Cell(), Cell((bold("หัวแถว", keep_with_next=True),)), Cell()))
    before = [cells(str(n), "ก", "ข") for n in range(rows)]
    table = Table(WIDTHS, (*before, heading, cells("๑", "ตามหัว", "ข")), HEAD)
    (page,) = [text for text in pages_by_pdfium(printed(table).data) if "หัวแถว" in text]
    assert "ตามหัว" in page


def test_sticky_rows_that_stand_together_are_carried_together() -> None:
    second = Row(tuple(Cell((plain(text),)) for text in ("เครื่องมือ", "ข้อคำถาม", "คะแนน")), True)
    body = (band("ประเด็นที่ ๑"), second, *(cells("IIT", PROSE, PROSE) for _ in range(12)))
    pages = pages_by_pdfium(printed(Table(WIDTHS, body, HEAD)).data)
    assert len(pages) > 2
    for text in pages[1:]:
        assert "ประเด็นที่ ๑ (ต่อ)" in text
        assert "เครื่องมือ" in text
        assert "เครื่องมือ (ต่อ)" not in text


def test_a_column_is_as_wide_as_its_longest_head_word() -> None:
    heads = head("ผู้รับผิดชอบ", "responsibility", "มาตรการ")
    data = printed(Table((0.01, 0.01, 9.0), (cells("ก", "ข", PROSE * 3),), heads)).data
    lines = by_pdfium(data).split("\r\n")
    assert any("ผู้รับผิดชอบ" in line for line in lines)
    assert any("responsibility" in line for line in lines)


@pytest.mark.parametrize("share", [0.3, 0.7, 1.1, 1.3, 1.7, 1.9])
def test_a_column_that_is_widened_for_a_word_holds_it(share: float) -> None:
    texts = ["อำเภอ ประชาสัมพันธ์", *["งาน " * 30] * 3, "ตำบล ทรัพยากรบุคคล"]
    table = Table((share, 9.0, 3.0, 2.0, share), (cells(*texts),))
    lines = by_pdfium(printed(table, PageSetup()).data).split("\r\n")
    assert {"ประชาสัมพันธ์", "ทรัพยากรบุคคล"} <= {line.strip() for line in lines}


def test_words_are_cut_only_where_no_column_could_hold_them() -> None:
    table = Table((1.0,) * 12, (cells(*["ประชาสัมพันธ์หน่วยงาน"] * 12),), head(*["ก"] * 12))
    read = by_pdfium(printed(table, PageSetup()).data)
    assert without_spaces(read).count("ประชาสัมพันธ์") <= 12
    assert sorted(without_spaces(read)) == sorted("ก" * 12 + "ประชาสัมพันธ์หน่วยงาน" * 12)


def test_a_blank_row_leaves_a_line_to_write_on() -> None:
    def from_first_to_last(*rows: Row) -> float:
        data = printed(Table((1.0, 1.0), rows)).data
        return found(data, "ค")[0].y - found(data, "ก")[0].y

    first, last = cells("ก", "ข"), cells("ค", "ง")
    one_row = from_first_to_last(first, last)
    merged = Row((Cell((plain("ก"),), rowspan=2), Cell()))
    assert from_first_to_last(first, cells("", ""), last) == pytest.approx(2 * one_row)
    assert from_first_to_last(first, Row((Cell(), None)), last) == pytest.approx(2 * one_row)
    assert from_first_to_last(merged, Row((None, None)), last) == pytest.approx(2 * one_row)


def test_heads_of_one_line_stand_in_the_middle_of_those_of_two() -> None:
    heads = head("ก", "ข\nค")
    data = printed(Table((1.0, 1.0), (cells("ง", "จ"),), heads)).data
    one, upper, lower = (found(data, letter)[0].y for letter in "กขค")
    assert one == pytest.approx((upper + lower) / 2)


def dark_share(picture: object, left: float, right: float) -> float:
    """The share of points that are dark grey along the middle of the table's only row."""
    width, height = picture.size  # type: ignore[attr-defined]
    row = next(y for y in range(height) if picture.getpixel((width // 2, y)) < 200)  # type: ignore[attr-defined]
    across = range(round(left * width), round(right * width))
    dark = [100 < picture.getpixel((x, row + 10)) < 140 for x in across]  # type: ignore[attr-defined]
    return sum(dark) / len(dark)


@pytest.mark.parametrize("share", [0.0, 0.25, 1.0])
def test_a_bar_fills_its_share_of_the_cell(share: float) -> None:
    page = PageSetup(left=0.0, right=0.0)
    made = printed(Table((1.0, 1.0), (Row((Cell(bar=share), Cell())),), size=20.0), page)
    picture = pixels(made.data, 0, 1.0)
    assert dark_share(picture, 0.0, 0.5) == pytest.approx(share, abs=0.02)
    assert dark_share(picture, 0.5, 1.0) == pytest.approx(0, abs=0.02)


def test_a_row_with_a_wrong_number_of_cells_is_a_bug() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        printed(Table(WIDTHS, (cells("ก", "ข"),)))


def test_a_table_stays_with_the_heading_above_it() -> None:
    for count in range(10, 30):
        blocks = [plain("ความ") for _ in range(count)]
        table = Table(WIDTHS, (cells("๑", PROSE, PROSE),), HEAD)
        heading = Paragraph((Run("หัวเรื่องของตาราง"),), heading=1)
        made = render(report(*blocks, heading, table, page=LANDSCAPE))
        (page,) = [text for text in pages_by_pdfium(made.data) if "หัวเรื่องของตาราง" in text]
        assert "มาตรการ" in page


def test_a_table_is_kept_together_where_it_fits_on_a_page() -> None:
    table = Table(WIDTHS, tuple(cells(str(n), "สั้น", "สั้น") for n in range(8)), HEAD)
    for count in range(0, 24, 3):
        blocks = [plain("ความ") for _ in range(count)]
        made = render(report(*blocks, Together((table,)), page=LANDSCAPE))
        assert sum("มาตรการ" in text for text in pages_by_pdfium(made.data)) == 1


CELL_TEXT = st.integers(0, 900).map(lambda length: (PROSE * 5)[:length])


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(st.tuples(CELL_TEXT, CELL_TEXT), min_size=1, max_size=6)),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([8.0, 14.0, 24.0]),
    st.sampled_from(["blank", "repeat"]),
)
def test_no_letter_of_any_table_is_lost(
    groups: list[tuple[bool, list[tuple[str, str]]]], size: float, carried: str
) -> None:
    rows: list[Row] = []
    expected = ""
    for titled, group in groups:
        if titled:
            rows.append(band("หัว"))
        for index, (left, right) in enumerate(group):
            title = Cell((plain("เรื่อง " + left),), rowspan=len(group)) if index == 0 else None
            rows.append(Row((title, *cells(left, right).cells)))
            expected += left + right + ("เรื่อง " + left if index == 0 else "")
    data = printed(Table((2.0, 2.0, 3.0), tuple(rows), size=size, carried=carried)).data
    read = by_pdfium(data)
    read = re.sub(r"หัว(?: \(ต่อ\))?", "", read) if any(titled for titled, _g in groups) else read
    letters, wanted = Counter(without_spaces(read)), Counter(without_spaces(expected))
    assert letters >= wanted if carried == "repeat" else letters == wanted


def test_the_real_table_comes_back(seeds: Path) -> None:
    first, body = seed_table(seeds)
    made = printed(Table((0.5, 2, 3, 1, 1.2, 2.2, 2.2), tuple(body), (first,)))
    read = without_spaces(by_pdfium(made.data))
    for row in body:
        for cell in row.cells:
            assert cell
            for line in cell.text.split("\n"):
                assert set(without_spaces(line)) <= set(read)
    letters = "".join(cell.text for row in body for cell in row.cells if cell)
    heads = "".join(cell.text for cell in first.cells if cell) * made.pages
    assert sorted(read) == sorted(without_spaces(letters + heads))
    assert all(a != b for a, b in pairwise(pages_by_pdfium(made.data)))
    assert len(pypdfium2.PdfDocument(made.data)) == made.pages
