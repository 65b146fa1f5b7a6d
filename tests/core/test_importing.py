from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from itadesk.core.changelog import EXISTS, Edit, made, needed
from itadesk.core.checklist import components_of, items_of
from itadesk.core.errors import UserError
from itadesk.core.findings import (
    Finding,
    FoundComponent,
    FoundEndorsement,
    FoundGroup,
    FoundIndicator,
    FoundIssue,
    FoundItem,
    FoundLevel,
    FoundMeasure,
    FoundMemo,
    FoundOffice,
    FoundScore,
    FoundSection,
    FoundText,
)
from itadesk.core.forms import Component as FormComponent
from itadesk.core.forms import Item as FormItem
from itadesk.core.forms import OitForm
from itadesk.core.importing import ImportPlan, plan_import
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.memos import endorsements_of, memos_of, sections_of
from itadesk.core.model import (
    EMPTY,
    TABLES,
    Component,
    IndicatorProgress,
    Issue,
    Item,
    Office,
    ReportText,
    Score,
    State,
    Year,
)

FORM = OitForm(
    year=2566,
    title="แบบวัด",
    count=2,
    confirmed=True,
    sources=(("s", "ที่มา"),),
    items=(
        FormItem(
            "2566/O1", "O1", 1, "โครงสร้าง", "s", indicator="9.1",
            components=(FormComponent("แสดงผัง"), FormComponent("แสดงตำแหน่ง", ("สำนัก", "กอง"))),
        ),
        FormItem("2566/O2", "O2", 2, "ผู้บริหาร", "s", components=(FormComponent("แสดงรูป"),)),
    ),
)  # fmt: skip

MEASURE = FoundMeasure(
    year=2566,
    title="ปลูกป่า",
    period="ทั้งปี",
    groups=(FoundGroup("๑. ขุด", "หลุม", "ร่ม"), FoundGroup("๒. ปลูก")),
)


def form_for(year: int) -> OitForm | None:
    return FORM if year == FORM.year else None


NUMBERS = count(1)


def new_id() -> str:
    return f"new{next(NUMBERS)}"


def plan(
    finding: Finding, state: State = EMPTY, year: int | None = None, **more: str
) -> ImportPlan:
    return plan_import(finding, state, year, form_for, new_id, **more)  # type: ignore[arg-type]


def after(state: State, edits: tuple[Edit, ...]) -> State:
    """The state that the edits make; an edit of a row that is not there fails."""
    rows = {
        (table, row): record for table, kept in state.tables.items() for row, record in kept.items()
    }
    for edit in needed(state, edits):
        key = (edit.table, edit.row)
        if edit.field == EXISTS:
            rows.pop(key, None)
            if edit.value:
                rows[key] = TABLES[edit.table](id=edit.row)
        else:
            rows[key] = replace(rows[key], **{edit.field: edit.value})  # type: ignore[arg-type]
    return EMPTY.with_rows(rows)


def keys(planned: ImportPlan) -> list[str]:
    return [notice.key for notice in planned.notices]


def test_measures_come_behind_those_that_are_there() -> None:
    state = after(EMPTY, plan(Finding(measures=(MEASURE,))).edits)
    second = replace(MEASURE, title="รดน้ำ")
    state = after(state, plan(Finding(measures=(second, MEASURE)), state).edits)
    assert [measure.title for measure in measures_of(state, 2566)] == ["ปลูกป่า", "รดน้ำ"]
    groups = step_groups_of(state, measures_of(state, 2566)[0].id)
    assert [(group.steps, group.outputs, group.outcome) for group in groups] == [
        ("๑. ขุด", "หลุม", "ร่ม"),
        ("๒. ปลูก", "", ""),
    ]


def test_taking_a_document_twice_changes_nothing() -> None:
    finding = Finding(
        measures=(MEASURE,),
        items=(FoundItem("O1", 2566, components=(FoundComponent("แสดงแผนผัง"),), status="done"),),
        scores=(FoundScore("i1", 90.5, 2566),),
        memos=(FoundMemo(2566, subject="เรื่อง", sections=(FoundSection("ก", "ข"),)),),
    )
    state = after(EMPTY, plan(finding).edits)
    again = plan(finding, state)
    assert needed(state, again.edits) == []
    assert keys(again).count("already-there") == 2


def test_a_new_year_gets_its_list_and_answers() -> None:
    found = FoundItem(
        "O1", 2566, name="โครง สร้าง", status="done", progress="ลงเว็บ", responsible="กองคลัง"
    )
    planned = plan(Finding(items=(found,)))
    state = after(EMPTY, planned.edits)
    first, second = items_of(state, 2566)
    assert (first.status, first.progress, first.responsible) == ("done", "ลงเว็บ", "กองคลัง")
    assert (first.name, second.status) == ("โครงสร้าง", "todo")
    assert keys(planned) == ["year-begun"]
    assert not planned.differences


OWN_WORDING = FoundItem(
    "O1",
    2566,
    indicator="9.1",
    indicator_name="พื้นฐาน",
    components=(FoundComponent("แสดง แผนผัง"), FoundComponent("แสดง ตำแหน่ง", ("สำนัก",))),
)


def test_the_documents_wording_is_taken_for_its_year() -> None:
    planned = plan(Finding(items=(OWN_WORDING,)))
    state = after(EMPTY, planned.edits)
    assert [(row.id, row.text) for row in components_of(state, "2566/O1")] == [
        ("2566/O1/1", "แสดง แผนผัง"),
        ("2566/O1/2", "แสดง ตำแหน่ง"),
        ("2566/O1/2.1", "สำนัก"),
    ]
    assert items_of(state, 2566)[0].indicator_name == "พื้นฐาน"
    assert [(d.listed, d.document) for d in planned.differences] == [
        ("แสดงผัง", "แสดง แผนผัง"),
        ("กอง", ""),
    ]
    assert "wording-taken" in keys(planned)


def test_the_official_wording_is_kept_on_request() -> None:
    planned = plan(Finding(items=(OWN_WORDING,)), wording="official")
    state = after(EMPTY, planned.edits)
    assert [row.text for row in components_of(state, "2566/O1")] == [
        "แสดงผัง", "แสดงตำแหน่ง", "สำนัก", "กอง",
    ]  # fmt: skip
    assert "wording-kept" in keys(planned)
    assert len(planned.differences) == 2


def test_a_tick_goes_with_the_demand_that_it_was_for() -> None:
    state = after(EMPTY, plan(Finding(items=(FoundItem("O1", 2566),))).edits)
    ticks = tuple(
        Edit("component", row, "ticked", True) for row in ("2566/O1/1", "2566/O1/2", "2566/O1/2.2")
    )
    state = after(state, ticks)
    other = replace(
        OWN_WORDING, components=(FoundComponent("แสดงผังใหม่"), FoundComponent("เผยแพร่ข่าวสาร"))
    )
    state = after(state, plan(Finding(items=(other,)), state).edits)
    assert [(row.id, row.ticked) for row in components_of(state, "2566/O1")] == [
        ("2566/O1/1", True),
        ("2566/O1/2", False),
    ]


def test_an_item_that_the_list_does_not_know_is_unplaced() -> None:
    planned = plan(Finding(items=(FoundItem("O9", 2566, name="แปลก", progress="ทำแล้ว"),)))
    assert [(piece.text, piece.why) for piece in planned.unplaced] == [
        ("O9\nแปลก\nทำแล้ว", "item-not-listed")
    ]
    assert not items_of(after(EMPTY, planned.edits), 2566)[0].progress


def test_a_year_without_a_list_gets_the_documents_items() -> None:
    found = FoundItem(
        "O2", 2565, name="ผู้บริหาร", components=(FoundComponent("ก", ("ข",)),), status="na"
    )
    state = after(EMPTY, plan(Finding(items=(found,))).edits)
    (item,) = items_of(state, 2565)
    assert (item.id, item.number, item.name, item.status) == ("2565/O2", 2, "ผู้บริหาร", "na")
    assert [row.text for row in components_of(state, item.id)] == ["ก", "ข"]
    assert state.get(Year, "2565") == Year("2565", 2565)


def test_a_year_begun_without_its_list_gets_it_with_the_answers() -> None:
    state = after(EMPTY, tuple(made(Year("2566", 2566), "year")))
    state = after(state, plan(Finding(items=(FoundItem("O1", 2566, status="done"),)), state).edits)
    assert [item.code for item in items_of(state, 2566)] == ["O1", "O2"]
    assert state.get(Year, "2566").form_title == "แบบวัด"  # type: ignore[union-attr]


def test_blank_cells_overwrite_nothing() -> None:
    before = IndicatorProgress(
        "2566/1", 2566, 1, name="หน้าที่", guideline="แนวทาง", status="done", progress="ก"
    )
    state = EMPTY.with_rows(
        {("indicator_progress", before.id): before, ("year", "2566"): Year("2566", 2566)}
    )
    found = FoundIndicator(1, 2566, progress="ข")
    state = after(state, plan(Finding(indicators=(found,)), state).edits)
    assert state.get(IndicatorProgress, "2566/1") == replace(before, progress="ข")


def test_scores_have_ids_that_say_what_they_are_and_changes_are_told() -> None:
    finding = Finding(scores=(FoundScore("e1/2", 90.5, 2566), FoundScore("total", 80, 2566)))
    state = after(EMPTY, plan(finding).edits)
    assert state.get(Score, "2566/e1/2") == Score("2566/e1/2", 2566, "e1/2", 90.5)
    planned = plan(Finding(scores=(FoundScore("total", 81, 2566),)), state)
    assert keys(planned) == ["score-changes"]
    assert after(state, planned.edits).get(Score, "2566/total").value == 81  # type: ignore[union-attr]


def test_the_published_level_stands_with_its_year() -> None:
    finding = Finding(
        scores=(FoundScore("total", 80, 2566),),
        levels=(FoundLevel("ผ่าน", 2566), FoundLevel("ผ่านดี", 2570)),
    )
    state = after(EMPTY, plan(finding).edits)
    assert [(year.year, year.level) for year in state.all(Year)] == [(2566, "ผ่าน")]
    again = plan(replace(finding, levels=(FoundLevel("ผ่านดี", 2566),)), state)
    begun = state.get(Year, "2566")
    assert begun is not None
    assert after(state, again.edits).get(Year, "2566") == replace(begun, level="ผ่านดี")


def test_issues_and_memos_are_kept_with_all_their_parts() -> None:
    issue = FoundIssue(2, 2566, "บริการ", ("e1", "O1"), "ก", "ข", "ค")
    memo = FoundMemo(
        2566,
        number="ปท ๑",
        date="2022-11-01",
        subject="เรื่อง",
        sections=(FoundSection("เรื่องเดิม", "๑"), FoundSection("ข้อเท็จจริง", "๒")),
        endorsements=(FoundEndorsement(name="ก"), FoundEndorsement(to="เรียน", name="ข")),
    )
    state = after(EMPTY, plan(Finding(issues=(issue,), memos=(memo,))).edits)
    assert state.get(Issue, "2566/2") == Issue("2566/2", 2566, 2, "บริการ", "e1 O1", "ก", "ข", "ค")
    (kept,) = memos_of(state, 2566)
    assert (kept.number, kept.date, kept.subject) == ("ปท ๑", "2022-11-01", "เรื่อง")
    assert [section.heading for section in sections_of(state, kept.id)] == ["เรื่องเดิม", "ข้อเท็จจริง"]
    assert [link.name for link in endorsements_of(state, kept.id)] == ["ก", "ข"]


def test_the_offices_own_words_are_kept_by_report_and_part() -> None:
    text = FoundText("measures-result", "preamble", "ตามที่", 2566)
    state = after(EMPTY, plan(Finding(measures=(MEASURE,), texts=(text,))).edits)
    row = "2566/measures-result/preamble"
    assert state.get(ReportText, row) == ReportText(
        row, 2566, "measures-result", "preamble", "ตามที่"
    )


def test_a_year_that_is_asked_for_moves_all_years_of_the_document() -> None:
    finding = Finding(measures=(MEASURE,), scores=(FoundScore("total", 90, 2565),))
    planned = plan(finding, year=2568)
    state = after(EMPTY, planned.edits)
    assert len(measures_of(state, 2568)) == 1
    assert state.get(Score, "2567/total")
    assert "year-moved" in keys(planned)


def test_a_year_that_the_document_names_moves_nothing() -> None:
    finding = Finding(measures=(MEASURE,), scores=(FoundScore("total", 90, 2565),))
    state = after(EMPTY, plan(finding, year=2565).edits)
    assert len(measures_of(state, 2566)) == 1
    assert state.get(Score, "2565/total")


def test_what_names_no_year_goes_into_the_year_that_is_asked_for() -> None:
    finding = Finding(measures=(replace(MEASURE, year=None),))
    assert len(measures_of(after(EMPTY, plan(finding, year=2567).edits), 2567)) == 1
    with pytest.raises(UserError) as caught:
        plan(finding)
    assert caught.value.key == "import-which-year"


def test_the_office_is_filled_in_only_where_it_is_blank() -> None:
    found = Finding(office=FoundOffice("อบต. ป่า", "อบต.", "ป่า", "ฟื้น", "น้ำ"), measures=(MEASURE,))
    state = after(EMPTY, tuple(made(Office(phone="๐๔๔"), "office")))
    state = after(state, plan(found, state).edits)
    assert state.get(Office, "office") == Office(
        name="อบต. ป่า", kind="อบต.", tambon="ป่า", amphoe="ฟื้น", province="น้ำ", phone="๐๔๔"
    )
    other = plan(replace(found, office=FoundOffice("อบต. ที่อื่น")), state)
    assert "other-office" in keys(other)
    assert not [edit for edit in other.edits if edit.table == "office"]


def test_items_and_components_of_other_years_are_left_alone() -> None:
    row = Item("2565/O1", 2565, "O1", 1)
    part = Component("2565/O1/1", "2565/O1", 1.0, "เดิม")
    state = EMPTY.with_rows({("item", row.id): row, ("component", part.id): part})
    edits = plan(Finding(items=(OWN_WORDING,)), state).edits
    assert not [edit for edit in edits if edit.row.startswith("2565")]
