"""Fiscal years of an office: starting one from a form, and carrying last year's answers forward."""

from __future__ import annotations

from dataclasses import replace

from itadesk.core.changelog import Edit, made
from itadesk.core.checklist import evidence_of
from itadesk.core.forms import OitForm
from itadesk.core.indicators import TABLE, indicators_of
from itadesk.core.model import TABLE_OF, Component, Item, Record, State, Year
from itadesk.thai.digits import to_thai


def years_of(state: State) -> tuple[Year, ...]:
    """The years that the file holds, newest first."""
    return tuple(sorted(state.all(Year), key=lambda year: year.year, reverse=True))


def year_without_form(year: int) -> list[Edit]:
    """A year for which no OIT list is known; it still holds measures, scores and memos."""
    return made(Year(id=str(year), year=year), "year")


def year_from_form(form: OitForm) -> list[Edit]:
    """A year with its list copied in, so that what is printed never changes with the program."""
    return [e for record in records_of_form(form) for e in made(record, TABLE_OF[type(record)])]


def records_of_form(form: OitForm) -> list[Record]:
    """The rows of a year just started: the year, its items unanswered, what they must show."""
    start = Year(
        id=str(form.year),
        year=form.year,
        form_title=form.title,
        form_note=form.note,
        confirmed=form.confirmed,
    )
    return [start, *items_of_form(form), *components_of_form(form)]


def items_of_form(form: OitForm) -> list[Item]:
    """The form's items, unanswered."""
    names = {indicator.code: indicator.name for indicator in form.indicators}
    return [
        Item(
            id=entry.id,
            year=form.year,
            code=entry.code,
            number=entry.number,
            name=entry.name,
            indicator=entry.indicator,
            indicator_name=names.get(entry.indicator, ""),
            group=entry.group,
            points=entry.points,
            data_year=entry.data_year,
            depends_on=" ".join(entry.depends_on),
            was=" ".join(entry.was),
        )
        for entry in form.items
    ]


def components_of_form(form: OitForm) -> list[Component]:
    """What each item must show; {FY} and {PFY} are filled with the year and the one before."""
    result: list[Component] = []
    for entry in form.items:
        for number, component in enumerate(entry.components, start=1):
            parent = Component(
                id=f"{entry.id}/{number}",
                item=entry.id,
                place=float(number),
                text=_with_years(component.text, form.year),
            )
            result.append(parent)
            result.extend(
                Component(
                    id=f"{parent.id}.{part}",
                    item=entry.id,
                    place=float(part),
                    text=_with_years(text, form.year),
                    parent=parent.id,
                )
                for part, text in enumerate(component.sub, start=1)
            )
    return result


def _with_years(text: str, year: int) -> str:
    return text.replace("{FY}", to_thai(str(year))).replace("{PFY}", to_thai(str(year - 1)))


def carried_forward(state: State, form: OitForm) -> list[Edit]:
    """A new year that keeps last year's text, links and units where its items go on.

    Ticks, dates and periods are not carried: the year's work is to be done again. Where several
    old items became one, their texts follow each other.
    """
    edits = year_from_form(form)
    for item in items_of_form(form):
        old = [row for row in (state.get(Item, was) for was in item.was.split()) if row]
        if not old:
            continue
        for field, mark in (("progress", "\n"), ("responsible", ", ")):
            texts = dict.fromkeys(str(getattr(row, field)) for row in old)
            text = mark.join(filter(None, texts))
            if text:
                edits.append(Edit("item", item.id, field, text))
        links = [link for row in old for link in evidence_of(state, row.id)]
        for number, link in enumerate(links, start=1):
            kept = replace(link, id=f"{item.id}/link/{link.id}", item=item.id, place=float(number))
            edits += made(kept, "evidence")
    for row in indicators_of(state, form.year - 1):
        again = replace(row, id=f"{form.year}/{row.number}", year=form.year)
        edits += made(replace(again, period="", status="todo"), TABLE)
    return edits
