"""How far a year's work is: what is done of all, what is due, and what is still missing.

Every number carries the rows that it counts, so that it can be opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from itadesk.core.checklist import (
    by_indicator,
    components_of,
    evidence_by_item,
    items_of,
    lacks_evidence,
)
from itadesk.core.indicators import indicators_of
from itadesk.core.measures import has_result, measures_of
from itadesk.core.memos import memos_of
from itadesk.core.model import Item, State, Unit, placed
from itadesk.core.register import unsigned_papers
from itadesk.core.units import units_named

RowKey: TypeAlias = tuple[str, str]
Missing: TypeAlias = Literal[
    "conflicts",
    "overdue",
    "items-without-evidence",
    "components-missing",
    "items-without-unit",
    "items-undone",
    "indicators-undone",
    "measures-without-result",
    "memos-unsigned",
    "papers-unsigned",
]


@dataclass(frozen=True, slots=True)
class Count:
    """Rows that still want something, as (table, id); `kind` says what."""

    kind: Missing
    rows: tuple[RowKey, ...]

    @property
    def number(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Share:
    """Items done and items owed of a sub-indicator or a unit; items that do not apply are none.

    `code` is that of the sub-indicator, empty for a unit; `name` is empty for items of no unit, and
    tells the parts of the list that items stand in where the form names no sub-indicator.
    """

    code: str
    name: str
    done: tuple[RowKey, ...]
    owed: tuple[RowKey, ...]

    @property
    def share(self) -> float:
        """Done of owed, 0 to 1; 1 where nothing is owed."""
        return len(self.done) / len(self.owed) if self.owed else 1.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """An undone item's day; `days` from today, negative when it has passed, None without today."""

    item: Item
    day: date
    days: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """A year at a glance; `missing` are the kinds that have rows, the most urgent first."""

    year: int
    whole: Share
    indicators: tuple[Share, ...]
    units: tuple[Share, ...]
    deadlines: tuple[Deadline, ...]
    missing: tuple[Count, ...]

    def count(self, kind: Missing) -> Count:
        """The rows of one kind, none where nothing is missing."""
        return next((count for count in self.missing if count.kind == kind), Count(kind, ()))


def overview(state: State, year: int, today: date | None = None) -> Overview:
    """The overview of a year; without `today` nothing is overdue."""
    items = items_of(state, year)
    deadlines = _deadlines(items, today)
    late = [deadline.item for deadline in deadlines if (deadline.days or 0) < 0]
    counts = (_conflicts(state), _count("overdue", late), *_item_counts(state, items))
    counts += (*_other_counts(state, year),)
    return Overview(
        year=year,
        whole=_share("", "", items),
        indicators=tuple(_share(g.code, g.name or g.parts, g.items) for g in by_indicator(items)),
        units=_units(state, items),
        deadlines=deadlines,
        missing=tuple(count for count in counts if count.rows),
    )


def missing_components(state: State, item: str) -> tuple[RowKey, ...]:
    """The components of an item that are not ticked; one that has parts stands for none itself."""
    rows = components_of(state, item)
    parents = {row.parent for row in rows}
    return tuple(("component", row.id) for row in rows if row.id not in parents and not row.ticked)


def _share(code: str, name: str, items: Iterable[Item]) -> Share:
    owed = tuple(item for item in items if item.status != "na")
    done = tuple(("item", item.id) for item in owed if item.status == "done")
    return Share(code, name, done, tuple(("item", item.id) for item in owed))


def _units(state: State, items: tuple[Item, ...]) -> tuple[Share, ...]:
    """Each unit's items; last those that name no unit of the office."""
    units = placed(state.all(Unit))
    named = {item.id: units_named(item.responsible, units) for item in items}
    shares = [_share("", u.name, (i for i in items if u.name in named[i.id])) for u in units]
    shares.append(_share("", "", (item for item in items if not named[item.id])))
    return tuple(share for share in shares if share.owed)


def _deadlines(items: tuple[Item, ...], today: date | None) -> tuple[Deadline, ...]:
    """Undone items with a day, the next first; a text that is no day is passed over."""
    found: list[Deadline] = []
    for item in items:
        if item.status != "todo" or not item.due:
            continue
        try:
            day = date.fromisoformat(item.due)
        except ValueError:
            continue
        found.append(Deadline(item, day, (day - today).days if today else None))
    return tuple(sorted(found, key=lambda deadline: (deadline.day, deadline.item.number)))


def _conflicts(state: State) -> Count:
    rows = dict.fromkeys((table, row) for table, row, _ in sorted(state.conflicts))
    return Count("conflicts", tuple(rows))


def _count(kind: Missing, items: Iterable[Item]) -> Count:
    return Count(kind, tuple(("item", item.id) for item in items))


def _item_counts(state: State, items: tuple[Item, ...]) -> tuple[Count, ...]:
    done = [item for item in items if item.status == "done"]
    units, evidence = state.all(Unit), evidence_by_item(state)
    nobody = [item for item in items if item.status != "na" and not item.responsible.strip()]
    return (
        _count("items-without-evidence", (i for i in done if lacks_evidence(i, evidence))),
        _count("components-missing", (i for i in done if missing_components(state, i.id))),
        _count("items-without-unit", nobody if units else ()),
        _count("items-undone", (item for item in items if item.status == "todo")),
    )


def _other_counts(state: State, year: int) -> tuple[Count, ...]:
    papers = unsigned_papers(state, year)
    rows = indicators_of(state, year)
    undone = tuple(("indicator_progress", row.id) for row in rows if row.status == "todo")
    plain = tuple(
        ("measure", m.id) for m in measures_of(state, year) if not has_result(state, m.id)
    )
    drafts = tuple(("memo", m.id) for m in memos_of(state, year) if m.status == "draft")
    return (
        Count("indicators-undone", undone),
        Count("measures-without-result", plain),
        Count("memos-unsigned", drafts),
        Count("papers-unsigned", tuple(("printed_paper", row.id) for row in papers)),
    )
