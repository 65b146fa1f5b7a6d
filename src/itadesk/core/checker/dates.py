"""Days of evidence and periods of measures that lie outside their fiscal year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.core.model import Item, Memo
from itadesk.thai.dates import (
    find_dates,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    parse_period,
)


def dates_outside(scope: Scope) -> Iterator[Finding]:
    """Dates before or after the fiscal year that their row is of."""
    for text in texts_of(scope.state):
        if text.year and text.role == "answer":
            yield from _in_answer(text)
        elif text.year and text.role == "period":
            yield from _period(text)
    for item in sorted(scope.state.all(Item), key=lambda row: row.id):
        yield from _kept_day("item", item.id, "done_on", item.done_on, item.year)
    for memo in sorted(scope.state.all(Memo), key=lambda row: row.id):
        yield from _kept_day("memo", memo.id, "date", memo.date, memo.year)


def _in_answer(text: Text) -> Iterator[Finding]:
    for found in find_dates(text.text):
        if fiscal_year(found.date) != text.year:
            told = facts(found=text.text[found.start : found.end], year=text.year)
            yield text.finding("date-outside-year", found.start, found.end, told)


def _period(text: Text) -> Iterator[Finding]:
    """A period that has no day of the fiscal year in it; what is no period is not looked at."""
    try:
        period = parse_period(text.text, text.year)
    except ValueError:
        days = [found.date for found in find_dates(text.text)]
        if not days:
            return
        first, last = min(days), max(days)
    else:
        first, last = period.start, period.end
    if last < fiscal_year_start(text.year) or first > fiscal_year_end(text.year):
        told = facts(found=text.text, year=text.year)
        yield text.finding("date-outside-year", 0, len(text.text), told)


def _kept_day(table: str, row: str, field: str, day: str, year: int) -> Iterator[Finding]:
    try:
        outside = bool(year) and fiscal_year(date.fromisoformat(day)) != year
    except ValueError:
        return
    if outside:
        told = facts(found=day, year=year)
        yield Finding("date-outside-year", table, row, field, year, 0, len(day), day, told)
