"""The OIT checklist: items with their parts and links, the edits of a tick, and how far it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.model import Component, Evidence, Item, State, Status, placed
from itadesk.core.ordering import place_at


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items are done; items that do not apply are counted apart and owe nothing."""

    done: int
    todo: int
    not_applicable: int

    @property
    def owed(self) -> int:
        return self.done + self.todo

    @property
    def share(self) -> float:
        """Done of owed, 0 to 1; 1 where nothing is owed."""
        return self.done / self.owed if self.owed else 1.0


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """The items of one sub-indicator, in order; `code` is empty where the form names none."""

    code: str
    name: str
    items: tuple[Item, ...]

    @property
    def parts(self) -> str:
        """The parts of the list that its items stand in, which tell of a group without a name."""
        return " · ".join(dict.fromkeys(item.group for item in self.items if item.group))

    @property
    def progress(self) -> Progress:
        return progress_of(self.items)


def items_of(state: State, year: int) -> tuple[Item, ...]:
    """A year's items in the order of the form."""
    return tuple(
        sorted((i for i in state.all(Item) if i.year == year), key=lambda item: item.number)
    )


def components_of(state: State, item: str) -> tuple[Component, ...]:
    """What an item must show, parts after the component that they are parts of."""
    rows = [c for c in state.all(Component) if c.item == item]
    result: list[Component] = []
    for component in placed(c for c in rows if not c.parent):
        result.append(component)
        result.extend(placed(c for c in rows if c.parent == component.id))
    return tuple(result)


def evidence_of(state: State, item: str) -> tuple[Evidence, ...]:
    """An item's links and files in order."""
    return placed(e for e in state.all(Evidence) if e.item == item)


def evidence_by_item(state: State) -> Mapping[str, int]:
    """How many links and files each item has; none for an item without."""
    return Counter(row.item for row in state.all(Evidence))


def lacks_evidence(item: Item, evidence: Mapping[str, int]) -> bool:
    """Whether an item that applies has no evidence yet."""
    return item.status != "na" and not evidence.get(item.id)


def progress_of(items: Iterable[Item]) -> Progress:
    """The roll-up of these items."""
    status = [item.status for item in items]
    return Progress(status.count("done"), status.count("todo"), status.count("na"))


def by_indicator(items: Iterable[Item]) -> tuple[IndicatorGroup, ...]:
    """Items under their sub-indicators, in the order in which the form names them."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.indicator, []).append(item)
    return tuple(
        IndicatorGroup(code, members[0].indicator_name, tuple(members))
        for code, members in groups.items()
    )


def last_year(state: State, item: Item) -> tuple[Item, ...]:
    """The items of earlier years that this one continues, as far as the file holds them."""
    return tuple(row for row in (state.get(Item, was) for was in item.was.split()) if row)


def with_status(item: Item, status: Status, today: date) -> list[Edit]:
    """The edits that answer an item; the day it is done is kept, and lost when it is undone."""
    edits = [Edit("item", item.id, "status", status)]
    if status == "done" and not item.done_on:
        edits.append(Edit("item", item.id, "done_on", today.isoformat()))
    if status != "done" and item.done_on:
        edits.append(Edit("item", item.id, "done_on", ""))
    return edits


def handed_out(items: Iterable[Item], responsible: str, due: str) -> list[Edit]:
    """The edits that say who is responsible for items, and by when; a blank one changes nothing."""
    given = {"responsible": responsible.strip(), "due": due}
    return [
        Edit("item", item.id, field, value)
        for item in items
        for field, value in given.items()
        if value
    ]


def with_evidence(state: State, item: str, row: str, url: str, click_path: str = "") -> list[Edit]:
    """The edits that add a link, with the id `row`, after an item's other links."""
    rows = evidence_of(state, item)
    place = place_at(rows, len(rows))
    return made(Evidence(row, item=item, place=place, url=url, click_path=click_path), "evidence")


def with_files(
    state: State, item: str, files: Mapping[str, str], new_id: Callable[[], str]
) -> list[Edit]:
    """The edits that add attached files (name by SHA-256) after an item's evidence, none twice."""
    rows = evidence_of(state, item)
    known = {row.attachment for row in rows}
    new = [(sha256, name) for sha256, name in files.items() if sha256 not in known]
    first = place_at(rows, len(rows))
    return [
        edit
        for number, (sha256, name) in enumerate(new)
        for edit in made(
            Evidence(new_id(), item, first + number, file_name=name, attachment=sha256), "evidence"
        )
    ]


def without_evidence(link: Evidence) -> list[Edit]:
    """The edits that take a link away."""
    return [Edit("evidence", link.id, EXISTS, False)]
