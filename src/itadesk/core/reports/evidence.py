"""Where each item can be seen: what the scorers' site asks to be typed in."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.checklist import evidence_of, items_of
from itadesk.core.model import Evidence, Item
from itadesk.core.report import LANDSCAPE, Cell, Report, Row, Table, plain
from itadesk.core.reports.frame import framed
from itadesk.core.reports.prose import cell, heading_cell
from itadesk.core.reports.request import Request
from itadesk.core.reports.words import usual_words

EVIDENCE_WORDS = usual_words(
    (
        "รายการหลักฐานการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. {year}",
        "{office} อำเภอ{amphoe} จังหวัด{province}",
    )
)
_HEADS = ("ข้อ", "ข้อมูล", "ที่อยู่เว็บ (URL)", "เส้นทางบนเว็บไซต์")
_WIDTHS = (15.0, 72.0, 100.0, 75.0)
_SIZE = 14.0


def build_evidence_list(request: Request) -> Report:
    """Every item with its links and files; an item without any has an empty row."""
    rows: list[Row] = []
    for item in items_of(request.state, request.year):
        links = evidence_of(request.state, item.id) or (Evidence("", item=item.id),)
        for place, link in enumerate(links):
            rows.append(_row(item, link, 0 if place else len(links)))
    head = Row(tuple(heading_cell(text) for text in _HEADS))
    table = Table(_WIDTHS, tuple(rows), (head,), _SIZE, carried="repeat")
    return framed(request, EVIDENCE_WORDS, replace(LANDSCAPE, number="top"), (table,))


def _row(item: Item, link: Evidence, height: int) -> Row:
    named: tuple[Cell | None, ...] = (None, None)
    if height:
        code = Cell((plain(item.code, align="center"),), rowspan=height)
        named = (code, cell(item.name, _SIZE, rowspan=height))
    return Row((*named, cell(link.url or link.file_name, _SIZE), cell(link.click_path, _SIZE)))
