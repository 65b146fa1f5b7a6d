"""Numbers, counts and standing words as the window says them in the chosen language."""

from __future__ import annotations

from itadesk.app.language import _, language
from itadesk.core.model import Status
from itadesk.thai.digits import to_thai


def digits(text: str) -> str:
    """A text with Thai digits in a Thai window."""
    return to_thai(text) if language() == "th" else text


def number(value: int) -> str:
    """A whole number in the window's digits."""
    return digits(str(value))


def counted(count: int, one: str, many: str) -> str:
    """A count with its word; `one` and `many` hold {n}."""
    return (one if count == 1 else many).format(n=number(count))


def year_name(year: int) -> str:
    """A fiscal year as the window names it."""
    return _("Fiscal year {year}").format(year=number(year))


def status_word(status: Status | str) -> str:
    """How an item stands, in words."""
    return {"todo": _("Not done yet"), "done": _("Done"), "na": _("Not applicable")}[status]
