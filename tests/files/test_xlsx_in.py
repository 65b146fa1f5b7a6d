from __future__ import annotations

from datetime import date, datetime, time

import pytest
from tests.files.making import excel_bytes, with_part, word_bytes, word_file

from itadesk.core.errors import UserError
from itadesk.files import xlsx_in
from itadesk.files.source import Source, Table
from itadesk.files.xlsx_in import read_xlsx


def cells(source: Source) -> list[tuple[str, ...]]:
    return [row.cells for block in source.blocks if isinstance(block, Table) for row in block.rows]


def test_values_read_as_an_office_writes_them() -> None:
    data = excel_bytes(
        ("ที่", 92.2, 100, True, "ก\nข"),
        (datetime(2024, 10, 1), date(2025, 9, 30), time(8, 30), 93.6, "<p>ป่า</p>"),
    )
    assert cells(read_xlsx(data, "x.xlsx")) == [
        ("ที่", "๙๒.๒", "๑๐๐", "True", "ก\nข"),
        ("๑ ตุลาคม ๒๕๖๗", "๓๐ กันยายน ๒๕๖๘", "08:30", "๙๓.๖", "ป่า"),
    ]


def test_a_blank_row_ends_a_table_and_merged_cells_are_said_once() -> None:
    data = excel_bytes(("หัวเรื่อง", None, None), (None,), ("ก", "ข", "ค"), merge="A1:C1")
    source = read_xlsx(data, "x.xlsx")
    assert len(source.blocks) == 2
    assert cells(source) == [("หัวเรื่อง", "", ""), ("ก", "ข", "ค")]


def test_rows_are_named_by_sheet_and_number() -> None:
    (table,) = read_xlsx(excel_bytes((None,), ("ก", "ข")), "x.xlsx").blocks
    assert isinstance(table, Table)
    assert table.rows[0].place == "Sheet!2"


GOOD = excel_bytes(("ที่", "น้ำ"))
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        GOOD[: len(GOOD) // 2],
        word_bytes(word_file(("ก", "ข"))),
        with_part(GOOD, SHEET, b"<broken"),
        with_part(GOOD, SHEET, b"<worksheet><sheetData><row r='x'><c r='??'><v>1</v></c></row>"),
        with_part(GOOD, "[Content_Types].xml", b"<Types/>"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_xlsx(data, "ป่า.xlsx")
    assert caught.value.key == "import-not-readable"


@pytest.mark.parametrize("limit", ["MAX_ROWS", "MAX_COLUMNS", "MAX_LETTERS"])
def test_a_sheet_over_the_limits_is_refused(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_in, limit, 2)
    with pytest.raises(UserError) as caught:
        read_xlsx(excel_bytes(*[("ก", "ข", "ค")] * 3), "x.xlsx")
    assert caught.value.key == "import-too-large"


def test_a_sheet_that_claims_a_million_rows_is_read_as_it_is() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is>'
        "<t>น้ำ</t></is></c></row></sheetData></worksheet>"
    )
    assert cells(read_xlsx(with_part(GOOD, SHEET, sheet.encode()), "x.xlsx")) == [("น้ำ",)]


def test_a_row_far_below_is_too_large() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    with pytest.raises(UserError) as caught:
        read_xlsx(with_part(GOOD, SHEET, sheet.encode()), "x.xlsx")
    assert caught.value.key == "import-too-large"
