"""The tables of an office as an Excel workbook, and the workbook's changes back into the file."""

from __future__ import annotations

from collections.abc import Collection, Container
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.importing import WORKBOOK, ZIP
from itadesk.app.language import _
from itadesk.app.packs import known_form, question_form
from itadesk.app.session import Session, new_id
from itadesk.core.errors import UserError
from itadesk.core.issues import issues_of_form
from itadesk.core.model import IndicatorProgress, Score, State
from itadesk.core.scores import score_table
from itadesk.core.tables.book import Possible, TablesBook, tables_book
from itadesk.core.tables.comparing import compared
from itadesk.core.tables.differences import Comparison, Difference
from itadesk.core.tables.taking import taking_edits

_SURVEYS = ("IIT", "EIT")
_TOTAL = "คะแนนภาพรวม"


def export_tables(
    state: State, year: int, file_uid: str, path: Path, tables: Collection[str] = ()
) -> TablesBook:
    """Write the tables of a year and of the office to a .xlsx; `tables` are those wanted.

    Raises:
        UserError: "format-unknown" for another ending, "cell-too-long", or the file cannot be
            written.
    """
    from itadesk.files.tables_out import tables_bytes

    if path.suffix.lower() != ".xlsx":
        raise UserError("format-unknown", file=path.name)
    book = tables_book(state, year, file_uid, possible_rows(state, year), tables)
    write_atomic(path, tables_bytes(book))
    return book


def is_tables_file(name: str, data: bytes) -> bool:
    """Whether these are the bytes of a workbook that `export_tables` wrote.

    Raises:
        UserError: "import-too-large", "import-not-readable", "import-unsafe".
    """
    if not (data.startswith(ZIP) and WORKBOOK in data):
        return False
    from itadesk.files.tables_in import is_tables_book

    return is_tables_book(data, name)


def compare_tables(state: State, file_uid: str, name: str, data: bytes) -> Comparison:
    """What a workbook of tables has otherwise than the file; nothing is written.

    Raises:
        UserError: "tables-other-office" where it was written from another file; as `read_tables`.
    """
    from itadesk.files.tables_in import read_tables

    book = read_tables(data, name)
    if book.file_uid != file_uid:
        raise UserError("tables-other-office", name=name)
    return compared(book, state, possible_rows(state, book.year), new_id)


def take_tables(session: Session, comparison: Comparison, chosen: Container[Difference]) -> None:
    """Take the chosen differences into the open file as one step of undo.

    Raises:
        UserError: the file cannot be written.
    """
    edits = taking_edits(comparison, session.state, chosen, new_id)
    session.apply(edits, _("Changes from Excel"))


def possible_rows(state: State, year: int) -> Possible:
    """The scores, issues and indicators that a year can have by its forms, blank."""
    form = question_form(year)
    lines = score_table(state, year, form, known_form(year))
    scores = [Score(f"{year}/{line.key}", year=year, key=line.key) for line in lines]
    surveyed = {code for tool in form.tools if tool.code in _SURVEYS for code in tool.indicators}
    indicators = [
        IndicatorProgress(f"{year}/{main.code}", year, int(main.code), main.name)
        for main in form.indicators
        if main.code in surveyed
    ]
    labels = {f"{year}/{line.key}": line.label for line in lines} | {f"{year}/total": _TOTAL}
    return Possible((*scores, *issues_of_form(form, year), *indicators), labels)
