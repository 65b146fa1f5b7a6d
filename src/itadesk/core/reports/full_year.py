"""All of a year in one document: cover, preamble, contents, and the reports one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile
from types import MappingProxyType

from itadesk.core.report import (
    PORTRAIT,
    Block,
    Contents,
    Paragraph,
    Report,
    Section,
    Space,
    bold,
)
from itadesk.core.reports.analysis import build_score_analysis, needs_analysis
from itadesk.core.reports.anchors import anchored
from itadesk.core.reports.frame import (
    TITLE_SIZE,
    closing_of,
    cover_of,
    preamble_of,
    report_title,
    title_of,
)
from itadesk.core.reports.indicators import build_indicator_progress, needs_indicators
from itadesk.core.reports.items import CONTINUED, build_oit_progress, needs_items
from itadesk.core.reports.measures import build_measures, needs_measures, needs_results
from itadesk.core.reports.request import Request
from itadesk.core.reports.results import scores_of
from itadesk.core.reports.scores import build_score_summary, needs_scores
from itadesk.core.reports.words import Words, usual_words, words_in_force

# The reports in their order, each with the years to take it from, counted from the document's: the
# first that has what it needs. A plan is made from the analysis of the year before.
FULL_YEAR_PARTS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("score-summary", (0, -1)),
    ("score-analysis", (-1, 0)),
    ("measures-plan", (0,)),
    ("measures-result", (0,)),
    ("indicator-progress", (0,)),
    ("oit-progress", (0,)),
)
_NEEDS: Mapping[str, Callable[[Request], str]] = MappingProxyType(
    {
        "score-summary": needs_scores,
        "score-analysis": needs_analysis,
        "measures-plan": needs_measures,
        "measures-result": needs_results,
        "indicator-progress": needs_indicators,
        "oit-progress": needs_items,
    }
)
_BUILD: Mapping[str, Callable[[Request], Report]] = MappingProxyType(
    {
        "score-summary": build_score_summary,
        "score-analysis": build_score_analysis,
        "measures-plan": build_measures,
        "measures-result": build_measures,
        "indicator-progress": build_indicator_progress,
        "oit-progress": build_oit_progress,
    }
)
_COVER = (
    "รายงานการดำเนินงานด้านคุณธรรมและความโปร่งใส",
    "ประจำปีงบประมาณ พ.ศ. {year}",
    "{office}",
    "อำเภอ{amphoe} จังหวัด{province}",
)
_TITLE = (
    "รายงานการดำเนินงานด้านคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}",
    "{office} อำเภอ{amphoe} จังหวัด{province}",
)
_SCORED = "ในปีงบประมาณ พ.ศ. {year} {office} มีผลการประเมิน ITA ในภาพรวม {score} คะแนน อยู่ในระดับ{level}"
_SCORED_LAST = (
    "ในปีงบประมาณ พ.ศ. {last_year} {office} มีผลการประเมิน ITA ในภาพรวม {last_score} คะแนน "
    "อยู่ในระดับ{last_level}"
)
_BOUND = (
    "รายงานฉบับนี้รวบรวมผลคะแนน การวิเคราะห์ มาตรการ ผลการดำเนินการตามมาตรการ และความก้าวหน้า"
    "ในการเปิดเผยข้อมูลสาธารณะของปีงบประมาณ พ.ศ. {year} ไว้ในเล่มเดียวกัน ตามสารบัญต่อไปนี้"
)
_CONTENTS = "สารบัญ"
_LEVELS = 2


def needs_full_year(request: Request) -> str:
    """What is missing, as a message key."""
    return "" if _parts(request) else "no-parts"


def full_year_words(request: Request) -> Words:
    """The program's words; scores of the year before where the year has none yet."""
    scored = _SCORED if "total" in scores_of(request, request.year) else _SCORED_LAST
    return usual_words(_TITLE, f"{scored}\n{_BOUND}", _COVER)


def build_full_year(request: Request) -> Report:
    """The document; `request.parts` are requests for its reports, several years of one report."""
    words = words_in_force(request, full_year_words(request))
    page = replace(PORTRAIT, number="top")
    parts = [_BUILD[part.report](replace(part, bound=True)) for part in _parts(request)]
    body = [_numbered(section) for part in _titled_once(parts) for section in part.sections]
    body[-1] = replace(body[-1], blocks=(*body[-1].blocks, *closing_of(request, words)))
    body, headings = anchored(body, _LEVELS, f"heading-{request.columns.id}")
    entries = tuple(entry for entry in headings if not entry.text.endswith(CONTINUED))
    contents = bold(_CONTENTS, align="center", size=TITLE_SIZE, keep_with_next=True)
    opening = (*title_of(request, words["title"]), *preamble_of(request, words["preamble"]))
    front = Section((*opening, Space(8.0), contents, Space(3.0), Contents(entries)), page)
    cover = cover_of(request, words["cover"], PORTRAIT)
    return Report(report_title(request, words), (*cover, front, *body), request.office.name)


def _parts(request: Request) -> tuple[Request, ...]:
    """The request to take for each report; the first that has what it needs."""
    found: dict[str, Request] = {}
    for part in request.parts:
        if part.report not in found and not _NEEDS[part.report](part):
            found[part.report] = part
    return tuple(found.values())


def _titled_once(parts: Sequence[Report]) -> Iterator[Report]:
    """The reports, those under one title following it as its sections, where they are named."""
    titles: set[str] = set()
    for part in parts:
        first, *others = part.sections
        untitled = tuple(dropwhile(_is_title, first.blocks))
        begins_named = isinstance(untitled[0], Paragraph) and untitled[0].heading > 0
        if part.title in titles and begins_named:
            first = replace(first, blocks=untitled)
        titles.add(part.title)
        yield replace(part, sections=(first, *others))


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.size == TITLE_SIZE


def _numbered(section: Section) -> Section:
    return replace(section, page=replace(section.page, number="top"))
