"""Fiscal years that do not belong where they stand, and years of the Christian era."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.thai.codes import code_spans
from itadesk.thai.digits import to_arabic
from itadesk.thai.months import month_pattern

_FISCAL = re.compile(
    r"(?:ปีงบประมาณ|ประจำปี|รอบปี|ของปี|ITA\s*ปี)\s*(?:พ\.?\s*ศ\.?)?\s*(?P<year>25\d\d)(?!\d|\s*[-–/]\s*\d)"
)
_CHRISTIAN = re.compile(
    rf"(?:ค\.?\s?ศ\.?\s*|ปี(?:งบประมาณ)?\s*(?:พ\.?\s*ศ\.?)?\s*|{month_pattern()}\s*|\d/\d{{1,2}}/)"
    r"(?P<year>20[0-9]{2})(?!\d)"
)
# Beside its own year a text may speak of the year before; an analysis of a year is written in the
# next and leads to that year's measures.
_OF_ANALYSIS = (-1, 0, 1)
_USUAL = (-1, 0)


def wrong_years(scope: Scope) -> Iterator[Finding]:
    """Fiscal years that neither are the text's own nor the year before."""
    for text in texts_of(scope.state):
        if text.year and text.role != "period":  # `dates` looks at periods as a whole
            allowed = _OF_ANALYSIS if text.role == "analysis" else _USUAL
            yield from years_other_than(text, {text.year + by for by in allowed})


def years_other_than(text: Text, allowed: set[int]) -> Iterator[Finding]:
    """The fiscal years that stand in a text and are none of these."""
    for match in _FISCAL.finditer(to_arabic(text.text)):
        year = int(match["year"])
        if year not in allowed:
            told = facts(found=year, year=text.year)
            yield text.finding("wrong-year", *match.span("year"), told)


def christian_years(scope: Scope) -> Iterator[Finding]:
    """Years such as 2025 where everything else counts in the Buddhist era."""
    for text in texts_of(scope.state):
        plain = to_arabic(text.text)
        codes = list(code_spans(plain))
        for match in _CHRISTIAN.finditer(plain):
            start, end = match.span("year")
            if not any(first <= start < last for first, last in codes):
                told = facts(found=int(match["year"]), year=int(match["year"]) + 543)
                yield text.finding("christian-year", start, end, told)
