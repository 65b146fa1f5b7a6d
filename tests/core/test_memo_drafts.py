"""A memo written about an item or a measure says what the file knows of it, and no more."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from tests.core.editing import Log

from itadesk.core.changelog import made
from itadesk.core.memo_drafts import item_draft, measure_draft
from itadesk.core.memos import SECTION_HEADINGS, memo_made, memos_of, sections_of
from itadesk.core.model import Component, Evidence, Item, Measure, Office, StepGroup

ITEM = Item(
    "2568/O12",
    year=2568,
    code="O12",
    name="รายงานการกำกับติดตามการดำเนินงาน",
    responsible="สำนักปลัด",
    due="2025-03-31",
)
PARTS = (
    Component("2568/O12/1", ITEM.id, 1.0, "ผลการใช้จ่ายงบประมาณ", ticked=True),
    Component("2568/O12/2", ITEM.id, 2.0, "ปัญหา อุปสรรค และข้อเสนอแนะ"),
)
MEASURE = Measure(
    "m", year=2568, title="ฟื้นฟู\nการให้บริการ", period="ต.ค. 2567 - ก.ย. 2568", responsible="กองคลัง"
)
STEPS = StepGroup("g", "m", 1.0, "1. ประชุม\n2. จัดอบรม")


@pytest.fixture
def log() -> Log:
    log = Log()
    log.take(made(Office(name="อบต.ตัวอย่าง", kind="อบต."), "office"))
    log.take(made(ITEM, "item"))
    for part in PARTS:
        log.take(made(part, "component"))
    log.take(made(MEASURE, "measure"))
    log.take(made(STEPS, "step_group"))
    return log


def test_an_open_item_is_handed_to_those_responsible_with_what_is_owed(log: Log) -> None:
    draft = item_draft(log.state, ITEM)
    assert "O12 รายงานการกำกับติดตามการดำเนินงาน" in draft.subject
    assert "พ.ศ. 2568" in draft.subject
    assert "อบต.ตัวอย่าง" in draft.background
    assert draft.facts.splitlines()[1:] == ["- ปัญหา อุปสรรค และข้อเสนอแนะ"]
    assert draft.proposal == "เห็นควรมอบหมายให้สำนักปลัดดำเนินการให้แล้วเสร็จภายในวันที่ 31 มีนาคม 2568"


def test_a_due_date_that_is_no_day_stands_as_it_is(log: Log) -> None:
    assert item_draft(log.state, replace(ITEM, due="สิ้นปี")).proposal.endswith("ภายในวันที่ สิ้นปี")


def test_a_done_item_is_reported_with_its_progress_and_evidence(log: Log) -> None:
    log.take(made(Evidence("e", ITEM.id, 1.0, url="https://example.go.th/2568"), "evidence"))
    log.take(made(Evidence("f", ITEM.id, 2.0, file_name="ผล ๒๕๖๘.pdf"), "evidence"))
    draft = item_draft(log.state, replace(ITEM, status="done", progress="เผยแพร่แล้ว"))
    assert draft.facts.splitlines() == [
        "เผยแพร่แล้ว",
        "หลักฐานการเปิดเผยข้อมูล",
        "- https://example.go.th/2568",
        "- ผล ๒๕๖๘.pdf",
    ]
    assert draft.proposal == "เพื่อโปรดทราบ"


def test_an_item_that_does_not_concern_the_office_gives_its_reason(log: Log) -> None:
    draft = item_draft(log.state, replace(ITEM, status="na", reason="ไม่มีตลาดในพื้นที่"))
    assert "ไม่มีตลาดในพื้นที่" in draft.facts
    assert "ขาดข้อมูล" not in draft.facts


def test_leave_is_asked_for_a_measure_until_it_has_an_outcome(log: Log) -> None:
    asked = measure_draft(log.state, MEASURE)
    assert asked.subject.startswith("ขออนุมัติดำเนินการตามมาตรการ “ฟื้นฟู การให้บริการ”")
    assert asked.facts.splitlines()[1:3] == ["1. ประชุม", "2. จัดอบรม"]
    assert "กองคลัง" in asked.facts
    log.take(made(replace(STEPS, outcome="ผู้รับบริการพึงพอใจ"), "step_group"))
    reported = measure_draft(log.state, MEASURE)
    assert reported.subject.startswith("รายงานผลการดำเนินการตามมาตรการ")
    assert "ผู้รับบริการพึงพอใจ" in reported.facts


def test_a_memo_made_of_a_draft_has_its_texts_under_the_usual_headings(log: Log) -> None:
    ids = (f"r{number}" for number in itertools.count())
    draft = item_draft(log.state, ITEM)
    log.take(memo_made(log.state, 2568, lambda: next(ids), date(2025, 1, 2), draft))
    (memo,) = memos_of(log.state, 2568)
    assert memo.subject == draft.subject
    found = [(section.heading, section.body) for section in sections_of(log.state, memo.id)]
    assert found == list(zip(SECTION_HEADINGS, draft.bodies, strict=True))
