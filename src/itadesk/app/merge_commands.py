"""The merge of the command line: counts first, then what was taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from itadesk.app.merging import count_lines, dry_run, left_out_lines, merge, report_lines
from itadesk.app.passwords import locked_among
from itadesk.app.session import Session
from itadesk.app.single_use import single_use


def merge_files(
    file: Path, others: Sequence[Path], ask: Callable[[Path], str], *, dry_run: bool
) -> Iterator[str]:
    """Takes other copies into a file; gives the lines to print as it goes along.

    `ask` gives the password of a copy that is locked.

    Raises:
        UserError: as `merging.dry_run` and `merging.merge`; file-in-use.
    """
    with single_use(file), Session.open(file) as session:
        yield from _merged(session, others, ask, only_look=dry_run)


def _merged(
    session: Session, others: Sequence[Path], ask: Callable[[Path], str], *, only_look: bool
) -> Iterator[str]:
    passwords = {other: ask(other) for other in locked_among(others, session.path)}
    looked_at = dry_run(session, others, passwords)
    counts = count_lines(looked_at.plan)
    yield from counts
    if only_look:
        yield from left_out_lines(looked_at)
    else:
        yield from report_lines(merge(session, looked_at))[len(counts) :]
