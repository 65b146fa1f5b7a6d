"""Whatever a clerk types stands on the paper, once and in order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.building import YEAR, state_of
from tests.core.reports.reading import texts

from itadesk.core.forms import Layout, LayoutColumn
from itadesk.core.model import (
    Endorsement,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Office,
    Record,
    State,
    StepGroup,
)
from itadesk.core.question_form import parse_questions
from itadesk.core.report import Report, Table
from itadesk.core.reports import Request
from itadesk.core.reports.analysis import build_score_analysis
from itadesk.core.reports.items import build_oit_progress
from itadesk.core.reports.measures import build_measures, left_out
from itadesk.core.reports.memo import build_memo
from itadesk.thai.digits import to_thai

FORMS = Path(__file__).parents[3] / "forms"
QUESTIONS = parse_questions((FORMS / "questions" / "2567.toml").read_text(encoding="utf-8"))
WORDS = ["ที่", "น้ำ", "ป่า", "ฟื้น", "ญี่ปุ่น", "กตัญญู", "ฐานะ", "ปฏิบัติ", "เป็นปัจจุบัน", "O12"]
MARKS = ["", "๑. ", "๒.", "(๑) ", "- ", "-", "• ", "๑ ", "☐ ", "<b>", "=1+", "&amp;"]
LINES = st.tuples(st.sampled_from(MARKS), st.lists(st.sampled_from(WORDS), max_size=4)).map(
    lambda line: line[0] + " ".join(line[1])
)
TEXTS = st.lists(LINES, max_size=4).map("\n".join)
GROUP_FIELDS = ("steps", "outputs", "outcome")
MEASURE_FIELDS = ("title", "period", "responsible", "suggestion", "remark")
RESULTS = ("outputs", "outcome")
LAYOUT = Layout(
    id="all",
    name="all",
    kind="measures",
    title_lines=("ทั้งหมด",),
    columns=tuple(
        LayoutColumn(field, field, 20.0)
        for field in ("title", "reason_steps", "period", "responsible", "outputs", "outcome",
                      "suggestion", "remark")
    ),
)  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed_text(report: Report) -> str:
    return letters("".join(text for s in report.sections for text in texts(s.blocks)))


@st.composite
def measures(draw: st.DrawFn) -> State:
    rows: list[Record] = [Office()]
    for number in range(draw(st.integers(1, 3))):
        fields = {name: draw(TEXTS) for name in (*MEASURE_FIELDS, "reason")}
        rows.append(Measure(f"m{number}", YEAR, float(number), **fields))
        for part in range(draw(st.integers(0, 3))):
            group = {name: draw(TEXTS) for name in GROUP_FIELDS}
            rows.append(StepGroup(f"m{number}{part}", f"m{number}", float(part), **group))
    return state_of(*rows)


@given(measures())
@settings(max_examples=60)
def test_every_letter_of_the_measures_is_printed_in_order(state: State) -> None:
    report = build_measures(Request(state, YEAR, layout=LAYOUT))
    table = report.sections[0].blocks[-1]
    assert isinstance(table, Table)
    wanted = []
    for measure in sorted(state.all(Measure), key=lambda row: row.place):
        groups = [
            group
            for group in state.all(StepGroup)
            if group.measure == measure.id and (group.steps or group.outputs or group.outcome)
        ]
        groups = sorted(groups, key=lambda row: row.place) or [StepGroup("")]
        for group in groups:
            first = group is groups[0]
            wanted.append(
                [
                    measure.title if first else None,
                    (measure.reason if first else "") + group.steps,
                    measure.period if first else None,
                    measure.responsible if first else None,
                    group.outputs,
                    group.outcome,
                    measure.suggestion if first else None,
                    measure.remark if first else None,
                ]
            )
    found = [[None if c is None else letters(c.text) for c in row.cells] for row in table.rows]
    assert found == [[None if text is None else letters(text) for text in row] for row in wanted]


@given(st.sets(st.sampled_from([column.field for column in LAYOUT.columns]), min_size=1))
@settings(max_examples=40)
def test_what_a_layout_has_no_column_for_is_named(fields: set[str]) -> None:
    columns = tuple(column for column in LAYOUT.columns if column.field in fields)
    layout = Layout("part", "part", "measures", ("บางส่วน",), columns)
    measure = Measure("m", YEAR, 1.0, **dict.fromkeys((*MEASURE_FIELDS, "reason"), "ป่า"))
    group = StepGroup("g", "m", 1.0, **dict.fromkeys(GROUP_FIELDS, "น้ำ"))
    request = Request(state_of(measure, group), YEAR, layout=layout)
    text = printed_text(build_measures(request))
    missing = left_out(request)
    is_plan = not fields & {"outputs", "outcome"}
    expected = {*MEASURE_FIELDS, "reason", *GROUP_FIELDS} - fields
    if "reason_steps" in fields:
        expected -= {"reason", "steps"}
    assert set(missing) == expected - ({"outputs", "outcome"} if is_plan else set())
    assert len(re.findall("ป่า|น้ำ", text)) == 9 - len(expected)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
@settings(max_examples=60)
def test_every_letter_of_a_memo_is_printed_in_order(
    heading: str, body: str, closing: str, remarks: str
) -> None:
    one_line = heading.replace("\n", " ")
    state = state_of(
        Memo("memo", YEAR, closing=closing),
        MemoSection("s", "memo", 1.0, one_line, body),
        Endorsement("k", "memo", 1.0, remarks=remarks, name="(ชื่อ)"),
    )
    report = build_memo(Request(state, YEAR, memo="memo"))
    wanted = letters(to_thai("\n".join((one_line, body, closing, remarks))))
    assert wanted in printed_text(report)


@given(TEXTS, TEXTS)
@settings(max_examples=40)
def test_every_letter_of_progress_and_analysis_is_printed(one: str, two: str) -> None:
    item = Item("2568/O1", YEAR, "O1", 1, "ชื่อ", progress=one, responsible=two)
    columns = (LayoutColumn("ผู้รับผิดชอบ", "responsible", 1), LayoutColumn("ผล", "progress", 1))
    layout = Layout("i", "i", "items", ("ท",), columns, checkboxes=("ยัง", "แล้ว"))
    report = build_oit_progress(Request(state_of(item), YEAR, layout=layout))
    assert f"{letters(two)}☑ยัง☐แล้ว{letters(one)}" in printed_text(report)
    issue = Issue("2568/1", YEAR, 1, "ประเด็น", defect=one, keep=two)
    report = build_score_analysis(Request(state_of(issue), YEAR, questions=QUESTIONS))
    text = printed_text(report)
    assert letters(f"ข้อบกพร่อง/ข้อปรับปรุง{one}ข้อที่ต้องพัฒนา") in text
    assert text.endswith(letters(f"รักษาระดับ{two}"))


@pytest.mark.parametrize("reason", ["", "ไม่มีป่า"])
def test_an_item_that_does_not_apply_says_why(reason: str) -> None:
    item = Item("2568/O1", YEAR, "O1", 1, "ชื่อ", status="na", reason=reason)
    layout = Layout("i", "i", "items", ("ท",), (LayoutColumn("ผล", "progress", 1),))
    text = printed_text(build_oit_progress(Request(state_of(item), YEAR, layout=layout)))
    assert text.endswith(f"☑ไม่เกี่ยวข้อง:{reason}" if reason else "☑ไม่เกี่ยวข้อง")


def test_a_plan_has_no_rows_for_steps_that_only_have_results() -> None:
    groups = (
        StepGroup("g1", "m", 0.0, steps="อบรม", outputs="อบรมแล้ว"),
        StepGroup("g2", "m", 1.0, outputs="ประกาศแล้ว", outcome="ดีขึ้น"),
    )
    state = state_of(Office(), Measure("m", YEAR, 0.0, title="มาตรการ"), *groups)
    plan = replace(LAYOUT, columns=tuple(c for c in LAYOUT.columns if c.field not in RESULTS))
    for layout, rows in ((plan, 1), (LAYOUT, 2)):
        table = build_measures(Request(state, YEAR, layout=layout)).sections[0].blocks[-1]
        assert isinstance(table, Table)
        assert len(table.rows) == rows
