"""What only the office can say of a year's scores: the published level, and unknown weights."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.model import Value, Year
from itadesk.thai.digits import parse_number
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.scores.figures import Scored
from itadesk.ui.wording import digits, number

_TOOLS = ("IIT", "EIT", "OIT")
_FULL = 100.0


class OfficeSays(QWidget):
    """Fields of the chosen `Year`; hidden for a year that the file does not hold."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = 0
        self.level = QComboBox()
        self.level.setAccessibleName(_("Published level"))
        self.level.activated.connect(self._keep_level)
        self._ask = theme.label(wrap=True)
        self._wrong = theme.label(tone="warning", wrap=True)
        self.weights = {tool: QLineEdit() for tool in _TOOLS}
        self._saves = {
            tool: Autosave(field, partial(self._keep_weight, tool))
            for tool, field in self.weights.items()
        }
        self._rows = QFormLayout()
        self._build()

    def show_year(self, shown: Scored) -> None:
        """Show what the office said of a year."""
        if shown.year != self._year:
            self.flush()
        self._year = shown.year
        row = self._session.state.get(Year, str(shown.year))
        self.setVisible(row is not None)
        if row is None:
            return
        names = dict.fromkeys(
            rule.name
            for levels in shown.form.levels
            if levels.first_year <= shown.year <= (levels.last_year or shown.year)
            for rule in levels.rules
        )
        self.level.clear()
        self.level.addItem(_("as computed"), "")
        for name in dict.fromkeys((*names, row.level) if row.level else names):
            self.level.addItem(name, name)
        self.level.setCurrentIndex(max(0, self.level.findData(row.level)))
        self._show_weights(row, asked=shown.asks_weights)

    def flush(self) -> None:
        """Save what is being typed."""
        for save in self._saves.values():
            save.flush()

    def _show_weights(self, row: Year, *, asked: bool) -> None:
        said = {tool: getattr(row, f"weight_{tool.lower()}") for tool in _TOOLS}
        for tool, save in self._saves.items():
            save.show_text("" if said[tool] is None else digits(f"{said[tool]:g}"))
            self._rows.setRowVisible(self.weights[tool], asked)
        self._ask.setVisible(asked)
        known = [weight for weight in said.values() if weight is not None]
        wrong = asked and len(known) == len(_TOOLS) and sum(known) != _FULL
        self._wrong.setText(_("The three weights must make 100 together.") if wrong else "")
        self._wrong.setVisible(wrong)

    def _keep_level(self) -> None:
        self._keep("level", self.level.currentData(), _("Published level"))

    def _keep_weight(self, tool: str, text: str) -> None:
        field = f"weight_{tool.lower()}"
        try:
            weight = parse_number(text) if text.strip() else None
        except ValueError:
            weight = -1.0
        wrong = weight is not None and not 0 <= weight <= _FULL
        self.weights[tool].setProperty("wrong", wrong)
        self.weights[tool].style().polish(self.weights[tool])
        if not wrong:
            self._keep(field, weight, _("Weight of {tool}").format(tool=tool))

    def _keep(self, field: str, value: Value, label: str) -> None:
        self._session.apply([Edit("year", str(self._year), field, value)], label)

    def _build(self) -> None:
        self._ask.setText(
            _("What each tool counts of {n}, if the office knows it:").format(n=number(100))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self._rows.setHorizontalSpacing(theme.S)
        self._rows.setVerticalSpacing(theme.XS)
        self._rows.addRow(_("Published level"), self.level)
        self._rows.addRow(self._ask)
        for tool, field in self.weights.items():
            field.setAccessibleName(_("Weight of {tool}").format(tool=tool))
            field.setPlaceholderText(_("not known"))
            self._rows.addRow(tool, field)
        self._rows.addRow(self._wrong)
        column.addLayout(self._rows)
