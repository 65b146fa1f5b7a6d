from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import YEAR, after, small_state
from tests.core.tables.workbooks import THAI, book_of, came_back, differences, title

from itadesk.core.changelog import Edit, needed
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.model import (
    EMPTY,
    TABLES,
    Evidence,
    IndicatorProgress,
    Item,
    Measure,
    Memo,
    MemoSection,
    PrintedPaper,
    Score,
    State,
    StepGroup,
    Unit,
)
from itadesk.core.tables.book import Possible, tables_book
from itadesk.core.tables.cells import RawCell
from itadesk.core.tables.differences import Changed, Comparison, ReadSheet
from itadesk.core.tables.kinds import KIND_OF, KINDS
from itadesk.core.tables.taking import taking_edits

STATE = small_state()
BOOK = book_of(STATE)


def taken(comparison: Comparison, state: State = STATE, *, everything: bool = False) -> State:
    chosen = comparison.differences if everything else comparison.usual
    numbers = count(1)
    edits = taking_edits(comparison, state, chosen, lambda: f"made{next(numbers)}")
    return after(state, needed(state, edits))


def edited(table: str, row: str, field: str, value: str) -> State:
    return after(STATE, [Edit(table, row, field, value)])


def test_every_table_that_people_write_in_has_its_sheet() -> None:
    assert {kind.table for kind in KINDS} == set(TABLES)
    assert len({kind.title for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        heads = [column.head for column in kind.columns]
        assert len(set(heads)) == len(heads)
        assert len(kind.title) <= 31


def test_every_text_of_the_office_stands_in_some_sheet() -> None:
    hidden = {"id", "place", "garuda", "attachment", "sha256", "scan", "memo", "confirmed",
              "form_note", "year", "item", "measure", "number", "parent", "defect_draft",
              "develop_draft", "keep_draft"}  # fmt: skip
    for kind in KINDS:
        shown = {column.name for column in kind.columns}
        assert set(TABLES[kind.table].__slots__) - shown <= hidden


@pytest.mark.parametrize("state", [STATE, EMPTY])
def test_an_untouched_workbook_differs_in_nothing(state: State) -> None:
    assert differences(came_back(book_of(state)), state) == Comparison()


@given(st.dictionaries(st.sampled_from(["progress", "reason", "responsible", "name"]), THAI))
@settings(max_examples=40)
def test_any_texts_go_out_and_come_back(texts: dict[str, str]) -> None:
    state = after(STATE, [Edit("item", "2568/O2", field, text) for field, text in texts.items()])
    assert differences(came_back(book_of(state)), state) == Comparison()
    told = differences(
        came_back(BOOK, {("item", "2568/O2", f): t for f, t in texts.items()}), STATE
    )
    assert taken(told).get(Item, "2568/O2") == state.get(Item, "2568/O2")


def test_only_the_changed_cell_differs() -> None:
    told = differences(came_back(BOOK, {("measure", "m2", "title"): "กตัญญู"}), STATE)
    (cell,) = told.differences
    assert cell == Changed(
        "measure", "m2", "title", "ฟื้นญี่ปุ่นน้ำป่า", "กตัญญู", title("measure"), 3, both=False
    )
    row = taken(told).get(Measure, "m2")
    assert row == replace(STATE.get(Measure, "m2"), title="กตัญญู")  # type: ignore[type-var]


def test_what_only_the_file_changed_since_is_not_changed_back() -> None:
    now = edited("item", "2568/O1", "progress", "ใหม่กว่า")
    assert differences(came_back(BOOK), now) == Comparison()


def test_what_both_changed_is_told_and_not_taken_unasked() -> None:
    now = edited("item", "2568/O1", "progress", "ในแฟ้ม")
    book = came_back(BOOK, {("item", "2568/O1", "progress"): "ในตาราง"})
    told = differences(book, now)
    (cell,) = told.changed
    assert (cell.here, cell.there, cell.both) == ("ในแฟ้ม", "ในตาราง", True)
    assert taken(told, now) == now
    assert taken(told, now, everything=True).get(Item, "2568/O1").progress == "ในตาราง"  # type: ignore[union-attr]


def test_the_same_change_on_both_sides_is_none() -> None:
    now = edited("unit", "u1", "name", "สำนักงานปลัด")
    assert differences(came_back(BOOK, {("unit", "u1", "name"): "สำนักงานปลัด"}), now) == Comparison()


CELLS = (
    ("unit", "u1", "name"), ("measure", "m1", "title"), ("item", "2568/O1", "progress"),
    ("memo_section", "s2", "body"), ("evidence", "e1", "url"), ("step_group", "m1a", "steps"),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(CELLS), st.tuples(st.none() | THAI, st.none() | THAI)))
@settings(max_examples=80)
def test_of_three_values_the_changed_one_stands_and_two_changed_ask(
    cells: dict[tuple[str, str, str], tuple[str | None, str | None]],
) -> None:
    now = STATE
    for (table, row, field), (here, _there) in cells.items():
        now = now if here is None else after(now, [Edit(table, row, field, here)])
    book = came_back(BOOK, {key: there for key, (_here, there) in cells.items() if there})
    told = differences(book, now)
    merged = taken(told, now)
    asked = {(cell.table, cell.row, cell.field) for cell in told.changed if cell.both}
    for key in CELLS:
        here, there = cells.get(key, (None, None))
        base, mine, result = (
            getattr(s.tables[key[0]][key[1]], key[2]) for s in (STATE, now, merged)
        )
        theirs = there or base
        assert result == (theirs if mine == base else mine)
        assert (key in asked) == (mine != base and theirs not in (base, mine))


def test_a_row_whose_fingerprint_is_lost_asks_for_every_difference() -> None:
    book = came_back(BOOK, {("unit", "u1", "name"): "สำนักงานปลัด"})
    told = differences(replace(book, prints={}), STATE)
    assert [cell.both for cell in told.changed] == [True]


@pytest.mark.parametrize(
    ("key", "cell", "field", "value"),
    [
        (("item", "2568/O1", "status"), "ยังไม่ดำเนินการ", "status", "todo"),
        (("item", "2568/O1", "due"), date(2568, 1, 31), "due", "2025-01-31"),
        (("item", "2568/O1", "points"), "๔", "points", 4.0),
        (("component", "2568/O2/1", "ticked"), "x", "ticked", True),
        (("memo", "memo", "status"), "ลงนามแล้ว", "status", "signed"),
        (("office", "office", "phone"), 812345678, "phone", "812345678"),
        (("office", "office", "thai_digits"), "ไม่ใช่", "thai_digits", False),
        (("measure", "m1", "reason"), None, "reason", ""),
        (("evidence", "e2", "url"), "=HYPERLINK(1)", "url", "=HYPERLINK(1)"),
    ],
)
def test_cells_of_every_kind_are_taken(
    key: tuple[str, str, str], cell: RawCell, field: str, value: object
) -> None:
    state = taken(differences(came_back(BOOK, {key: cell}), STATE))
    assert getattr(state.tables[key[0]][key[1]], field) == value


@pytest.mark.parametrize(
    ("key", "cell", "why"),
    [
        (("item", "2568/O1", "due"), "พรุ่งนี้", "not-day"),
        (("item", "2568/O1", "status"), None, "not-word"),
        (("score", "2568/i1", "value"), 101, "not-number"),
        (("office", "office", "memo_left"), None, "not-number"),
        (("item", "2568/O1", "indicator"), "9.9", "closed"),
        (("component", "2568/O1/1", "item"), "O2", "closed"),
    ],
)
def test_what_a_cell_cannot_hold_is_told_and_the_rest_is_taken(
    key: tuple[str, str, str], cell: RawCell, why: str
) -> None:
    told = differences(came_back(BOOK, {key: cell, ("unit", "u2", "name"): "กองป่า"}), STATE)
    (refused,) = told.refused
    assert (refused.why, refused.sheet) == (why, title(key[0]))
    assert [cell.row for cell in told.changed] == ["u2"]


def test_a_new_row_stands_behind_the_one_above_it() -> None:
    book = came_back(BOOK, new={"unit": [{"name": "กองช่าง"}, {"name": "กองการศึกษา"}]})
    sheets = [_moved_up(s, 1) if s.title == title("unit") else s for s in book.sheets]
    told = differences(replace(book, sheets=tuple(sheets)), STATE)
    state = taken(told)
    names = [unit.name for unit in sorted(state.all(Unit), key=lambda unit: unit.place)]
    assert names == ["สำนักปลัด", "กองช่าง", "กองการศึกษา", "กองคลัง"]


def _moved_up(sheet: ReadSheet, lines: int) -> ReadSheet:
    """The sheet with its last row but one moved up so many lines, and the last below it."""
    *rows, first, last = sheet.rows
    at = len(rows) - lines
    order = [*rows[:at], first, last, *rows[at:]]
    return replace(sheet, rows=tuple(replace(r, line=n) for n, r in enumerate(order, start=2)))


def test_a_new_measure_brings_its_steps_by_its_number() -> None:
    new = {
        "measure": [{"#": 3, "title": "มาตรการใหม่"}],
        "step_group": [{"measure": "๓", "steps": "อบรม"}, {"measure": 1, "steps": "เพิ่ม"}],
    }
    state = taken(differences(came_back(BOOK, new=new), STATE))
    measures = measures_of(state, YEAR)
    assert [measure.title for measure in measures][2:] == ["มาตรการใหม่"]
    assert [group.steps for group in step_groups_of(state, measures[2].id)] == ["อบรม"]
    assert [group.steps for group in step_groups_of(state, "m1")][2:] == ["เพิ่ม"]


def test_numbers_are_those_of_the_workbook_and_not_of_the_file_since() -> None:
    now = STATE.with_rows(
        {
            ("measure", "m9"): Measure("m9", YEAR, 0.5, title="แทรกไว้"),
            ("step_group", "m9a"): StepGroup("m9a", "m9", 1.0),
        }
    )
    new = {
        "measure": [{"#": 3, "title": "มาตรการใหม่"}],
        "step_group": [{"measure": 1, "steps": "ของแรก"}, {"measure": 3, "steps": "ของใหม่"}],
    }
    state = taken(differences(came_back(BOOK, new=new), now), now)
    steps = {
        m.title: [g.steps for g in step_groups_of(state, m.id)] for m in measures_of(state, YEAR)
    }
    assert steps["มาตรการใหม่"] == ["ของใหม่"]
    assert steps["มาตรการเป็นปัจจุบัน"][2:] == ["ของแรก"]
    assert steps["แทรกไว้"] == [""]


def test_a_new_measure_without_steps_gets_a_blank_step_group() -> None:
    book = came_back(BOOK, new={"measure": [{"title": "มาตรการใหม่"}]})
    state = taken(differences(book, STATE))
    (blank,) = step_groups_of(state, measures_of(state, YEAR)[2].id)
    assert (blank.steps, blank.outputs, blank.outcome) == ("", "", "")


def test_steps_of_a_new_measure_that_is_not_taken_are_left_out() -> None:
    new = {"measure": [{"#": 3, "title": "ใหม่"}], "step_group": [{"measure": 3, "steps": "อบรม"}]}
    told = differences(came_back(BOOK, new=new), STATE)
    steps = [row for row in told.added if row.table == "step_group"]
    assert taking_edits(told, STATE, steps, lambda: "x") == []


def test_taking_a_workbook_in_again_adds_nothing_twice() -> None:
    new = {
        "measure": [{"#": 3, "title": "ใหม่"}],
        "step_group": [{"measure": 3, "steps": "อบรม"}],
        "evidence": [{"item": " o๒", "url": "https://example.go.th"}],
    }
    book = came_back(BOOK, {("unit", "u1", "name"): "สำนักงานปลัด"}, new=new)
    once = taken(differences(book, STATE))
    assert len(once.all(Measure)) == len(STATE.all(Measure)) + 1
    assert differences(book, once) == Comparison()


def test_equal_new_rows_are_all_taken() -> None:
    book = came_back(BOOK, new={"evidence": [{"item": "O2", "url": "ป่า"}] * 2})
    assert len(taken(differences(book, STATE)).all(Evidence)) == len(STATE.all(Evidence)) + 2


def test_a_copied_row_is_a_new_one_and_the_row_itself_stays() -> None:
    book = came_back(BOOK, new={"unit": [{"id": "u1", "name": "กองช่าง"}]})
    told = differences(book, STATE)
    assert told.changed == ()
    state = taken(told)
    assert {unit.name for unit in state.all(Unit)} == {"สำนักปลัด", "กองคลัง", "กองช่าง"}
    assert state.get(Unit, "u1") == STATE.get(Unit, "u1")


@pytest.mark.parametrize(
    ("table", "cells", "why"),
    [
        ("item", {"name": "ข้อใหม่"}, "row-unknown"),
        ("component", {"item": "O1", "text": "ใหม่"}, "row-unknown"),
        ("step_group", {"measure": 9, "steps": "ใคร"}, "parent-unknown"),
        ("evidence", {"url": "ป่า"}, "parent-unknown"),
    ],
)
def test_new_rows_without_a_place_are_told(table: str, cells: dict[str, str], why: str) -> None:
    told = differences(came_back(BOOK, new={table: [cells]}), STATE)
    assert [refused.why for refused in told.refused] == [why]
    assert told.differences == ()


def test_blank_rows_are_passed_over() -> None:
    assert differences(came_back(BOOK, new={"unit": [{}, {"name": ""}]}), STATE) == Comparison()


def test_a_row_missing_from_the_sheet_stays_unless_it_is_chosen() -> None:
    told = differences(came_back(BOOK, gone=["m1", "e1"]), STATE)
    assert {row.row for row in told.missing} == {"m1", "e1"}
    assert taken(told) == STATE
    state = taken(told, everything=True)
    assert state.get(Measure, "m1") is None
    assert {group.measure for group in state.all(StepGroup)} == {"m2"}
    assert [link.id for link in state.all(Evidence)] == ["e2"]


def test_a_memo_goes_with_its_parts() -> None:
    told = differences(came_back(BOOK, gone=["memo"]), STATE)
    state = taken(told, everything=True)
    assert (state.all(Memo), state.all(MemoSection)) == ((), ())


def test_the_last_step_group_of_a_measure_that_stays_is_emptied() -> None:
    told = differences(came_back(BOOK, gone=["m1a", "m1b"]), STATE)
    groups = step_groups_of(taken(told, everything=True), "m1")
    assert groups == (StepGroup("m1a", "m1", 1.0),)


def test_a_missing_row_that_was_changed_here_says_so() -> None:
    book = came_back(BOOK, gone=["u1", "u2"])
    told = differences(book, edited("unit", "u1", "name", "สำนักงานปลัด"))
    assert {row.row: row.both for row in told.missing} == {"u1": True, "u2": False}


def test_rows_of_a_form_that_are_missing_are_nothing() -> None:
    assert differences(came_back(BOOK, gone=["2568/O1", "2568/i1"]), STATE) == Comparison()


def test_a_row_made_since_the_export_is_nothing() -> None:
    now = STATE.with_rows({("unit", "u9"): Unit("u9", "กองใหม่", 9.0)})
    assert differences(came_back(BOOK), now) == Comparison()


def test_changes_to_a_row_that_is_gone_are_told() -> None:
    now = STATE.with_rows({("unit", "u2"): None})
    assert differences(came_back(BOOK), now) == Comparison()
    told = differences(came_back(BOOK, {("unit", "u2", "name"): "กองป่า"}), now)
    assert [refused.why for refused in told.refused] == ["row-gone"]
    assert told.differences == ()


def test_rows_that_a_year_may_have_begin_when_they_are_filled() -> None:
    possible = Possible(
        (Score("2568/i9", YEAR, "i9"), IndicatorProgress("2568/3", YEAR, 3, "การใช้อำนาจ")),
        {"2568/i9": "ถามอะไร"},
    )
    book = book_of(STATE, possible)
    assert differences(came_back(book), STATE, possible) == Comparison(possible=possible)
    cells = {
        ("score", "2568/i9", "value"): "๙๑.๕",
        ("indicator_progress", "2568/3", "progress"): "ทำ",
    }
    state = taken(differences(came_back(book, cells), STATE, possible))
    assert state.get(Score, "2568/i9") == Score("2568/i9", YEAR, "i9", 91.5)
    begun = state.get(IndicatorProgress, "2568/3")
    assert begun == IndicatorProgress("2568/3", YEAR, 3, "การใช้อำนาจ", progress="ทำ")


def test_an_item_that_is_undone_loses_its_day() -> None:
    state = edited("item", "2568/O1", "done_on", "2025-01-01")
    book = came_back(book_of(state), {("item", "2568/O1", "status"): "ยังไม่ดำเนินการ"})
    item = taken(differences(book, state), state).get(Item, "2568/O1")
    assert item is not None
    assert (item.status, item.done_on) == ("todo", "")


def test_missing_columns_and_sheets_are_told() -> None:
    book = came_back(BOOK)
    cut = [
        replace(sheet, heads=tuple(h for h in sheet.heads if h != "ผลลัพธ์"))
        for sheet in book.sheets
        if sheet.title != title("unit")
    ]
    told = differences(replace(book, sheets=tuple(cut)), STATE)
    assert {(r.sheet, r.head, r.why) for r in told.refused} == {
        (title("unit"), "", "sheet-missing"),
        (title("step_group"), "ผลลัพธ์", "column-missing"),
    }
    assert told.differences == ()


def test_sheets_of_one_tab_are_written_alone_and_the_rest_is_not_missed() -> None:
    book = tables_book(STATE, YEAR, "file", Possible(), ("measure", "step_group"))
    assert [sheet.kind.table for sheet in book.sheets] == ["measure", "step_group"]
    assert differences(came_back(book), STATE) == Comparison()


def test_unprintable_characters_are_told_where_they_are_left_out() -> None:
    state = edited("unit", "u2", "name", "กอง\x07คลัง")
    book = book_of(state)
    assert book.losing == ((title("unit"), 3),)
    assert differences(came_back(book), state) == Comparison()


def test_the_register_tells_and_takes_nothing() -> None:
    paper = PrintedPaper("p", YEAR, "memo", title="บันทึก", pages=2)
    state = STATE.with_rows({("printed_paper", "p"): paper})
    assert not any(column.is_open for column in KIND_OF["printed_paper"].columns)
    told = differences(came_back(book_of(state), {("printed_paper", "p", "pages"): 3}), state)
    assert [refused.why for refused in told.refused] == ["closed"]
