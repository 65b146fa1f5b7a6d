"""What the list of items shows: which items a filter lets through, and their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.core.checklist import IndicatorGroup, by_indicator, items_of
from itadesk.core.model import Evidence, Item, State, Unit, placed

Which: TypeAlias = Literal["all", "todo", "no_evidence"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which items to show; `unit` is a part of `responsible`, empty for everybody's."""

    which: Which = "all"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The groups to show with the items let through, beside each whole group for its progress."""

    groups: tuple[IndicatorGroup, ...]
    whole: Mapping[str, IndicatorGroup]
    links: Mapping[str, int]


def rows_of(state: State, year: int, shown: Filter, kept: Iterable[str] = ()) -> Rows:
    """The year's items that the filter lets through; those in `kept` stay although it does not.

    An item that was just ticked must not vanish from under the mouse.
    """
    links = links_by_item(state)
    items = items_of(state, year)
    stay = frozenset(kept)
    visible = [item for item in items if item.id in stay or lets_through(shown, item, links)]
    whole = {group.code: group for group in by_indicator(items)}
    return Rows(by_indicator(visible), whole, links)


def lets_through(shown: Filter, item: Item, links: Mapping[str, int]) -> bool:
    """Whether the filter shows this item."""
    if shown.unit and shown.unit not in units_in(item.responsible):
        return False
    if shown.which == "todo":
        return item.status == "todo"
    if shown.which == "no_evidence":
        return lacks_evidence(item, links)
    return True


def lacks_evidence(item: Item, links: Mapping[str, int]) -> bool:
    """Whether an item that applies has no link yet."""
    return item.status != "na" and not links.get(item.id)


def links_by_item(state: State) -> dict[str, int]:
    """How many links each item has."""
    result: dict[str, int] = {}
    for link in state.all(Evidence):
        result[link.item] = result.get(link.item, 0) + 1
    return result


def units_in(responsible: str) -> tuple[str, ...]:
    """The units that a free text names, parted by commas, slashes or line ends."""
    return tuple(part.strip() for part in re.split(r"[,/\n]", responsible) if part.strip())


def units_known(state: State, year: int) -> tuple[str, ...]:
    """The office's units in order, then others that this year's items name."""
    names = [unit.name for unit in placed(state.all(Unit)) if unit.name]
    for item in items_of(state, year):
        names += units_in(item.responsible)
    return tuple(dict.fromkeys(names))
