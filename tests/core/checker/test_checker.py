from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import small_state, state_of
from tests.core.editing import Log
from tests.core.packs import OIT_YEARS, oit, questions

from itadesk.core.changelog import Edit, made
from itadesk.core.checker import (
    Finding,
    Kind,
    check,
    check_document,
    unwaived,
    waiver_made,
    waiver_removed,
)
from itadesk.core.checker.texts import texts_of
from itadesk.core.errors import UserError
from itadesk.core.findings import Finding as Document
from itadesk.core.findings import FoundMeasure, Piece
from itadesk.core.forms import OitForm
from itadesk.core.model import (
    EMPTY,
    Evidence,
    Issue,
    Item,
    Measure,
    Memo,
    Office,
    Record,
    Score,
    State,
    StepGroup,
    Waiver,
    Year,
)
from itadesk.core.question_form import QuestionForm

OFFICE = Office(
    name="องค์การบริหารส่วนตำบลป่าน้ำ", kind="อบต.", tambon="ป่าน้ำ", amphoe="ฟื้น", province="กตัญญู",
    web="https://www.panam.go.th/",
)  # fmt: skip
YEARS = (Year("2568", 2568), Year("2567", 2567))
PERIOD = "๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘"
LONG = "จัดทำคู่มือการให้บริการประชาชนของงานทะเบียนและเผยแพร่ให้ผู้มาติดต่อทราบโดยทั่วกัน"


def forms_for(year: int) -> tuple[QuestionForm, OitForm | None]:
    return questions(), oit(year) if year in OIT_YEARS else None


def found(*rows: Record) -> tuple[Finding, ...]:
    return check(state_of(OFFICE, *YEARS, *rows), forms_for)


def measure(row: str = "m", **fields: object) -> Measure:
    usual = {"title": "มาตรการฐานะ", "period": PERIOD, "responsible": "กองคลัง"}
    return Measure(row, year=2568, **{**usual, **fields})  # type: ignore[arg-type]


def group(row: str = "g", owner: str = "m", **fields: str) -> StepGroup:
    return StepGroup(row, owner, **{"steps": "๑.ประชุม", **fields})  # type: ignore[arg-type]


def item(code: str = "O1", **fields: object) -> Item:
    return Item(f"2568/{code}", 2568, code, int(code[1:]), **fields)  # type: ignore[arg-type]


def link(url: str) -> Evidence:
    return Evidence("e", "2568/O1", url=url)


def scores(**values: float) -> tuple[Score, ...]:
    """Scores of 2567; `i_1` is the key "1"."""
    keys = {name: name.removeprefix("i_") for name in values}
    return tuple(Score(f"2567/{key}", 2567, key, values[name]) for name, key in keys.items())


SIGNED = Memo("x", 2568, subject="ฟื้น", addressee="ป่า", department="น้ำ", status="signed")
SITE = "https://panam.go.th"
SAYS_100 = Issue("2567/1", 2567, 1, defect="-ข้อ ๐๘ แผน มีผลคะแนนเท่ากับ ๑๐๐")

# kind, the rows that have it, where it is, and the words that are shown
SLIPS: list[tuple[Kind, tuple[Record, ...], str, str]] = [
    ("blank", (measure(), group(), measure("n", title="")), "title", ""),
    ("blank", (measure(), group(), measure("n", title="ป่า", period="")), "period", ""),
    ("blank", (item(status="na"),), "reason", ""),
    ("blank", (SIGNED,), "date", ""),
    ("wrong-year", (measure(title="แผนประจำปีงบประมาณ พ.ศ. ๒๕๖๖"),), "title", "๒๕๖๖"),
    ("wrong-year", (item(progress="- รายงานประจำปี 2570"),), "progress", "2570"),
    ("christian-year", (measure(reason="ปี 2025"),), "reason", "2025"),
    ("christian-year", (measure(remark="๑ ตุลาคม ๒๐๒๔"),), "remark", "๒๐๒๔"),
    ("other-office", (item(progress="เว็บไซต์ อบต.ญี่ปุ่น"),), "progress", "ญี่ปุ่น"),
    ("other-office", (item(progress="องค์การบริหาร\nส่วนตำบลป่านำ้ได้ทำ"),), "progress", "ป่านำ้"),
    ("office-misspelt", (measure(reason="องค์กรบริหารส่วนตำบลป่าน้ำ"),), "reason", "องค์กร"),
    ("columns-swapped", (measure(responsible=f"๑. {LONG}"), group()), "responsible", f"๑. {LONG}"),
    ("columns-swapped", (measure(period="กองคลัง"), group()), "period", "กองคลัง"),
    ("columns-swapped", (measure(responsible=PERIOD), group()), "responsible", PERIOD),
    ("row-twice", (measure(), group(), measure("n"), group("h", "n")), "title", "มาตรการฐานะ"),
    ("row-twice", (measure(), group(), group("h")), "steps", "๑.ประชุม"),
    ("text-copied", (item(progress=LONG), item("O2", progress=f"- ก\n{LONG}")), "progress", LONG),
    ("date-outside-year", (measure(), group(outputs="เมื่อ ๙ มี.ค. ๒๕๖๙")), "outputs", "๙ มี.ค. ๒๕๖๙"),
    ("date-outside-year", (measure(period="ไตรมาสที่ ๑ ปี ๒๕๖๗"),), "period", "ไตรมาสที่ ๑ ปี ๒๕๖๗"),
    ("date-outside-year", (item(done_on="2025-10-01"),), "done_on", "2025-10-01"),
    ("digits-mixed", (measure(reason="๕ คน และ 12 คน กับข้อ O12"),), "reason", "12"),
    ("link-without-year", (item(data_year=2568), link(f"{SITE}/a")), "url", f"{SITE}/a"),
    ("link-other-year", (item(data_year=2568), link(f"{SITE}/2566")), "url", f"{SITE}/2566"),
    ("link-other-office", (item(), link("https://other.go.th/1")), "url", "other.go.th"),
    ("link-other-office", (item(progress="ดู www.other.go.th"),), "progress", "other.go.th"),
    ("score-disagrees", scores(i1=90.0, i2=90.0, i3=90.0, i_1=50.0), "value", "50"),
    ("score-in-text", (*scores(O8=50.0), SAYS_100), "defect", "๑๐๐"),
    ("score-in-text", (*scores(total=89.94), measure(reason="คะแนนภาพรวม ๙๘")), "reason", "๙๘"),
]  # fmt: skip

# What looks like a slip and is none.
CLEAN: list[tuple[Record, ...]] = [
    (measure(reason="รายงานของปีงบประมาณ พ.ศ. ๒๕๖๗ และ ๒๕๖๘ ตามแผน (พ.ศ.๒๕๖๖-๒๕๗๐)"), group()),
    (measure(reason="ตามพระราชบัญญัติ พ.ศ. ๒๕๖๐"), group()),
    (replace(SIGNED, status="draft"), item(progress="อบต.ลงนาม")),
    (item(progress="อบต. และบุคลากร อบต.ป่าน้ำ ส่วน องค์การบริหาร ส่วนตำบล ป่าน้ำ ตอบข้อซักถาม ระบบต่อไป"),),
    (measure(responsible="๑.สำนักปลัด\n๒.กองคลัง"), group(outputs="๑.คู่มือ\n๒.ประกาศ")),
    (measure(), group(outputs="ประกาศ ๑๘ ต.ค. ๒๕๖๗ และ ๓๐ ก.ย. ๒๕๖๘")),
    (measure(), group(steps="๑.ก"), group("h", steps="๒.ข")),
    (item(progress="- ทำแล้ว"), item("O2", progress="- ทำแล้ว")),
    (item(data_year=2567), Evidence("e", "2568/O1", url="https://www.panam.go.th/2567/a")),
    (item(), Evidence("e", "2568/O1", url="https://itas.nacc.go.th/1")),
    (item(), Evidence("e", "2568/O1", url="https://www.facebook.com/x")),
    (measure(reason="โทร. 044-123456 ข้อ O12 ร้อยละ ๘๐ ตัวชี้วัดที่ 9.1"), group()),
    (
        Score("2567/e1/1", 2567, "e1/1", 99.26), Score("2567/e1/2", 2567, "e1/2", 100.0),
        Issue("2567/2", 2567, 2, keep="-ข้อ e๑ ได้ ๑๐๐ คะแนน\nต้องได้คะแนน ๑๐๐ คะแนน"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "rows", "field", "words"), SLIPS)
def test_a_slip_is_found_at_its_place(
    kind: Kind, rows: tuple[Record, ...], field: str, words: str
) -> None:
    of_kind = [finding for finding in found(*rows) if finding.kind == kind]
    assert [(finding.field, finding.text) for finding in of_kind] == [(field, words)]
    state = state_of(*rows)
    row = state.tables[of_kind[0].table][of_kind[0].row]
    held = getattr(row, field)
    if isinstance(held, str):
        assert held[of_kind[0].start : of_kind[0].end] == words


@pytest.mark.parametrize("rows", CLEAN)
def test_what_only_looks_like_a_slip_is_left_alone(rows: tuple[Record, ...]) -> None:
    assert found(*rows) == ()


def test_every_kind_has_a_slip_here() -> None:
    assert {kind for kind, *_ in SLIPS} == set(get_args(Kind))


def test_an_item_copied_everywhere_is_a_form_of_words() -> None:
    rows = [item(f"O{number}", progress=LONG) for number in range(1, 8)]
    assert found(*rows) == ()


def test_one_year_can_be_checked_alone() -> None:
    rows = (measure(remark="ปี 2025"), Issue("2567/1", 2567, 1, keep="ปี 2025"))
    state = state_of(OFFICE, *YEARS, *rows)
    assert {finding.year for finding in check(state, forms_for)} == {2567, 2568}
    assert {finding.year for finding in check(state, forms_for, 2567)} == {2567}


def test_a_finding_can_be_waived_with_a_reason_and_told_of_again() -> None:
    log = Log()
    log.take([e for r in (measure(remark="ปี 2025"), group()) for e in made(r, _table(r))])
    (finding,) = check(log.state, forms_for)
    log.take(waiver_made(finding, " ชื่อหนังสือ ", "2025-01-01T00:00:00Z"))
    assert unwaived(log.state, [finding]) == ()
    assert log.state.get(Waiver, finding.key) == Waiver(
        finding.key, "christian-year", "ชื่อหนังสือ", "2025-01-01T00:00:00Z"
    )
    log.take([Edit("measure", "m", "remark", "น้ำ ปี 2025")])
    assert unwaived(log.state, check(log.state, forms_for)) == ()
    log.take([Edit("measure", "m", "remark", "น้ำ ปี 2026")])
    assert len(unwaived(log.state, check(log.state, forms_for))) == 1
    log.take(waiver_removed(finding))
    assert unwaived(log.state, [finding]) == (finding,)
    with pytest.raises(UserError, match="waiver-without-reason"):
        waiver_made(finding, "  ", "")


def _table(row: Record) -> str:
    return "measure" if isinstance(row, Measure) else "step_group"


def test_a_wrong_year_in_a_heading_of_a_document_is_told_before_it_is_taken() -> None:
    document = Document(
        year=2567,
        measures=(FoundMeasure(year=2568),),
        pieces=(
            Piece("heading", "ในปีงบประมาณ พ.ศ.๒๕๖๖", "96"),
            Piece("heading", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "97"),
            Piece("kept", "ปีงบประมาณ พ.ศ.๒๕๖๐", "98"),
        ),
    )
    (finding,) = check_document(document)
    assert (finding.kind, finding.row, finding.text) == ("wrong-year", "96", "๒๕๖๖")
    assert check_document(Document()) == ()


def test_nothing_is_found_in_nothing_and_a_usual_office_is_checked() -> None:
    assert check(EMPTY, forms_for) == ()
    kinds = {finding.kind for finding in check(small_state(), forms_for)}
    assert kinds <= {"blank", "score-disagrees", "digits-mixed"}


@given(st.text("ข้อO1๐ei คะแนน๕8ปีงบประมาณ๒๕66พ.ศ.อบต./-\nhttps:", max_size=60))
@settings(max_examples=100)
def test_any_text_can_be_checked_and_findings_show_their_words(text: str) -> None:
    rows: tuple[Record, ...] = (
        item(progress=text, reason=text, status="na"),
        measure(title=text, period=text, responsible=text),
        group(outputs=text),
        Issue("2568/1", 2568, 1, defect=text),
        Score("2568/O1", 2568, "O1", 1.0),
        Score("2568/total", 2568, "total", 1.0),
    )
    state: State = state_of(OFFICE, *YEARS, *rows)
    texts = {(t.table, t.row, t.field): t.text for t in texts_of(state)}
    for finding in check(state, forms_for):
        held = texts.get((finding.table, finding.row, finding.field), "")
        assert held[finding.start : finding.end] in (finding.text, "")
