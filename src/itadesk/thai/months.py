"""Month names, wide and short, and years of the Buddhist and the Christian era as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

BUDDHIST_ERA = 543
_LAST_CHRISTIAN_YEAR = 2400

# พ.ศ., ค.ศ. or ปี before a year; a pattern may hold it once only, for the sake of the name.
ERA = r"(?:ปี|พุทธศักราช)?\s*(?P<era>[พค]\s?\.?\s?ศ\s?\.?)?"
YEAR = r"(?:\d{4}|\d{2})(?!\d)"


@cache
def names(width: Literal["wide", "abbreviated"]) -> Mapping[int, str]:
    """The twelve month names by number: ตุลาคม or ต.ค."""
    from babel.dates import get_month_names  # slow to load, and not needed to open a window

    return dict(get_month_names(width, "format", "th"))


@cache
def month_pattern() -> str:
    """A pattern for any month name, wide or short, its full stops and the spaces in it optional."""
    return f"(?:{'|'.join([*names('wide').values(), *map(_loose, names('abbreviated').values())])})"


def month_number(name: str) -> int:
    """The month, 1 to 12, named by a number or by a text that `month_pattern` matches."""
    return int(name) if name.isdigit() else _numbers()[_bare(name)]


def christian_year(digits: str, era: str | None = None) -> int:
    """The C.E. year of a year as written in Arabic digits, `era` being the พ.ศ. or ค.ศ. before it.

    Raises:
        ValueError: a year of two digits is said to be C.E.
    """
    year = int(digits)
    if era and era.startswith("ค"):
        if len(digits) < 4:
            raise ValueError(f"no full year: {era} {digits}")
        return year
    if len(digits) == 2:
        return 2500 + year - BUDDHIST_ERA
    return year - BUDDHIST_ERA if era or year > _LAST_CHRISTIAN_YEAR else year


@cache
def _numbers() -> Mapping[str, int]:
    found = {_bare(name): number for number, name in names("wide").items()}
    return found | {_bare(name): number for number, name in names("abbreviated").items()}


def _bare(name: str) -> str:
    return re.sub(r"[\s.]", "", name)


def _loose(abbreviation: str) -> str:
    return r"\s?\.?\s?".join(part for part in abbreviation.split(".") if part) + r"(?:\s?\.)?"
