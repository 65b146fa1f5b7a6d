"""What rows, fields and values are called where changes are told."""

from __future__ import annotations

from collections.abc import Sequence

from itadesk.app.days import iso_text
from itadesk.app.language import _
from itadesk.core.changelog import EXISTS, Change
from itadesk.core.model import State, Value

_DAYS = frozenset({"date", "due", "done_on", "signed_on"})
_ATTACHED = frozenset({"garuda", "scan"})  # their values are the SHA-256 of a file
_TOLD_OF_A_HASH = 8
_KNOWN_BY = (
    "code",
    "title",
    "subject",
    "heading",
    "name",
    "to",
    "text",
    "url",
    "file_name",
    "year",
)


def kinds() -> dict[str, str]:
    """What each table holds."""
    return {
        "office": _("Office"),
        "unit": _("Units"),
        "person": _("People"),
        "year": _("Years"),
        "item": _("OIT items"),
        "component": _("Components of items"),
        "evidence": _("Evidence"),
        "indicator_progress": _("Progress by indicator"),
        "score": _("Scores"),
        "issue": _("Issues"),
        "measure": _("Measures"),
        "step_group": _("Step groups"),
        "memo": _("Memos"),
        "memo_section": _("Parts of memos"),
        "endorsement": _("Endorsements"),
        "report_text": _("Words of papers"),
        "printed_paper": _("Register of papers"),
        "waiver": _("Waived checks"),
    }


def row_words(state: State, table: str, row: str, history: Sequence[Change] = ()) -> str:
    """What people know a row by: its kind and its title, subject or name.

    `history` names a row that the state does not have any more.
    """
    record = state.tables.get(table, {}).get(row)
    last = {change.field: change.value for change in history}
    found = [str(getattr(record, name, "") or last.get(name) or "") for name in _KNOWN_BY]
    known_by = next((word for word in found if word), row if "/" in row else "")
    return f"{kinds().get(table, table)} {known_by}".strip()


def value_words(field: str, value: Value) -> str:
    """A value as people read it; the field `EXISTS` is about the whole row."""
    if field == EXISTS:
        return _("there") if value is True else _("deleted")
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field == "status":
        words = {
            "todo": _("Not done yet"),
            "done": _("Done"),
            "na": _("Not applicable"),
            "draft": _("Draft"),
            "signed": _("Signed"),
        }
        return words.get(str(value), str(value))
    if field in _ATTACHED:
        return f"{_('File')} {str(value)[:_TOLD_OF_A_HASH]}"
    return _day(str(value)) if field in _DAYS else str(value)


def _day(iso: str) -> str:
    try:
        return iso_text(iso)
    except ValueError:
        return iso  # as a document had it


def field_words(field: str) -> str:
    """What a field of any row is called; itself where people never meet it."""
    if field == EXISTS:
        return _("The whole row")
    words = {**_of_measures(), **_of_papers(), **_of_the_office(), **_of_the_look()}
    return words.get(field, field)


def _of_measures() -> dict[str, str]:
    return {
        "issue": _("Issue"),
        "tool": _("Tool"),
        "indicator": _("Indicator"),
        "title": _("Measure"),
        "reason": _("Reason"),
        "period": _("Period"),
        "responsible": _("Responsible"),
        "suggestion": _("Suggestion"),
        "remark": _("Remark"),
        "items": _("OIT items"),
        "steps": _("Steps"),
        "outputs": _("Output"),
        "outcome": _("Outcome"),
        "score_key": _("Score behind it"),
    }


def _of_papers() -> dict[str, str]:
    return {
        "place": _("Place in the list"),
        "status": _("Status"),
        "progress": _("Progress"),
        "due": _("Due"),
        "done_on": _("Done on"),
        "ticked": _("Ticked"),
        "text": _("Text"),
        "url": _("Link"),
        "click_path": _("Where to click"),
        "file_name": _("File"),
        "value": _("Score"),
        "codes": _("Questions and items of the issue"),
        "defect": _("Defects"),
        "develop": _("To be developed"),
        "keep": _("To be kept"),
        "department": _("Department"),
        "number": _("Number"),
        "date": _("Date"),
        "subject": _("Subject"),
        "addressee": _("Addressee"),
        "closing": _("Closing"),
        "heading": _("Heading"),
        "body": _("Text"),
        "to": _("To"),
        "remarks": _("Remarks"),
        "choices": _("Choices"),
        "signed_on": _("Signed on"),
        "scan": _("Signed scan"),
    }


def _of_the_office() -> dict[str, str]:
    return {
        "name": _("Name"),
        "kind": _("Kind"),
        "tambon": _("Tambon"),
        "amphoe": _("Amphoe"),
        "province": _("Province"),
        "letter_prefix": _("Letter prefix"),
        "phone": _("Phone"),
        "web": _("Website"),
        "rank": _("Rank"),
        "post": _("Post"),
        "level": _("Level"),
        "code": _("Code"),
        "points": _("Points"),
        "guideline": _("Guideline"),
        "weight_iit": _("Weight of {tool}").format(tool="IIT"),
        "weight_eit": _("Weight of {tool}").format(tool="EIT"),
        "weight_oit": _("Weight of {tool}").format(tool="OIT"),
    }


def _of_the_look() -> dict[str, str]:
    return {
        "garuda": _("Garuda"),
        "memo_left": _("Left margin"),
        "memo_right": _("Right margin"),
        "memo_top": _("Top margin"),
        "memo_bottom": _("Bottom margin"),
        "memo_size": _("Size of letters"),
        "paper_font": _("Typeface of papers"),
        "thai_digits": _("Thai digits"),
    }
