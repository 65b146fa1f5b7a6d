"""One value as a cell of a sheet, and a cell, however somebody typed it, as a value again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal, TypeAlias

from itadesk.core.model import Value
from itadesk.core.xml_text import writable
from itadesk.thai.dates import long_date, parse_date
from itadesk.thai.digits import parse_number
from itadesk.thai.months import BUDDHIST_ERA

Kind: TypeAlias = Literal[
    "text", "number", "score", "whole", "day", "tick", "yes-no", "status", "memo-status"
]
Cell: TypeAlias = str | int | float | date | None
RawCell: TypeAlias = Cell | time  # what a clerk's own cell may hold; bool is an int

# The words that a cell of these kinds holds, to choose from.
WORDS: Mapping[Kind, Mapping[str | bool, str]] = MappingProxyType(
    {
        "tick": {False: "☐", True: "☑"},
        "yes-no": {True: "ใช่", False: "ไม่ใช่"},
        "status": {"todo": "ยังไม่ดำเนินการ", "done": "ดำเนินการแล้ว", "na": "ไม่เกี่ยวข้อง"},
        "memo-status": {"draft": "ร่าง", "signed": "ลงนามแล้ว"},
    }
)
_NUMBERS: frozenset[Kind] = frozenset({"number", "score", "whole"})
_YES = frozenset({"☑", "☒", "✓", "✔", "/", "x", "1", "true", "ใช่"})
_NO = frozenset({"☐", "", "-", "0", "false", "ไม่ใช่"})
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year: days before this one shift
_LAST_YEAR = 2400  # a later year is of the Buddhist era
_DIGITS = 15  # that a spreadsheet keeps of a number


def cell_of(kind: Kind, value: Value) -> Cell:
    """A value as it stands in a sheet; what is none of its kind stands there as text."""
    if kind in WORDS:
        return WORDS[kind].get(value, _text(value)) if isinstance(value, str | bool) else None
    if kind in _NUMBERS and isinstance(value, int | float):
        return _short(value)
    if kind == "day" and isinstance(value, str) and value:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            return _text(value)
        return day if day >= _FIRST_DAY and day.year <= _LAST_YEAR else value
    return _text(value) or None


def value_of(kind: Kind, cell: RawCell) -> Value:
    """What a cell says; blank is an empty text, no number, or no tick.

    Raises:
        ValueError: it is no day, number, score (0 to 100), tick or word of this kind.
    """
    if kind in _NUMBERS:
        return _number(kind, cell)
    if kind in ("tick", "yes-no"):
        return _choice(_text(cell).strip().lower())
    if kind in WORDS:
        words = {word: value for value, word in WORDS[kind].items()}
        text = "".join(_text(cell).split())
        if text not in words:
            raise ValueError(text)
        return words[text]
    return _day(cell) if kind == "day" else _text(cell)


def settled(kind: Kind, cell: RawCell) -> Cell:
    """A cell as `cell_of` would have written what it says."""
    try:
        return cell_of(kind, value_of(kind, cell))
    except ValueError:
        return as_text(cell)


def as_text(cell: RawCell) -> Cell:
    """A cell as the text that it shows, whatever kind it should be."""
    return _text(cell) or None


def fingerprint(cell: Cell) -> str:
    """A few letters that tell a cell from all others, to know later whether it was changed."""
    if isinstance(cell, date):
        text = f"day {cell.isoformat()}"
    else:
        text = f"text {cell}" if isinstance(cell, str) else f"number {cell!r}"
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


def loses(value: Value) -> bool:
    """Whether a value has characters that no sheet can hold."""
    return isinstance(value, str) and writable(_lined(value)) != _lined(value)


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(cell: RawCell) -> str:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell)
    if isinstance(cell, datetime | date):
        return long_date(cell)
    if isinstance(cell, time):
        return cell.strftime("%H.%M")
    if isinstance(cell, int | float):
        return str(_short(cell))
    return writable(_lined(cell))


def _short(number: float) -> int | float:
    """A number as every spreadsheet keeps it: whole where it is, else to fifteen digits."""
    if isinstance(number, int):
        return int(number)
    kept = float(f"{number:.{_DIGITS}g}")
    return int(kept) if kept.is_integer() else kept


def _number(kind: Kind, cell: RawCell) -> Value:
    if isinstance(cell, str):
        cell = parse_number(cell) if cell.strip() else None
    if cell is None:
        return None
    if isinstance(cell, bool | date | time):
        raise ValueError(cell)
    number = _short(cell)
    if kind == "whole" and not isinstance(number, int):
        raise ValueError(number)
    if kind == "score" and not 0 <= number <= 100:
        raise ValueError(number)
    return number if kind == "whole" else float(number)


def _choice(text: str) -> bool:
    if text not in _YES | _NO:
        raise ValueError(text)
    return text in _YES


def _day(cell: RawCell) -> str:
    """An ISO day; a year of the Buddhist era that a spreadsheet took as it was is mended."""
    if isinstance(cell, str):
        return parse_date(cell).isoformat() if cell.strip() else ""
    if cell is None:
        return ""
    if not isinstance(cell, date):
        raise ValueError(cell)
    year = cell.year - BUDDHIST_ERA if cell.year > _LAST_YEAR else cell.year
    return date(year, cell.month, cell.day).isoformat()
