"""Dates and periods in the Buddhist era: read as clerks type them, printed as the papers do.

Years of two digits are B.E. 25xx, years after 2400 are B.E., other years are C.E. unless พ.ศ. or
ค.ศ. says otherwise. A fiscal year runs from 1 October to 30 September and is numbered, in B.E.,
for the year in which it ends.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

from itadesk.thai.digits import to_arabic, to_thai
from itadesk.thai.months import (
    BUDDHIST_ERA,
    ERA,
    YEAR,
    christian_year,
    month_number,
    month_pattern,
    names,
)

Digits: TypeAlias = Literal["thai", "arabic"]

_FIRST_FISCAL_MONTH = 10
_WEEKDAY = r"(?:วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?\s*)?"
_NUMERIC = re.compile(
    rf"(?P<d>\d{{1,2}})\s?(?P<sep>[/.-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<y>{YEAR})", re.ASCII
)
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII)
_TO = r"\s*(?:จนถึง|ถึง|[-–—~])\s*"
_LEAD = r"(?:(?:ตั้งแต่|ระหว่าง|ช่วง|ภายใน|ณ|ใน|วันที่|เดือน|\.)\s*)*"
_OF_YEAR = rf"(?:\s*(?:/|ของ|ใน|ประจำ)?\s*(?:ปีงบประมาณ)?\s*{ERA}\s*(?P<y>{YEAR}))?"
_FISCAL_YEARS = re.compile(
    r"(?:(?P<whole>ตลอดทั้ง|ตลอด|ทั้ง)|ประจำ|ภายใน|ใน)?\s*ปี(?P<fiscal>งบประมาณ)?"
    rf"\s*{ERA}\s*(?P<y>{YEAR})?(?:{_TO}(?:พ\.?ศ\.?\s*)?(?P<last>{YEAR}))?",
    re.ASCII,
)
_QUARTER = rf"ไตรมาส\s*(?:ที่)?\s*(?P<q>[1-4])(?:{_TO}(?:ไตรมาส)?\s*(?:ที่)?\s*(?P<last>[1-4]))?"
_QUARTERS = re.compile(_QUARTER + _OF_YEAR, re.ASCII)
_QUARTER_BEFORE_DATES = re.compile(_QUARTER + r"[\s:(.]+(?=\d|[ก-ฮ])", re.ASCII)
_HALF = re.compile(rf"(?:รอบ|ช่วง)?\s*(?:6|หก)\s*เดือน(?:(?P<first>แรก)|หลัง){_OF_YEAR}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands in a text at [start, end)."""

    start: int
    end: int
    date: date


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both of them in it.

    Raises:
        ValueError: it ends before it starts.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"ends before it starts: {self.start} to {self.end}")


def parse_date(text: str) -> date:
    """The day that `text` is: 1/10/68, 1 ต.ค. 2568, วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๘, 2025-10-01.

    Raises:
        ValueError: `text` is no date, has more beside it, or names a day that does not exist.
    """
    plain = _plain(text)
    for pattern in (_ISO, _NUMERIC, _spoken()):
        if found := pattern.fullmatch(plain):
            return _day(found, text)
    raise ValueError(f"not a date: {text!r}")


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """The dates with day, month and year that stand in `text`; days that do not exist are not."""
    found: list[FoundDate] = []
    for match in _within().finditer(to_arabic(text)):
        try:
            found.append(FoundDate(match.start(), match.end(), parse_date(match[0])))
        except ValueError:
            continue
    return tuple(found)


def parse_period(text: str, year: int | None = None) -> Period:
    """The days that `text` spans; `year` is the fiscal year (B.E.) meant where none is written.

    Read are a day, a month, two of them joined by ถึง or a dash (what the first lacks is taken
    from the second), fiscal years, quarters, and the first or last six months. Dates win over a
    quarter that stands before them. ตลอดปี is a fiscal year.

    Raises:
        ValueError: `text` is no period, or says no year and `year` is None.
    """
    plain = _plain(text).strip("() ")
    if found := _FISCAL_YEARS.fullmatch(plain):
        if found["whole"] or found["fiscal"]:
            return _fiscal_years(found, year, text)
    elif found := _QUARTERS.fullmatch(plain):
        first = int(found["q"])
        return _quarters(first, int(found["last"] or first), _written_or(year, found, text))
    elif found := _HALF.fullmatch(plain):
        first = 1 if found["first"] else 3
        return _quarters(first, first + 1, _written_or(year, found, text))
    return _dates(_QUARTER_BEFORE_DATES.sub("", plain, count=1), year, text)


def long_date(day: date, *, digits: Digits = "thai") -> str:
    """The day as memos print it: ๑ ตุลาคม ๒๕๖๘."""
    return _in(digits, f"{day.day} {names('wide')[day.month]} {day.year + BUDDHIST_ERA}")


def medium_date(day: date, *, digits: Digits = "thai") -> str:
    """The day with a short month and a full year: ๑ ต.ค. ๒๕๖๘."""
    return _in(digits, f"{day.day} {names('abbreviated')[day.month]} {day.year + BUDDHIST_ERA}")


def short_period(period: Period, *, digits: Digits = "thai") -> str:
    """The period as the measure tables print it: ๑ ต.ค.๖๗ – ๓๐ ก.ย.๖๘; one day stands alone."""
    first, last = (_in(digits, _narrow(day)) for day in (period.start, period.end))
    return first if first == last else f"{first} – {last}"


def fiscal_year(day: date) -> int:
    """The fiscal year (B.E.) in which `day` lies."""
    return day.year + BUDDHIST_ERA + (day.month >= _FIRST_FISCAL_MONTH)


def fiscal_year_start(year: int) -> date:
    """1 October, with which the fiscal year `year` (B.E.) begins."""
    return date(year - BUDDHIST_ERA - 1, _FIRST_FISCAL_MONTH, 1)


def fiscal_year_end(year: int) -> date:
    """30 September, with which the fiscal year `year` (B.E.) ends."""
    return date(year - BUDDHIST_ERA, _FIRST_FISCAL_MONTH - 1, 30)


def _plain(text: str) -> str:
    return " ".join(to_arabic(text).split())


def _in(digits: Digits, text: str) -> str:
    return to_thai(text) if digits == "thai" else text


def _narrow(day: date) -> str:
    year = (day.year + BUDDHIST_ERA) % 100
    return f"{day.day} {names('abbreviated')[day.month]}{year:02d}"


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:ณ|ลง|เมื่อ|ใน)?\s*วันที่\s*)?{_WEEKDAY}(?P<d>\d{{1,2}})\s*(?:เดือน\s*)?"
        rf"(?P<m>{month_pattern()})\s*{ERA}\s*(?P<y>{YEAR})",
        re.ASCII,
    )


@cache
def _within() -> re.Pattern[str]:
    spoken = rf"(?<!\d)\d{{1,2}}\s*(?:เดือน\s*)?{month_pattern()}\s*{ERA}\s*{YEAR}"
    numeric = rf"(?<![\d/.-])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}(?:/\d{{1,2}}/{YEAR}"
    return re.compile(rf"{spoken}|{numeric}|-\d{{1,2}}-\d{{4}}))(?!\d|[/-]\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _End:
    """What is written of a first or last day; 0 where it is not. The year is C.E."""

    day: int
    month: int
    year: int

    def in_fiscal_year(self, year: int) -> _End:
        written = self.year or year - BUDDHIST_ERA - (self.month >= _FIRST_FISCAL_MONTH)
        return _End(self.day, self.month, written)

    def before(self, last: _End) -> _End:
        """This end with what it lacks taken from the `last` day, so that it comes before it."""
        month = self.month or last.month
        later_in_year = (month, self.day or 1) > (last.month, last.day or 31)
        return _End(self.day, month, self.year or last.year - later_in_year)


@cache
def _end_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_LEAD}(?:(?P<d>\d{{1,2}})\s*)?(?:เดือน\s*)?"
        rf"(?:(?P<m>{month_pattern()})(?:\s*{ERA}\s*(?P<y>{YEAR}))?)?",
        re.ASCII,
    )


def _end(plain: str) -> _End | None:
    lead = re.match(_LEAD, plain)
    bare = plain[lead.end() :] if lead else plain
    if found := _ISO.fullmatch(bare) or _NUMERIC.fullmatch(bare):
        return _End(int(found["d"]), int(found["m"]), christian_year(found["y"]))
    found = _end_pattern().fullmatch(plain)
    if not found or not (found["d"] or found["m"]):
        return None
    return _End(
        int(found["d"] or 0),
        month_number(found["m"]) if found["m"] else 0,
        christian_year(found["y"], found["era"]) if found["y"] else 0,
    )


def _dates(plain: str, year: int | None, text: str) -> Period:
    pairs = [(plain, plain)]
    pairs += [(plain[: to.start()], plain[to.end() :]) for to in re.finditer(_TO, plain)]
    for first_text, last_text in pairs:
        first, last = _end(first_text), _end(last_text)
        if first is None or last is None or not last.month:
            continue
        if not last.year:
            last = last.in_fiscal_year(_known(year, text))
        return _period(first.before(last), last, text)
    raise ValueError(f"not a period: {text!r}")


def _period(first: _End, last: _End, text: str) -> Period:
    try:
        end_of_month = monthrange(last.year, last.month)[1]
        return Period(
            date(first.year, first.month, first.day or 1),
            date(last.year, last.month, last.day or end_of_month),
        )
    except ValueError:
        raise ValueError(f"no such days: {text!r}") from None


def _known(year: int | None, text: str) -> int:
    if year is None:
        raise ValueError(f"no year: {text!r}")
    return year


def _written_or(year: int | None, found: re.Match[str], text: str) -> int:
    if found["y"]:
        return christian_year(found["y"], found["era"]) + BUDDHIST_ERA
    return _known(year, text)


def _fiscal_years(found: re.Match[str], year: int | None, text: str) -> Period:
    first = _written_or(year, found, text)
    last = christian_year(found["last"]) + BUDDHIST_ERA if found["last"] else first
    return Period(fiscal_year_start(first), fiscal_year_end(last))


def _quarters(first: int, last: int, year: int) -> Period:
    start, end = fiscal_year_start(year), fiscal_year_end(year)
    quarter_starts = [start, *(date(end.year, month, 1) for month in (1, 4, 7))]
    ends = [date(start.year, 12, 31), date(end.year, 3, 31), date(end.year, 6, 30), end]
    return Period(quarter_starts[first - 1], ends[last - 1])


def _day(found: re.Match[str], text: str) -> date:
    parts = found.groupdict()
    try:
        year = christian_year(parts["y"], parts.get("era"))
        return date(year, month_number(parts["m"]), int(parts["d"]))
    except ValueError:
        raise ValueError(f"no such day: {text!r}") from None
