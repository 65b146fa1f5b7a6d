"""What taking in other copies of a file would do: the union of logs, counted and laid out.

Nothing is lost by it: a value disappears from view only where somebody wrote over it knowing it.
Where two people wrote without knowing of each other both values stay, and are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from itadesk.core.changelog import EXISTS, Change, Edit, FieldKey, heads_of, projection
from itadesk.core.model import FIELDS, TABLES, Record, State, Value

RowKey: TypeAlias = tuple[str, str]  # table, row id
Side: TypeAlias = Literal["here", "other"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows would come, change and go, and on how many fields two people would differ."""

    added: int
    changed: int
    removed: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that the other copy has otherwise, and what it was when both last agreed.

    The field `EXISTS` is about the whole row: True where it is there, False where it was deleted.
    None is also the value of an empty number. `is_conflict`: neither side knew of the other's;
    until somebody chooses, both are kept, and `shown` is what stands in the tables.
    """

    table: str
    row: str
    field: str
    here: Value
    common: Value
    other: Value
    shown: Value
    is_conflict: bool

    @property
    def key(self) -> FieldKey:
        return (self.table, self.row, self.field)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What would be taken in, and what that does.

    `before`, `other` (all other copies together) and `after` hold only the rows that the new
    changes touch, and `logs` all changes of these rows as they will be.
    """

    new: tuple[Change, ...]
    counts: Counts
    counts_by_table: Mapping[str, Counts]
    differences: tuple[Difference, ...]
    before: State
    other: State
    after: State
    logs: Mapping[RowKey, Sequence[Change]]

    def heads_of_row(self, table: str, row: str) -> Mapping[str, tuple[str, ...]]:
        """The head uids of each field of a row as they will be."""
        heads = heads_of(self.logs.get((table, row), ()))
        return {key[2]: tuple(change.uid for change in found) for key, found in heads.items()}


def plan_merge(ours: Iterable[Change], others: Sequence[Iterable[Change]]) -> MergePlan:
    """Looks at what the logs of other copies of the same office would bring; order is no matter.

    The logs are closed: they hold all that their changes replace.
    """
    mine = {change.uid: change for change in ours}
    theirs = {change.uid: change for log in others for change in log}
    new = tuple(
        sorted(
            (change for uid, change in theirs.items() if uid not in mine),
            key=lambda change: (change.at_utc, change.clock, change.uid),
        )
    )
    touched = _by_row(new)
    here = {row: log for row, log in _by_row(mine.values()).items() if row in touched}
    there = {row: log for row, log in _by_row(theirs.values()).items() if row in touched}
    merged = {row: [*here.get(row, ()), *added] for row, added in touched.items()}
    only_there = _summed(log for row, log in there.items() if row not in here)
    before = _summed(here.values())
    other = _joined(only_there, _summed(log for row, log in there.items() if row in here))
    after = _joined(only_there, _summed(log for row, log in merged.items() if row in here))
    common = _summed([change for change in log if change.uid in mine] for log in there.values())
    differences = tuple(
        found
        for key in _keys(new, after)
        if (found := _difference(key, before, common, other, after)) is not None
    )
    by_table = {table: _counts(table, before, after) for table in TABLES}
    return MergePlan(
        new=new,
        counts=_sum(by_table.values()),
        counts_by_table={table: found for table, found in by_table.items() if any_of(found)},
        differences=differences,
        before=before,
        other=other,
        after=after,
        logs=merged,
    )


def any_of(counts: Counts) -> bool:
    """Whether there is anything to count."""
    return bool(counts.added or counts.changed or counts.removed or counts.conflicts)


def edits_for(plan: MergePlan, choices: Mapping[FieldKey, Side]) -> tuple[Edit, ...]:
    """The edits that make what people chose stand, to be saved after the new changes.

    A field that already shows what was chosen, and on which nobody differs, needs none.
    """
    by_key = {difference.key: difference for difference in plan.differences}
    rows: dict[RowKey, bool] = {}
    edits: list[Edit] = []
    for key, side in sorted(choices.items(), key=lambda choice: choice[0][2] != EXISTS):
        difference = by_key[key]
        value = difference.here if side == "here" else difference.other
        if value == difference.shown and not difference.is_conflict:
            continue
        table, row, field = key
        if field == EXISTS:
            rows[table, row] = value is True
            edits.append(Edit(table, row, EXISTS, value))
            if value is True:
                edits.extend(_all_of(plan.before if side == "here" else plan.other, table, row))
        elif rows.get((table, row), row in plan.after.tables.get(table, {})):
            edits.append(Edit(table, row, field, value))
    return tuple(edits)


def _all_of(state: State, table: str, row: str) -> list[Edit]:
    """What a deletion took away comes back with its row."""
    record = state.tables[table][row]
    return [Edit(table, row, name, getattr(record, name)) for name in FIELDS[table]]


def _keys(new: Iterable[Change], after: State) -> list[FieldKey]:
    """The fields to look at: first whether each row is there, then what was changed in it."""
    keys: dict[FieldKey, None] = {}
    for change in new:
        if change.table in TABLES:
            keys[(change.table, change.row, EXISTS)] = None
            if change.field in FIELDS[change.table]:
                keys[change.key] = None
    return sorted({*keys, *after.conflicts}, key=lambda key: (key[:2], key[2] != EXISTS))


def _difference(
    key: FieldKey, before: State, common: State, other: State, after: State
) -> Difference | None:
    """None where the copies show the same and nobody differs, or where a row is new as a whole."""
    table, row, field = key
    here, there, shown = _value(before, key), _value(other, key), _value(after, key)
    is_conflict = key in after.conflicts
    if here == there == shown and not is_conflict:
        return None
    if field != EXISTS and not is_conflict:
        for state in (before, other, after):
            if row not in state.tables.get(table, {}):
                return None  # told by the row's own difference
    return Difference(table, row, field, here, _value(common, key), there, shown, is_conflict)


def _value(state: State, key: FieldKey) -> Value:
    table, row, field = key
    record: Record | None = state.tables.get(table, {}).get(row)
    if field == EXISTS:
        return record is not None
    value: Value = None if record is None else getattr(record, field)
    return value


def _counts(table: str, before: State, after: State) -> Counts:
    old, new = before.tables.get(table, {}), after.tables.get(table, {})
    return Counts(
        added=len(new.keys() - old.keys()),
        changed=sum(old[row] != new[row] for row in old.keys() & new.keys()),
        removed=len(old.keys() - new.keys()),
        conflicts=sum(key[0] == table for key in after.conflicts),
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    found = list(counts)
    return Counts(
        added=sum(each.added for each in found),
        changed=sum(each.changed for each in found),
        removed=sum(each.removed for each in found),
        conflicts=sum(each.conflicts for each in found),
    )


def _by_row(changes: Iterable[Change]) -> dict[RowKey, list[Change]]:
    found: dict[RowKey, list[Change]] = {}
    for change in changes:
        found.setdefault((change.table, change.row), []).append(change)
    return found


def _summed(logs: Iterable[Iterable[Change]]) -> State:
    return projection(chain.from_iterable(logs))


def _joined(one: State, two: State) -> State:
    """Two states that have no row in common as one."""
    tables = {
        table: {**one.tables.get(table, {}), **two.tables.get(table, {})}
        for table in {*one.tables, *two.tables}
    }
    return State(tables=tables, conflicts=one.conflicts | two.conflicts)
