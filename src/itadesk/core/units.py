"""Which units of the office a text of names means."""

from __future__ import annotations

from collections.abc import Iterable

from itadesk.core.model import Unit

_EVERY_UNIT = ("ทุกกอง", "ทุกส่วน", "ทุกสำนัก", "ทุกหน่วย")


def units_named(responsible: str, units: Iterable[Unit]) -> frozenset[str]:
    """The names of the units that a text names; all of them where it says ทุกกอง."""
    names = {unit.name for unit in units if unit.name}
    if any(word in responsible for word in _EVERY_UNIT):
        return frozenset(names)
    return frozenset(name for name in names if name in responsible)
