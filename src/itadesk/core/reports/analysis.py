"""The analysis of a year's scores by issue, in three bands, as next year's measures want it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from itadesk.core.issues import issues_of
from itadesk.core.model import Issue, Item
from itadesk.core.question_form import Band, QuestionForm
from itadesk.core.report import (
    PORTRAIT,
    Block,
    Cell,
    Paragraph,
    Report,
    Row,
    Section,
    Space,
    Table,
    bold,
    plain,
)
from itadesk.core.reports.frame import (
    closing_of,
    cover_of,
    preamble_of,
    report_title,
    title_of,
)
from itadesk.core.reports.prose import heading_cell, paragraphs
from itadesk.core.reports.request import Request
from itadesk.core.reports.results import scores_of
from itadesk.core.reports.scores import (
    indicator_table,
    part_heading,
    questions_of,
    score_cell,
)
from itadesk.core.reports.wording import filled_in
from itadesk.core.reports.words import usual_words, words_in_force
from itadesk.core.scoring import band
from itadesk.thai.digits import to_thai

_TITLE = (
    "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
    "{office} อำเภอ{amphoe} จังหวัด{province}",
    "ปีงบประมาณ พ.ศ. {year} เพื่อจัดทำมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    "ภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {next_year}",
)
_RESULT = (
    "ในปีงบประมาณ พ.ศ. {year} {office} มีผลการประเมิน ITA ในภาพรวม {score} คะแนน อยู่ในระดับ {level}"
)
_SECTIONS = {
    "section-1": "๑. ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {year}",
    "section-2": "๒. สรุปผลการประเมินรายตัวชี้วัด ประจำปีงบประมาณ พ.ศ. {year}",
    "section-3": "๓. การวิเคราะห์ผลการประเมินรายประเด็น ประจำปีงบประมาณ พ.ศ. {year}",
}
ANALYSIS_WORDS = usual_words(_TITLE, _RESULT, sections=_SECTIONS)
_BAND_ROW = "วิเคราะห์ข้อบกพร่อง/ข้อปรับปรุง ข้อที่ต้องพัฒนา หรือรักษาระดับ"
_NOTHING = "ไม่มี"
_SIZE = 16.0
_WIDTHS = (25.0, 110.0, 25.0)


def needs_analysis(request: Request) -> str:
    """What is missing, as a message key."""
    if request.questions is None:
        return "no-questions"
    return "" if issues_of(request.state, request.year) else "no-issues"


def build_score_analysis(request: Request) -> Report:
    """The result, the ten indicators, and for each issue its scores and the three bands."""
    scores = scores_of(request, request.year)
    form = questions_of(request)
    words = words_in_force(request, ANALYSIS_WORDS)
    first, second, third = (part_heading(filled_in(request, words[part])) for part in _SECTIONS)
    page = replace(PORTRAIT, number="top")
    blocks: list[Block] = [*title_of(request, words["title"]), Space(4.0), first]
    blocks += [*preamble_of(request, words["preamble"]), Space(2.0), second]
    blocks += [Space(2.0), indicator_table(form, scores), Space(4.0), third]
    for issue in issues_of(request.state, request.year):
        blocks += [Space(3.0), _scores_table(request, form, issue, scores)]
        blocks.append(_bands_table(form, issue, scores))
    body = Section((*blocks, *closing_of(request, words)), page)
    sections = (*cover_of(request, words["cover"], page), body)
    return Report(report_title(request, words), sections, request.office.name)


def _scores_table(
    request: Request, form: QuestionForm, issue: Issue, scores: Mapping[str, float]
) -> Table:
    """The issue's questions and items with their scores, the cells of one tool merged."""
    title = to_thai(f"ประเด็นที่ {issue.number} ") + issue.name
    band_row = Row((Cell((bold(title),), colspan=3, shaded=True), None, None))
    heads = ("เครื่องมือการประเมิน", "ข้อคำถาม", "คะแนน")
    rows: list[Row] = []
    for tool in form.tools:
        lines = tuple(_lines(request, form, issue, tool.code))
        for place, (key, text) in enumerate(lines):
            merged = Cell((bold(tool.code, align="center"),), rowspan=len(lines))
            words = Cell((plain(text) if key else bold(text, keep_with_next=True),))
            rows.append(Row((None if place else merged, words, score_cell(scores, key))))
    head = (band_row, Row(tuple(heading_cell(text) for text in heads)))
    return Table(_WIDTHS, tuple(rows), head, _SIZE, carried="repeat")


def _lines(
    request: Request, form: QuestionForm, issue: Issue, tool: str
) -> Iterator[tuple[str, str]]:
    """Score keys and wordings of one tool; a part of a survey has a line of its own, no key."""
    codes = issue.codes.split()
    tool_of = {indicator.code: indicator.tool for indicator in form.indicators}
    asked = [q for q in form.questions if q.code in codes and tool_of[q.indicator] == tool]
    yield from ((q.code, f"ข้อ {q.code} {q.text}") for q in asked if not q.parts)
    for part in (part for part in form.parts if part.tool == tool):
        of_part = [q for q in asked if part.number in q.parts]
        if of_part:
            yield "", part.label
        yield from ((f"{q.code}/{part.number}", f"ข้อ {q.code} {q.text}") for q in of_part)
    if tool == "OIT":
        questions = {question.code for question in form.questions}
        for code in codes:
            if code not in questions:
                yield code, f"ข้อ {code} {_item_name(request, code)}".rstrip()


def _item_name(request: Request, code: str) -> str:
    """An item's name as the office has it, else as the year's list has it."""
    item = request.state.get(Item, f"{request.year}/{code}")
    if item:
        return item.name
    names = {known.code: known.name for known in request.oit.items} if request.oit else {}
    return names.get(code, "")


def _bands_table(form: QuestionForm, issue: Issue, scores: Mapping[str, float]) -> Table:
    """What the office wrote on each band, under a row that is printed again on each page."""
    texts = (issue.defect, issue.develop, issue.keep)
    rows = tuple(
        Row((Cell((bold(known.name), *_prose(text, known, form, issue, scores))),))
        for known, text in zip(form.bands, texts, strict=True)
    )
    head = Row((Cell((bold(_BAND_ROW, align="center"),), shaded=True),))
    return Table((sum(_WIDTHS),), rows, (head,), _SIZE)


def _prose(
    text: str, known: Band, form: QuestionForm, issue: Issue, scores: Mapping[str, float]
) -> tuple[Paragraph, ...]:
    """The office's words; "ไม่มี" only where no score of the issue falls in the band."""
    if text.strip():
        return paragraphs(text, _SIZE)
    codes = set(issue.codes.split())
    of_issue = [score for key, score in scores.items() if key.partition("/")[0] in codes]
    in_band = any(band(score, form.bands) == known.number for score in of_issue)
    return (plain(_NOTHING),) if of_issue and not in_band else ()
