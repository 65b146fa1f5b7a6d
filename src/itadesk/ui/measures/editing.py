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
from itadesk.core.model import State, StepGroup
from itadesk.ui.measures.rows import NUMBER, Column, MeasureRow


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
