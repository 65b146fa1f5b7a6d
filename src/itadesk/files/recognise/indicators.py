"""Rows on what was done about each IIT and EIT indicator."""

from __future__ import annotations

import re
from dataclasses import replace

from itadesk.core.findings import FoundIndicator
from itadesk.files.recognise.context import Context
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.split import split_lists
from itadesk.files.recognise.words import ticks_in
from itadesk.thai.digits import to_arabic

_INDICATOR = re.compile(r"(\s*(?:ตัวชี้วัด(?:ที่)?\s*)?(\d{1,2})\s*[.:]?\s*)(?![.\d])")


class IndicatorReader:
    """Collects indicators by their numbers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._found: dict[int, FoundIndicator] = {}
        self._last = 0

    def row(self, cells: dict[str, str], place: str, context: Context) -> bool:
        """Take a row in; False where it belongs to no indicator."""
        numbered = _INDICATOR.match(to_arabic(cells["indicator"]))
        number = int(numbered[2]) if numbered else 0
        if numbered and number in self._found:
            self._ledger.unplaced("\n".join(filter(None, cells.values())), place, "row-repeated")
        elif numbered and number:
            label = cells["indicator"][: numbered.end()].strip()
            name = " ".join(cells["indicator"][numbered.end() :].split())
            blank = FoundIndicator(number, year=context.year, label=label, name=name)
            self._found[number] = _with(blank, cells)
            self._last = number
        elif cells["indicator"] or not self._last:
            return False
        else:
            self._found[self._last] = _with(self._found[self._last], cells)
        return True

    def indicators(self) -> tuple[FoundIndicator, ...]:
        """Everything found, in the document's order."""
        return tuple(self._found.values())


def _with(row: FoundIndicator, cells: dict[str, str]) -> FoundIndicator:
    """The row with these cells under what it has already."""
    ticks = ticks_in(cells.get("progress", ""))
    return replace(
        row,
        guideline=f"{row.guideline}\n{split_lists(cells.get('guideline', ''))}".strip(),
        responsible=f"{row.responsible}\n{split_lists(cells.get('responsible', ''))}".strip(),
        period=f"{row.period} {' '.join(cells.get('period', '').split())}".strip(),
        ticks=f"{row.ticks} {ticks.printed}".strip(),
        status=row.status or ticks.status,
        progress=f"{row.progress}\n{split_lists(ticks.rest)}".strip(),
    )
