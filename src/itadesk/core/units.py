"""Which units of the office a text of names means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from itadesk.core.model import Unit

_EVERY_UNIT = ("ทุกกอง", "ทุกส่วน", "ทุกสำนัก", "ทุกหน่วย")


def units_named(responsible: str, units: Iterable[Unit]) -> frozenset[str]:
    """The names of the units that a text names; all of them where it says ทุกกอง."""
    names = {unit.name for unit in units if unit.name}
    if any(word in responsible for word in _EVERY_UNIT):
        return frozenset(names)
    return frozenset(name for name in names if name in responsible)


def answers_for(unit: str, responsible: str, units: Iterable[Unit]) -> bool:
    """Whether a text names this unit of the office, or somebody else by just these words."""
    return unit in units_named(responsible, units) or unit in _parts(responsible)


def names_known(units: Sequence[Unit], texts: Iterable[str]) -> tuple[str, ...]:
    """The names of units in their order, then whoever else texts name."""
    names = [unit.name for unit in units if unit.name]
    others = [part for text in texts for part in _parts(text)]
    names += [part for part in others if not any(name in part for name in names)]
    return tuple(dict.fromkeys(names))


def _parts(responsible: str) -> list[str]:
    """What stands between commas, slashes and line ends."""
    return [part.strip() for part in re.split(r"[,/\n]", responsible) if part.strip()]
