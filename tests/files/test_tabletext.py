from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itadesk.core.errors import UserError
from itadesk.core.findings import thai_letters
from itadesk.files.html_bits import plain
from itadesk.files.html_in import read_html
from itadesk.files.source import Line, Source, Table
from itadesk.files.tabletext import read_text


def cells(source: Source) -> list[tuple[str, ...]]:
    return [row.cells for block in source.blocks if isinstance(block, Table) for row in block.rows]


def lines(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Line)]


def test_rows_have_tabs_and_paragraphs_have_none() -> None:
    source = read_text("หัวเรื่อง\n\nที่\tชื่อ\n๑\tญี่ปุ่น\n\nท้าย", "x")
    assert lines(source) == ["หัวเรื่อง", "ท้าย"]
    assert cells(source) == [("ที่", "ชื่อ"), ("๑", "ญี่ปุ่น")]


def test_a_line_right_below_another_follows_it() -> None:
    source = read_text("ก\nข\n\nค", "x")
    assert [block.follows for block in source.blocks if isinstance(block, Line)] == [
        False,
        True,
        False,
    ]


def test_blank_cells_keep_their_place() -> None:
    assert cells(read_text("\t\tน้ำ\t", "x")) == [("", "", "น้ำ", "")]


def test_a_quoted_cell_of_excel_keeps_its_lines() -> None:
    source = read_text('๑\t"ข้อ ""ก""\nข้อ ข"\tป่า\n๒\tฟื้น\tฐานะ', "x")
    assert cells(source) == [("๑", 'ข้อ "ก"\nข้อ ข', "ป่า"), ("๒", "ฟื้น", "ฐานะ")]


def test_a_quote_that_is_no_cell_stays_a_quote() -> None:
    assert lines(read_text('"เริ่มคำพูด\nแล้วไม่จบ', "x")) == ['"เริ่มคำพูด', "แล้วไม่จบ"]


def test_markdown_marks_are_no_text() -> None:
    source = read_text("## หัวข้อ\n**หนา\nต่อ**\n---\n- (๑) ข้อย่อย\n|ก|ข|\n|---|:-:|\n|ค|ง|", "x")
    assert lines(source) == ["หัวข้อ", "หนา", "ต่อ", "(๑) ข้อย่อย"]
    assert cells(source) == [("ก", "ข"), ("ค", "ง")]


def test_a_bold_end_of_a_line_is_a_line_of_its_own() -> None:
    assert lines(read_text("ประเด็น**วิเคราะห์**", "x")) == ["ประเด็น", "วิเคราะห์"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>๑. ป่า</p> <p>๒. น้ำ</p>", "๑. ป่า\n๒. น้ำ"),
        ("ก<br>ข<br/>ค", "ก\nข\nค"),
        ("<ul><li>ที่</li><li>- ฐานะ</li></ul>", "- ที่\n- ฐานะ"),
        ("<ol><li>ที่</li><li>๒. ฐานะ</li></ol>", "๑. ที่\n๒. ฐานะ"),
        ("<ul style='x'>- รับฟัง- ประชุม Line- ปิดประกาศ</ul>", "- รับฟัง\n- ประชุม Line\n- ปิดประกาศ"),
        ('<input type="checkbox"> ไม่ <input type="checkbox" checked=""> ใช่', "☐ ไม่ ☑ ใช่"),
        ("□ ไม่ ✓ ใช่", "☐ ไม่ ☑ ใช่"),
        ('<a href="https://a.go.th">https://a.go.th</a>', "https://a.go.th"),
        ('<a href="https://a.go.th">เว็บไซต์</a>', "เว็บไซต์ (https://a.go.th)"),
        ("Q&A &amp; a < b <ข้อ> &nbsp;", "Q&A & a < b <ข้อ>"),
        ("น้ำ\u200bป่า\u00a0ฟื้น", "น้ำป่า ฟื้น"),
    ],
)
def test_bits_of_html_become_text(html: str, text: str) -> None:
    assert plain(html) == text


def test_a_web_page_gives_lines_and_tables() -> None:
    page = (
        "Version:0.9\r\nStartHTML:01<html><head><style>x{}</style></head><body><!--หมายเหตุ-->"
        "<p>หัว\nเรื่อง</p><table><tr><th rowspan=2>ที่</th><th colspan=2>ชื่อ</th></tr>"
        "<tr><td>ก<br>ข</td><td>ค<table><tr><td>ใน</td></tr></table></td></tr></table>ท้าย"
    )
    source = read_text(page, "x")
    assert lines(source) == ["หัว เรื่อง", "ท้าย"]
    assert cells(source) == [("ที่", "ชื่อ", ""), ("", "ก\nข", "ค\nใน")]


def test_cells_that_are_never_closed_are_read() -> None:
    assert cells(read_html("<table><tr><td>ก<td>ข<tr><td>ค<td>ง")) == [("ก", "ข"), ("ค", "ง")]


def test_text_between_cells_is_not_lost() -> None:
    source = read_html("<table><caption>ชื่อตาราง</caption>หลง<tr><td>ก</td>หลุด</tr></table>")
    assert "".join(lines(source)) == "ชื่อตารางหลงหลุด"


@pytest.mark.parametrize("text", ["ก" * 2_000_001, "ก\n" * 5_001])
def test_a_text_over_the_limits_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_text(text, "ป่า.txt")
    assert caught.value.key == "import-too-large"


PIECES = st.sampled_from(
    ["ที่", "น้ำ ", "ป่า\n", "\t", "\n\n", '"', "- ", "๑. ", "**", "## ", "|", "---", "<p>", "</p>",
     "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<li>", "<ul>", "</ul>", "<!--",
     "-->", "&amp;", "&", "<", ">", "<a href=x>", "</a>", "กตัญญู", "\r", "\f", "☑"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_letter_is_lost_by_reading(text: str) -> None:
    source = read_text(text, "x")
    found = "".join(lines(source)) + "".join(cell for row in cells(source) for cell in row)
    if "<!--" not in text:
        assert thai_letters(found) == thai_letters(text)
    else:
        assert thai_letters(found) <= thai_letters(text)
