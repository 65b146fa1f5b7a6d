"""The words around a report's tables: the program's, and in their place the office's own.

A report has parts ("cover", "title", "preamble", "section", "closing"), each a template with the
placeholders of `wording`. An office's own words are `ReportText` rows; empty ones leave a part out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import ReportText, State
from itadesk.core.reports.request import Request

Words: TypeAlias = Mapping[str, str]  # part -> template, in the order of the paper
Origin: TypeAlias = Literal["program", "every-year", "year"]

EVERY_YEAR = 0
_OFFICE = "{office}"
_PLACE = "อำเภอ{amphoe} จังหวัด{province}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report in one year.

    `text` is what is printed, placeholders unfilled, and `origin` whose words these are. `usual`
    are the program's words, `offered` what an office may begin with where nothing is printed yet.
    """

    name: str
    text: str
    origin: Origin
    usual: str
    offered: str


def usual_words(
    title: tuple[str, ...],
    preamble: str = "",
    cover: tuple[str, ...] = (),
    sections: Words | None = None,
) -> Words:
    """The program's words for a report; on a cover the office's name begins the lower half."""
    lines = [f"\n{line}" if line.startswith(_OFFICE) else line for line in cover]
    return {
        "cover": "\n".join(lines),
        "title": "\n".join(title),
        "preamble": preamble.strip(),
        **(sections or {}),
        "closing": "",
    }


def words_in_force(request: Request, usual: Words) -> Words:
    """What is printed: the office's words of this year, else of every year, else the usual."""
    found: dict[str, str] = {}
    for part, text in usual.items():
        own = _own(request, part)
        found[part] = text if own is None else own.text
    return found


def parts_of(request: Request, usual: Words) -> tuple[Part, ...]:
    """The parts of the report that the request names."""
    parts: list[Part] = []
    for name, text in usual.items():
        own = _own(request, name)
        origin: Origin = "program"
        if own is not None:
            origin = "year" if own.year else "every-year"
        offered = text or (_cover_from(usual["title"]) if name == "cover" else "")
        parts.append(Part(name, own.text if own else text, origin, text, offered))
    return tuple(parts)


def words_changed(state: State, report: str, part: str, year: int, text: str) -> list[Edit]:
    """The edits that make these the office's words; `EVERY_YEAR` for all years without others."""
    row = _row(year, report, part)
    if state.get(ReportText, row):
        return [Edit("report_text", row, "text", text)]
    return made(ReportText(row, year, report, part, text), "report_text")


def words_kept(state: State, report: str, part: str, year: int) -> list[Edit]:
    """The edits that make one year's own words those of every year."""
    own = state.get(ReportText, _row(year, report, part))
    if own is None:
        return []
    everywhere = words_changed(state, report, part, EVERY_YEAR, own.text)
    return [*everywhere, *words_reset(state, report, part, year)]


def words_reset(state: State, report: str, part: str, year: int) -> list[Edit]:
    """The edits that drop the words of this year, or of `EVERY_YEAR`; none where there are none."""
    row = _row(year, report, part)
    return [Edit("report_text", row, EXISTS, False)] if state.get(ReportText, row) else []


def _own(request: Request, part: str) -> ReportText | None:
    """The office's words for a part in the request's year."""
    state, report = request.state, request.report
    of_year = state.get(ReportText, _row(request.year, report, part))
    return of_year or state.get(ReportText, _row(EVERY_YEAR, report, part))


def _cover_from(title: str) -> str:
    """The title's lines over the office's name."""
    lines = [line for line in title.splitlines() if not line.startswith(_OFFICE)]
    return "\n".join((*lines, "", _OFFICE, _PLACE))


def _row(year: int, report: str, part: str) -> str:
    return f"{year}/{report}/{part}"
