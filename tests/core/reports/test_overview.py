from __future__ import annotations

from tests.core.building import state_of

from itadesk.core.model import Item, Measure, Office, PrintedPaper, Score, State, Unit
from itadesk.core.reports import REPORTS_BY_NAME, Request
from itadesk.typeset.pdf import render

LONG = "การบริหารและพัฒนาทรัพยากรบุคคลขององค์กรปกครองส่วนท้องถิ่น"


def crowded() -> State:
    """More of everything than an office has."""
    units = [Unit(f"u{n}", f"กองที่ป่า{n}", float(n)) for n in range(1, 12)]
    items = [
        Item(
            f"2568/O{n}", 2568, f"O{n}", n, LONG, f"9.{n % 5}" if n % 7 else f"10.{n % 2}", LONG,
            status="done" if n % 3 else "todo", due="2025-01-31", responsible=f"กองที่ป่า{n % 12}",
        )
        for n in range(1, 44)
    ]  # fmt: skip
    others = [Measure("m", 2568), PrintedPaper("p", 2568), Score("2567/total", 2567, "total", 90.0)]
    office = Office(name=f"องค์การบริหารส่วนตำบล{'ญี่ปุ่น' * 3}", amphoe="เมืองฟื้น", province="กตัญญู")
    return state_of(office, *units, *items, *others)


def test_a_crowded_year_still_is_one_page() -> None:
    report = REPORTS_BY_NAME["overview"].build(Request(crowded(), 2568, report="overview"))
    assert render(report).pages == 1
    first = next(
        block for block in report.sections[0].blocks if "๒๕๖๗" in getattr(block, "text", "")
    )
    assert "๙๐ คะแนน" in first.text  # type: ignore[union-attr]
