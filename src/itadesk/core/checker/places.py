"""The names of offices: another office's, and องค์กร for องค์การ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.core.model import Office
from itadesk.thai.words import words

_OFFICE = re.compile(
    r"(?:องค์กา?ร\s*บริหาร\s*ส่วน\s*ตำบล|เทศบาล\s*(?:ตำบล|เมือง|นคร)|(?<![ก-๎])(?:อบต|ทต)\.)\s*"
)
_MISSPELT = re.compile(r"องค์กร(?=\s*บริหาร\s*ส่วน)")
_NAME = re.compile(r"[ก-๎]+")
_LONGEST_NAME = 24
# What follows "อบต." where no name does.
_NO_NAME = re.compile(
    "(?:"
    "และ|หรือ|ที่|ได้|มี|ใน|ของ|โดย|เพื่อ|ให้|เป็น|จะ|ต้อง|ควร|ทุก|แห่ง|นี้|ตาม|กับ|จัด|ทั้ง|"
    "ซึ่ง|สามารถ|จึง|ยัง|ไม่|ต่อ|เรื่อง|จาก|พร้อม|ประจำ|อื่น|เอง|ก็|คือ|เมื่อ|หัวหน้า|"
    "ข้าราชการ|พนักงาน|บุคลากร|ผู้|สมาชิก|สภา|ดำเนินการ|ดำเนิน|ผ่าน|เผยแพร่|ประกาศ|ทราบ|ทำ|"
    "ถือ|นำ|แล้ว|อย่าง|เจ้าหน้าที่|ประชาชน|มา|ไป|กำหนด|รับ|แจ้ง|ด้วย|ดังนี้|เช่น|จำเป็น|จำนวน|"
    "ตั้ง|แต่ง|แต่งตั้ง|เข้า|ร่วม|ลง|เห็น|ออก|การ|ความ|งาน|ว่า|คน|ตำบล|นั้น|ๆ|ปี|ครั้ง|ณ|ขึ้น|"
    "เกี่ยว|จน|ถึง|ผู้บริหาร|นายก|ปลัด|กอง|สำนัก|ประชุม|อบรม|ร้อยละ|เปิด|แบบ|เว็บไซต์|"
    "ลงนาม|มอบ|มอบหมาย|เข้าร่วม|จัดทำ|จัดตั้ง|อนุมัติ|เห็นชอบ|รายงาน|สั่ง|บันทึก|ตรวจ|ติดตาม|เชิญ|ใช้|ชี้แจง|ปฏิบัติ"
    "|ส่ง|ยืนยัน|เสนอ|ร่าง|ขอ|ไว้|อยู่|ส่งเสริม|ป้องกัน|ปรับปรุง|พัฒนา|บริการ|ให้บริการ|ทันที|ต่างๆ|ปัจจุบัน"
    ")"
)


def other_offices(scope: Scope) -> Iterator[Finding]:
    """Names of offices that are not this office's."""
    office = scope.state.get(Office, "office")
    if office is None or not office.tambon:
        return
    for text in texts_of(scope.state):
        yield from _others(text, office.tambon)


def misspelt_offices(scope: Scope) -> Iterator[Finding]:
    """องค์กรบริหาร, where the law says องค์การบริหาร."""
    for text in texts_of(scope.state):
        for match in _MISSPELT.finditer(text.text):
            yield text.finding("office-misspelt", *match.span(), facts(right="องค์การ"))


def _others(text: Text, own: str) -> Iterator[Finding]:
    bare_own = "".join(own.split())
    for match in _OFFICE.finditer(text.text):
        rest = text.text[match.end() :]
        if "".join(rest[: 3 * len(own)].split()).startswith(bare_own):
            continue
        name = _name_at(rest)
        if name:
            start = match.end()
            told = facts(found=name, own=own)
            yield text.finding("other-office", start, start + len(name), told)


def _name_at(rest: str) -> str:
    """The name that a text begins with, as far as it can be told; empty where it is none."""
    letters = _NAME.match(rest)
    if not letters:
        return ""
    parts = takewhile(
        lambda word: not _NO_NAME.fullmatch(word), words(letters[0][: 2 * _LONGEST_NAME])
    )
    return "".join(parts)[:_LONGEST_NAME]
