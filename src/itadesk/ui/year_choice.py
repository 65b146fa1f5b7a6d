"""A choice of fiscal years, each with what is known of its OIT list."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from itadesk.app.language import _
from itadesk.app.packs import oit_form, oit_years
from itadesk.core.model import State, Year
from itadesk.ui.wording import digits, number

_FIRST_YEAR, _YEARS_AHEAD = 2560, 2


class YearChoice(QComboBox):
    """The years that a file does not hold yet, newest first."""

    def __init__(self, state: State, preferred: int) -> None:
        super().__init__()
        self.setAccessibleName(_("Fiscal year"))
        held = {year.year for year in state.all(Year)}
        last = max(preferred + _YEARS_AHEAD, *oit_years())
        for year in range(last, _FIRST_YEAR - 1, -1):
            if year not in held:
                self.addItem(f"{number(year)} · {_list_of(year)}", year)
        self.setCurrentIndex(max(0, self.findData(preferred)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find a year by its digits, Thai or Arabic."""
        typed = event.text()
        if typed.isdecimal():
            typed = digits(str(int(typed)))
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), typed)
        super().keyPressEvent(event)

    @property
    def year(self) -> int:
        return int(self.currentData())


def first_year(current: int) -> int:
    """The year that a new office begins with: the fiscal year of today if its list is known.

    Otherwise the newest year before it whose list is confirmed.
    """
    if current in oit_years():
        return current
    past = [year for year in oit_years() if year < current and oit_form(year).confirmed]
    return max(past, default=current)


def _list_of(year: int) -> str:
    if year not in oit_years():
        return _("no OIT list")
    form = oit_form(year)
    text = _("{n} OIT items") if form.confirmed else _("{n} OIT items, not confirmed")
    return text.format(n=number(form.count))
