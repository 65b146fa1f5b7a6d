"""The edits that take the chosen differences of a workbook into the file."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.measures import measure_removed, step_groups_of
from itadesk.core.memos import memo_removed
from itadesk.core.model import Item, State, StepGroup
from itadesk.core.tables.book import Possible
from itadesk.core.tables.comparing import NewId
from itadesk.core.tables.differences import Added, Changed, Comparison, Difference, Missing

_OF_GROUPS = ("steps", "outputs", "outcome")


def taking_edits(
    comparison: Comparison, state: State, chosen: Container[Difference], new_id: NewId
) -> list[Edit]:
    """The edits of what is chosen; a row is begun, or goes, with all that belongs to it.

    A new row whose parent is new and not chosen is left out.
    """
    taken = comparison.only(chosen)
    left_out = {row.row for row in comparison.added if row not in taken.added}
    return [
        *_begun(comparison.possible, state, taken.changed),
        *(Edit(cell.table, cell.row, cell.field, cell.there) for cell in taken.changed),
        *_undone(state, taken.changed),
        *_added([row for row in taken.added if row.parent not in left_out], new_id),
        *_removed(state, taken.missing),
    ]


def _begun(possible: Possible, state: State, changed: Sequence[Changed]) -> Iterator[Edit]:
    """Rows that the file does not have yet, such as the score of a question."""
    for table, row in dict.fromkeys((cell.table, cell.row) for cell in changed):
        if row not in state.tables.get(table, {}):
            yield from made(possible.of(table)[row], table)


def _undone(state: State, changed: Sequence[Changed]) -> Iterator[Edit]:
    """An item that is not done any more has no day on which it was, as in the window."""
    dated = {cell.row for cell in changed if cell.field == "done_on"}
    for cell in changed:
        if cell.table == "item" and cell.field == "status" and cell.there != "done":
            item = state.get(Item, cell.row)
            if item is not None and item.done_on and cell.row not in dated:
                yield Edit("item", cell.row, "done_on", "")


def _added(rows: Sequence[Added], new_id: NewId) -> Iterator[Edit]:
    """New rows; a measure has at least one step group."""
    with_groups = {row.parent for row in rows if row.table == "step_group"}
    for row in rows:
        yield from row.edits
        if row.table == "measure" and row.row not in with_groups:
            yield from made(StepGroup(new_id(), measure=row.row, place=1.0), "step_group")


def _removed(state: State, rows: Sequence[Missing]) -> Iterator[Edit]:
    """What goes, once each; the last step group of a measure that stays is emptied instead."""
    gone: dict[tuple[str, str], None] = {}
    for row in rows:
        edits = [Edit(row.table, row.row, EXISTS, False)]
        if row.table == "measure":
            edits = measure_removed(state, row.row)
        elif row.table == "memo":
            edits = memo_removed(state, row.row)
        gone |= dict.fromkeys((edit.table, edit.row) for edit in edits)
    for table, row_id in gone:
        group = state.get(StepGroup, row_id) if table == "step_group" else None
        if group is not None and ("measure", group.measure) not in gone:
            of_measure = step_groups_of(state, group.measure)
            if group is of_measure[0] and all(("step_group", g.id) in gone for g in of_measure):
                yield from (Edit(table, row_id, field, "") for field in _OF_GROUPS)
                continue
        yield Edit(table, row_id, EXISTS, False)
