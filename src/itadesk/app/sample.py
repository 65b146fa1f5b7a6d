"""The sample office that ships: a small อบต. whose texts the project wrote itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from itadesk.app.packs import analysis_phrases, oit_form, question_form
from itadesk.app.places import resources_folder
from itadesk.core.analysis import draft, placement
from itadesk.core.changelog import Edit, made
from itadesk.core.issues import issues_of_form
from itadesk.core.model import (
    EMPTY,
    TABLE_OF,
    Endorsement,
    Evidence,
    IndicatorProgress,
    Issue,
    Item,
    Measure,
    Memo,
    MemoSection,
    Office,
    Person,
    Record,
    Score,
    StepGroup,
    Unit,
)
from itadesk.core.years import components_of_form, items_of_form, records_of_form


def sample_edits() -> list[Edit]:
    """The edits that make the sample office: a year of answers, last year's scores, two memos."""
    text = (resources_folder() / "sample" / "office.toml").read_text(encoding="utf-8")
    sample = tomllib.loads(text)
    year: int = sample["year"]
    forms = (oit_form(sample["scored_year"]), oit_form(year))
    rows = {(type(r), r.id): r for form in forms for r in records_of_form(form)}
    own = (
        *_office(sample),
        *_answers(sample, year),
        *_scores(sample, sample["scored_year"]),
        *_measures(sample["measure"], year),
        *_memos(sample["memo"], year),
    )
    rows |= {(type(record), record.id): record for record in own}
    rows |= {(Issue, issue.id): issue for issue in _analysed(rows.values(), sample)}
    return [edit for record in rows.values() for edit in made(record, TABLE_OF[type(record)])]


def _filled(kind: type[Record], entry: Mapping[str, Any], **known: Any) -> Any:  # noqa: ANN401
    """A row with the entry's values for the fields that its table has."""
    names = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in entry.items() if name in names}, **known)


def _office(sample: Mapping[str, Any]) -> Iterator[Record]:
    yield _filled(Office, sample["office"])
    for number, name in enumerate(sample["units"]["names"], start=1):
        yield Unit(f"sample-unit-{number}", name=name, place=float(number))
    for number, person in enumerate(sample["person"], start=1):
        yield _filled(Person, person, id=f"sample-person-{number}", place=float(number))


def _answers(sample: Mapping[str, Any], year: int) -> Iterator[Record]:
    form = oit_form(year)
    items = {item.code: item for item in items_of_form(form)}
    for answer in sample["answer"]:
        item: Item = items[answer["code"]]
        yield replace(
            item,
            status=answer["status"],
            progress=answer["progress"],
            responsible=answer["responsible"],
            due=answer.get("due", ""),
        )
        for number, link in enumerate(answer.get("links", ()), start=1):
            row = f"{item.id}/link-{number}"
            yield _filled(Evidence, link, id=row, item=item.id, place=float(number))
        for component in components_of_form(form):
            ticked = answer["status"] == "done" or component.place in answer.get("ticked", ())
            if component.item == item.id and ticked:
                yield replace(component, ticked=True)
    for entry in sample["indicator"]:
        yield _filled(IndicatorProgress, entry, id=f"{year}/{entry['number']}", year=year)


def _scores(sample: Mapping[str, Any], year: int) -> Iterator[Record]:
    for key, value in sample["scores"].items():
        yield Score(f"{year}/{key}", year=year, key=key, value=float(value))
    for past, total in sample["totals"].items():
        yield Score(f"{past}/total", year=int(past), key="total", value=total)


def _analysed(rows: Iterable[Record], sample: Mapping[str, Any]) -> Iterator[Issue]:
    """The issues with drafts from the scores, and the office's own words where it wrote some."""
    year: int = sample["scored_year"]
    form, oit = question_form(year), oit_form(year)
    state = EMPTY.with_rows({(TABLE_OF[type(row)], row.id): row for row in rows})
    placed = placement(state, year, form, oit)
    own = {entry["number"]: entry for entry in sample["issue"]}
    for issue in issues_of_form(form, year):
        drafts = draft(placed.of(issue.id), form, analysis_phrases())
        texts: dict[str, Any] = {f"{band}_draft": text for band, text in drafts.items()}
        texts |= drafts | own.get(issue.number, {})
        yield replace(issue, **texts)


def _measures(entries: list[Mapping[str, Any]], year: int) -> Iterator[Record]:
    for number, entry in enumerate(entries, start=1):
        row = f"sample-measure-{number}"
        yield _filled(Measure, entry, id=row, year=year, place=float(number))
        for part, group in enumerate(entry["group"], start=1):
            yield _filled(StepGroup, group, id=f"{row}-{part}", measure=row, place=float(part))


def _memos(entries: list[Mapping[str, Any]], year: int) -> Iterator[Record]:
    for number, entry in enumerate(entries, start=1):
        row = f"sample-memo-{number}"
        yield _filled(Memo, entry, id=row, year=year, place=float(number))
        for name, kind in (("section", MemoSection), ("endorsement", Endorsement)):
            for part, text in enumerate(entry[name], start=1):
                yield _filled(kind, text, id=f"{row}-{name}-{part}", memo=row, place=float(part))
