"""A small office to build reports of, and states made of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import (
    EMPTY,
    TABLE_OF,
    TABLES,
    Component,
    Endorsement,
    Evidence,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Office,
    Record,
    Score,
    State,
    StepGroup,
    Unit,
    Year,
)

YEAR = 2568


def state_of(*records: Record) -> State:
    """The state of a file that holds these rows."""
    return EMPTY.with_rows({(TABLE_OF[type(record)], record.id): record for record in records})


def after(state: State, edits: Sequence[Edit]) -> State:
    """The state that these edits lead to."""
    for edit in edits:
        key = (edit.table, edit.row)
        row = state.tables.get(edit.table, {}).get(edit.row)
        if edit.field == EXISTS:
            state = state.with_rows({key: TABLES[edit.table](edit.row) if edit.value else None})
        else:
            state = state.with_rows({key: replace(row, **{edit.field: edit.value})})  # type: ignore[type-var,arg-type]
    return state


def small_state() -> State:
    """Two measures, three items, two indicators, scores of last year, one issue and a memo."""
    return state_of(*OFFICE, *ITEMS, *SCORES, *MEASURES, *MEMO)


OFFICE: tuple[Record, ...] = (
    Office(
        name="องค์การบริหารส่วนตำบลป่าน้ำ",
        kind="อบต.",
        tambon="ป่าน้ำ",
        amphoe="เมืองฟื้น",
        province="กตัญญู",
        letter_prefix="กญ ๑๒๓๐๑/",
    ),
    Unit("u1", "สำนักปลัด", 1.0),
    Unit("u2", "กองคลัง", 2.0),
    Year(str(YEAR), YEAR),
)
ITEMS: tuple[Record, ...] = (
    Item(
        "2568/O1", YEAR, "O1", 1, "โครงสร้าง", "9.1", "ข้อมูลพื้นฐาน",
        status="done", progress="- ขึ้นเว็บแล้ว\n- ที่ป้ายหน้าอาคาร", responsible="สำนักปลัด",
    ),
    Item(
        "2568/O2", YEAR, "O2", 2, "แผนน้ำ", "9.1", "ข้อมูลพื้นฐาน", "การวางแผน",
        responsible="กองคลัง", due="2025-01-31",
    ),
    Item(
        "2568/O3", YEAR, "O3", 3, "ป่าชุมชน", "9.2",
        status="na", reason="ไม่มีป่าในตำบล",
    ),
    Component("2568/O1/1", "2568/O1", 1.0, "แผนผังของหน่วยงาน", ticked=True),
    Component("2568/O2/1", "2568/O2", 1.0, "แผนปี ๒๕๖๘ ประกอบด้วย"),
    Component("2568/O2/1.1", "2568/O2", 1.0, "งบประมาณ", "2568/O2/1"),
    Component("2568/O2/1.2", "2568/O2", 2.0, "ระยะเวลา", "2568/O2/1"),
    Evidence("e1", "2568/O1", 1.0, "https://example.go.th/o1", "หน้าแรก > โครงสร้าง"),
    Evidence("e2", "2568/O1", 2.0, "https://example.go.th/o1-2", "หน้าแรก > คำสั่ง"),
    IndicatorProgress(
        "2568/1", YEAR, 1, "การปฏิบัติหน้าที่", "ทำงานตามขั้นตอน", "ทุกกอง", "ต.ค. ๖๗ – ก.ย. ๖๘",
        "done", "- อบรมพนักงาน",
    ),
    IndicatorProgress("2568/2", YEAR, 2, "การใช้งบประมาณ", "เปิดเผยการใช้จ่าย"),
)  # fmt: skip
SCORES: tuple[Record, ...] = (
    *(
        Score(f"2568/{key}", YEAR, key, value)
        for key, value in {
            "i1": 95.2, "i2": 98.4, "i3": 84.0, "1": 92.53, "9": 67.86, "O1": 50.0, "total": 89.94,
            "IIT": 94.24, "EIT": 93.66, "EIT/1": 98.44, "EIT/2": 88.89, "OIT": 83.93,
        }.items()
    ),
    Issue(
        "2568/1", YEAR, 1, "กระบวนการปฏิบัติงาน", "i1 i2 i3 e1 O1",
        defect="OIT\n-ข้อ O1 ควรเผยแพร่ให้ครบ", develop="๑ ทำคู่มือ\n๒ อบรม",
    ),
)  # fmt: skip
MEASURES: tuple[Record, ...] = (
    Measure(
        "m1", YEAR, 1.0, "๑ กระบวนการปฏิบัติงาน", "IIT", "1", "มาตรการเป็นปัจจุบัน",
        "คะแนนข้อ i3 ต่ำ", "๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘", "๑.สำนักปลัด\n๒.กองคลัง", "ทำต่อไป", "ไม่มี",
    ),
    StepGroup(
        "m1a", "m1", 1.0, "๑.จัดทำคู่มือ\n(๑) ร่าง\n(๒) ตรวจ\n๒.ประกาศใช้",
        "- ประกาศเมื่อ ๑๘ ตุลาคม ๒๕๖๗", "ผู้รับบริการเข้าใจ",
    ),
    StepGroup("m1b", "m1", 2.0, "๓.อบรม", "- ผู้เข้าร่วม ๑๒๐ คน", ""),
    Measure("m2", YEAR, 2.0, "๑ กระบวนการปฏิบัติงาน", "EIT", "7", "ฟื้นญี่ปุ่นน้ำป่า"),
    StepGroup("m2a", "m2", 1.0, "ปฏิบัติตามฐานะ", "", "ดีขึ้น"),
)  # fmt: skip
MEMO: tuple[Record, ...] = (
    Memo(
        "memo", YEAR, 1.0, "สำนักปลัด โทร. 0-4481-2345", "กญ ๑๒๓๐๑/15", "2024-10-01",
        "มาตรการปี 2568", "นายกองค์การบริหารส่วนตำบลป่าน้ำ", "จึงเรียนมาเพื่อโปรดพิจารณา",
    ),
    MemoSection("s1", "memo", 1.0, "เรื่องเดิม", "ตามที่ได้ 89.94 คะแนน นั้น"),
    MemoSection("s2", "memo", 2.0, "ข้อเสนอแนะ", "เห็นควร\n๑ อบรม\n๒ แก้ข้อ O12"),
    Endorsement("k1", "memo", 1.0, rank="จำเอก", name="(ชื่อ–นามสกุล)", post="นักวิชาการ"),
    Endorsement(
        "k2", "memo", 2.0, "เรียน ปลัด", "-เพื่อโปรด.....\n-เห็นควร.....", post="หัวหน้าสำนักปลัด"
    ),
    Endorsement("k3", "memo", 3.0, choices="เห็นชอบ\nไม่เห็นชอบ", post="นายก"),
)  # fmt: skip
