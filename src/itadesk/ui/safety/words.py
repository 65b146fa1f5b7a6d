"""What rows and fields are called where changes are told: history, conflicts, merging."""

from __future__ import annotations

from itadesk.app.language import _
from itadesk.core.changelog import EXISTS
from itadesk.core.model import State, Value
from itadesk.ui.wording import digits, field_word


def value_words(field: str, value: Value) -> str:
    """A value as people read it; the field `EXISTS` is about the whole row."""
    if field == EXISTS:
        return _("there") if value is True else _("deleted")
    if value is None or value == "":
        return "–"
    if value is True:
        return _("Yes")
    if value is False:
        return _("No")
    if field == "status" and isinstance(value, str):
        return _status(value)
    return digits(str(value))


def field_words(field: str) -> str:
    """What a field of any row is called."""
    words = {
        EXISTS: _("The whole row"),
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
    }
    return words.get(field) or field_word(field)


def row_words(state: State, table: str, row: str) -> str:
    """What a row of a state is known by: its kind and its title, subject or name."""
    from itadesk.app.merging import kinds

    record = state.tables.get(table, {}).get(row)
    names = ("code", "title", "subject", "heading", "name", "to", "text", "url", "year")
    found = [str(getattr(record, name, "") or "") for name in names]
    known_by = next((word for word in found if word), row if "/" in row else "")
    return digits(f"{kinds().get(table, table)} {known_by}".strip())


def _status(value: str) -> str:
    words = {
        "todo": _("Not done yet"),
        "done": _("Done"),
        "na": _("Not applicable"),
        "draft": _("Draft"),
    }
    return words.get(value, value)
