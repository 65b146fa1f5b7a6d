"""Free text of a cell or a memo as lines, each with its list mark apart.

Nothing is renumbered, added or lost: mark and text stand as the clerk wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from itadesk.thai.months import month_pattern

_DIGIT = "[0-9๐-๙]"
_NUMBER = "[1-9๑-๙][0-9๐-๙]?"
_LETTER = "[ก-ฮa-zA-Z]"

# What makes a mark a list's, widest reading first. A bare number is one only in a series.
_MARKS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("(1)", rf"\((?:{_NUMBER}(?:\.{_NUMBER})*|{_LETTER})\)"),
        ("1.1", rf"{_NUMBER}(?:\.{_NUMBER})+(?:\)|\.|(?=[ \t]))"),
        ("1)", rf"(?:{_NUMBER}|{_LETTER})\)"),
        ("1.", rf"{_NUMBER}\.(?!{_DIGIT})\)?"),
        ("-", r"[-–—](?![-–—.])|[•·●○▪■◦➢✓*□☐☑](?![*])"),
        ("1", rf"{_NUMBER}(?=[ \t])"),
    )
)
# ๑. stands outside (๑) even where the text begins in the midst of a list of (๑).
_RANKS = {"1.": 1, "1": 1, "1.1": 2, "1)": 3, "(1)": 3}
_CLOCK = re.compile(rf"\s*(?:[-–—]|น\.|ถึง|{_DIGIT})")
_UNITS = (
    "ครั้ง|คน|ราย(?!งาน|การ|ได้|ชื่อ|ละเอียด)|บาท|ล้าน|แสน|หมื่น|พัน|ร้อย|ปี|เดือน|วัน|ชั่วโมง|นาที|แห่ง|โครงการ"
    "|กิจกรรม|เรื่อง|ช่องทาง|ฉบับ|ชุด|หมู่บ้าน|ข้อ|ใน"
)
_VALUES = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `level` is 0 for a paragraph, 1 for a list, 2 for a list in a list.

    A text that begins with (๓) goes on in the midst of a list in a list.
    `label` is the mark as written (๑., (๑), -, 1.1), empty for a paragraph.
    """

    text: str
    label: str = ""
    level: int = 0


def lines_of(text: str) -> tuple[Line, ...]:
    r"""The lines of a text, blank ones left out.

    >>> [(line.level, line.label, line.text) for line in lines_of("๑.อบรม\n(๑) ครู\n-ป่า")]
    [(1, '๑.', 'อบรม'), (2, '(๑)', 'ครู'), (3, '-', 'ป่า')]
    """
    result: list[Line] = []
    open_kinds: list[str] = []
    last_bare = 0
    for raw in text.splitlines():
        stripped = raw.strip()
        if not stripped:
            continue
        kind, label = _mark(stripped, last_bare)
        if kind == "1":
            last_bare = int(label.translate(_VALUES))
        if not result and kind == "(1)" and not _is_first(label):
            open_kinds = ["1."]
        open_kinds = [*_outside(kind, open_kinds), kind] if kind else []
        body = stripped[len(label) :].lstrip()
        result.append(Line(body, label, len(open_kinds)))
    return tuple(result)


def _mark(line: str, last_bare: int) -> tuple[str, str]:
    """The kind and the letters of the list mark that begins this line, or two empty texts."""
    for kind, pattern in _MARKS:
        found = pattern.match(line)
        if not found:
            continue
        label, rest = found[0], line[found.end() :]
        if kind == "1.1" and _CLOCK.match(rest):
            continue
        if kind == "1" and not _goes_on(label, rest, last_bare):
            continue
        return kind, label
    return "", ""


def _is_first(label: str) -> bool:
    return label.translate(_VALUES) in ("(1)", "(ก)", "(a)")


def _outside(kind: str, open_kinds: list[str]) -> list[str]:
    """The open lists that a list of this kind stands in: up to its own, or to a lesser one."""
    rank = _RANKS.get(kind, len(_MARKS))
    for place, other in enumerate(open_kinds):
        if other == kind or _RANKS.get(other, rank) > rank:
            return open_kinds[:place]
    return open_kinds


def _goes_on(number: str, rest: str, last: int) -> bool:
    """Whether a bare number is the next of a series and not a date or a count."""
    return int(number.translate(_VALUES)) == last + 1 and not _counted().match(rest)


@cache
def _counted() -> re.Pattern[str]:
    """What follows a number that is a day of a month, part of a range or an amount."""
    return re.compile(rf"\s*(?:[-–—/+=%]|{month_pattern()}|{_UNITS})")
