"""What a change out of somebody else's file must be like before it is taken in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from itadesk.core.changelog import EXISTS, GREATEST_NUMBER, LONGEST_TEXT, Change
from itadesk.core.model import FIELDS, TABLES, Value, fits

# No office comes near these; they keep a made-up file from filling the clock or the names.
HIGHEST_CLOCK = 2**48
_LONGEST_NAME = 1_000

# Texts that are one of a few words; the schema holds current rows to the same.
CHOICES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("item", "status"): frozenset({"todo", "done", "na"}),
        ("indicator_progress", "status"): frozenset({"todo", "done", "na"}),
        ("memo", "status"): frozenset({"draft", "signed"}),
    }
)
_NONE: Mapping[str, Change] = MappingProxyType({})


def is_sound(change: Change) -> bool:
    """Whether a change is whole and says something that a file can hold.

    A table or field that this program does not know is no fault: a newer program may.
    """
    names = (change.nonce, change.at_utc, change.by, change.table, change.row, change.field)
    if not all(isinstance(name, str) and len(name) <= _LONGEST_NAME for name in names):
        return False
    if not 1 <= change.clock <= HIGHEST_CLOCK or not _may_be_held(change):
        return False
    try:
        return change.is_whole()
    except ValueError:  # a number that is none, or half a letter
        return False


def _may_be_held(change: Change) -> bool:
    table, field, value = change.table, change.field, change.value
    if not _has_bounds(value) or (table == "office" and change.row != "office"):
        return False
    if table not in TABLES:
        return True
    if field == EXISTS:
        return isinstance(value, bool)
    if field not in FIELDS[table]:
        return True
    return fits(table, field, value) and value in CHOICES.get((table, field), {value})


def _has_bounds(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    if isinstance(value, int | float):
        return abs(value) <= GREATEST_NUMBER
    return value is None


def is_closed(changes: Collection[Change]) -> bool:
    """Whether all that these changes replace is among them, in the same row and not later."""
    return len(closed_part(changes)) == len({change.uid for change in changes})


def closed_part(changes: Iterable[Change], known: Mapping[str, Change] = _NONE) -> list[Change]:
    """Those changes of which all that they replace is among them too, or `known` by its uid.

    What is replaced is in the same row and not later. The known are closed themselves.
    """
    kept = {change.uid: change for change in changes}
    heirs: dict[str, list[str]] = {}
    lost: list[str] = []
    for uid, change in kept.items():
        if uid in known:
            continue
        for replaced in change.replaces:
            old = kept.get(replaced) or known.get(replaced)
            if old is None or old.key[:2] != change.key[:2] or old.clock > change.clock:
                lost.append(uid)
            heirs.setdefault(replaced, []).append(uid)
    while lost:
        uid = lost.pop()
        if kept.pop(uid, None) is not None:
            lost.extend(heirs.get(uid, ()))
    return list(kept.values())
