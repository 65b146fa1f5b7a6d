"""The dialog that starts a fiscal year, blank or with last year's answers carried forward."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.office_files import year_edits
from itadesk.app.packs import oit_form, oit_years
from itadesk.core.changelog import Edit
from itadesk.core.model import State
from itadesk.core.years import carried_forward, years_of
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.wording import year_name
from itadesk.ui.year_choice import YearChoice

_WIDTH = 480


class NewYearDialog(FormDialog):
    """Asks for a year; `edits` is what starts it."""

    def __init__(self, state: State, preferred: int, parent: QWidget | None = None) -> None:
        self._state = state
        held = years_of(state)
        self.choice = YearChoice(state, held[0].year + 1 if held else preferred)
        self.carry = QCheckBox(_("Carry last year's texts, links and units forward"))
        self._note = theme.label(tone="muted", wrap=True)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        for widget in (theme.label(_("Fiscal year")), self.choice, self.carry, self._note):
            layout.addWidget(widget)
        layout.addStretch(1)
        super().__init__(parent, _("Start a fiscal year"), body, _("Start the year"))
        self.setMinimumWidth(_WIDTH)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self._on_choice()

    @property
    def year(self) -> int:
        return self.choice.year

    def edits(self) -> list[Edit]:
        if self.carry.isEnabled() and self.carry.isChecked():
            return carried_forward(self._state, oit_form(self.year))
        return year_edits(self.year)

    def _on_choice(self) -> None:
        earlier = [each.year for each in years_of(self._state) if each.year < self.year]
        possible = self.year in oit_years() and bool(earlier)
        self.carry.setEnabled(possible)
        self.carry.setChecked(possible)
        notes = []
        if possible:
            text = _("Ticks are not carried: the work of {year} is to be done again.")
            notes.append(text.format(year=year_name(self.year)))
        if self.year in oit_years():
            notes.append(oit_form(self.year).note)
        else:
            notes.append(_("Measures, scores and memos can be kept without an OIT list."))
        self._note.setText("\n".join(filter(None, notes)))
