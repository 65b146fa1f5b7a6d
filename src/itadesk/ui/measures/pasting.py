"""Texts from the clipboard put into the cells of the measures table, as edits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from itadesk.core.changelog import Edit, made
from itadesk.core.model import Measure, StepGroup
from itadesk.ui.measures.editing import Cell, written
from itadesk.ui.measures.rows import NUMBER, Column, MeasureRow, TableRow

_NUMBERS = re.compile(r"[0-9๐-๙.()\s]*")


def pasted_everywhere(text: str, cells: Sequence[Cell], new_id: Callable[[], str]) -> list[Edit]:
    """The edits that put one text into each of these cells."""
    edits: dict[tuple[str, str], list[Edit]] = {}
    for cell in cells:
        if cell.column.field != NUMBER and cell.key not in edits:
            edits[cell.key] = written(cell.row, cell.column, text, new_id)
    return [edit for of_cell in edits.values() for edit in of_cell]


def columns_for(block: Sequence[Sequence[str]], columns: Sequence[Column]) -> Sequence[Column]:
    """The columns that a block goes into: texts that are no numbers begin beside the numbers."""
    has_numbers = all(_NUMBERS.fullmatch(line[0]) for line in block if line)
    return columns[1:] if columns[0].field == NUMBER and not has_numbers else columns


def pasted(
    block: Sequence[Sequence[str]],
    rows: Sequence[TableRow],
    start: int,
    columns: Sequence[Column],
    year: int,
    new_id: Callable[[], str],
) -> tuple[list[Edit], int]:
    """The edits that put a block of texts into the cells from row `start` and these columns.

    Where the block has only cells of measures it goes from measure to measure; else from step
    group to step group, and a text for a cell that reaches over several groups is added to that
    cell. Rows that are missing are added. Also how many texts found no column.
    """
    used = columns[: max((len(line) for line in block), default=0)]
    of_groups = any(column.of_group for column in used)
    targets = [
        row for row in rows[start:] if isinstance(row, MeasureRow) and (of_groups or row.is_first)
    ]
    last = next((row for row in reversed(rows) if isinstance(row, MeasureRow)), None)
    paste = _Paste(used, year, new_id, last)
    for number, line in enumerate(block):
        if number < len(targets):
            paste.onto(targets[number], line)
        else:
            paste.below(line)
    over = sum(1 for line in block for text in line[len(columns) :] if text.strip())
    return paste.edits(), over


class _Paste:
    """Collects the texts of a paste, cell by cell."""

    def __init__(
        self,
        columns: Sequence[Column],
        year: int,
        new_id: Callable[[], str],
        last: MeasureRow | None,
    ) -> None:
        self._columns = columns
        self._year = year
        self._new_id = new_id
        self._made: list[Edit] = []
        self._texts: dict[tuple[str, str, str], str] = {}
        self._measure = last.measure if last else None
        self._group_place = last.group.place if last else 0.0

    def onto(self, row: MeasureRow, line: Sequence[str]) -> None:
        group = row.group
        if not group.id:
            group = self._new_group(row.measure, 1.0)
        for column, text in zip(self._columns, line, strict=False):
            self._put(row.measure, group, column, text, continues=not row.is_first)

    def below(self, line: Sequence[str]) -> None:
        """A row that is not there yet: a measure, or more of the last one if it has no title."""
        texts = dict(zip((column.field for column in self._columns), line, strict=False))
        goes_on = self._measure is not None and any(c.of_group for c in self._columns)
        goes_on = goes_on and not any(texts.get(c.field) for c in self._columns if not c.of_group)
        if goes_on:
            self._group_place += 1.0
        else:
            self._measure = self._new_measure()
            self._group_place = 1.0
        measure = self._measure
        assert measure is not None  # noqa: S101  for the type checker
        group = self._new_group(measure, self._group_place)
        for column, text in zip(self._columns, line, strict=False):
            self._put(measure, group, column, text, continues=goes_on)

    def edits(self) -> list[Edit]:
        return [*self._made, *(Edit(*key, text) for key, text in self._texts.items())]

    def _put(
        self, measure: Measure, group: StepGroup, column: Column, text: str, *, continues: bool
    ) -> None:
        if column.field == NUMBER:
            return
        if column.of_group:
            self._texts["step_group", group.id, column.field] = text
            return
        key = ("measure", measure.id, column.field)
        before = self._texts.get(key, getattr(measure, column.field))
        if not continues:
            self._texts[key] = text
        elif text and text not in before.split("\n"):
            self._texts[key] = f"{before}\n{text}" if before else text

    def _new_measure(self) -> Measure:
        near = self._measure
        measure = Measure(
            self._new_id(),
            year=self._year,
            place=near.place + 1.0 if near else 1.0,
            issue=near.issue if near else "",
            tool=near.tool if near else "",
            indicator=near.indicator if near else "",
        )
        self._made += made(measure, "measure")
        return measure

    def _new_group(self, measure: Measure, place: float) -> StepGroup:
        group = StepGroup(self._new_id(), measure=measure.id, place=place)
        self._made += made(group, "step_group")
        return group
