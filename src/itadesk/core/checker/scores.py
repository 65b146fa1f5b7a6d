"""Scores that do not add up, and scores in words that contradict the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.checker.texts import Text, texts_of
from itadesk.core.model import Score
from itadesk.core.scores import rules_of, typed_scores
from itadesk.core.scoring import slips
from itadesk.thai.digits import parse_number, to_arabic

# The zero that stands for the letter O in many papers is read as one.
_CODE = re.compile(
    r"(?:ข้อ\s*|(?:^|\n)\s*-?\s*)(?P<letter>[OoIiEe0])\s?(?P<number>\d{1,2})(?![\d.])"
)
_SAID = re.compile(
    r"คะแนน(?:ประเมิน|เฉลี่ย|เท่ากับ|อยู่ที่|คือ|ได้|เป็น|\s)*(?P<score>\d{1,3}(?:\.\d+)?)(?![\d]|\s*[-–])"
    r"|ได้(?:รับ)?\s*(?P<got>\d{1,3}(?:\.\d+)?)\s*คะแนน"
)
_TOTAL = re.compile(
    r"(?:คะแนน(?:ใน)?ภาพรวม|ภาพรวม\s*(?:ได้)?(?:รับ)?คะแนน)\s*(?:อยู่ที่|เท่ากับ|คือ|ได้)?\s*"
    r"(?P<score>\d{1,3}(?:\.\d+)?)"
)
_CLOSE = 0.01


def scores_that_disagree(scope: Scope) -> Iterator[Finding]:
    """Typed scores that their parts do not give."""
    for year in sorted({score.year for score in scope.state.all(Score)}):
        form, oit = scope.forms_for(year)
        typed = typed_scores(scope.state, year)
        for slip in slips(typed, rules_of(scope.state, year, form, oit)):
            suspects = " ".join(f"{key}={value:g}" for key, value in slip.suspects)
            told = facts(code=slip.key, typed=slip.typed, computed=slip.computed, suspects=suspects)
            row = f"{year}/{slip.key}"
            text = f"{slip.typed:g}"
            yield Finding("score-disagrees", "score", row, "value", year, 0, 0, text, told)


def scores_in_texts(scope: Scope) -> Iterator[Finding]:
    """Scores of questions, items and the total that a text gives otherwise than the table."""
    for text in texts_of(scope.state):
        if not text.year:
            continue
        years = [text.year] if text.role == "analysis" else [text.year - 1, text.year]
        tables = [table for year in years if (table := typed_scores(scope.state, year))]
        if tables:
            yield from _totals(text, tables)
            yield from _codes(text, tables)


def _totals(text: Text, tables: list[dict[str, float]]) -> Iterator[Finding]:
    known = [table["total"] for table in tables if "total" in table]
    for match in _TOTAL.finditer(to_arabic(text.text)):
        yield from _contradicts(text, "total", match.span("score"), known)


def _codes(text: Text, tables: list[dict[str, float]]) -> Iterator[Finding]:
    plain = to_arabic(text.text)
    codes = list(_CODE.finditer(plain))
    for match, following in zip_longest(codes, codes[1:]):
        end = following.start() if following else len(plain)
        stretch = plain[match.end() : end].partition("\n")[0]
        said = _SAID.search(stretch)
        if not said:
            continue
        letter = "O" if match["letter"] in "Oo0" else match["letter"].lower()
        code = f"{letter}{int(match['number'])}"
        known = [score for table in tables for score in _scores_of(table, code)]
        group = "score" if said["score"] else "got"
        start = match.end() + said.start(group)
        span = (start, match.end() + said.end(group))
        yield from _contradicts(text, code, span, known)


def _scores_of(table: Mapping[str, float], code: str) -> list[float]:
    """The scores of a question in each part, or of an item."""
    return [score for key, score in table.items() if key.partition("/")[0] == code]


def _contradicts(
    text: Text, code: str, span: tuple[int, int], known: list[float]
) -> Iterator[Finding]:
    said = parse_number(text.text[span[0] : span[1]])
    if known and all(abs(said - score) > _CLOSE for score in known):
        told = facts(code=code, said=said, table=known[0])
        yield text.finding("score-in-text", *span, told)
