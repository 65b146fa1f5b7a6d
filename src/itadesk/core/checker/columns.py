"""Cells that hold what belongs in another column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from itadesk.core.checker.finding import Finding, Scope, facts
from itadesk.core.lists import lines_of
from itadesk.core.measures import step_groups_of
from itadesk.core.model import Measure, Unit
from itadesk.thai.dates import find_dates, parse_period

_WHO = re.compile(
    r"(?:ทุก)?(?:สำนัก|กอง|งาน|ฝ่าย|ส่วน|ศูนย์|โรงเรียน|ปลัด|รองปลัด|นายก|รองนายก|หัวหน้า|ผู้อำนวยการ|ผู้บริหาร|"
    r"เจ้าหน้าที่|เจ้าพนักงาน|พนักงาน|บุคลากร|ข้าราชการ|นัก|นิติกร|คณะ|หน่วย|สมาชิก|สภา|ผู้ที่ได้รับมอบหมาย)"
)
_LONGEST_WHO = 45
_LONG_TEXT = 80


def swapped_columns(scope: Scope) -> Iterator[Finding]:
    """Who is responsible and what was done, or when, in each other's place."""
    state = scope.state
    units = frozenset(unit.name for unit in state.all(Unit))
    for row in sorted(state.all(Measure), key=lambda row: row.id):
        groups = step_groups_of(state, row.id)
        outputs = "\n".join(g.outputs for g in groups if g.outputs.strip())
        who = row.responsible
        if who.strip() and not _names_units(who, units):
            if len(who) > _LONG_TEXT or find_dates(who) or _names_units(outputs, units):
                told = facts(field="responsible", other="outputs")
                yield _whole(row, "responsible", who, told)
            elif _is_period(who, row.year):
                told = facts(field="responsible", other="period")
                yield _whole(row, "responsible", who, told)
        elif not who.strip() and _names_units(outputs, units):
            told = facts(field="outputs", other="responsible")
            yield _whole(row, "responsible", who, told)
        if row.period.strip() and _names_units(row.period, units):
            told = facts(field="period", other="responsible")
            yield _whole(row, "period", row.period, told)


def _whole(
    row: Measure, field: str, text: str, told: tuple[tuple[str, str | int | float], ...]
) -> Finding:
    return Finding("columns-swapped", "measure", row.id, field, row.year, 0, len(text), text, told)


def _names_units(text: str, units: frozenset[str]) -> bool:
    """Whether every line is short and begins as the name of a unit or a post does."""
    lines = [part for line in lines_of(text) for part in line.text.split(",")]
    return bool(lines) and all(
        len(line) <= _LONGEST_WHO and (line.strip() in units or _WHO.match(line.strip()))
        for line in lines
    )


def _is_period(text: str, year: int) -> bool:
    try:
        parse_period(text, year)
    except ValueError:
        return False
    return True
