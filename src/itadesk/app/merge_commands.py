"""The merge of the command line: counts first, then what was taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from itadesk.app.merging import count_lines, dry_run, merge, report_lines
from itadesk.app.session import Session
from itadesk.app.single_use import single_use


def merge_files(file: Path, others: Sequence[Path], *, dry_run: bool) -> Iterator[str]:
    """Takes other copies into a file; gives the lines to print as it goes along.

    Raises:
        UserError: as `merging.dry_run` and `merging.merge`; file-in-use.
    """
    with single_use(file), Session.open(file) as session:
        yield from _merged(session, others, only_look=dry_run)


def _merged(session: Session, others: Sequence[Path], *, only_look: bool) -> Iterator[str]:
    looked_at = dry_run(session, others)
    counts = count_lines(looked_at.plan)
    yield from counts
    if not only_look:
        yield from report_lines(merge(session, looked_at))[len(counts) :]
