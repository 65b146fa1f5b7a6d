"""The scores of a year by indicator, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from itadesk.core.question_form import QuestionForm
from itadesk.core.report import (
    PORTRAIT,
    Block,
    Cell,
    PageBreak,
    Paragraph,
    Report,
    Row,
    Space,
    Table,
    bold,
    plain,
)
from itadesk.core.reports.frame import framed
from itadesk.core.reports.prose import heading_cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.results import level_of, scores_of
from itadesk.core.reports.wording import score_text
from itadesk.core.reports.words import usual_words
from itadesk.core.scores import YearScores, level_names, year_scores
from itadesk.thai.digits import to_thai

SUMMARY_WORDS = usual_words(
    (
        "สรุปผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
        "ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} อำเภอ{amphoe} จังหวัด{province}",
    )
)
_SIZE = 16.0
_CHART_SIZE = 14.0
_AGAINST = "ผลการประเมินรายตัวชี้วัดเทียบกับ ๘๕ และ ๑๐๐"
_PASS, _FULL = 85.0, 100.0
_YEARS_SHOWN = 6
# The rules of a chart's last two columns stand at 85 and 100.
_SCALE = (51.0, 9.0)


def needs_scores(request: Request) -> str:
    """What is missing, as a message key."""
    if request.questions is None:
        return "no-questions"
    return "" if scores_of(request, request.year) else "no-scores"


def build_score_summary(request: Request) -> Report:
    """The ten indicators, the tools, the total and the level."""
    scores = scores_of(request, request.year)
    form = questions_of(request)
    blocks: tuple[Block, ...] = (
        indicator_table(form, scores),
        Space(6.0),
        part_heading("ผลการประเมินรายเครื่องมือและภาพรวม"),
        _tool_table(form, scores, level_of(request, request.year)),
        *_charts(request, form, scores),
    )
    return framed(request, SUMMARY_WORDS, PORTRAIT, blocks, gap=4.0)


def _charts(request: Request, form: QuestionForm, scores: Mapping[str, float]) -> tuple[Block, ...]:
    """A page of charts: indicators where any has a score, and years where there are several."""
    blocks: tuple[Block, ...] = ()
    if any(known.code in scores for known in form.indicators):
        blocks += (part_heading(_AGAINST), _indicator_chart(form, scores))
    years = _years(request, form)
    if len(years) > 1:
        blocks += (Space(6.0), part_heading("ผลการประเมินรายปี"), _years_chart(years))
    return (PageBreak(), *blocks) if blocks else ()


def questions_of(request: Request) -> QuestionForm:
    """The surveys, for a report that cannot do without."""
    if request.questions is None:
        message = "this report needs the questions"
        raise ValueError(message)
    return request.questions


def score_cell(scores: Mapping[str, float], key: str) -> Cell:
    """A score, or an empty cell to be filled in by hand."""
    text = score_text(scores[key]) if key in scores else ""
    return Cell((plain(text, align="center"),) if text else (), value=scores.get(key))


def indicator_table(form: QuestionForm, scores: Mapping[str, float]) -> Table:
    """One row for each indicator, the cells of one tool merged."""
    rows: list[Row] = []
    for tool in form.tools:
        names = {known.code: known.name for known in form.indicators}
        for place, code in enumerate(tool.indicators):
            merged = Cell((bold(tool.code, align="center"),), rowspan=len(tool.indicators))
            rows.append(
                Row(
                    (
                        None if place else merged,
                        Cell((plain(to_thai(code), align="center"),), value=int(code)),
                        Cell((plain(names[code]),)),
                        score_cell(scores, code),
                    )
                )
            )
    heads = ("แบบ", "ลำดับ", "รายละเอียดตัวชี้วัด", "คะแนน")
    head = Row(tuple(heading_cell(text) for text in heads))
    return Table((20.0, 20.0, 90.0, 30.0), tuple(rows), (head,), _SIZE, carried="repeat")


def _indicator_chart(form: QuestionForm, scores: Mapping[str, float]) -> Table:
    rows = tuple(
        Row(
            (
                Cell((plain(to_thai(known.code), align="center"),), value=int(known.code)),
                Cell((plain(known.name),)),
                score_cell(scores, known.code),
                *_bars(scores.get(known.code)),
            )
        )
        for known in form.indicators
    )
    return _chart(("ที่", "ตัวชี้วัด", "คะแนน"), (12.0, 68.0, 20.0), rows)


def _years_chart(years: Iterable[YearScores]) -> Table:
    rows = tuple(
        Row(
            (
                Cell((plain(to_thai(str(known.year)), align="center"),), value=known.year),
                score_cell(known.scores, "total"),
                Cell((plain(" / ".join(level_names(known)), align="center"),)),
                *_bars(known.scores["total"]),
            )
        )
        for known in years
    )
    return _chart(("ปีงบประมาณ", "คะแนนภาพรวม", "ระดับ"), (24.0, 28.0, 48.0), rows)


def _chart(heads: Iterable[str], widths: Iterable[float], rows: tuple[Row, ...]) -> Table:
    """A table with bars in its last two columns, up to 85 and up to 100."""
    head = Row((*map(heading_cell, heads), heading_cell("๐ – ๘๕ – ๑๐๐", colspan=2), None))
    return Table((*widths, *_SCALE), rows, (head,), _CHART_SIZE)


def _bars(score: float | None) -> tuple[Cell, Cell]:
    """A score as bars in the two columns of a chart's scale."""
    value = score or 0.0
    above = max(value - _PASS, 0.0) / (_FULL - _PASS)
    return Cell(bar=min(value / _PASS, 1.0)), Cell(bar=above)


def _years(request: Request, form: QuestionForm) -> list[YearScores]:
    """The report's year and those before it that have a total."""
    years = range(request.year - _YEARS_SHOWN + 1, request.year + 1)
    found = (
        year_scores(request.state, each, form, request.oit if each == request.year else None)
        for each in years
    )
    return [known for known in found if "total" in known.scores]


def part_heading(text: str) -> Paragraph:
    """The heading of a part of a report on scores."""
    return bold(text, heading=2, space_before=2.0, keep_with_next=True)


def _tool_table(form: QuestionForm, scores: Mapping[str, float], level: str) -> Table:
    rows: list[Row] = []
    for tool in form.tools:
        rows += [
            Row((Cell((plain(part.label),)), score_cell(scores, f"{tool.code}/{part.number}")))
            for part in form.parts
            if part.tool == tool.code
        ]
        rows.append(
            Row((Cell((plain(f"{tool.code} {tool.name}"),)), score_cell(scores, tool.code)))
        )
    total = score_text(scores["total"]) if "total" in scores else ""
    for label, value in (("คะแนนภาพรวม", total), ("ระดับผลการประเมิน", level)):
        number = scores.get("total") if value == total else None
        shown = Cell((bold(value, align="center"),) if value else (), shaded=True, value=number)
        rows.append(Row((Cell((bold(label),), shaded=True), shown)))
    head = Row((heading_cell("เครื่องมือการประเมิน"), heading_cell("คะแนน")))
    return Table((120.0, 40.0), tuple(rows), (head,), _SIZE)
