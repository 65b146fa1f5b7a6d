"""The year at a glance on one page, for the chief executive."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from itadesk.core.overview import Deadline, Missing, Overview, Share, overview
from itadesk.core.report import PORTRAIT, Block, Cell, Report, Row, Space, Table, bold, plain
from itadesk.core.reports.frame import framed
from itadesk.core.reports.prose import cell, heading_cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.results import level_of, scores_of
from itadesk.core.reports.wording import score_text
from itadesk.core.reports.words import usual_words
from itadesk.thai.dates import medium_date
from itadesk.thai.digits import thai_number, to_thai

OVERVIEW_WORDS = usual_words(
    (
        "ภาพรวมการดำเนินงานตามการประเมิน ITA ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} อำเภอ{amphoe} จังหวัด{province}",
    )
)
_MISSING: dict[Missing, str] = {
    "conflicts": "ข้อมูลที่สองเครื่องพิมพ์ไว้ไม่ตรงกันและยังไม่ได้เลือก",
    "items-without-evidence": "รายการที่ดำเนินการแล้วแต่ยังไม่มีหลักฐาน",
    "components-missing": "รายการที่ดำเนินการแล้วแต่องค์ประกอบยังไม่ครบ",
    "items-without-unit": "รายการที่ยังไม่ระบุผู้รับผิดชอบ",
    "items-undone": "รายการที่ยังไม่ได้ดำเนินการ",
    "indicators-undone": "ตัวชี้วัด IIT และ EIT ที่ยังไม่ได้ดำเนินการ",
    "measures-without-result": "มาตรการที่ยังไม่มีผลการดำเนินการ",
    "memos-unsigned": "บันทึกข้อความที่ยังไม่ลงนาม",
    "papers-unsigned": "เอกสารที่พิมพ์แล้วแต่ยังไม่ได้เก็บฉบับลงนาม",
}
_UNNAMED = "ไม่ระบุ"
_NOTHING = "ไม่มีสิ่งที่ยังขาด"
_SIZE = 13.0
_PAGE = replace(PORTRAIT, top=15.0, bottom=10.0, left=20.0, right=15.0)
_LAST = "ผลการประเมินปีงบประมาณ พ.ศ. {year}: {score} คะแนน"
_WIDTHS = (80.0, 23.0, 20.0, 17.0, 35.0)
# So much fits on the page under the widest lists of indicators and units.
_MOST_UNITS = 7
_MOST_DAYS = 3


def build_overview(request: Request) -> Report:
    """What is done of all, by sub-indicator and by unit; what is missing; the next deadlines."""
    found = overview(request.state, request.year)
    blocks: tuple[Block, ...] = (
        *_last_result(request),
        _shares("ตัวชี้วัดย่อย", found.indicators, found.whole),
        Space(2.0),
        _shares("ผู้รับผิดชอบ", found.units[:_MOST_UNITS], None),
        Space(2.0),
        _missing(found),
    )
    if found.deadlines:
        blocks += (Space(2.0), _days(found.deadlines[:_MOST_DAYS]))
    return framed(request, OVERVIEW_WORDS, _PAGE, blocks, gap=2.0)


def _last_result(request: Request) -> tuple[Block, ...]:
    """The total and the level of the year before, as far as they are known."""
    year = request.year - 1
    total = scores_of(request, year).get("total")
    if total is None:
        return ()
    text = _LAST.format(year=year, score=score_text(total))
    level = level_of(request, year)
    text += f" ระดับ{level}" if level else ""
    return (plain(to_thai(text), align="center", size=_SIZE + 1), Space(2.0))


def _shares(head: str, shares: Iterable[Share], whole: Share | None) -> Table:
    heads = (*map(heading_cell, (head, "ดำเนินการแล้ว", "ทั้งหมด")), heading_cell("ร้อยละ", colspan=2))
    rows = [_share(f"{s.code} {s.name}".strip() or _UNNAMED, s) for s in shares]
    if whole:
        rows.append(_share("รวม", whole))
    return Table(_WIDTHS, tuple(rows), (Row((*heads, None)),), _SIZE)


def _share(name: str, share: Share) -> Row:
    numbers = [_number(len(share.done)), _number(len(share.owed))]
    percent = _number(round(100 * share.share)) if share.owed else Cell()
    return Row((Cell((plain(name),)), *numbers, percent, Cell(bar=share.share)))


def _number(number: int) -> Cell:
    return Cell((plain(thai_number(number), align="center"),))


def _missing(found: Overview) -> Table:
    rows = [
        Row((cell(_MISSING[count.kind], _SIZE), _number(count.number)))
        for count in found.missing
        if count.kind in _MISSING
    ]
    nothing = Row((Cell((plain(_NOTHING, align="center"),), colspan=2), None))
    head = Row((heading_cell("สิ่งที่ยังขาด"), heading_cell("จำนวน")))
    return Table((150.0, 25.0), tuple(rows) or (nothing,), (head,), _SIZE)


def _days(deadlines: Iterable[Deadline]) -> Table:
    rows = tuple(
        Row(
            (
                cell(f"{deadline.item.code} {deadline.item.name}", _SIZE),
                Cell((bold(medium_date(deadline.day), align="center"),)),
            )
        )
        for deadline in deadlines
    )
    head = Row((heading_cell("กำหนดเสร็จ"), heading_cell("ภายในวันที่")))
    return Table((140.0, 35.0), rows, (head,), _SIZE)
