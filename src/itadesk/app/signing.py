"""Signing day: chosen papers as one PDF, and the register of what was printed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from itadesk.app.atomic import write_atomic
from itadesk.app.language import _
from itadesk.app.meter import Meter
from itadesk.app.printing import Progress, build, typeset
from itadesk.app.session import Session, new_id, utc_now
from itadesk.core.errors import UserError
from itadesk.core.memos import memos_of
from itadesk.core.model import PrintedPaper, State
from itadesk.core.register import papers_entered
from itadesk.core.reports.signing import Paper, paper_anchor, signing_pack

_MEMO = "memo"


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper to sign, as `app.printing.build` names it; `memo` empty for the year's first."""

    report: str
    layout: str = ""
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One PDF, and what is to be entered in the register once it is printed."""

    data: bytes
    pages: int
    papers: tuple[PrintedPaper, ...]


def make_pack(
    state: State,
    year: int,
    choices: Sequence[Choice],
    garuda: bytes = b"",
    progress: Progress | None = None,
    new_id: Callable[[], str] = new_id,
) -> Pack:
    """The papers in the order of `choices`, after the contents and a page for each who signs.

    What is chosen twice is in it once.

    Raises:
        UserError: what `app.printing.build` raises; "nothing-chosen".
    """
    if not choices:
        raise UserError("nothing-chosen")
    choices = tuple(dict.fromkeys(choices))
    papers = []
    for choice in choices:
        if progress is not None:
            progress(0)  # the work can be ended here too
        papers.append(_paper(state, year, choice, garuda))
    made = typeset(state, signing_pack(state, papers), progress)
    starts = [made.anchors[paper_anchor(place)] for place in range(len(papers))]
    ends = [*starts[1:], made.pages + 1]
    sha256 = hashlib.sha256(made.data).hexdigest()
    register = tuple(
        PrintedPaper(
            new_id(), year, choice.report, choice.layout, paper.memo, paper.title,
            pages=end - start, sha256=sha256,
        )
        for choice, paper, start, end in zip(choices, papers, starts, ends, strict=True)
    )  # fmt: skip
    return Pack(made.data, made.pages, register)


def make_paper(
    state: State,
    year: int,
    choice: Choice,
    garuda: bytes = b"",
    progress: Progress | None = None,
    new_id: Callable[[], str] = new_id,
) -> Pack:
    """One paper alone, without contents and pages for those who sign.

    Raises:
        UserError: what `app.printing.build` raises.
    """
    paper = _paper(state, year, choice, garuda)
    made = typeset(state, paper.report, progress)
    entry = PrintedPaper(
        new_id(), year, choice.report, choice.layout, paper.memo, paper.title,
        pages=made.pages, sha256=hashlib.sha256(made.data).hexdigest(),
    )  # fmt: skip
    return Pack(made.data, made.pages, (entry,))


def save(path: Path, make: Callable[[], Pack], meter: Meter) -> Pack:
    """Make a paper or a pack, and write its PDF; once that begins the work cannot be stopped.

    Raises:
        UserError: what `make` raises, or the file cannot be written.
        CancelledError: the work is no longer wanted; nothing is written.
    """
    pack = make()
    meter.settle()
    write_atomic(path, pack.data)
    return pack


def enter(
    session: Session,
    papers: tuple[PrintedPaper, ...],
    now: Callable[[], str] = utc_now,
    new_id: Callable[[], str] = new_id,
) -> None:
    """Enter papers into the register as printed now; what is printed again is a new entry.

    Raises:
        UserError: the file cannot be written.
    """
    printed_at = now()
    dated = tuple(
        replace(
            paper,
            id=new_id() if session.state.get(PrintedPaper, paper.id) else paper.id,
            printed_at=printed_at,
        )
        for paper in papers
    )
    session.apply(papers_entered(dated), _("Printed papers"))


def _paper(state: State, year: int, choice: Choice, garuda: bytes) -> Paper:
    report = build(state, year, choice.report, choice.layout, choice.memo, garuda)
    memo = ""
    if choice.report == _MEMO:
        memo = choice.memo or memos_of(state, year)[0].id
    return Paper(report.title, report, memo)
