"""Small readings that all recognition shares: texts to compare, numbers, codes, tick boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from itadesk.core.model import Status
from itadesk.files.source import EMPTY_BOX, TICKED_BOX
from itadesk.thai.digits import parse_number, to_arabic
from itadesk.thai.keys import search_key

Tool: TypeAlias = Literal["IIT", "EIT", "OIT"]

_TOOL = re.compile(r"[\s\-]*([IEO])\s*I\s*T[\s:]*", re.IGNORECASE)
_PREFIX = r"[\-–•\s]*(?:ข้อ(?:คำถาม|ที่)?\s*)?"
_CODES = {
    "IIT": re.compile(_PREFIX + r"(?:[iI1lLแ]\s?)?(\d{1,2})(?!\d)"),
    "EIT": re.compile(_PREFIX + r"[eEอ]?\s?(\d{1,2})(?!\d)"),
    "OIT": re.compile(_PREFIX + r"[oO0]?\s?(\d{1,2})(?!\d)"),
}
_ITEM_CODE = re.compile(r"(?:ข้อ\s*)?[oO0]?\s?-?(\d{1,2})\.?")
_BOX = re.compile(rf"([{EMPTY_BOX}{TICKED_BOX}])\s*([^{EMPTY_BOX}{TICKED_BOX}]*)")
_STATUS_WORDS: tuple[tuple[str, Status], ...] = (
    ("ยังไม่ได้ดำเนินการ", "todo"),
    ("ยังไม่ดำเนินการ", "todo"),
    ("ยังไม่แล้วเสร็จ", "todo"),
    ("อยู่ระหว่างดำเนินการ", "todo"),
    ("อยู่ระหว่างการดำเนินการ", "todo"),
    ("ไม่ได้ดำเนินการ", "todo"),
    ("ดำเนินการเรียบร้อยแล้ว", "done"),
    ("ดำเนินการแล้วเสร็จ", "done"),
    ("ดำเนินการแล้ว", "done"),
    ("ดำเนินการ", "done"),
    ("แล้วเสร็จ", "done"),
    ("ไม่เกี่ยวข้อง", "na"),
    ("ไม่เข้าข่าย", "na"),
)


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """A text to compare with: its search key, kept for texts that come again and again."""
    return search_key(text)


def score_in(text: str) -> float | None:
    """The score from 0 to 100 that a cell holds, None where it holds anything else."""
    try:
        value = parse_number(re.sub(r"\s*(คะแนน|%|ร้อยละ)\s*", "", text))
    except ValueError:
        return None
    return value if 0 <= value <= 100 else None


def tool_in(text: str) -> Tool | None:
    """The tool that a cell names and nothing else (also "II T", as scans read it)."""
    found = _TOOL.fullmatch(text)
    if not found:
        return None
    tools: dict[str, Tool] = {"I": "IIT", "E": "EIT", "O": "OIT"}
    return tools[found[1].upper()]


def item_code(text: str) -> str:
    """O8 for a cell with "๐๘", "O8", "ข้อ ๐๘" or "8"; "" for any other text."""
    found = _ITEM_CODE.fullmatch(to_arabic(text.strip()))
    return f"O{int(found[1])}" if found and int(found[1]) else ""


def question_code(text: str, tool: Tool) -> str:
    """The code that begins a question of a tool: i3, e9 or O8; "" where none does.

    Scans read i as 1 and O as ๐: "1๔" is i4, "ข้อ ๐๑๐" is O10.
    """
    plain = to_arabic(text)
    if tool == "IIT" and re.match(r"1[๐-๙]", re.sub(rf"^{_PREFIX}", "", text)):
        plain = plain.replace("1", "i", 1)
    found = _CODES[tool].match(plain)
    if not found or not int(found[1]):
        return ""
    return f"{ {'IIT': 'i', 'EIT': 'e', 'OIT': 'O'}[tool] }{int(found[1])}"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Tick boxes at the start of a cell: as printed, what they say, and the text after them."""

    printed: str
    status: Status | None
    rest: str


def ticks_in(cell: str) -> Ticks:
    """Take the boxes with their words off a progress cell; no box is no status."""
    boxes = list(_BOX.finditer(cell))
    if not boxes or cell[: boxes[0].start()].strip():
        return Ticks("", None, cell)
    words, end = "", boxes[-1].start(2)
    label, after = _label(boxes[-1][2])
    marked = [(box[1], _label(box[2])[0] or box[2].strip()) for box in boxes[:-1]]
    marked.append((boxes[-1][1], label))
    words = cell[:end] + label
    ticked = {_status(text) for box, text in marked if box == TICKED_BOX}
    status = ticked.pop() if len(ticked) == 1 else None
    if not ticked and status is None and not any(box == TICKED_BOX for box, _ in marked):
        status = "todo"
    return Ticks(words.strip(), status, after)


def _label(text: str) -> tuple[str, str]:
    """The known words right behind a box, and the rest; without known words, the first line."""
    for words, _ in _STATUS_WORDS:
        if text.startswith(words):
            return words, text[len(words) :].lstrip(" ")
    first, _, rest = text.partition("\n")
    return first, rest


def _status(label: str) -> Status | None:
    return next((status for words, status in _STATUS_WORDS if label.startswith(words)), None)
