"""The register of what was printed, and the scans of what was signed."""

from __future__ import annotations

from itadesk.core.changelog import Edit, made
from itadesk.core.checklist import evidence_of
from itadesk.core.model import Evidence, PrintedPaper, State


def papers_of(state: State, year: int) -> tuple[PrintedPaper, ...]:
    """A year's papers, the newest first."""
    papers = [paper for paper in state.all(PrintedPaper) if paper.year == year]
    return tuple(sorted(papers, key=lambda paper: (paper.printed_at, paper.id), reverse=True))


def papers_entered(papers: tuple[PrintedPaper, ...]) -> list[Edit]:
    """The edits that enter papers into the register."""
    return [edit for paper in papers for edit in made(paper, "printed_paper")]


def scan_kept(paper: str, sha256: str, signed_on: str) -> list[Edit]:
    """The edits that put an attached scan to a paper; `signed_on` is an ISO date."""
    return [
        Edit("printed_paper", paper, "scan", sha256),
        Edit("printed_paper", paper, "signed_on", signed_on),
    ]


def scan_as_evidence(state: State, item: str, row: str, sha256: str, file_name: str) -> list[Edit]:
    """The edits that make an attached scan evidence of an item, after what it has; `row` is new."""
    there = evidence_of(state, item)
    place = there[-1].place + 1.0 if there else 1.0
    scan = Evidence(row, item, place, file_name=file_name, attachment=sha256)
    return made(scan, "evidence")
