"""Workbooks of tables as files: written, opened, changed as a clerk would, and read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import YEAR, after, small_state, state_of
from tests.core.tables.workbooks import THAI, book_of, came_back, differences

from itadesk.core.changelog import Edit
from itadesk.core.errors import UserError
from itadesk.core.model import Score, State, Unit
from itadesk.core.tables.book import Possible, tables_book
from itadesk.core.tables.differences import Changed, Comparison
from itadesk.core.tables.kinds import KEY_HEAD
from itadesk.files.tables_in import is_tables_book, read_tables
from itadesk.files.tables_out import MEMORY, tables_bytes

STATE = small_state()
DATA = tables_bytes(book_of(STATE))
TRICKY = [
    "ที่ น้ำ ป่า ฟื้น ญี่ปุ่น ๆ ฯลฯ ำ",
    "บรรทัดแรก\n\nบรรทัดสาม\n",
    "0812345678", "007", "1234567890123", "๐๐๗", "1e5", "TRUE", "#REF!", "2025-01-01",
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"x\")", "'ก", " เว้นวรรค ",
    "_x0041_", "_x000D_", "&lt;<b>", "น" * 300, "น" * 32_767,
]  # fmt: skip


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def changed(change: Callable[[Any], object], data: bytes = DATA) -> Comparison:
    """What differs after a change to the workbook made by another program."""
    book = opened(data)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return differences(read_tables(out.getvalue(), "a.xlsx"), STATE)


def test_the_file_reads_back_as_the_book_that_was_written() -> None:
    read, meant = read_tables(DATA, "a.xlsx"), came_back(book_of(STATE))
    assert (read.file_uid, read.year) == ("file", YEAR)
    assert read.prints == meant.prints
    assert [sheet.title for sheet in read.sheets] == [sheet.title for sheet in meant.sheets]
    assert differences(read, STATE) == Comparison()


def named(texts: Iterable[str]) -> tuple[State, bytes]:
    """An office whose units have these names, and its workbook of units."""
    state = state_of(*(Unit(f"u{n}", text, float(n)) for n, text in enumerate(texts)))
    return state, tables_bytes(tables_book(state, YEAR, "file", Possible(), ("unit",)))


def test_tricky_texts_come_back_and_are_text() -> None:
    state, data = named(TRICKY)
    read = read_tables(data, "a.xlsx")
    assert differences(read, state) == Comparison()
    assert [row.cells["กอง/สำนัก"] for row in read.sheets[0].rows] == TRICKY
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert {cell.data_type for cell in opened(data)["กองและสำนัก"]["B"]} == {"s"}


@given(st.lists(THAI, min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_thai_texts_come_back(texts: list[str]) -> None:
    state, data = named(texts)
    assert differences(read_tables(data, "a.xlsx"), state) == Comparison()


@given(st.lists(st.floats(min_value=0, max_value=100), min_size=1, max_size=30))
@settings(max_examples=25, deadline=None)
def test_any_scores_come_back(scores: list[float]) -> None:
    rows = (Score(f"2568/i{n}", YEAR, f"i{n}", score) for n, score in enumerate(scores))
    state = state_of(*rows)
    data = tables_bytes(tables_book(state, YEAR, "file", Possible(), ("score",)))
    assert differences(read_tables(data, "a.xlsx"), state) == Comparison()


def test_cells_have_their_types_and_the_head_stays_in_sight() -> None:
    state = after(STATE, [Edit("item", "2568/O1", "done_on", "2025-01-31")])
    book = opened(tables_bytes(book_of(state)))
    sheet = book["รายการ OIT"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "2568/O1")
    found = {head: row[column - 1] for head, column in heads.items()}
    assert found["เสร็จเมื่อ"].is_date
    assert found["เสร็จเมื่อ"].value.date() == date(2025, 1, 31)
    assert found["ผู้รับผิดชอบ"].number_format == "@"
    assert found["สถานะ"].value == "ดำเนินการแล้ว"
    assert book["คะแนน"]["D2"].data_type == "n"
    assert sheet["A1"].value == KEY_HEAD
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    choices = [choice.formula1 for choice in sheet.data_validations.dataValidation]
    assert choices == ['"ยังไม่ดำเนินการ,ดำเนินการแล้ว,ไม่เกี่ยวข้อง"']
    assert sheet.column_dimensions["I"].width > 3 * sheet.column_dimensions["B"].width


def test_what_the_workbook_remembers_is_out_of_sight() -> None:
    book = opened(DATA)
    assert book.sheetnames[-1] == MEMORY
    assert book[MEMORY].sheet_state == "veryHidden"
    assert book.active.title == "รายการ OIT"


def test_one_changed_cell_is_one_difference_wherever_its_row_was_moved() -> None:
    def change(book: Any) -> None:
        sheet = book["กองและสำนัก"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for line, (key, name) in enumerate(reversed(rows), start=2):
            sheet.cell(line, 1).value = key
            sheet.cell(line, 2).value = f"{name}ป่า" if key == "u1" else name

    (cell,) = changed(change).differences
    assert isinstance(cell, Changed)
    assert (cell.row, cell.there, cell.line) == ("u1", "สำนักปลัดป่า", 3)


def test_moved_and_added_columns_change_nothing() -> None:
    def change(book: Any) -> None:
        book["มาตรการ"].insert_cols(2)
        book["มาตรการ"]["B1"].value = "คิดเอง"
        book["มาตรการ"]["B2"].value = "จด"

    assert changed(change) == Comparison()


def test_numbers_typed_as_text_and_text_typed_as_numbers_are_understood() -> None:
    def change(book: Any) -> None:
        book["คะแนน"]["D2"].value = "๙๑.๕"
        book["หน่วยงาน"]["H2"].value = 1234567890123

    told = {(cell.field, cell.there) for cell in changed(change).changed}
    assert told == {("value", 91.5), ("phone", "1234567890123")}


def test_a_line_end_of_another_system_is_a_line_end() -> None:
    def change(book: Any) -> None:
        book["กองและสำนัก"]["B2"].value = "สำนัก_x000D_\nปลัด"

    (cell,) = changed(change).changed
    assert cell.there == "สำนัก\nปลัด"


def test_the_same_book_gives_the_same_bytes() -> None:
    assert tables_bytes(book_of(STATE)) == DATA


def test_what_a_cell_cannot_hold_is_refused_not_cut() -> None:
    with pytest.raises(UserError) as error:
        named(["น" * 32_768])
    assert error.value.key == "cell-too-long"


def test_only_workbooks_of_tables_are_taken_for_such() -> None:
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    assert is_tables_book(DATA, "a.xlsx")
    assert not is_tables_book(plain.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("cell", "value", "key"),
    [
        ("A1", "อื่น", "import-not-readable"),
        ("D1", "ปี", "import-not-readable"),
        ("B1", None, "import-not-readable"),
        ("B1", "2", "tables-newer"),
    ],
)
def test_a_damaged_or_newer_memory_is_one_error(cell: str, value: str | None, key: str) -> None:
    def change(book: Any) -> None:
        book[MEMORY][cell].value = value

    with pytest.raises(UserError) as error:
        changed(change)
    assert error.value.key == key


def test_lines_that_the_memory_lost_ask_for_their_cells() -> None:
    def change(book: Any) -> None:
        memory = book[MEMORY]
        for row in memory.iter_rows(min_row=2):
            if row[0].value == "unit":
                row[2].value = None
        book["กองและสำนัก"]["B2"].value = "ป่า"

    assert [cell.both for cell in changed(change).changed] == [True]
