"""Import from the command line: what was read, and what found no place."""

from __future__ import annotations

from pathlib import Path

from itadesk.app.import_words import preview_lines
from itadesk.app.importing import preview, take
from itadesk.app.reading import read_source
from itadesk.app.session import Session


def import_file(
    file: Path, source: Path, year: int | None, *, dry_run: bool, repaired: bool
) -> list[str]:
    """Takes a report into an office file, unless it is a dry run; gives what to tell about it.

    Raises:
        UserError: either file cannot be read, the report holds nothing known, or the office file
            cannot be written; nothing is taken then.
    """
    data = read_source(source)
    with Session.open(file) as session:
        looked_at = preview(session.state, source.name, data, year)
        if not dry_run:
            take(session, looked_at, repaired=repaired)
    return preview_lines(looked_at)
