"""Rows of an OIT checklist: what an item must show, its tick boxes, what was done about it."""

from __future__ import annotations

import re
from dataclasses import replace

from itadesk.core.findings import FoundComponent, FoundItem
from itadesk.core.lists import lines_of
from itadesk.files.recognise.context import Context
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.split import split_lists
from itadesk.files.recognise.words import item_code, ticks_in
from itadesk.files.source import EMPTY_BOX, TICKED_BOX
from itadesk.thai.digits import to_arabic

_DASHES = ("-", "–", "—", "•", "·", "●", "▪", "*", EMPTY_BOX, TICKED_BOX)
_DOTS = re.compile(r"[.…\s]+")
_PART = re.compile(r"\(?(\d{1,2})\)")


class ChecklistReader:
    """Collects items by their codes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._items: dict[str, FoundItem] = {}
        self._last = ""

    def row(self, cells: dict[str, str], place: str, context: Context) -> bool:
        """Take a row in; False where it belongs to no item."""
        code = item_code(cells["code"])
        if code in self._items:
            self._ledger.unplaced("\n".join(filter(None, cells.values())), place, "item-repeated")
        elif code:
            self._ledger.label(cells["code"], place)
            self._items[code] = self._item(code, cells, context)
            self._last = code
        elif cells["code"] or not self._last:
            return False
        else:
            self._continue(cells)
        return True

    def items(self) -> tuple[FoundItem, ...]:
        """Everything found, in the document's order."""
        return tuple(self._items.values())

    def _item(self, code: str, cells: dict[str, str], context: Context) -> FoundItem:
        ticks = ticks_in(cells.get("progress", ""))
        progress = _written(split_lists(ticks.rest))
        is_blank = bool(ticks.rest) and not progress and TICKED_BOX not in ticks.printed
        return FoundItem(
            code,
            year=context.year,
            name=" ".join(cells.get("name", "").split()),
            indicator=context.sub_code,
            indicator_name=context.sub_name,
            group=context.group,
            components=components_in(cells.get("components", "")),
            responsible=_written(split_lists(cells.get("responsible", ""))),
            ticks=ticks.printed,
            status=None if is_blank else ticks.status,
            progress=progress,
        )

    def _continue(self, cells: dict[str, str]) -> None:
        """A row without a code goes on with the item above it."""
        item = self._items[self._last]
        ticks = ticks_in(cells.get("progress", ""))
        self._items[self._last] = replace(
            item,
            name=f"{item.name} {cells.get('name', '')}".strip(),
            components=item.components + components_in(cells.get("components", "")),
            responsible=f"{item.responsible}\n{cells.get('responsible', '')}".strip(),
            ticks=f"{item.ticks} {ticks.printed}".strip(),
            status=item.status or ticks.status,
            progress=f"{item.progress}\n{split_lists(ticks.rest)}".strip(),
        )


def _written(text: str) -> str:
    """What somebody wrote in a cell: nothing where it has only the dots to write on."""
    return "" if _DOTS.fullmatch(text) else text


def components_in(cell: str) -> tuple[FoundComponent, ...]:
    """The dashed lines of a cell; (๑), (๒) … that count up are parts of the line above them."""
    found: list[FoundComponent] = []
    for line in lines_of(split_lists(cell)):
        part = _PART.fullmatch(to_arabic(line.label))
        if part and found and int(part[1]) == len(found[-1].parts) + 1:
            found[-1] = replace(found[-1], parts=(*found[-1].parts, line.text))
        elif not line.label or line.label in _DASHES:
            found.append(FoundComponent(line.text))
        else:
            found.append(FoundComponent(f"{line.label} {line.text}"))
    return tuple(found)
