"""What an office file holds, told in a few lines without opening it for work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from itadesk.app.language import _
from itadesk.app.row_words import field_words, kinds, row_words, value_words
from itadesk.core.changelog import projection
from itadesk.core.checklist import items_of, progress_of
from itadesk.core.measures import measures_of
from itadesk.core.memos import memos_of
from itadesk.core.model import FIELDS, TABLES, Office, Record, State
from itadesk.core.years import years_of
from itadesk.store.untrusted import read_foreign
from itadesk.thai.dates import medium_date


def holdings(path: Path) -> tuple[str, ...]:
    """The office, each year's counts, and who changed it last; read as a file from outside.

    Raises:
        UserError: as `store.untrusted.read_foreign`.
    """
    changes = read_foreign(path).changes
    state = projection(changes)
    last = max(changes, key=lambda change: (change.clock, change.uid), default=None)
    office = state.get(Office, "office") or Office()
    lines = [office.name or _("Office without a name")]
    lines += [_year_line(state, year.year) for year in years_of(state)]
    if last is not None:
        when = datetime.fromisoformat(last.at_utc).astimezone()
        told = _("Last change: {day}, {time}, by {name}")
        day = medium_date(when.date(), digits="arabic")
        lines.append(told.format(day=day, time=f"{when:%H.%M}", name=last.by or "–"))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Held:
    """One row of a file to look at: its kind, what it is called, its fields with their values."""

    kind: str
    title: str
    values: tuple[tuple[str, str], ...]


def everything_in(path: Path) -> tuple[Held, ...]:
    """Every row of a file, to be looked at without opening it for work.

    Raises:
        UserError: as `store.untrusted.read_foreign`.
    """
    state = projection(read_foreign(path).changes)
    names = kinds()
    return tuple(
        Held(names[table], row_words(state, table, row), _values(table, record))
        for table in TABLES
        for row, record in sorted(state.tables.get(table, {}).items())
    )


def _values(table: str, record: Record) -> tuple[tuple[str, str], ...]:
    """The fields that have a name and say something."""
    found = ((name, field_words(name), getattr(record, name)) for name in FIELDS[table])
    return tuple(
        (words, value_words(name, value)) for name, words, value in found if value and words != name
    )


def _year_line(state: State, year: int) -> str:
    items = progress_of(items_of(state, year))
    told = _("{year}: OIT {done} of {owed} · measures {measures} · memos {memos}")
    return told.format(
        year=year,
        done=items.done,
        owed=items.owed,
        measures=len(measures_of(state, year)),
        memos=len(memos_of(state, year)),
    )
