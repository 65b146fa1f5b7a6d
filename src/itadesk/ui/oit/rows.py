"""What the list of items shows: which items a filter lets through, and their texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.app.language import _
from itadesk.core.checklist import IndicatorGroup, by_indicator, items_of
from itadesk.core.model import Evidence, Item, State, Unit, placed
from itadesk.ui.wording import number

Which: TypeAlias = Literal["all", "todo", "no_evidence"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items to show; `unit` is a part of `responsible`, empty for everybody's."""

    which: Which = "all"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The groups to show with the items let through, beside each whole group for its progress.

    `evidence` counts the evidence of each item, and `files` the files among it.
    """

    groups: tuple[IndicatorGroup, ...]
    whole: Mapping[str, IndicatorGroup]
    evidence: Mapping[str, int]
    files: Mapping[str, int]


def rows_of(state: State, year: int, shown: Filter, kept: Iterable[str] = ()) -> Rows:
    """The year's items that the filter lets through; those in `kept` stay although it does not.

    An item that was just ticked must not vanish from under the mouse.
    """
    evidence = evidence_by_item(state)
    items = items_of(state, year)
    stay = frozenset(kept)
    visible = [item for item in items if item.id in stay or lets_through(shown, item, evidence)]
    whole = {group.code: group for group in by_indicator(items)}
    files = Counter(row.item for row in state.all(Evidence) if row.attachment)
    return Rows(by_indicator(visible), whole, evidence, files)


def lets_through(shown: Filter, item: Item, evidence: Mapping[str, int]) -> bool:
    """Whether the filter shows this item."""
    if shown.unit and shown.unit not in units_in(item.responsible):
        return False
    if shown.which == "todo":
        return item.status == "todo"
    if shown.which == "no_evidence":
        return lacks_evidence(item, evidence)
    return True


def lacks_evidence(item: Item, evidence: Mapping[str, int]) -> bool:
    """Whether an item that applies has no evidence yet."""
    return item.status != "na" and not evidence.get(item.id)


def evidence_by_item(state: State) -> Mapping[str, int]:
    """How many links and files each item has."""
    return Counter(row.item for row in state.all(Evidence))


def of_item(text: str, state: State, item: str) -> str:
    """A text whose {item} is the item with this id, named with its year."""
    row = state.get(Item, item)
    year = number(row.year) if row else ""
    named = _("{item} of {year}").format(item=row.code if row else item, year=year)
    return text.format(item=named)


def units_in(responsible: str) -> tuple[str, ...]:
    """The units that a free text names, parted by commas, slashes or line ends."""
    return tuple(part.strip() for part in re.split(r"[,/\n]", responsible) if part.strip())


def units_known(state: State, year: int) -> tuple[str, ...]:
    """The office's units in order, then others that this year's items name."""
    names = [unit.name for unit in placed(state.all(Unit)) if unit.name]
    for item in items_of(state, year):
        names += units_in(item.responsible)
    return tuple(dict.fromkeys(names))
