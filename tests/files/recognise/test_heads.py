from __future__ import annotations

import pytest

from itadesk.files.recognise.heads import columns_of, same_heads


@pytest.mark.parametrize(
    ("heads", "kind", "fields"),
    [
        (
            (
                "ลำดับ ที่|มาตรการหรือกิจกรรม ที่ดำเนินการ|ขั้นตอนหรือวิธีการปฏิบัติ|ช่วงระยะเวลา ในการ ดำเนินการ"
                "|ผู้รับผิดชอบ|ผลการดำเนินการ (output)|ผลลัพธ์หรือผลสัมฤทธิ์ใน การดำเนินการ (outcome/result)"
            ),
            "measures",
            "number title steps period responsible outputs outcome",
        ),
        (
            "มาตรการ/ แนวทาง|วิธีการดำเนินงาน|ผู้รับผิดชอบ|ระยะเวลา ดำเนินการ|ผลการดำเนินการ|หมายเหตุ",
            "measures",
            "title steps responsible period outputs remark",
        ),
        (
            "ประเด็นที่|มาตรการ/โครงการ/กิจกรรม|ขั้นตอน/วิธีปฏิบัติ|ผู้รับผิดชอบ|ระยะเวลาดำเนินการ",
            "measures",
            "issue title steps responsible period",
        ),
        (
            "ที่|กิจกรรม|วิธีการดำเนินการ|ห้วงเวลา|หน่วยงานรับผิดชอบ",
            "measures",
            "number title steps period responsible",
        ),
        (
            "ข้อ|ข้อมูล|องค์ประกอบด้านข้อมูล|ผู้รับผิดชอบ|ความก้าวหน้าผลการดำเนินการ",
            "items",
            "code name components responsible progress",
        ),
        (
            "ตัวชี้วัด|แนวทางในการยกระดับการประเมิน|ผู้รับผิดชอบ|ระยะเวลา|ความก้าวหน้าผลการดำเนินการ",
            "indicators",
            "indicator guideline responsible period progress",
        ),
        ("แบบ|ลำดับ|รายละเอียดตัวชี้วัด|คะแนน", "indicator-scores", "tool number name score"),
        ("เครื่องมือ การประเมิน|ข้อความถาม|คะแนน", "question-scores", "tool question score"),
        ("|ข้อคำถาม|คะแนน", "question-scores", " question score"),
    ],
)
def test_heads_of_many_offices_are_known(heads: str, kind: str, fields: str) -> None:
    columns = columns_of(heads.split("|"))
    assert columns is not None
    assert (columns.kind, columns.fields) == (kind, tuple(fields.split(" ")))


def test_heads_damaged_by_a_pdf_are_known() -> None:
    columns = columns_of(("มาตรการ/แนวทาง", "วิธีการด าเนินการ", "ผลการด ําเนินการ"))
    assert columns is not None
    assert columns.fields == ("title", "steps", "outputs")


@pytest.mark.parametrize(
    "row",
    [
        ("", ""),
        ("มาตรการ",),
        ("๑", "อบรมคุณธรรม", "๑. จัดทำแผน"),
        ("มาตรการ", "สี", "ขนาด"),
        ("ลำดับ", "ผู้รับผิดชอบ"),
        ("มาตรการ" * 40, "ขั้นตอน"),
    ],
)
def test_other_rows_are_no_heads(row: tuple[str, ...]) -> None:
    assert columns_of(row) is None


def test_a_column_nobody_knows_is_left_to_itself() -> None:
    columns = columns_of(("มาตรการ", "งบประมาณ", "ขั้นตอน"))
    assert columns is not None
    assert columns.cells(("ป่า", "๕๐๐", "๑. ปลูก")) == {"title": "ป่า", "steps": "๑. ปลูก"}
    assert columns.strays(("ป่า", "๕๐๐", "๑. ปลูก", "เกิน")) == ("๕๐๐", "เกิน")


def test_a_slip_in_one_head_is_the_same_table() -> None:
    heads = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล", "ผู้รับผิดชอบ", "ความก้าวหน้าผลการดำเนินการ")
    columns = columns_of(heads)
    assert columns is not None
    assert same_heads(("ชื่อ", *heads[1:]), columns)
    assert not same_heads(("๐๑", "โครงสร้าง", "- แสดง", "กองคลัง", "☑ ดำเนินการ"), columns)
