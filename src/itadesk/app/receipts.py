"""What was done to a file as a paper to keep: a receipt of a copy, a report of a merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.copying import copy_to, receipt_lines
from itadesk.app.printing import rendered
from itadesk.core.model import Office, State
from itadesk.core.report import Block, Report, Section, Space, bold, plain


def copied(
    folders: Sequence[Path], path: Path, password: str, cancelled: Callable[[], bool]
) -> tuple[str, ...]:
    """Copies a sealed file into folders and gives the lines of the receipts; any thread may.

    Raises:
        UserError: as `copying.copy_to`.
    """
    made = [copy_to(folder, path, password, cancelled=cancelled) for folder in folders]
    return tuple(line for each in made for line in receipt_lines(each, locked=bool(password)))


def paper_of(state: State, title: str, lines: Sequence[str]) -> bytes:
    """A PDF of one title and these lines, under the name of the office."""
    office = (state.get(Office, "office") or Office()).name
    heading = (bold(title, size=20.0, align="center"), plain(office, align="center"))
    blocks: tuple[Block, ...] = (*heading, Space(6.0), *(plain(line) for line in lines))
    return rendered(state, Report(title, (Section(blocks),), office), "pdf")


def save_paper(path: Path, state: State, title: str, lines: Sequence[str]) -> None:
    """Writes the PDF of `paper_of`.

    Raises:
        UserError: as `write_atomic`.
    """
    write_atomic(path, paper_of(state, title, lines))
