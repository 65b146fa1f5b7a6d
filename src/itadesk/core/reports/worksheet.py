"""What each unit still owes, one sheet a unit, to be handed out."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.checklist import components_of, items_of
from itadesk.core.model import Item, State, Unit, placed
from itadesk.core.report import (
    LANDSCAPE,
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
from itadesk.core.reports.progress import tick_box
from itadesk.core.reports.prose import cell, heading_cell, mark_width
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import day_of, day_text
from itadesk.core.reports.words import Words, usual_words, words_in_force
from itadesk.core.units import units_named

WORKSHEET_WORDS = usual_words(
    (
        "งานที่ต้องดำเนินการตามแบบตรวจ OIT ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} อำเภอ{amphoe} จังหวัด{province}",
    )
)
_HEADS = ("ข้อ", "ข้อมูล", "สิ่งที่ยังขาด", "ภายในวันที่", "หมายเหตุ")
_WIDTHS = (15.0, 62.0, 110.0, 35.0, 40.0)
_SIZE = 14.0
_NOBODY = "ยังไม่ระบุผู้รับผิดชอบ"


def needs_owed(request: Request) -> str:
    """What is missing, as a message key."""
    if not items_of(request.state, request.year):
        return "no-items"
    return "" if owed_by_unit(request.state, request.year) else "nothing-owed"


def owed_by_unit(state: State, year: int) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Unit names with the items that each still owes; last, items that name none of the units."""
    units = placed(state.all(Unit))
    owed = [item for item in items_of(state, year) if item.status == "todo"]
    named = {item.id: units_named(item.responsible, units) for item in owed}
    sheets = [
        (unit.name, tuple(item for item in owed if unit.name in named[item.id])) for unit in units
    ]
    sheets.append((_NOBODY, tuple(item for item in owed if not named[item.id])))
    return tuple((name, items) for name, items in sheets if items)


def build_unit_worksheet(request: Request) -> Report:
    """A section for each unit that owes something."""
    words = words_in_force(request, WORKSHEET_WORDS)
    page = replace(LANDSCAPE, number="top")
    sections = tuple(
        Section(_sheet(request, words, unit, items), page)
        for unit, items in owed_by_unit(request.state, request.year)
    )
    cover = cover_of(request, words["cover"], page)
    return Report(report_title(request, words), (*cover, *sections), request.office.name)


def _sheet(request: Request, words: Words, unit: str, items: tuple[Item, ...]) -> tuple[Block, ...]:
    rows = tuple(_row(request, item) for item in items)
    head = Row(tuple(heading_cell(text) for text in _HEADS))
    return (
        *title_of(request, words["title"]),
        *preamble_of(request, words["preamble"]),
        bold(unit, align="center", heading=2, keep_with_next=True),
        Space(3.0),
        Table(_WIDTHS, rows, (head,), _SIZE),
        *closing_of(request, words),
    )


def _row(request: Request, item: Item) -> Row:
    due = day_text(item.due)
    return Row(
        (
            Cell((plain(item.code, align="center"),)),
            cell(item.name, _SIZE),
            Cell(_missing(request, item)),
            Cell((plain(due, align="center"),) if due else (), value=day_of(item.due)),
            Cell(),
        )
    )


def _missing(request: Request, item: Item) -> tuple[Paragraph, ...]:
    """The parts that are not ticked; the whole item where it has none."""
    parts = [part for part in components_of(request.state, item.id) if not part.ticked]
    inner = mark_width("☐☐", _SIZE)
    boxes = (tick_box(p.text, _SIZE, indent=inner if p.parent else 0.0) for p in parts)
    return tuple(boxes) or (tick_box(item.name, _SIZE),)
