"""The log of changes that is the truth of a file, and what it adds up to.

An `Edit` says what a field shall be; a `Change` is an edit stamped with who, when and what it
replaces. A field's *heads* are its changes that no other replaces: one head is the value, several
with different values are a conflict. Deleting a row is a change of its `EXISTS` field that
replaces every head of the row, so an edit made elsewhere without seeing the deletion survives as
a head and shows as a conflict. Merging is the union of two logs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeAlias

from itadesk.core.errors import UserError
from itadesk.core.model import FIELDS, TABLES, Record, State, Value, fits

EXISTS = "exists"
UID_BYTES = 16
ENCODING = "itadesk-change-1"
# No office comes near these; a made-up file cannot fill memory beyond them.
LONGEST_TEXT = 1_000_000
GREATEST_NUMBER = 2**53
_LETTERS_TOLD = 20

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)

FieldKey: TypeAlias = tuple[str, str, str]  # table, row id, field


@dataclass(frozen=True, slots=True)
class Edit:
    """What a field of a row shall be; field `EXISTS` makes (True) or deletes (False) the row.

    Raises:
        UserError: "half-letter", "text-too-long" or "number-too-large": no file holds the value.
    """

    table: str
    row: str
    field: str
    value: Value

    def __post_init__(self) -> None:
        if isinstance(self.value, str):
            _check_text(self.value)
        elif isinstance(self.value, int | float) and not abs(self.value) <= GREATEST_NUMBER:
            raise UserError("number-too-large")


def _check_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise UserError("text-too-long")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        before = text[: error.start][-_LETTERS_TOLD:]
        raise UserError("half-letter", before=before) from error


@dataclass(frozen=True, slots=True)
class Change:
    """An edit in the log. `uid` is the hash of all the rest, so a damaged row shows itself.

    `clock` is logical: one more than any clock in the file when the change was made; all changes
    of one action share it. `at_utc` is for people to read and decides nothing.
    """

    uid: str
    nonce: str
    clock: int
    at_utc: str
    by: str
    table: str
    row: str
    field: str
    value: Value
    replaces: tuple[str, ...]

    @property
    def key(self) -> FieldKey:
        return (self.table, self.row, self.field)

    def is_whole(self) -> bool:
        """Whether the content is what the uid was made from."""
        return self.uid == _uid(self)


def value_text(value: Value) -> str:
    """A value as the log keeps it: JSON, the same text for the same value."""
    return _ENCODER.encode(value)


def _uid(change: Change) -> str:
    """BLAKE2b over a frozen encoding: lengths first, so no two changes read alike."""
    parts = (
        ENCODING,
        change.nonce,
        str(change.clock),
        change.at_utc,
        change.by,
        change.table,
        change.row,
        change.field,
        value_text(change.value),
        ",".join(change.replaces),
    )
    data = b"".join([b"%d:%b" % (len(part), part) for part in map(str.encode, parts)])
    return hashlib.blake2b(data, digest_size=UID_BYTES).hexdigest()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an action's changes share: the logical clock, the time for people, the name."""

    clock: int
    at_utc: str
    by: str


def change_of(edit: Edit, stamp: Stamp, nonce: str, replaces: Iterable[str]) -> Change:
    """The change that this edit is; `nonce` is 16 random hex digits or more."""
    blank = Change(
        uid="",
        nonce=nonce,
        clock=stamp.clock,
        at_utc=stamp.at_utc,
        by=stamp.by,
        table=edit.table,
        row=edit.row,
        field=edit.field,
        value=edit.value,
        replaces=tuple(sorted(replaces)),
    )
    return _with_uid(blank)


def _with_uid(change: Change) -> Change:
    values = {field.name: getattr(change, field.name) for field in fields(change)}
    values["uid"] = _uid(change)
    return Change(**values)


def stamped(
    edits: Sequence[Edit],
    stamp: Stamp,
    heads: Callable[[str, str], Mapping[str, tuple[str, ...]]],
    nonce: Callable[[], str],
) -> list[Change]:
    """The changes of one action, in order.

    `heads(table, row)` gives the head uids of each field of a row as the file has them; edits of
    one action that touch the same field see each other.
    """
    seen: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    changes: list[Change] = []
    for edit in edits:
        row = (edit.table, edit.row)
        if row not in seen:
            seen[row] = dict(heads(*row))
        of_row = seen[row]
        if edit.field == EXISTS and edit.value is False:
            replaced = [uid for uids in of_row.values() for uid in uids]
            of_row.clear()
        else:
            replaced = list(of_row.get(edit.field, ()))
        change = change_of(edit, stamp, nonce(), replaced)
        of_row[edit.field] = (change.uid,)
        changes.append(change)
    return changes


def heads_of(changes: Iterable[Change]) -> dict[FieldKey, tuple[Change, ...]]:
    """The heads of every field of a whole log, newest first by (clock, uid)."""
    everything = list(changes)
    replaced = {uid for change in everything for uid in change.replaces}
    by_field: dict[FieldKey, list[Change]] = {}
    for change in everything:
        if change.uid not in replaced:
            by_field.setdefault(change.key, []).append(change)
    for found in by_field.values():
        if len(found) > 1:
            found.sort(key=lambda c: (c.clock, c.uid), reverse=True)
    return {key: tuple(found) for key, found in by_field.items()}


def record_of(
    table: str, row: str, heads: Mapping[str, Sequence[Change]]
) -> tuple[Record | None, frozenset[FieldKey]]:
    """The row that these heads (newest first) add up to, None if deleted; its conflicts.

    Fields this program does not know are passed over: a newer program wrote them.
    """
    known = FIELDS[table]
    exists = heads.get(EXISTS, ())
    alive = bool(exists) and exists[0].value is True
    conflicts = {
        (table, row, field)
        for field, changes in heads.items()
        if len({value_text(change.value) for change in changes}) > 1
    }
    edited = {field: changes for field, changes in heads.items() if field in known and changes}
    if not alive:
        if edited:
            conflicts.add((table, row, EXISTS))
        return None, frozenset(conflicts)
    values = {field: changes[0].value for field, changes in edited.items()}
    return TABLES[table](id=row, **values), frozenset(conflicts)  # type: ignore[arg-type]


def projection(changes: Iterable[Change]) -> State:
    """The state that a whole log adds up to."""
    by_row: dict[tuple[str, str], dict[str, tuple[Change, ...]]] = {}
    for (table, row, field), heads in heads_of(changes).items():
        by_row.setdefault((table, row), {})[field] = heads
    tables: dict[str, dict[str, Record]] = {}
    conflicts: set[FieldKey] = set()
    for (table, row), fields_heads in by_row.items():
        if table not in TABLES:
            continue
        record, differ = record_of(table, row, fields_heads)
        conflicts |= differ
        if record is not None:
            tables.setdefault(table, {})[row] = record
    return State(tables=tables, conflicts=frozenset(conflicts))


def made(record: Record, table: str) -> list[Edit]:
    """The edits that make this row; fields at their defaults are left out."""
    blank = TABLES[table](id=record.id)
    edits = [Edit(table, record.id, EXISTS, True)]
    for field in FIELDS[table]:
        value: Value = getattr(record, field)
        if value != getattr(blank, field):
            edits.append(Edit(table, record.id, field, value))
    return edits


def inverse(before: State, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that bring back all that these edits touch, as `before` had it."""
    result: list[Edit] = []
    touched: dict[tuple[str, str], list[str]] = {}
    for edit in edits:
        touched.setdefault((edit.table, edit.row), []).append(edit.field)
    for (table, row), names in touched.items():
        old = before.tables.get(table, {}).get(row)
        if old is None:
            result.append(Edit(table, row, EXISTS, False))
            continue
        if EXISTS in names:
            result.extend(made(old, table))
        named = [field for field in dict.fromkeys(names) if field != EXISTS]
        result.extend(Edit(table, row, field, getattr(old, field)) for field in named)
    return result


def needed(state: State, edits: Sequence[Edit]) -> list[Edit]:
    """Those edits that change something, in order; edits of rows in conflict all do.

    Raises:
        ValueError: an edit does not fit the model, or its row does not exist by then.
    """
    rows: dict[tuple[str, str], Record | None] = {}
    contested = {key[:2] for key in state.conflicts}
    result: list[Edit] = []
    for edit in edits:
        key = (edit.table, edit.row)
        if key not in rows:
            rows[key] = state.tables.get(edit.table, {}).get(edit.row)
        before = rows[key]
        after = rows[key] = _edited(before, edit)
        if after != before or key in contested:
            result.append(edit)
    return result


def _edited(record: Record | None, edit: Edit) -> Record | None:
    if edit.field == EXISTS and edit.table in TABLES and isinstance(edit.value, bool):
        if not edit.value:
            return None
        return TABLES[edit.table](id=edit.row) if record is None else record
    if record is None or not fits(edit.table, edit.field, edit.value):
        message = f"{edit} cannot be made"
        raise ValueError(message)
    return replace(record, **{edit.field: edit.value})  # type: ignore[arg-type]
