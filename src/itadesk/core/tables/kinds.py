"""Which tables there are as sheets, and their columns. Heads are Thai, whatever the window's words.

A column is named by the field it shows. "#" is the row's number in its order, and "item.name" a
field of the row that this one belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from itadesk.core.tables.cells import Kind

NUMBER = "#"
KEY_HEAD = "รหัส (อย่าแก้)"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in letters. One that is not `is_open` only tells: changes to it are not taken."""

    name: str
    head: str
    width: float
    kind: Kind = "text"
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class TableKind:
    """A table of `core.model` as a sheet called `title`.

    `parent` is the table whose rows these belong to, and the field that names the one; its column
    holds the parent's `label`, and says of a new row whose it is. Tables that do not grow have the
    rows that a form or the file gives them.
    """

    table: str
    title: str
    columns: tuple[Column, ...]
    grows: bool = False
    parent: str = ""
    label: str = ""


def _told(name: str, head: str, width: float, kind: Kind = "text") -> Column:
    return Column(name, head, width, kind, is_open=False)


_STATUS = Column("status", "สถานะ", 18, "status")
_RESPONSIBLE = Column("responsible", "ผู้รับผิดชอบ", 20)
_POST = (Column("rank", "ยศ/คำนำหน้า", 14), Column("name", "ชื่อ", 28), Column("post", "ตำแหน่ง", 32))

_OF_ITEMS = (
    TableKind(
        "item",
        "รายการ OIT",
        (
            _told("code", "ข้อ", 7),
            Column("name", "รายการ", 32),
            _told("indicator", "ตัวชี้วัดย่อย", 10),
            _told("indicator_name", "ชื่อตัวชี้วัดย่อย", 20),
            _told("group", "หมวด", 18),
            _STATUS,
            Column("reason", "เหตุผลที่ไม่เกี่ยวข้อง", 22),
            Column("progress", "ผลการดำเนินการ", 48),
            _RESPONSIBLE,
            Column("due", "กำหนดเสร็จ", 22, "day"),
            Column("done_on", "เสร็จเมื่อ", 22, "day"),
            Column("points", "คะแนนเต็ม", 10, "number"),
            _told("data_year", "ข้อมูลของปี", 10, "whole"),
            _told("depends_on", "ขึ้นกับข้อ", 12),
            _told("was", "ต่อจากปีก่อน", 20),
        ),
        label="code",
    ),
    TableKind(
        "component",
        "องค์ประกอบ",
        (
            _told("item", "ข้อ", 7),
            _told("item.name", "รายการ", 30),
            _told("parent", "อยู่ใต้รหัส", 14),
            Column("text", "องค์ประกอบด้านข้อมูล", 60),
            Column("ticked", "มีแล้ว", 8, "tick"),
        ),
        parent="item",
    ),
    TableKind(
        "evidence",
        "หลักฐาน",
        (
            _told("item", "ข้อ", 7),
            _told("item.name", "รายการ", 30),
            Column("url", "ลิงก์", 44),
            Column("click_path", "เมนูที่ต้องคลิก", 40),
            Column("file_name", "แฟ้ม", 24),
        ),
        grows=True,
        parent="item",
    ),
)
_OF_SCORES = (
    TableKind(
        "score",
        "คะแนน",
        (
            _told("key", "ข้อ", 12),
            _told("label", "ตัวชี้วัดหรือคำถาม", 70),
            Column("value", "คะแนน", 12, "score"),
        ),
    ),
    TableKind(
        "issue",
        "วิเคราะห์รายประเด็น",
        (
            _told("number", "ประเด็นที่", 10, "whole"),
            Column("name", "ประเด็น", 30),
            Column("codes", "ข้อคำถามและรายการ", 22),
            Column("defect", "ข้อบกพร่อง/ข้อปรับปรุง", 44),
            Column("develop", "ข้อที่ต้องพัฒนา", 44),
            Column("keep", "การรักษาระดับ", 44),
        ),
    ),
    TableKind(
        "indicator_progress",
        "ความก้าวหน้าตามตัวชี้วัด",
        (
            _told("number", "ตัวชี้วัดที่", 10, "whole"),
            Column("name", "ตัวชี้วัด", 30),
            Column("guideline", "แนวทาง", 40),
            _RESPONSIBLE,
            Column("period", "ระยะเวลา", 18),
            _STATUS,
            Column("progress", "ผลการดำเนินการ", 44),
        ),
    ),
)
_OF_MEASURES = (
    TableKind(
        "measure",
        "มาตรการ",
        (
            _told(NUMBER, "มาตรการที่", 12, "whole"),
            Column("title", "มาตรการ", 36),
            Column("issue", "ประเด็น", 26),
            Column("tool", "เครื่องมือ", 12),
            Column("indicator", "ตัวชี้วัด", 18),
            Column("reason", "เหตุผล", 34),
            Column("period", "ระยะเวลา", 18),
            _RESPONSIBLE,
            Column("suggestion", "ข้อเสนอแนะ", 30),
            Column("remark", "หมายเหตุ", 24),
            _told("items", "รายการ OIT ที่เกี่ยวข้อง", 20),
            _told("score_key", "มาจากคะแนนข้อ", 14),
        ),
        grows=True,
        label=NUMBER,
    ),
    TableKind(
        "step_group",
        "ขั้นตอนและผล",
        (
            _told("measure", "มาตรการที่", 12, "whole"),
            _told("measure.title", "มาตรการ", 34),
            Column("steps", "ขั้นตอน", 44),
            Column("outputs", "ผลผลิต", 40),
            Column("outcome", "ผลลัพธ์", 40),
        ),
        grows=True,
        parent="measure",
    ),
)
_OF_MEMOS = (
    TableKind(
        "memo",
        "บันทึกข้อความ",
        (
            _told(NUMBER, "ฉบับที่", 8, "whole"),
            Column("department", "ส่วนราชการ", 30),
            Column("number", "ที่", 18),
            Column("date", "วันที่", 22, "day"),
            Column("subject", "เรื่อง", 40),
            Column("addressee", "เรียน", 28),
            Column("closing", "คำลงท้าย", 30),
            Column("status", "สถานะ", 12, "memo-status"),
        ),
        grows=True,
        label=NUMBER,
    ),
    TableKind(
        "memo_section",
        "ส่วนของบันทึก",
        (
            _told("memo", "ฉบับที่", 8, "whole"),
            _told("memo.subject", "เรื่อง", 30),
            Column("heading", "หัวข้อ", 24),
            Column("body", "ข้อความ", 70),
        ),
        grows=True,
        parent="memo",
    ),
    TableKind(
        "endorsement",
        "การเสนอความเห็น",
        (
            _told("memo", "ฉบับที่", 8, "whole"),
            _told("memo.subject", "เรื่อง", 30),
            Column("to", "เรียน", 24),
            Column("remarks", "ความเห็น", 40),
            Column("choices", "ตัวเลือก", 20),
            *_POST,
        ),
        grows=True,
        parent="memo",
    ),
)
_OF_PAPERS = (
    TableKind(
        "report_text",
        "ถ้อยคำในรายงาน",
        (
            _told("year", "ปี (๐ คือทุกปี)", 12, "whole"),
            _told("report", "เอกสาร", 20),
            _told("part", "ส่วน", 14),
            Column("text", "ถ้อยคำ", 80),
        ),
    ),
    TableKind(
        "printed_paper",
        "ทะเบียนเอกสารที่พิมพ์",
        (
            _told("title", "เอกสาร", 50),
            _told("report", "แบบ", 20),
            _told("layout", "รูปแบบ", 16),
            _told("printed_at", "พิมพ์เมื่อ (UTC)", 24),
            _told("pages", "หน้า", 8, "whole"),
            _told("signed_on", "ลงนามเมื่อ", 22, "day"),
        ),
    ),
    TableKind(
        "waiver",
        "ข้อสังเกตที่ยกเว้น",
        (
            _told("kind", "เรื่อง", 24),
            Column("reason", "เหตุผล", 60),
            _told("at", "เมื่อ (UTC)", 24),
        ),
    ),
)
_OF_THE_OFFICE = (
    TableKind(
        "office",
        "หน่วยงาน",
        (
            Column("name", "ชื่อ", 36),
            Column("kind", "ประเภท", 14),
            Column("tambon", "ตำบล", 18),
            Column("amphoe", "อำเภอ", 18),
            Column("province", "จังหวัด", 18),
            Column("letter_prefix", "เลขที่หนังสือ", 18),
            Column("phone", "โทรศัพท์", 18),
            Column("web", "เว็บไซต์", 30),
            Column("memo_left", "ขอบซ้าย (มม.)", 12, "number"),
            Column("memo_right", "ขอบขวา (มม.)", 12, "number"),
            Column("memo_top", "ขอบบน (มม.)", 12, "number"),
            Column("memo_bottom", "ขอบล่าง (มม.)", 12, "number"),
            Column("memo_size", "ขนาดอักษร", 12, "number"),
            Column("paper_font", "แบบอักษรของเอกสาร", 20),
            Column("thai_digits", "เลขไทย", 10, "yes-no"),
        ),
    ),
    TableKind("unit", "กองและสำนัก", (Column("name", "กอง/สำนัก", 40),), grows=True),
    TableKind("person", "บุคคล", _POST, grows=True),
    TableKind(
        "year",
        "ปีงบประมาณ",
        (
            _told("year", "ปีงบประมาณ", 12, "whole"),
            Column("level", "ระดับผลการประเมิน", 24),
            Column("weight_iit", "น้ำหนัก IIT", 12, "number"),
            Column("weight_eit", "น้ำหนัก EIT", 12, "number"),
            Column("weight_oit", "น้ำหนัก OIT", 12, "number"),
            _told("form_title", "แบบตรวจ", 50),
        ),
    ),
)

# Parents stand before what belongs to them.
KINDS: tuple[TableKind, ...] = (
    *_OF_ITEMS,
    *_OF_MEASURES,
    *_OF_SCORES,
    *_OF_MEMOS,
    *_OF_THE_OFFICE,
    *_OF_PAPERS,
)
KIND_OF: Mapping[str, TableKind] = MappingProxyType({kind.table: kind for kind in KINDS})

# The tables that a tab of the window shows.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "oit": tuple(kind.table for kind in _OF_ITEMS),
        "scores": tuple(kind.table for kind in _OF_SCORES),
        "measures": tuple(kind.table for kind in _OF_MEASURES),
        "memo": tuple(kind.table for kind in _OF_MEMOS),
    }
)
