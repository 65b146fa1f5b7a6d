"""The seven issues of a year's analysis: which questions and items stand under each."""

from __future__ import annotations

from itadesk.core.model import Issue, State
from itadesk.core.question_form import QuestionForm


def issues_of(state: State, year: int) -> tuple[Issue, ...]:
    """A year's issues in order, as the office has them."""
    return tuple(sorted((i for i in state.all(Issue) if i.year == year), key=lambda i: i.number))


def issues_of_form(form: QuestionForm, year: int) -> tuple[Issue, ...]:
    """The form's issues for a year, without analysis; items only where the form says which."""
    items = next((known.items for known in form.issue_items if known.year == year), ())
    codes = {entry.issue: entry.codes for entry in items}
    return tuple(
        Issue(
            f"{year}/{issue.number}",
            year=year,
            number=issue.number,
            name=issue.name,
            codes=" ".join((*issue.questions, *codes.get(issue.number, ()))),
        )
        for issue in form.issues
    )
