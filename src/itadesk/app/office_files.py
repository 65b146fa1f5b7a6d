"""Office files as a whole: making one, saying whether it is sound, writing everything out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from itadesk.app.atomic import write_atomic
from itadesk.app.packs import oit_form, oit_years
from itadesk.app.printing import print_to
from itadesk.app.session import Session
from itadesk.core.changelog import Edit, made
from itadesk.core.errors import UserError
from itadesk.core.model import Office, State
from itadesk.core.years import year_from_form, year_without_form, years_of

if TYPE_CHECKING:
    from itadesk.store.check import Soundness

MUNICIPALITY = "เทศบาลตำบล"
TAMBON_OFFICE = "อบต."
_FULL_NAMES = {"องค์การบริหารส่วนตำบล": TAMBON_OFFICE, TAMBON_OFFICE: TAMBON_OFFICE}


def new_office_file(path: Path, office: str, year: int) -> None:
    """Makes an office file with one fiscal year; its kind and tambon are read from its name.

    Raises:
        UserError: as `Session.new`.
    """
    Session.new(path, [*made(office_named(office), "office"), *year_edits(year)]).close()


def office_named(name: str) -> Office:
    """An office whose kind and tambon stand at the start and end of its name."""
    for start, kind in (*_FULL_NAMES.items(), (MUNICIPALITY, MUNICIPALITY)):
        if name.startswith(start):
            tambon = name.removeprefix(start).strip()
            full = "องค์การบริหารส่วนตำบล" if kind == TAMBON_OFFICE else MUNICIPALITY
            return Office(name=f"{full}{tambon}", kind=kind, tambon=tambon)
    return Office(name=name)


def year_edits(year: int) -> list[Edit]:
    """A fiscal year with its list, or without one where no list is known."""
    return year_from_form(oit_form(year)) if year in oit_years() else year_without_form(year)


def year_to_print(state: State, year: int | None) -> int:
    """The year asked for, or the newest one of the file.

    Raises:
        UserError: year-missing.
    """
    years = [known.year for known in years_of(state)]
    chosen = year if year is not None else max(years, default=0)
    if chosen not in years:
        raise UserError("year-missing", year=chosen)
    return chosen


def print_report(file: Path, report: str, output: Path, year: int | None, layout: str) -> None:
    """Prints one paper of an office file; the ending of `output` says as what.

    Raises:
        UserError: the file cannot be opened, the report is unknown or has nothing to print, or
            the output cannot be written.
    """
    from itadesk.app.garuda import garuda_of

    with Session.open(file) as session:
        state, garuda = session.state, garuda_of(session)
    print_to(output, state, year_to_print(state, year), report, layout=layout, garuda=garuda)


def check_file(path: Path) -> Soundness:
    """Reads everything in an office file and says what is wrong; changes nothing."""
    from itadesk.store.check import check

    return check(path)


def dump_file(path: Path, output: Path) -> None:
    """Writes everything in an office file as lines of JSON, readable without itadesk.

    Raises:
        UserError: the file cannot be read, or the output cannot be written.
    """
    from itadesk.store.dump import dump

    write_atomic(output, dump(path))
