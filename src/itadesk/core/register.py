"""The register of what was printed, and the scans of what was signed."""

from __future__ import annotations

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.checklist import items_of
from itadesk.core.model import Evidence, PrintedPaper, State


def papers_of(state: State, year: int) -> tuple[PrintedPaper, ...]:
    """A year's papers, the newest first."""
    papers = [paper for paper in state.all(PrintedPaper) if paper.year == year]
    return tuple(sorted(papers, key=lambda paper: (paper.printed_at, paper.id), reverse=True))


def unsigned_papers(state: State, year: int) -> tuple[PrintedPaper, ...]:
    """A year's papers without a signed scan, the oldest first."""
    return tuple(paper for paper in reversed(papers_of(state, year)) if not paper.scan)


def papers_entered(papers: tuple[PrintedPaper, ...]) -> list[Edit]:
    """The edits that enter papers into the register."""
    return [edit for paper in papers for edit in made(paper, "printed_paper")]


def paper_struck_out(paper: str) -> list[Edit]:
    """The edits that take a paper out of the register; evidence of items stays."""
    return [Edit("printed_paper", paper, EXISTS, False)]


def scan_kept(paper: str, sha256: str, signed_on: str) -> list[Edit]:
    """The edits that put an attached scan to a paper; `signed_on` is an ISO date."""
    return [Edit("printed_paper", paper, "scan", sha256), signed(paper, signed_on)]


def signed(paper: str, on: str) -> Edit:
    """The edit that says when a paper was signed, as an ISO date."""
    return Edit("printed_paper", paper, "signed_on", on)


def item_for(state: State, paper: PrintedPaper) -> str:
    """The item that scans of the same paper are evidence of, this year or before; else empty."""
    scans = {each.scan for each in state.all(PrintedPaper) if each.report == paper.report} - {""}
    items = {each.item for each in state.all(Evidence) if each.attachment in scans}
    fitting = (
        item.id
        for item in items_of(state, paper.year)
        if items.intersection((item.id, *item.was.split()))
    )
    return next(fitting, "")
