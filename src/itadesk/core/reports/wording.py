"""What reports say in the office's name: placeholders filled, issues and indicators named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from itadesk.core.model import IndicatorProgress, Issue, Measure
from itadesk.core.proposals import before_after
from itadesk.core.reports.request import Request
from itadesk.core.reports.results import level_of, scores_of
from itadesk.core.scores import depth_of
from itadesk.thai.dates import long_date
from itadesk.thai.digits import thai_number, to_thai

BLANK = "." * 20
# Millimetres of a full stop at 1 pt, with room to spare for wider faces, and of a cell's edges.
_DOT = 0.065
_EDGES = 4.0
_NUMBER = re.compile(r"[0-9๐-๙]{1,2}")
_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def filled_in(request: Request, template: str) -> str:
    """The template with its placeholders filled; what is not known becomes dots to write on.

    A layout that shows results speaks of the score of its own year, a plan of last year's.
    """

    def value(match: re.Match[str]) -> str:
        return _PLACEHOLDERS[match[1]](request) or BLANK

    return _PLACEHOLDER.sub(value, template)


def issue_text(request: Request, issue: str, *, heading: bool = False) -> str:
    """An issue as it is named on paper: "๑ กระบวนการ…"; as a heading with ประเด็นที่ before it.

    Text that a clerk typed is left as it is.
    """
    row = request.state.get(Issue, issue)
    number, name = (str(row.number), row.name) if row else (issue.translate(_ARABIC), "")
    if not row and not _NUMBER.fullmatch(issue):
        return f"ประเด็นที่ {issue}" if heading and _NUMBER.match(issue) else issue
    if not name and request.questions:
        names = {str(known.number): known.name for known in request.questions.issues}
        name = names.get(number, "")
    text = f"{to_thai(number)} {name}".strip()
    return f"ประเด็นที่ {text}" if heading else text


def indicator_text(request: Request, indicator: str) -> str:
    """An indicator as "ตัวชี้วัดที่ ๗ ประสิทธิภาพ…" where only its number was typed."""
    if not _NUMBER.fullmatch(indicator):
        return indicator
    code = indicator.translate(_ARABIC)
    row = request.state.get(IndicatorProgress, f"{request.year}/{code}")
    name = row.name if row else ""
    if not name and request.questions:
        names = {known.code: known.name for known in request.questions.indicators}
        name = names.get(code, "")
    return f"ตัวชี้วัดที่ {to_thai(code)} {name}".strip()


def tool_text(request: Request, tool: str) -> str:
    """A tool's heading where only its letters (EIT) were typed."""
    for known in request.questions.tools if request.questions else ():
        if known.code == tool:
            return f"เครื่องมือการประเมิน {known.name_en} : {known.code}"
    return tool


def score_text(score: float) -> str:
    """A score in Thai digits: two decimals, or none where it is whole."""
    return thai_number(score, 0 if score == int(score) else 2)


def score_change_text(request: Request, measure: Measure) -> str:
    """The score that a measure came from and what it became, a line a year; empty without one."""
    before, after = (scores_of(request, year) for year in (measure.year - 1, measure.year))
    change = before_after(measure, before, after)
    if change is None:
        return ""
    lines = [_score_name(change.key)]
    known = ((measure.year - 1, change.before), (measure.year, change.after))
    lines += [
        to_thai(f"ปี {year}: ") + score_text(value) for year, value in known if value is not None
    ]
    return "\n".join(lines)


def _score_name(key: str) -> str:
    depth = depth_of(key)
    if depth in ("question", "item"):
        return f"ข้อ {key}"
    if depth in ("indicator", "sub"):
        return f"ตัวชี้วัดที่ {to_thai(key) if depth == 'indicator' else key}"
    return key


def dotted(width: float, size: float) -> str:
    """Dots to write on, on one line of so many millimetres."""
    return "." * max(int((width - _EDGES) / (_DOT * size)), 1)


def day_text(day: str) -> str:
    """A kept date in words; what is no date stands as it was typed."""
    known = day_of(day)
    return long_date(known) if known else to_thai(day)


def day_of(day: str) -> date | None:
    """A kept date, None for what is no date."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def _scored_year(request: Request) -> int:
    """A plan has no column of results; it speaks of the scores that it was made after."""
    if request.layout is None:
        return request.year
    fields = {column.field for column in request.layout.columns}
    return request.year if fields & {"outputs", "outcome", "progress"} else request.year - 1


def _total(request: Request, year: int) -> str:
    total = scores_of(request, year).get("total")
    return "" if total is None else score_text(total)


_PLACEHOLDERS: Mapping[str, Callable[[Request], str]] = {
    "year": lambda request: to_thai(str(request.year)),
    "next_year": lambda request: to_thai(str(request.year + 1)),
    "last_year": lambda request: to_thai(str(request.year - 1)),
    "office": lambda request: request.office.name,
    "tambon": lambda request: request.office.tambon,
    "amphoe": lambda request: request.office.amphoe,
    "province": lambda request: request.office.province,
    "score": lambda request: _total(request, _scored_year(request)),
    "last_score": lambda request: _total(request, request.year - 1),
    "last_level": lambda request: level_of(request, request.year - 1),
    "level": lambda request: level_of(request, _scored_year(request)),
}
_PLACEHOLDER = re.compile(r"\{(" + "|".join(_PLACEHOLDERS) + r")\}")
