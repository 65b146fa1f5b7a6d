"""Column heads: which field a column holds, by the many heads that offices use for it.

A head counts as known when it is one of those below, or as like one as `LIKENESS` says
(difflib's ratio without spaces and marks), so that a scanned "ชื่อ" still stands for its kin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, TypeAlias

from itadesk.files.recognise.words import squeezed

Kind: TypeAlias = Literal[
    "measures", "items", "indicators", "indicator-scores", "question-scores", "result-scores"
]

LIKENESS = 0.82
SAME_ROW = 0.8
_LONGEST_HEAD = 90
_IN_BRACKETS = re.compile(r"\([^()]*\)")

# The fields that make a table one of a kind, and the heads of every field, best known first.
_KINDS: Mapping[Kind, tuple[tuple[frozenset[str], ...], Mapping[str, tuple[str, ...]]]] = {
    "question-scores": (
        (frozenset({"question", "score"}),),
        {
            "tool": ("เครื่องมือการประเมิน", "เครื่องมือ", "แบบวัด", "แบบ"),
            "question": (
                "ข้อคำถาม", "ข้อความ", "ข้อความถาม", "คำถาม", "ประเด็นคำถาม", "รายการประเมิน",
                "ข้อคำถาม/รายการ",
            ),
            "score": ("คะแนน", "ผลคะแนน", "คะแนนที่ได้", "คะแนนเฉลี่ย", "ร้อยละ"),
        },
    ),
    "indicator-scores": (
        (frozenset({"name", "score"}),),
        {
            "tool": ("แบบ", "แบบวัด", "เครื่องมือ", "เครื่องมือการประเมิน"),
            "number": ("ลำดับ", "ลำดับที่", "ที่", "ตัวชี้วัดที่"),
            "name": ("รายละเอียดตัวชี้วัด", "ตัวชี้วัด", "ชื่อตัวชี้วัด", "รายการตัวชี้วัด"),
            "score": ("คะแนน", "ผลคะแนน", "คะแนนที่ได้", "คะแนนเฉลี่ย"),
        },
    ),
    "result-scores": (
        (frozenset({"tool", "score"}), frozenset({"year", "score"})),
        {
            "tool": ("เครื่องมือการประเมิน", "เครื่องมือ", "แบบวัด"),
            "year": ("ปีงบประมาณ", "ปี", "ปี พ.ศ.", "ปีที่ประเมิน"),
            "score": ("คะแนน", "คะแนนภาพรวม", "คะแนนรวม", "ผลคะแนน", "คะแนนที่ได้"),
            "level": ("ระดับ", "ระดับผลการประเมิน", "ผลการประเมิน"),
            "scale": ("๐ – ๘๕ – ๑๐๐",),
        },
    ),
    "items": (
        (frozenset({"code", "progress"}), frozenset({"code", "components"})),
        {
            "code": ("ข้อ", "ข้อที่", "รหัส", "ข้อ OIT", "OIT", "ลำดับ", "ที่"),
            "name": ("ข้อมูล", "รายการ", "รายการข้อมูล", "ชื่อข้อมูล", "ประเด็น", "หัวข้อ", "รายการ OIT"),
            "components": (
                "องค์ประกอบด้านข้อมูล", "องค์ประกอบ", "องค์ประกอบของข้อมูล", "รายละเอียดองค์ประกอบ",
            ),
            "responsible": ("ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ส่วนงานที่รับผิดชอบ", "กองที่รับผิดชอบ"),
            "progress": (
                "ความก้าวหน้าผลการดำเนินการ", "ความก้าวหน้า", "ผลการดำเนินการ", "ผลการดำเนินงาน",
                "ความก้าวหน้าการดำเนินงาน", "สถานะการดำเนินการ", "สถานะ",
            ),
        },
    ),
    "indicators": (
        (frozenset({"indicator", "guideline"}), frozenset({"indicator", "progress"})),
        {
            "indicator": ("ตัวชี้วัด", "ตัวชี้วัดที่", "ประเด็นตัวชี้วัด"),
            "guideline": (
                "แนวทางในการยกระดับการประเมิน", "แนวทางการยกระดับ", "แนวทางการพัฒนา", "แนวทางการปรับปรุง",
                "แนวทางการดำเนินการ", "แนวทาง",
            ),
            "responsible": ("ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ส่วนงานที่รับผิดชอบ"),
            "period": ("ระยะเวลา", "ระยะเวลาดำเนินการ", "ระยะเวลาในการดำเนินการ", "กำหนดเวลา"),
            "progress": (
                "ความก้าวหน้าผลการดำเนินการ", "ความก้าวหน้า", "ผลการดำเนินการ", "ผลการดำเนินงาน",
                "ความก้าวหน้าการดำเนินงาน",
            ),
        },
    ),
    "measures": (
        tuple(frozenset({"title", beside}) for beside in ("steps", "outputs", "period")),
        {
            "number": ("ลำดับ", "ลำดับที่", "ที่", "ข้อ", "ข้อที่"),
            "issue": ("ประเด็นที่", "ประเด็น", "ประเด็นการประเมิน", "ประเด็นการวิเคราะห์", "ด้าน"),
            "title": (
                "มาตรการ/แนวทาง", "มาตรการหรือกิจกรรมที่ดำเนินการ", "มาตรการ/กิจกรรม",
                "มาตรการ/โครงการ/กิจกรรม", "มาตรการ", "มาตรการหรือกิจกรรม", "กิจกรรม", "โครงการ/กิจกรรม",
                "มาตรการ/โครงการ", "แผนงาน/โครงการ/กิจกรรม", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
                "มาตรการ/วิธีการ", "มาตรการ/แนวทางการดำเนินการ",
            ),
            "steps": (
                "วิธีการดำเนินการ", "ขั้นตอนหรือวิธีการปฏิบัติ", "วิธีดำเนินการ", "วิธีการดำเนินงาน",
                "ขั้นตอน/วิธีปฏิบัติ", "ขั้นตอนการดำเนินการ", "ขั้นตอน/วิธีการดำเนินการ", "ขั้นตอนหรือวิธีปฏิบัติ",
                "ขั้นตอน", "วิธีการ", "วิธีปฏิบัติ", "แนวทางการดำเนินการ", "รายละเอียดการดำเนินการ",
            ),
            "period": (
                "ระยะเวลาดำเนินการ", "ช่วงระยะเวลาในการดำเนินการ", "ระยะเวลาในการดำเนินการ", "ระยะเวลา",
                "ห้วงเวลา", "กำหนดเวลา", "ช่วงเวลาดำเนินการ", "ห้วงเวลาดำเนินการ", "วันเดือนปีที่ดำเนินการ",
            ),
            "responsible": (
                "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ผู้รับผิดชอบ/ผู้เกี่ยวข้อง", "หน่วยงานผู้รับผิดชอบ",
                "ส่วนราชการที่รับผิดชอบ", "ส่วนงานที่รับผิดชอบ", "ผู้รับผิดชอบหรือผู้ที่เกี่ยวข้อง", "ผู้รับผิดชอบหลัก",
            ),
            "outputs": (
                "ผลการดำเนินการ", "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม", "ผลการดำเนินงาน",
                "สรุปผลการดำเนินการ", "ผลผลิต", "ผลการปฏิบัติ", "รายงานผลการดำเนินการ", "output",
            ),
            "outcome": (
                "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ", "ผลลัพธ์หรือความสำเร็จในการดำเนินการ",
                "ความสำเร็จของการดำเนินการ", "ผลลัพธ์หรือความสำเร็จของการดำเนินการ", "ผลลัพธ์", "ผลสัมฤทธิ์",
                "ผลลัพธ์/ความสำเร็จ", "ความสำเร็จ", "ผลลัพธ์ที่ได้", "ผลที่ได้รับ", "outcome",
            ),
            "suggestion": (
                "ข้อเสนอแนะ", "ปัญหาอุปสรรคและข้อเสนอแนะ", "ปัญหา/อุปสรรค/ข้อเสนอแนะ", "แนวทางแก้ไข",
            ),
            "remark": ("หมายเหตุ",),
        },
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table's columns hold: one field a column, "" where the head says nothing known."""

    kind: Kind
    fields: tuple[str, ...]
    heads: tuple[str, ...]

    def says(self, field: str) -> bool:
        """Whether there is a column for this field."""
        return field in self.fields

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """A row's cells by field; fields without a cell are blank."""
        found = dict.fromkeys(filter(None, self.fields), "")
        found |= {field: cell for field, cell in zip(self.fields, row, strict=False) if field}
        return found

    def strays(self, row: Sequence[str]) -> tuple[str, ...]:
        """The cells that stand in no known column."""
        known = [*self.fields, *[""] * (len(row) - len(self.fields))]
        return tuple(cell for field, cell in zip(known, row, strict=False) if cell and not field)


def columns_of(row: Sequence[str]) -> Columns | None:
    """What the columns under this row hold, if it is a row of heads."""
    heads = tuple(row)
    filled = [head for head in heads if head]
    if len(filled) < 2 or any(len(head) > _LONGEST_HEAD for head in filled):
        return None
    best: Columns | None = None
    most = 0.0
    for kind, (wanted, _) in _KINDS.items():
        fields, sureness = _fields(heads, kind)
        enough = any(need <= set(fields) for need in wanted)
        if kind == "result-scores":
            enough = enough and not any(h for h, f in zip(heads, fields, strict=True) if not f)
        if enough and sureness > most and sureness >= len(filled) / 2:
            best, most = Columns(kind, fields, heads), sureness
    return best


def same_heads(row: Sequence[str], columns: Columns) -> bool:
    """Whether a row is these columns' heads again, give or take a slip in one of them."""
    if len(row) != len(columns.heads) or any(len(cell) > _LONGEST_HEAD for cell in row):
        return False
    alike = sum(like(now, head) for now, head in zip(row, columns.heads, strict=True))
    return alike >= SAME_ROW * len(row)


def like(head: str, other: str) -> bool:
    """Whether two heads are one, read in two ways."""
    return head == other or _likeness(squeezed(head), squeezed(other)) >= LIKENESS


def _fields(heads: tuple[str, ...], kind: Kind) -> tuple[tuple[str, ...], float]:
    """The field of each column, each field once, and how sure the whole row is."""
    offers = sorted(
        (
            (likeness, -column, field)
            for column, head in enumerate(heads)
            for field, likeness in _offers(head, kind)
        ),
        reverse=True,
    )
    fields = [""] * len(heads)
    sureness = 0.0
    for likeness, negative, field in offers:
        if not fields[-negative] and field not in fields:
            fields[-negative] = field
            sureness += likeness
    return tuple(fields), sureness


@lru_cache(maxsize=4096)
def _offers(head: str, kind: Kind) -> tuple[tuple[str, float], ...]:
    """The fields that a head may stand for, with how like their known heads it is."""
    key = squeezed(_IN_BRACKETS.sub("", head)) or squeezed(head)
    found: list[tuple[str, float]] = []
    for field, known in _KINDS[kind][1].items():
        best = max(_likeness(key, name) for name in map(squeezed, known))
        if best >= LIKENESS:
            found.append((field, best))
    return tuple(found)


def _likeness(key: str, known: str) -> float:
    """Difflib's ratio, or 0 where lengths or letters alone rule out that it is enough."""
    matcher = SequenceMatcher(None, key, known)
    if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
        return 0.0
    return matcher.ratio()
