"""A cell's text as lines: numbered steps, sub items and dashes that stand in one line are parted.

Only line ends are put in; no letter is added or lost. Numbers part a text only where they run in
sequence, dashes only where they begin a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from itadesk.core.lists import lines_of
from itadesk.thai.digits import to_arabic
from itadesk.thai.months import month_pattern

_MARK = re.compile(
    r"(?P<open>\()?(?P<number>(?<![\d.,/])\d{1,2})(?P<close>\)|\s?\.(?!\d|\s?\d\d\b)|(?!\d|[.,]\d))"
)
_REFERENCE = (
    r"(?:(?<!\S)|ตาม|ใน|จาก|แห่ง)(?:ข้อ|มาตรา)"
    r"|(?:ครั้ง|วัน|ตัวชี้วัด|ข้อ|ส่วน|ฉบับ|ลำดับ|ระยะ|หมู่|ประเด็น|ด้าน|ไตรมาส|รอบ|งวด|ภาพ|ตาราง|ขั้น)ที่"
)
_BEFORE_A_REFERENCE = re.compile(rf"(?:{_REFERENCE})\s*$")
_BEFORE_A_COUNT = re.compile(
    rf"(?:{_REFERENCE}|(?<!\S)(?:จำนวน|ระยะ|เวลา)|กว่า|น้อย|เกิน|ครบ|ทุก|ไตรมาส|รอบ|หมู่|ปี|พ\.\s?ศ\s?\.?)\s*$"
)
_UNITS = (
    r"ครั้ง|คน|ราย(?!งาน|การ|ได้|ชื่อ|ละเอียด)|บาท|ล้าน|แสน|หมื่น|พัน(?!ธ)|ร้อย(?!ละ)|ปี(?!งบ)|เดือน|วัน(?!ที่)|ชั่วโมง|นาที"
    r"|แห่ง|ช่องทาง|ฉบับ|ชุด|หมู่บ้าน|ข้อ(?!มูล|เสนอ|ตกลง|บังคับ)|คู่มือ|ด้าน|ประเด็น|กระบวนงาน|คะแนน|ระดับ"
    r"|ส่วน(?!ราชการ|งาน|ร่วม|ตัว)|ตาราง|ในปี|และ|หรือ|ถึง"
)
_COUNTED = re.compile(rf"\s*(?:[-–—/+=%,]|{month_pattern()}|{_UNITS})")
_LEAD_IN = re.compile(r"(?:ได้แก่|ดังนี้|ดังต่อไปนี้|ประกอบด้วย|เช่น|ผ่านทาง|คือ|:)\s*$")
_DASH = re.compile(r"(?:(?<=\s)|^)-(?=\s?[^\s\d\-])|(?<=[^\s\d\-])-(?= [ก-ฮเ-ไ])")
_PAIRS = (
    ("ชื่อ", "นามสกุล"), ("ชื่อ", "สกุล"), ("ถาม", "ตอบ"), ("ยืม", "คืน"), ("รับ", "จ่าย"),
    ("รับ", "ส่ง"), ("เข้า", "ออก"), ("ซื้อ", "ขาย"), ("ติดต่อ", "สอบถาม"), ("เช้า", "เย็น"),
)  # fmt: skip
# No office writes more in one cell, and only so much text before a mark can say what it is.
_LONGEST_CELL = 20_000
_NEAR = 60
_DATE_END = re.compile(rf"(?:{month_pattern()}|\d)\s*$")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may begin a list entry; `style` tells (1) and 1) from 1. and a bare 1."""

    start: int
    number: int
    style: str


def split_lists(text: str, last: int = 0) -> str:
    r"""The text with every list entry on a line of its own; `last` is the last number before it.

    >>> split_lists("๑. ป่า (๑) ต้นน้ำ (๒) ปลายน้ำ ๒. น้ำ")
    '๑. ป่า\n(๑) ต้นน้ำ\n(๒) ปลายน้ำ\n๒. น้ำ'
    """
    if len(text) > _LONGEST_CELL:
        return text
    lines: list[str] = []
    top, sub = last, 0
    for line in text.split("\n"):
        cuts: list[int] = []
        for mark in _entries(line, top, sub):
            cuts.append(mark.start)
            if mark.style == "sub":
                sub = mark.number
            else:
                top, sub = mark.number, 0
        lines += _cut(line, cuts)
    dashed = bool(lines) and lines[0].startswith("-")
    return "\n".join(part for line in lines for part in _dashed(line, is_open=dashed))


def last_number(text: str) -> int:
    """The last number of a text's outermost numbered list, 0 where it has none."""
    found = 0
    for line in lines_of(text):
        number = re.fullmatch(r"(\d{1,2})[.]?", to_arabic(line.label))
        found = int(number[1]) if number else found
    return found


def _entries(line: str, top: int, sub: int) -> Iterator[_Mark]:
    """The marks of a line that go on from the numbers before them."""
    style = ""
    for mark in _marks(line):
        at_start = mark.start == 0
        if mark.style == "sub":
            fits = at_start or mark.number == sub + 1 or mark.number == 1
            sub = mark.number if fits else sub
        else:
            fits = at_start or _goes_on(line, mark, top, style)
            if fits:
                top, sub = mark.number, 0
                style = style if style == "bare" else mark.style
        if fits:
            yield mark


def _goes_on(line: str, mark: _Mark, top: int, style: str) -> bool:
    """Whether a number within a line is the next entry of a list and not a count or a date."""
    before = line[max(0, mark.start - _NEAR) : mark.start]
    if mark.style == "bare":
        in_series = style == "bare" and mark.number == top + 1
        return in_series and not _BEFORE_A_COUNT.search(before)
    if _BEFORE_A_REFERENCE.search(before):
        return False
    if mark.number == 1:
        return style != "dotted" or top == 0
    return mark.number == top + 1


def _marks(line: str) -> Iterator[_Mark]:
    """Every number of a line that is written as a list's numbers are."""
    plain = to_arabic(line)
    for found in _MARK.finditer(plain):
        start, end = found.span()
        if start and not plain[start - 1].isspace():
            continue
        rest = plain[end : end + _NEAR]
        if found["open"] and found["close"] != ")":
            continue
        number = int(found["number"])
        if found["close"] == ")":
            yield _Mark(start, number, "sub")
        elif found["close"]:
            yield _Mark(start, number, "dotted")
        elif rest and not _COUNTED.match(rest):
            yield _Mark(start, number, "bare")


def _cut(line: str, cuts: list[int]) -> list[str]:
    edges = [0, *cuts, len(line)]
    parts = (line[a:b].strip() for a, b in pairwise(edges))
    return [part for part in parts if part]


def _dashed(line: str, *, is_open: bool) -> list[str]:
    """A line cut at the dashes of a list: one that it begins, or that is open in the cell."""
    cuts: list[int] = []
    depth = done = 0
    for found in _DASH.finditer(line):
        start, end = found.span()
        depth += line.count("(", done, start) - line.count(")", done, start)
        done = start
        before, after = line[max(0, start - _NEAR) : start], line[end : end + _NEAR].lstrip()
        opens = is_open or bool(cuts) or not before.strip() or bool(_LEAD_IN.search(before))
        if opens and depth <= 0 and not _joins(before.rstrip(), after):
            cuts.append(start)
    return _cut(line, cuts)


def _joins(before: str, after: str) -> bool:
    """Whether a dash stands between two dates, two Latin words or the two words of a pair."""
    if re.search(r"[A-Za-z]$", before) and re.match(r"[A-Za-z]", after):
        return True
    if any(before.endswith(a) and after.startswith(b) for a, b in _PAIRS):
        return True
    starts_a_date = bool(re.match(r"(?:วันที่|\d)", to_arabic(after)))
    return starts_a_date and bool(_DATE_END.search(to_arabic(before)))
