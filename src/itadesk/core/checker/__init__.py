"""The checker: everything in a file that looks wrong, each kind in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from itadesk.core.changelog import EXISTS, Edit, made
from itadesk.core.checker.blanks import blanks
from itadesk.core.checker.columns import swapped_columns
from itadesk.core.checker.dates import dates_outside
from itadesk.core.checker.digits import mixed_digits
from itadesk.core.checker.finding import Facts, Finding, FormsFor, Kind, Scope
from itadesk.core.checker.links import links
from itadesk.core.checker.places import misspelt_offices, other_offices
from itadesk.core.checker.repeats import copied_texts, rows_twice
from itadesk.core.checker.scores import scores_in_texts, scores_that_disagree
from itadesk.core.checker.texts import Text
from itadesk.core.checker.years import christian_years, wrong_years, years_other_than
from itadesk.core.errors import UserError
from itadesk.core.findings import Finding as Document
from itadesk.core.model import State, Waiver

__all__ = [
    "Facts", "Finding", "FormsFor", "Kind", "check", "check_document", "unwaived", "waiver_made",
    "waiver_removed",
]  # fmt: skip

Check: TypeAlias = Callable[[Scope], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    blanks,
    wrong_years,
    christian_years,
    other_offices,
    misspelt_offices,
    swapped_columns,
    rows_twice,
    copied_texts,
    dates_outside,
    mixed_digits,
    links,
    scores_that_disagree,
    scores_in_texts,
)


def check(state: State, forms_for: FormsFor, year: int | None = None) -> tuple[Finding, ...]:
    """All that looks wrong, waived or not; of one `year` with what is of no year, or of all."""
    scope = Scope(state, forms_for)
    found = dict.fromkeys(finding for each in CHECKS for finding in each(scope))
    return tuple(finding for finding in found if year is None or finding.year in (0, year))


def check_document(document: Document) -> tuple[Finding, ...]:
    """What looks wrong in the titles and headings of a document that is being imported.

    They are not kept in the file, so nothing else would see them.
    """
    years = set(document.years) | ({document.year} if document.year else set())
    if not years:
        return ()
    return tuple(
        finding
        for piece in document.pieces_as("heading")
        for finding in years_other_than(
            Text("", piece.place, "", piece.text, max(years), "title", piece.place), years
        )
    )


def unwaived(state: State, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that nobody has waived."""
    return tuple(finding for finding in findings if state.get(Waiver, finding.key) is None)


def waiver_made(finding: Finding, reason: str, at_utc: str) -> list[Edit]:
    """The edits that let a finding stay, with the reason.

    Raises:
        UserError: "waiver-without-reason".
    """
    if not reason.strip():
        raise UserError("waiver-without-reason")
    return made(Waiver(finding.key, kind=finding.kind, reason=reason.strip(), at=at_utc), "waiver")


def waiver_removed(finding: Finding) -> list[Edit]:
    """The edits that take a waiver back."""
    return [Edit("waiver", finding.key, EXISTS, False)]
