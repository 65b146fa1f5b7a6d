from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from itadesk.core.errors import UserError
from itadesk.core.report import (
    LANDSCAPE,
    Cell,
    Field,
    FieldLine,
    Report,
    Row,
    Section,
    Table,
    Together,
    bold,
    plain,
)
from itadesk.files.source import Table as SourceTable
from itadesk.files.xlsx_in import read_xlsx
from itadesk.files.xlsx_out import xlsx_bytes

HEAD = (Row((Cell((bold("ลำดับ"),)), Cell((bold("เรื่อง"),)))),)


def table(*texts: tuple[str, str], head: tuple[Row, ...] = HEAD) -> Table:
    rows = tuple(Row(tuple(Cell((plain(text),)) for text in pair)) for pair in texts)
    return Table((15.0, 100.0), rows, head)


def report(*blocks: Any) -> Report:
    return Report("ชื่อรายงาน", (Section(blocks, LANDSCAPE),), "อบต.ป่าน้ำ")


def opened(*blocks: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(report(*blocks))))


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_table_stands_below_its_lines_with_its_head_frozen() -> None:
    book = opened(bold("รายงาน"), plain("ของ อบต."), table(("๑", "น้ำ"), ("๒", "ป่า")))
    sheet = book.active
    assert values(sheet) == [
        ["รายงาน", None], ["ของ อบต.", None], ["ลำดับ", "เรื่อง"], ["๑", "น้ำ"], ["๒", "ป่า"],
    ]  # fmt: skip
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A1:B1", "A2:B2"}
    assert sheet.column_dimensions["B"].width > 5 * sheet.column_dimensions["A"].width
    assert sheet["B4"].alignment.wrap_text


def test_tables_of_the_same_columns_share_a_sheet_and_one_head() -> None:
    book = opened(plain("กลุ่มแรก"), table(("๑", "น้ำ")), plain("กลุ่มหลัง"), table(("๒", "ป่า")))
    assert len(book.sheetnames) == 1
    assert [row[0] for row in values(book.active)] == ["กลุ่มแรก", "ลำดับ", "๑", "กลุ่มหลัง", "๒"]


def test_tables_of_other_columns_have_their_own_sheets() -> None:
    other = Table((1.0, 1.0, 1.0), (Row((Cell((plain("ก"),)), Cell(), Cell())),))
    assert len(opened(table(("๑", "น้ำ")), other).sheetnames) == 2


def test_a_table_of_one_column_reaches_over_the_sheet() -> None:
    wide = Table((115.0,), (Row((Cell((plain("วิเคราะห์"),)),)),))
    book = opened(table(("๑", "น้ำ")), wide)
    assert len(book.sheetnames) == 1
    assert "A3:B3" in {str(r) for r in book.active.merged_cells.ranges}


def test_merged_cells_come_back_merged() -> None:
    rows = (
        Row((Cell((plain("IIT"),), rowspan=2), Cell((plain("๑"),)))),
        Row((None, Cell((plain("๒"),)))),
    )
    sheet = opened(Table((1.0, 1.0), rows, HEAD)).active
    assert values(sheet) == [["ลำดับ", "เรื่อง"], ["IIT", "๑"], [None, "๒"]]
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A2:A3"}


def test_lists_keep_their_marks_and_cells_their_lines() -> None:
    cell = Cell((plain("อบรม", label="๑."), plain("น้ำ ๆ ฯลฯ", label="-")))
    sheet = opened(Table((1.0,), (Row((cell,)),))).active
    assert sheet["A1"].value == "๑. อบรม\n- น้ำ ๆ ฯลฯ"


def test_papers_without_a_table_are_lines() -> None:
    head = FieldLine((Field("ที่", "กญ ๑"), Field("วันที่", "๑ ตุลาคม ๒๕๖๗")))
    sheet = opened(bold("บันทึกข้อความ"), head, Together((plain("น้ำ"), plain("ป่า")))).active
    column = [row[0] for row in values(sheet)]
    assert column == ["บันทึกข้อความ", "ที่ กญ ๑", "วันที่ ๑ ตุลาคม ๒๕๖๗", "น้ำ", "ป่า"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "-เพื่อโปรด.....", "0812345678901", "007", "1e5", "TRUE",
     "#REF!", "2025-01-01", "=HYPERLINK(\"x\")"],
)  # fmt: skip
def test_nothing_of_data_is_a_formula_or_a_number(text: str) -> None:
    data = xlsx_bytes(report(table((text, "ป่า"))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet_xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet_xml
    assert "<f " not in sheet_xml
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_text_like_the_marks_of_excel_is_no_mark() -> None:
    data = xlsx_bytes(report(table(("_x0041_", "ป่า"))))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml").decode()
    (found,) = read_xlsx(data, "a.xlsx").blocks
    assert isinstance(found, SourceTable)
    assert found.rows[1].cells == ("_x0041_", "ป่า")


def test_what_a_cell_cannot_hold_is_refused_not_cut() -> None:
    opened(table(("น" * 32_767, "")))
    with pytest.raises(UserError) as error:
        xlsx_bytes(report(table(("น" * 32_768, ""))))
    assert error.value.key == "cell-too-long"
    assert error.value.facts == {"cell": "A2", "letters": 32_768, "most": 32_767}


@given(st.text(max_size=60).filter(lambda text: "\r" not in text))
@settings(max_examples=50)
def test_any_text_comes_back(text: str) -> None:
    kept = "".join(
        c for c in text
        if (c >= " " or c in "\t\n") and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )  # fmt: skip
    assert opened(table((text, "")))["แผ่นที่ 1"]["A2"].value == (kept or None)


def test_the_same_report_gives_the_same_bytes_and_names_its_office() -> None:
    paper = report(table(("๑", "น้ำ")))
    assert xlsx_bytes(paper) == xlsx_bytes(paper)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(paper)))
    assert book.properties.title == "ชื่อรายงาน"
    assert book.properties.creator == "อบต.ป่าน้ำ"


def test_numbers_and_days_are_such_and_shown_the_thai_way() -> None:
    cells = (
        Cell((plain("๙๕.๒๐"),), value=95.2),
        Cell((plain("๑๐๐"),), value=100.0),
        Cell((plain("๑ ตุลาคม ๒๕๖๗"),), value=date(2024, 10, 1)),
        Cell((plain("๐๐๑๒๓๔๕๖๗๘๙๐๑"),)),
    )
    data = xlsx_bytes(report(Table((1.0,) * 4, (Row(cells),))))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    found = [cell.value for cell in sheet[1]]
    assert found == [95.2, 100, datetime(2024, 10, 1), "๐๐๑๒๓๔๕๖๗๘๙๐๑"]
    assert [cell.number_format for cell in sheet[1]][:3] == [
        "[$-D07041E]0.00",
        "[$-D07041E]0",
        "[$-D07041E]d mmmm yyyy",
    ]
    texts = read_xlsx(data, "a.xlsx").blocks[0]
    assert isinstance(texts, SourceTable)
    assert texts.rows[0].cells == ("๙๕.๒", "๑๐๐", "๑ ตุลาคม ๒๕๖๗", "๐๐๑๒๓๔๕๖๗๘๙๐๑")
