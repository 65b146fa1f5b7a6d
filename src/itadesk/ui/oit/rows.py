"""What the list of items shows: which items a filter lets through, and their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from itadesk.app.language import _
from itadesk.core.checklist import (
    IndicatorGroup,
    by_indicator,
    evidence_by_item,
    items_of,
    lacks_evidence,
)
from itadesk.core.model import Evidence, Item, State, Unit, placed
from itadesk.core.units import answers_for, names_known
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
    items = items_of(state, year)
    stay = frozenset(kept) | ids_let_through(state, year, shown)
    whole = {group.code: group for group in by_indicator(items)}
    files = Counter(row.item for row in state.all(Evidence) if row.attachment)
    visible = [item for item in items if item.id in stay]
    return Rows(by_indicator(visible), whole, evidence_by_item(state), files)


def ids_let_through(state: State, year: int, shown: Filter) -> frozenset[str]:
    """The ids of the year's items that the filter shows."""
    units, evidence = state.all(Unit), evidence_by_item(state)

    def shows(item: Item) -> bool:
        if shown.unit and not answers_for(shown.unit, item.responsible, units):
            return False
        if shown.which == "todo":
            return item.status == "todo"
        return shown.which == "all" or lacks_evidence(item, evidence)

    return frozenset(item.id for item in items_of(state, year) if shows(item))


def of_item(text: str, state: State, item: str) -> str:
    """A text whose {item} is the item with this id, named with its year."""
    row = state.get(Item, item)
    year = number(row.year) if row else ""
    named = _("{item} of {year}").format(item=row.code if row else item, year=year)
    return text.format(item=named)


def units_known(state: State, year: int) -> tuple[str, ...]:
    """The office's units in order, then others that this year's items name."""
    texts = (item.responsible for item in items_of(state, year))
    return names_known(placed(state.all(Unit)), texts)
