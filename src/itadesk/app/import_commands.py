"""Import and export from the command line: what was read, what found no place, what differs."""

from __future__ import annotations

from pathlib import Path

from itadesk.app.backups import back_up
from itadesk.app.import_words import preview_lines
from itadesk.app.importing import preview, take
from itadesk.app.office_files import year_to_print
from itadesk.app.reading import read_source
from itadesk.app.session import Session
from itadesk.app.table_words import difference_lines, losing_line
from itadesk.app.tables import compare_tables, export_tables, is_tables_file, take_tables


def import_file(
    file: Path, source: Path, year: int | None, *, dry_run: bool, repaired: bool
) -> list[str]:
    """Takes a report into an office file, unless it is a dry run; gives what to tell about it.

    Of a workbook that `export_file` wrote, the cells that changed are taken.

    Raises:
        UserError: either file cannot be read, the report holds nothing known, or the office file
            cannot be written; nothing is taken then.
    """
    data = read_source(source)
    with Session.open(file) as session:
        if is_tables_file(source.name, data):
            return _update(session, source.name, data, dry_run=dry_run)
        looked_at = preview(session.state, source.name, data, year)
        if not dry_run:
            take(session, looked_at, repaired=repaired)
    return preview_lines(looked_at)


def export_file(file: Path, output: Path, year: int | None) -> list[str]:
    """Writes every table of a year of an office file to a workbook; gives what to tell about it.

    Raises:
        UserError: the file cannot be opened or has no such year, or the workbook cannot be written.
    """
    with Session.open(file) as session:
        state, file_uid = session.state, session.file_uid
    book = export_tables(state, year_to_print(state, year), file_uid, output)
    return [line for line in (str(output), losing_line(book)) if line]


def _update(session: Session, name: str, data: bytes, *, dry_run: bool) -> list[str]:
    """Takes what was changed in a workbook of tables, after a backup."""
    comparison = compare_tables(session.state, session.file_uid, name, data)
    lines = difference_lines(comparison, session.state)
    if comparison.usual and not dry_run:
        session.seal()
        back_up(session.path)
        take_tables(session, comparison, comparison.usual)
    return lines
