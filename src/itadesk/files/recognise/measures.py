"""Rows of a table of measures: each with its step groups, over as many rows as paper gave it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from itadesk.core.findings import FoundGroup, FoundMeasure
from itadesk.core.lists import lines_of
from itadesk.files.recognise.context import Context
from itadesk.files.recognise.heads import Columns
from itadesk.files.recognise.ledger import Ledger
from itadesk.files.recognise.split import last_number, split_lists
from itadesk.files.recognise.words import squeezed
from itadesk.thai.digits import to_arabic

GROUP_FIELDS = ("steps", "outputs", "outcome")
OWN_FIELDS = ("period", "responsible", "suggestion", "remark")
_REASON = re.compile(r"(?:จาก(?:การ|ผล|ที่)|เนื่องจาก|ตามผล)")
_TITLE_NUMBER = re.compile(r"-?\s*(\d{1,2})\s*[.)]?\s*(?=[^\d\s.,/])")
_UNITS = re.compile(r"สำนัก|กอง(?:คลัง|ช่าง|การ|สวัสดิการ|สาธารณสุข|ยุทธ|วิชาการ|ทุน)")
_LONG_FOR_A_UNIT = 60
_LONG_ENOUGH_FOR_A_TITLE = 15


@dataclass(slots=True)
class _Draft:
    """A measure whose rows are still being read."""

    found: FoundMeasure
    place: str
    groups: list[FoundGroup] = field(default_factory=list)
    last_step: int = 0


class MeasureReader:
    """Collects measures from the rows of measure tables."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._drafts: list[_Draft] = []
        self._seen: set[str] = set()
        self._first_of_table = 0

    def begin_table(self) -> None:
        """Another table than before: measures are numbered anew."""
        self._first_of_table = len(self._drafts)

    def row(self, columns: Columns, cells: dict[str, str], place: str, context: Context) -> bool:
        """Take a row in; False where it belongs to no measure."""
        begins = self._begins(columns, cells)
        rest = any(text for name, text in cells.items() if name != "issue")
        if rest and not begins and len(self._drafts) == self._first_of_table:
            return False
        if cells.get("issue"):
            self._ledger.heading(cells["issue"], place)
            context.issue = _one_line(cells["issue"])
        if begins:
            self._new(columns, cells, place, context)
        elif rest:
            self._continue(columns, cells, place)
        return True

    def measures(self) -> tuple[FoundMeasure, ...]:
        """Everything found; rows that look swapped are told of."""
        for draft in self._drafts:
            self._check_swapped(draft)
        return tuple(replace(draft.found, groups=tuple(draft.groups)) for draft in self._drafts)

    def _begins(self, columns: Columns, cells: dict[str, str]) -> bool:
        """Whether a row begins a measure; under numbered ones a stray title goes on."""
        number, title = cells.get("number", ""), cells["title"]
        if number and any(cells[name] for name in cells if name not in ("number", "issue")):
            return True
        if not title or len(self._drafts) == self._first_of_table:
            return bool(title)
        if not self._drafts[-1].found.number or not columns.says("number"):
            return True
        return bool(cells.get("steps")) and len(title) >= _LONG_ENOUGH_FOR_A_TITLE

    def _new(self, columns: Columns, cells: dict[str, str], place: str, context: Context) -> None:
        texts = [text for name, text in cells.items() if name not in ("number", "issue")]
        key = squeezed(f"{context.tool}{context.indicator}{context.issue}") + "|".join(
            squeezed(_without_number(text)) for text in texts
        )
        if key in self._seen:
            whole = "\n".join(filter(None, (cells.get("number", ""), *texts)))
            self._ledger.repeated(whole, place, "row-repeated")
            self._ledger.tell("row-repeated", place=place, text=_one_line(cells["title"])[:80])
            return
        self._seen.add(key)
        number, title = self._numbered(columns, cells, context)
        reason, steps = _reason_and_steps(split_lists(cells.get("steps", "")))
        found = FoundMeasure(
            year=context.year,
            number=number,
            issue=context.issue,
            tool=context.tool,
            indicator=context.indicator,
            title=split_lists(title),
            reason=reason,
            period=_one_line(cells.get("period", "")),
            responsible=split_lists(cells.get("responsible", "")),
            suggestion=split_lists(cells.get("suggestion", "")),
            remark=split_lists(cells.get("remark", "")),
        )
        group = _group(cells, 0, 0)
        draft = _Draft(found, place, [replace(group, steps=steps)], last_number(steps))
        self._drafts.append(draft)

    def _numbered(
        self, columns: Columns, cells: dict[str, str], context: Context
    ) -> tuple[str, str]:
        """The measure's number and its title without it, where the title counts on from above."""
        if columns.says("number"):
            return cells["number"], cells["title"]
        found = _TITLE_NUMBER.match(to_arabic(cells["title"]))
        if not found or len([m for m in lines_of(split_lists(cells["title"])) if m.label]) > 1:
            return "", cells["title"]
        in_table = self._drafts[self._first_of_table :]
        nth = 1 + sum(
            draft.found.issue == context.issue or not columns.says("issue") for draft in in_table
        )
        if int(found[1]) != nth:
            return "", cells["title"]
        return cells["title"][: found.end()].strip(), cells["title"][found.end() :]

    def _continue(self, columns: Columns, cells: dict[str, str], place: str) -> None:
        """A row without number and title goes on with the measure above it."""
        draft = self._drafts[-1]
        self._go_on_with_own(draft, cells, place)
        if not any(cells.get(name) for name in GROUP_FIELDS):
            return
        group = _group(cells, draft.last_step, last_number(draft.groups[-1].outputs))
        draft.last_step = last_number(group.steps) or draft.last_step
        has_results = columns.says("outputs") or columns.says("outcome")
        if has_results or not draft.groups[-1].steps:
            draft.groups.append(group)
        else:
            last = draft.groups[-1]
            draft.groups[-1] = replace(last, steps=_joined(last.steps, group.steps))

    def _go_on_with_own(self, draft: _Draft, cells: dict[str, str], place: str) -> None:
        """A measure's own cells, printed again or gone on with after a page's end."""
        if cells.get("number") and not draft.found.number:
            draft.found = replace(draft.found, number=cells["number"])
        elif cells.get("number"):
            self._ledger.repeated(cells["number"], place)
        if cells["title"]:
            draft.found = replace(draft.found, title=_joined(draft.found.title, cells["title"]))
        for name in OWN_FIELDS:
            text = cells.get(name, "")
            before: str = getattr(draft.found, name)
            if text and squeezed(text) == squeezed(before):
                self._ledger.repeated(text, place)
            elif text:
                both = f"{before}\n{split_lists(text)}".strip()
                draft.found = replace(draft.found, **{name: both})  # type: ignore[arg-type]

    def _check_swapped(self, draft: _Draft) -> None:
        """Units among the outputs and none among those responsible: two cells may have swapped."""
        outputs, responsible = draft.groups[0].outputs, draft.found.responsible
        short = all(len(line) <= _LONG_FOR_A_UNIT for line in outputs.split("\n"))
        units_moved = _UNITS.search(outputs) and not _UNITS.search(responsible)
        if short and units_moved and len(responsible) > len(outputs):
            self._ledger.tell(
                "columns-may-be-swapped", place=draft.place, text=_one_line(draft.found.title)[:80]
            )


def _group(cells: dict[str, str], last_step: int, last_output: int) -> FoundGroup:
    return FoundGroup(
        split_lists(cells.get("steps", ""), last_step),
        split_lists(cells.get("outputs", ""), last_output),
        split_lists(cells.get("outcome", "")),
    )


def _reason_and_steps(text: str) -> tuple[str, str]:
    """What came before the first step, where it says which result the measure answers."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines_of(text)) if line.label), 0)
    if first and _REASON.match(text):
        return "\n".join(lines[:first]), "\n".join(lines[first:])
    return "", text


def _joined(before: str, after: str) -> str:
    """Text that goes on: on a new line where a list entry begins, else within its sentence."""
    if not before or not after:
        return before or after
    both = f"{before}\n{after}"
    begins_entry = lines_of(both)[len(lines_of(before))].label
    return both if begins_entry else f"{before} {after}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without_number(text: str) -> str:
    return re.sub(r"^[-\s]*[0-9๐-๙]{1,2}\s*[.)]\s*", "", text)
