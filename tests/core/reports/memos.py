"""Memos of any length."""

from __future__ import annotations

from tests.core.building import OFFICE, YEAR, state_of

from itadesk.core.model import Endorsement, Memo, MemoSection, Office, Record, State

SENTENCE = "องค์การบริหารส่วนตำบลป่าน้ำได้ปฏิบัติตามมาตรการให้เป็นปัจจุบันทุกข้อ "


def memo_state(paragraphs: int, links: int = 4, last: int = 6, **office: object) -> State:
    """A memo with so many paragraphs, the last one of `last` sentences, and links of a chain."""
    first = OFFICE[0]
    assert isinstance(first, Office)
    told = {name: getattr(first, name) for name in ("name", "tambon", "kind")}
    body = "\n".join([SENTENCE * 4] * (paragraphs - 1) + [SENTENCE * last])
    rows: list[Record] = [
        Office(**told, **office),  # type: ignore[arg-type]
        Memo(
            "memo", YEAR, 1.0, "สำนักปลัด", "กญ ๑๒๓๐๑/๑๕", "2024-10-01", "มาตรการ ปี 2568",
            "นายก", "จึงเรียนมาเพื่อโปรดพิจารณา",
        ),
        MemoSection("s1", "memo", 1.0, "เรื่องเดิม", body),
    ]  # fmt: skip
    for number in range(1, links + 1):
        rows.append(
            Endorsement(
                f"k{number}", "memo", float(number), f"เรียน ผู้ที่ {number}" if number > 1 else "",
                "-เพื่อโปรด.....\n-เห็นควร....." if 1 < number < links else "",
                "เห็นชอบ\nไม่เห็นชอบ" if number == links else "",
                name=f"(ชื่อ–นามสกุล {number})", post=f"ตำแหน่ง {number}",
            )
        )  # fmt: skip
    return state_of(*rows)
