"""Days as the window says them: in the Buddhist era in Thai, in the Christian one in English."""

from __future__ import annotations

import re
from datetime import date

from itadesk.app.language import language

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = 3  # letters of a month
_ENGLISH = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")


def day_text(day: date, *, long: bool = False) -> str:
    """๑ ต.ค. ๒๕๖๘ or 1 Oct 2025; `long` with the whole name of the month."""
    if language() == "th":
        from itadesk.thai.dates import long_date, medium_date

        return long_date(day) if long else medium_date(day)
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month if long else month[:_SHORT]} {day.year}"


def iso_text(iso: str, *, long: bool = False) -> str:
    """The same for a day as the file keeps it; empty for none."""
    return day_text(date.fromisoformat(iso), long=long) if iso else ""


def read_day(text: str) -> date:
    """The day that is meant by a text in any Thai way, or in the English one.

    Raises:
        ValueError: it is none.
    """
    from itadesk.thai.dates import parse_date

    found = _ENGLISH.fullmatch(text)
    if found is None:
        return parse_date(text)
    name = found[2].capitalize()
    months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    return date(int(found[3]), months[0] if len(months) == 1 else 0, int(found[1]))
