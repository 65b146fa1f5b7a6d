"""What only the office can say of a year's scores: the published level, and unknown weights."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.model import Value, Year
from itadesk.core.question_form import Weights
from itadesk.thai.digits import parse_number
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.scores.figures import Scored
from itadesk.ui.wording import digits, number

TOOLS = ("IIT", "EIT", "OIT")
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
        self.as_before = QPushButton()
        self.as_before.clicked.connect(self._take_weights)
        self._before: Weights | None = None
        self.weights = {tool: QLineEdit() for tool in TOOLS}
        self._saves = {
            tool: Autosave(field, partial(self._keep_weight, tool))
            for tool, field in self.weights.items()
        }
        self.setFocusProxy(self.weights["IIT"])
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
        earlier = [known for known in shown.form.weights if known.year < shown.year]
        self._before = max(earlier, key=lambda known: known.year, default=None)
        self._show_weights(row, asked=shown.asks_weights)

    @property
    def lacks_weights(self) -> bool:
        """Whether a weight that only the office knows is not said yet."""
        return any(field.isVisibleTo(self) and not field.text() for field in self.weights.values())

    def flush(self) -> None:
        """Save what is being typed."""
        for save in self._saves.values():
            save.flush()

    def _show_weights(self, row: Year, *, asked: bool) -> None:
        said = {tool: getattr(row, f"weight_{tool.lower()}") for tool in TOOLS}
        for tool, save in self._saves.items():
            save.show_text("" if said[tool] is None else digits(f"{said[tool]:g}"))
            self._rows.setRowVisible(self.weights[tool], asked)
        self._ask.setVisible(asked)
        known = [weight for weight in said.values() if weight is not None]
        self._rows.setRowVisible(self.as_before, asked and not known and self._before is not None)
        if self._before is not None:
            shares = "/".join(digits(str(share)) for _tool, share in self._before.shares)
            text = _("The same as in {year} ({shares})")
            self.as_before.setText(text.format(year=number(self._before.year), shares=shares))
        wrong = asked and len(known) == len(TOOLS) and sum(known) != _FULL
        self._wrong.setText(_("The three weights must make 100 together.") if wrong else "")
        self._wrong.setVisible(wrong)

    def _keep_level(self) -> None:
        self._keep("level", self.level.currentData(), _("Published level"))

    def _take_weights(self) -> None:
        if self._before is not None:
            edits = [
                Edit("year", str(self._year), f"weight_{tool.lower()}", share)
                for tool, share in self._before.shares
            ]
            self._session.apply(edits, _("Weights as in an earlier year"))

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
        self._rows.addRow(self.as_before)
        for tool, field in self.weights.items():
            field.setAccessibleName(_("Weight of {tool}").format(tool=tool))
            field.setPlaceholderText(_("not known"))
            self._rows.addRow(tool, field)
        self._rows.addRow(self._wrong)
        column.addLayout(self._rows)
