"""What the clerk does to chosen cells and rows of the measures table, as edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from itadesk.core.changelog import Edit, made
from itadesk.core.measures import (
    measure_moved,
    measure_removed,
    step_group_moved,
    step_group_removed,
)
from itadesk.core.model import Measure, State, StepGroup
from itadesk.ui.measures.rows import NUMBER, Column, MeasureRow, TableRow


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: its row and column, both as shown."""

    row: MeasureRow
    column: Column

    @property
    def key(self) -> tuple[str, str]:
        """What the cell belongs to: cells that are one on paper have one key."""
        owner = self.row.group.id or self.row.measure.id
        return (owner if self.column.of_group else self.row.measure.id, self.column.field)


def written(row: MeasureRow, column: Column, text: str, new_id: Callable[[], str]) -> list[Edit]:
    """The edits that put a text into a cell; a measure without a step group gets one."""
    if not column.of_group:
        return [Edit("measure", row.measure.id, column.field, text)]
    if row.group.id:
        return [Edit("step_group", row.group.id, column.field, text)]
    group = StepGroup(new_id(), measure=row.measure.id, place=1.0)
    return [*made(group, "step_group"), Edit("step_group", group.id, column.field, text)]


def cleared(cells: Iterable[Cell]) -> list[Edit]:
    """The edits that empty these cells."""
    edits: dict[tuple[str, str], Edit] = {}
    for cell in cells:
        if cell.column.field == NUMBER or (cell.column.of_group and not cell.row.group.id):
            continue
        table = "step_group" if cell.column.of_group else "measure"
        edits[cell.key] = Edit(table, cell.key[0], cell.column.field, "")
    return list(edits.values())


def filled_down(cells: Sequence[Cell], above: Cell | None, new_id: Callable[[], str]) -> list[Edit]:
    """The edits that carry each column's first text down; a lone cell takes the one `above`.

    `cells` are in the order of the rows.
    """
    first: dict[str, Cell] = {}
    edits: dict[tuple[str, str], list[Edit]] = {}
    lone = len({cell.key for cell in cells}) == 1
    for cell in cells:
        field = cell.column.field
        source = above if lone else first.setdefault(field, cell)
        if field == NUMBER or source is None or source.key == cell.key:
            continue
        edits.setdefault(
            cell.key, written(cell.row, cell.column, source.row.text(cell.column), new_id)
        )
    return [edit for of_cell in edits.values() for edit in of_cell]


def removed(state: State, rows: Sequence[MeasureRow], *, whole: bool) -> list[Edit]:
    """The edits that remove step groups, or their `whole` measures.

    A measure that would lose its last group keeps one, emptied.
    """
    by_measure: dict[str, dict[str, StepGroup]] = {}
    for row in rows:
        by_measure.setdefault(row.measure.id, {})[row.group.id] = row.group
    if whole:
        return [edit for measure in by_measure for edit in measure_removed(state, measure)]
    counts = {row.measure.id: row.count for row in rows}
    edits: list[Edit] = []
    for measure, groups in by_measure.items():
        going = [group for group in groups.values() if group.id]
        if going and len(going) == counts[measure]:
            kept = going.pop(0)
            fields = ("steps", "outputs", "outcome")
            edits += [Edit("step_group", kept.id, field, "") for field in fields]
        edits += [edit for group in going for edit in step_group_removed(state, group)]
    return edits


def moved(state: State, cell: Cell, step: int) -> list[Edit]:
    """The edits that move a cell's step group, or its measure where the cell is the measure's."""
    row = cell.row
    if cell.column.of_group and row.count > 1:
        return step_group_moved(state, row.group, step)
    return measure_moved(state, row.measure.id, step)


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
