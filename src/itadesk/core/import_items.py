"""The edits that take an imported checklist: answers to a year's items, and the office's wording.

The document's own wording of an item is either taken for that year ("document": the paper prints
again as it was) or only told of ("official": the year's list stays as it is).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.findings import FoundItem
from itadesk.core.model import Component, Item

Wording: TypeAlias = Literal["document", "official"]

# Below this likeness (difflib's ratio) a component's new text is another demand: its tick is lost.
_SAME_DEMAND = 0.6


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the document words an item otherwise than the year's list: both texts.

    Of a measure, `code` is its title and `listed` the text that the file has.
    """

    code: str
    listed: str
    document: str


@dataclass(frozen=True, slots=True)
class ItemEdits:
    """The edits of a checklist, where its wording differs, and the items no list knows."""

    edits: tuple[Edit, ...]
    differences: tuple[Difference, ...]
    unknown: tuple[FoundItem, ...]


def item_edits(
    found: Sequence[FoundItem],
    items: Sequence[Item],
    components: Sequence[Component],
    year: int,
    wording: Wording,
) -> ItemEdits:
    """The edits that answer a year's `items` (those of its list) as the document does.

    A year without a list gets the document's own items.
    """
    listed = {item.code: item for item in items}
    edits: list[Edit] = []
    differences: list[Difference] = []
    unknown: list[FoundItem] = []
    for answer in found:
        item = listed.get(answer.code)
        if item is None and listed:
            unknown.append(answer)
        elif item is None:
            edits += _own_item(answer, year)
        else:
            of_item = [row for row in components if row.item == item.id]
            differ = [*_name_differences(answer, item), *_component_differences(answer, of_item)]
            differences += differ
            edits += _answer(answer, item)
            if wording == "document":
                edits += _own_names(answer, item)
                if any(answer.components) and _are_other(answer, of_item):
                    edits += _own_components(answer, item.id, {row.id: row for row in of_item})
    return ItemEdits(tuple(edits), tuple(differences), tuple(unknown))


def _own_item(answer: FoundItem, year: int) -> list[Edit]:
    """An item of a year that has no list, worded as in the document."""
    item = Item(
        f"{year}/{answer.code}",
        year=year,
        code=answer.code,
        number=int(answer.code.removeprefix("O")),
        name=answer.name,
        indicator=answer.indicator,
        indicator_name=answer.indicator_name,
        group=answer.group,
        status=answer.status or "todo",
        progress=answer.progress,
        responsible=answer.responsible,
    )
    return [*made(item, "item"), *_own_components(answer, item.id, {})]


def _answer(answer: FoundItem, item: Item) -> Iterator[Edit]:
    """What the document says was done; what it leaves blank stays as it is."""
    if answer.status:
        yield Edit("item", item.id, "status", answer.status)
    if answer.status and answer.status != "done" and item.done_on:
        yield Edit("item", item.id, "done_on", "")
    if answer.progress:
        yield Edit("item", item.id, "progress", answer.progress)
    if answer.responsible:
        yield Edit("item", item.id, "responsible", answer.responsible)


def _own_names(answer: FoundItem, item: Item) -> Iterator[Edit]:
    for field in ("name", "indicator", "indicator_name", "group"):
        text: str = getattr(answer, field)
        if text and _bare(text) != _bare(getattr(item, field)):
            yield Edit("item", item.id, field, text)


def _own_components(
    answer: FoundItem, item: str, existing: Mapping[str, Component]
) -> Iterator[Edit]:
    """The document's components in the place of the item's own."""
    wanted = {row.id: row for row in _component_rows(answer, item)}
    for row in wanted.values():
        before = existing.get(row.id)
        if before is None:
            yield from made(row, "component")
            continue
        for field in ("place", "text", "parent"):
            yield Edit("component", row.id, field, getattr(row, field))
        if before.ticked and _likeness(before.text, row.text) < _SAME_DEMAND:
            yield Edit("component", row.id, "ticked", False)
    for row_id in existing:
        if row_id not in wanted:
            yield Edit("component", row_id, EXISTS, False)


def _component_rows(answer: FoundItem, item: str) -> Iterator[Component]:
    for number, found in enumerate(answer.components, start=1):
        parent = f"{item}/{number}"
        yield Component(parent, item=item, place=float(number), text=found.text)
        for part, text in enumerate(found.parts, start=1):
            yield Component(
                f"{parent}.{part}", item=item, place=float(part), text=text, parent=parent
            )


def _name_differences(answer: FoundItem, item: Item) -> Iterator[Difference]:
    if answer.name and _bare(answer.name) != _bare(item.name):
        yield Difference(answer.code, item.name, answer.name)


def _component_differences(answer: FoundItem, listed: Sequence[Component]) -> Iterator[Difference]:
    """Where the two lists of components part, each stretch once."""
    here, there = [text for _, text in _ordered(listed)], _flat(answer)
    if not there:
        return
    matcher = SequenceMatcher(None, [*map(_bare, here)], [*map(_bare, there)], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(answer.code, "\n".join(here[a:b]), "\n".join(there[c:d]))


def _flat(answer: FoundItem) -> list[str]:
    return [text for found in answer.components for text in (found.text, *found.parts)]


def _are_other(answer: FoundItem, listed: Sequence[Component]) -> bool:
    """Whether the components are not those listed; a paper without parts says nothing of them."""
    said, here = _texts(answer), [(is_part, _bare(text)) for is_part, text in _ordered(listed)]
    if any(is_part for is_part, _ in said):
        return said != here
    return [text for _, text in said] != [text for _, text in here]


def _texts(answer: FoundItem) -> list[tuple[bool, str]]:
    """The components' texts without spaces, each with whether it is a part."""
    return [
        (is_part, _bare(text))
        for found in answer.components
        for is_part, text in ((False, found.text), *((True, part) for part in found.parts))
    ]


def _ordered(listed: Sequence[Component]) -> Iterator[tuple[bool, str]]:
    """The components in order, parts after what they are parts of."""
    in_place = sorted(listed, key=lambda row: (row.place, row.id))
    for row in in_place:
        if not row.parent:
            yield False, row.text
            yield from ((True, part.text) for part in in_place if part.parent == row.id)


def _bare(text: str) -> str:
    """A text without its spaces: line ends of the paper are no difference."""
    return "".join(text.split())


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, _bare(before), _bare(after)).ratio()
