"""The typeface that an office's papers are set in, where it is not the program's own."""

from __future__ import annotations

from itadesk.core.changelog import Edit
from itadesk.core.model import ReportText, State
from itadesk.core.reports.words import EVERY_YEAR, words_changed, words_reset

# Kept beside the office's words for its papers: of no single report, in every year.
_REPORT, _PART = "papers", "font"


def paper_font(state: State) -> str:
    """The name of the family that the office chose, empty for the program's own."""
    row = state.get(ReportText, f"{EVERY_YEAR}/{_REPORT}/{_PART}")
    return row.text if row else ""


def font_chosen(state: State, family: str) -> list[Edit]:
    """The edits that let papers be set in this family; in the program's own if it is empty."""
    if not family:
        return words_reset(state, _REPORT, _PART, EVERY_YEAR)
    return words_changed(state, _REPORT, _PART, EVERY_YEAR, family)
