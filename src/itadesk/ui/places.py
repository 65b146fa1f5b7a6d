"""Where in the window the rows of each table are."""

from __future__ import annotations

from itadesk.core.model import State

_TAB_OF = {
    "item": "oit",
    "component": "oit",
    "evidence": "oit",
    "score": "scores",
    "issue": "scores",
    "indicator_progress": "measures",
    "measure": "measures",
    "step_group": "measures",
    "memo": "memo",
    "memo_section": "memo",
    "endorsement": "memo",
    "printed_paper": "print",
    "report_text": "print",
}


OFFICE = "office"  # not a tab: the dialog of the office, its units and people
_IN_OFFICE = frozenset({"office", "unit", "person"})


def tab_of(table: str) -> str:
    """The name of the tab that shows a table's rows, or `OFFICE`; empty where nothing does."""
    return OFFICE if table in _IN_OFFICE else _TAB_OF.get(table, "")


def row_name(state: State, table: str, row: str) -> str:
    """What people know a row by: an item's code and name, a title, a subject."""
    record = state.tables.get(table, {}).get(row)
    before = {"item": "code", "indicator_progress": "number"}.get(table, "")
    texts = [str(getattr(record, before, "") or "")]
    for name in ("name", "title", "subject", "heading", "text", "key"):
        text = str(getattr(record, name, "") or "")
        if text:
            texts.append(text)
            break
    return " ".join(" ".join(texts).split()) or row
