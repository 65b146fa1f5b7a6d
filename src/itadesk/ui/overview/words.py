"""What the overview calls what is missing, and how it counts days."""

from __future__ import annotations

from itadesk.app.language import _
from itadesk.core.overview import Deadline, Missing
from itadesk.ui.wording import counted


def missing_words(kind: Missing) -> str:
    """What is still to be done about these rows."""
    return {
        "conflicts": _("Two people wrote differently; choose which stands"),
        "overdue": _("The day has passed"),
        "items-without-evidence": _("Ticked without evidence"),
        "components-missing": _("Ticked, but something it must show is missing"),
        "items-without-unit": _("Nobody is responsible yet"),
        "items-undone": _("Items not done yet"),
        "indicators-undone": _("IIT and EIT indicators not done yet"),
        "measures-without-result": _("Measures without a result"),
        "memos-unsigned": _("Memos not signed yet"),
        "papers-unsigned": _("Printed papers without a signed scan"),
    }[kind]


def days_words(deadline: Deadline) -> str:
    """How far the day is from today."""
    days = deadline.days or 0
    if days < 0:
        return counted(-days, _("{n} day late"), _("{n} days late"))
    return _("today") if days == 0 else counted(days, _("{n} day left"), _("{n} days left"))
