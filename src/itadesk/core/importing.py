"""The edits that take what an import found into an office's file, and what to tell about them.

Nothing that is already there is doubled: a measure or a memo of the same words is passed over and
told of, an answer, a score or a text of a measure takes the place of the one before. Blank cells
overwrite nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.findings import Finding, FoundMeasure, FoundMemo, Notice, Piece, notice
from itadesk.core.forms import OitForm
from itadesk.core.import_items import Difference, Wording, item_edits
from itadesk.core.import_measures import Renewal, renewal_of
from itadesk.core.measures import measures_of, step_groups_of
from itadesk.core.memos import memos_of
from itadesk.core.model import (
    FIELDS,
    TABLE_OF,
    Component,
    Endorsement,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Office,
    Record,
    ReportText,
    Score,
    State,
    StepGroup,
    Year,
)
from itadesk.core.years import (
    components_of_form,
    items_of_form,
    year_from_form,
    year_without_form,
)
from itadesk.thai.keys import search_key

FormFor = Callable[[int], OitForm | None]
NewId = Callable[[], str]

_MEASURE_TEXTS = (
    "issue", "tool", "indicator", "title", "reason", "period", "responsible", "suggestion",
    "remark",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking an import would do.

    `unplaced` are texts that were found but have no place in this file.
    """

    edits: tuple[Edit, ...]
    notices: tuple[Notice, ...] = ()
    differences: tuple[Difference, ...] = ()
    unplaced: tuple[Piece, ...] = ()


def plan_import(
    finding: Finding,
    state: State,
    year: int | None,
    form_for: FormFor,
    new_id: NewId,
    wording: Wording = "document",
) -> ImportPlan:
    """The edits that take a finding into a file.

    `year` is the fiscal year it is taken into, None for the years that the document names. Where
    the document names other years, all its years move by the same distance. `form_for` gives the
    OIT list of a year, None where none is known; `wording` is that of `import_items`.

    Raises:
        UserError: "import-which-year" where neither the document nor `year` says.
    """
    planner = _Planner(finding, state, year, form_for, new_id)
    planner.office()
    planner.years()
    planner.measures()
    planner.items(wording)
    planner.indicators()
    planner.scores()
    planner.levels()
    planner.issues()
    planner.memos()
    planner.texts()
    return planner.plan()


class _Planner:
    """Collects the edits; `_year` says into which year a found thing goes."""

    def __init__(
        self,
        finding: Finding,
        state: State,
        year: int | None,
        form_for: FormFor,
        new_id: NewId,
    ) -> None:
        self._finding = finding
        self._state = state
        self._form_for = form_for
        self._new_id = new_id
        self._edits: list[Edit] = []
        self._notices: list[Notice] = []
        self._differences: tuple[Difference, ...] = ()
        self._unplaced: list[Piece] = []
        named = main_year(finding)
        self._main = named if year is None else year
        moves = year is not None and named is not None and year not in finding.years
        self._shift = self._main - named if moves and self._main and named else 0
        if self._shift and named and year:
            self._notices.append(notice("year-moved", document=named, year=year))

    def plan(self) -> ImportPlan:
        """All edits, the last of a field only; of a row that goes, only that it goes."""
        last = {(edit.table, edit.row, edit.field): edit for edit in self._edits}
        gone = {
            (edit.table, edit.row)
            for edit in last.values()
            if edit.field == EXISTS and edit.value is False
        }
        edits = tuple(
            edit
            for edit in last.values()
            if (edit.table, edit.row) not in gone
            or (edit.field == EXISTS and edit.row in self._state.tables.get(edit.table, {}))
        )
        return ImportPlan(edits, tuple(self._notices), self._differences, tuple(self._unplaced))

    def office(self) -> None:
        """What the file does not say about the office yet; another office is told of."""
        found = self._finding.office
        here = self._state.get(Office, "office") or Office()
        if not found.name:
            return
        if here.name and search_key(here.name) != search_key(found.name):
            self._notices.append(notice("other-office", here=here.name, there=found.name))
            return
        names = ("name", "kind", "tambon", "amphoe", "province")
        filled = {
            name: getattr(found, name)
            for name in names
            if getattr(found, name) and not getattr(here, name)
        }
        self._save(replace(here, **filled))

    def years(self) -> None:
        """The years that found things go into; a year that is new gets its OIT list."""
        for year in sorted({self._year(thing.year) for thing in self._finding.things()}):
            has_list = bool(items_of(self._state, year))
            if self._state.get(Year, str(year)) is None or (self._finding.items and not has_list):
                form = self._form_for(year)
                self._edits += year_from_form(form) if form else year_without_form(year)
                self._notices.append(notice("year-begun", year=year, listed=int(form is not None)))

    def measures(self) -> None:
        """Measures behind those that are there."""
        places: dict[int, float] = {}
        known: dict[int, set[str]] = {}
        for found in self._finding.measures:
            year = self._year(found.year)
            there = measures_of(self._state, year)
            if year not in places:
                places[year] = there[-1].place if there else 0.0
                known[year] = {_measure_key(self._state, measure) for measure in there}
            if _found_key(found) in known[year]:
                self._notices.append(notice("already-there", text=found.title, year=year))
                continue
            found_too = [each for each in self._finding.measures if self._year(each.year) == year]
            renewal = renewal_of(self._state, found, found_too, there)
            if renewal is not None:
                self._renew(renewal, year)
                continue
            places[year] += 1.0
            self._measure(found, year, places[year])

    def _renew(self, renewal: Renewal, year: int) -> None:
        """Take what a report says otherwise of a measure that is there; tell of each text."""
        title = renewal.measure.title
        if renewal.edits:
            self._notices.append(notice("measure-changes", text=title, year=year))
        else:
            self._notices.append(notice("already-there", text=title, year=year))
        for edit in renewal.edits:
            before = getattr(self._state.tables[edit.table][edit.row], edit.field)
            self._differences += (Difference(title, before, str(edit.value)),)
        self._edits += renewal.edits

    def _measure(self, found: FoundMeasure, year: int, place: float) -> None:
        texts = {name: getattr(found, name) for name in _MEASURE_TEXTS}
        measure = Measure(self._new_id(), year=year, place=place, **texts)
        self._save(measure)
        for number, group in enumerate(found.groups, start=1):
            self._save(
                StepGroup(
                    self._new_id(),
                    measure=measure.id,
                    place=float(number),
                    steps=group.steps,
                    outputs=group.outputs,
                    outcome=group.outcome,
                )
            )

    def items(self, wording: Wording) -> None:
        """Answers to the items of each year's list."""
        for year in sorted({self._year(found.year) for found in self._finding.items}):
            found = [item for item in self._finding.items if self._year(item.year) == year]
            items, components = self._list_of(year)
            taken = item_edits(found, items, components, year, wording)
            self._edits += taken.edits
            self._differences += taken.differences
            for item in taken.unknown:
                texts = (item.code, item.name, item.progress)
                text = "\n".join(filter(None, texts))
                self._unplaced.append(Piece("unplaced", text, why="item-not-listed"))
            if taken.differences:
                key = "wording-taken" if wording == "document" else "wording-kept"
                self._notices.append(notice(key, count=len(taken.differences), year=year))

    def _list_of(self, year: int) -> tuple[list[Item], list[Component]]:
        """The year's items and components, as they are or as its form is about to make them."""
        items = list(items_of(self._state, year))
        if items:
            ids = {item.id for item in items}
            return items, [row for row in self._state.all(Component) if row.item in ids]
        form = self._form_for(year)
        return (items_of_form(form), components_of_form(form)) if form else ([], [])

    def indicators(self) -> None:
        """What was done about indicators."""
        for found in self._finding.indicators:
            year = self._year(found.year)
            row = f"{year}/{found.number}"
            before = self._state.get(IndicatorProgress, row) or IndicatorProgress(row)
            names = ("name", "guideline", "responsible", "period", "status", "progress")
            texts = {name: getattr(found, name) or getattr(before, name) for name in names}
            self._save(replace(before, year=year, number=found.number, **texts))

    def scores(self) -> None:
        """Scores by their keys."""
        for found in self._finding.scores:
            year = self._year(found.year)
            row = f"{year}/{found.key}"
            before = self._state.get(Score, row)
            if before and before.value not in (None, found.value):
                told = {"code": found.key, "before": before.value or 0, "now": found.value}
                self._notices.append(notice("score-changes", year=year, **told))
            self._save(Score(row, year=year, key=found.key, value=found.value))

    def levels(self) -> None:
        """The published level of a year that the file has, or is about to begin."""
        for found in self._finding.levels:
            row = str(self._year(found.year))
            begun = any(edit.table == "year" and edit.row == row for edit in self._edits)
            if begun or self._state.get(Year, row):
                self._edits.append(Edit("year", row, "level", found.level))

    def issues(self) -> None:
        """Analyses by issue."""
        for found in self._finding.issues:
            year = self._year(found.year)
            row = f"{year}/{found.number}"
            before = self._state.get(Issue, row) or Issue(row)
            after = replace(
                before,
                year=year,
                number=found.number,
                name=found.name or before.name,
                codes=" ".join(found.codes) or before.codes,
                defect=found.defect or before.defect,
                develop=found.develop or before.develop,
                keep=found.keep or before.keep,
            )
            self._save(after)

    def memos(self) -> None:
        """Memos with their sections and chains, behind those that are there."""
        for found in self._finding.memos:
            year = self._year(found.year)
            there = memos_of(self._state, year)
            same = (found.number, found.date, found.subject)
            if same in {(memo.number, memo.date, memo.subject) for memo in there}:
                self._notices.append(notice("already-there", text=found.subject, year=year))
                continue
            memo = Memo(
                self._new_id(),
                year=year,
                place=there[-1].place + 1.0 if there else 1.0,
                department=found.department,
                number=found.number,
                date=found.date,
                subject=found.subject,
                addressee=found.addressee,
                closing=found.closing,
            )
            self._save(memo)
            for row in _parts_of(found, memo.id, self._new_id):
                self._save(row)

    def texts(self) -> None:
        """The office's own words over its reports."""
        for found in self._finding.texts:
            year = self._year(found.year)
            row = f"{year}/{found.report}/{found.part}"
            text = ReportText(row, year, found.report, found.part, found.text)
            self._save(text)

    def _year(self, named: int | None) -> int:
        if named is not None:
            return named + self._shift
        if self._main is None:
            raise UserError("import-which-year")
        return self._main

    def _save(self, record: Record) -> None:
        """The edits that make a row, or bring the one that is there to this."""
        table = TABLE_OF[type(record)]
        before = self._state.tables.get(table, {}).get(record.id)
        if before is None:
            self._edits += made(record, table)
            return
        for field in FIELDS[table]:
            if getattr(before, field) != getattr(record, field):
                self._edits.append(Edit(table, record.id, field, getattr(record, field)))


def main_year(finding: Finding) -> int | None:
    """The year that a document is about: that of its measures or checklist, else of its titles."""
    for things in (finding.measures, finding.items, finding.indicators):
        for thing in things:
            if thing.year is not None:
                return thing.year
    return finding.year or (finding.years[-1] if finding.years else None)


def _measure_key(state: State, measure: Measure) -> str:
    groups = step_groups_of(state, measure.id)
    texts = (text for group in groups for text in (group.steps, group.outputs, group.outcome))
    return search_key("".join((measure.indicator, measure.title, measure.reason, *texts)))


def _found_key(found: FoundMeasure) -> str:
    texts = (text for group in found.groups for text in (group.steps, group.outputs, group.outcome))
    return search_key("".join((found.indicator, found.title, found.reason, *texts)))


def _parts_of(found: FoundMemo, memo: str, new_id: NewId) -> Iterator[MemoSection | Endorsement]:
    for number, section in enumerate(found.sections, start=1):
        place = float(number)
        yield MemoSection(
            new_id(), memo=memo, place=place, heading=section.heading, body=section.body
        )
    for number, link in enumerate(found.endorsements, start=1):
        yield Endorsement(
            new_id(),
            memo=memo,
            place=float(number),
            to=link.to,
            remarks=link.remarks,
            choices=link.choices,
            rank=link.rank,
            name=link.name,
            post=link.post,
        )
