"""What is kept of the chosen measure besides the columns of the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.packs import question_form
from itadesk.app.row_words import field_words
from itadesk.core.changelog import Edit
from itadesk.core.model import Measure, State
from itadesk.core.reports.request import Request
from itadesk.core.reports.wording import indicator_text, issue_text
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.editor_lines import break_between_words
from itadesk.ui.growing_text import line_height
from itadesk.ui.measures.causes import causes_offered
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.scores.figures import key_name

_FIELDS = ("issue", "tool", "indicator", "items", "score_key", "reason")
_SHARES = (22, 7, 20, 10, 15, 26)
_CAUSE_LETTERS = 10
_LIST_WIDTH = 640


class MeasureDetails(QWidget):
    """A strip of fields under the table; each is saved while it is typed."""

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__()
        self._session = conflicts.session
        self._conflicts = conflicts
        self._measure = ""
        self.lines: dict[str, QLineEdit] = {name: QLineEdit() for name in _FIELDS[:4]}
        self.cause = QComboBox()
        self.cause.activated.connect(self._save_cause)
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        break_between_words(self._reason)
        self._issue_head = theme.label(tone="caption")
        self._fields = {name: self._saved(name, line) for name, line in self.lines.items()}
        self._fields["reason"] = self._saved("reason", self._reason)
        self._build()

    @property
    def measure(self) -> str:
        """The id of the measure shown, or empty."""
        return self._measure

    def show_measure(self, measure: str, number: str) -> None:
        """Show the measure with this id under its number; an unknown id shows nothing."""
        if measure != self._measure:
            self.flush()
            self._measure = measure
        row = self._session.state.get(Measure, measure)
        self.setEnabled(row is not None)
        text = _("Measure {number} · Issue").format(number=number) if row else field_words("issue")
        self._issue_head.setText(text)
        for name, field in self._fields.items():
            text = str(getattr(row, name)) if row else ""
            field.show_text(text)
            if name in self.lines:
                self.lines[name].setToolTip(text)
                if not self.lines[name].hasFocus():
                    self.lines[name].setCursorPosition(0)
        self._show_cause(row.score_key if row else "")
        for name in _FIELDS:
            self._conflicts.mark(self._widget(name), ("measure", measure, name))

    def show_choices(self, state: State, year: int) -> None:
        """Offer the issues, tools and indicators that this year has."""
        form = question_form(year)
        request = Request(state, year, questions=form)
        offered = {
            "issue": [issue_text(request, str(issue.number)) for issue in form.issues],
            "tool": [tool.code for tool in form.tools],
            "indicator": [indicator_text(request, known.code) for known in form.indicators],
        }
        for name, choices in offered.items():
            completer = QCompleter(list(dict.fromkeys(filter(None, choices))), self.lines[name])
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.lines[name].setCompleter(completer)

    def show_causes(self, state: State, year: int) -> None:
        """Offer the weak scores of the year before, from which a measure may come."""
        self.cause.clear()
        self.cause.addItem("–", "")
        for key, text in causes_offered(state, year):
            self.cause.addItem(text, key)

    def flush(self) -> None:
        """Save what is being typed."""
        for field in self._fields.values():
            field.flush()

    def _show_cause(self, key: str) -> None:
        """Show the score of a measure, also one that is not offered (any more)."""
        if self.cause.findData(key) < 0:
            self.cause.addItem(key_name(key), key)
        self.cause.setCurrentIndex(self.cause.findData(key))
        self.cause.setToolTip(self.cause.currentText())

    def _save_cause(self) -> None:
        self._save("score_key", self.cause.currentData())

    def _saved(self, name: str, field: QLineEdit | QPlainTextEdit) -> Autosave:
        return Autosave(field, lambda text: self._save(name, text))

    def _save(self, field: str, text: str) -> None:
        if self._session.state.get(Measure, self._measure) is None:
            return  # taken back by undo while it was typed in
        edit = Edit("measure", self._measure, field, text.strip())
        self._session.apply([edit], _("Change a measure"), typing=True, source=self)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S)
        grid.setVerticalSpacing(2)
        for place, name in enumerate(_FIELDS):
            head = theme.label(field_words(name), "caption") if place else self._issue_head
            field = self._widget(name)
            head.setBuddy(field)
            field.setAccessibleName(field_words(name))
            grid.addWidget(head, 0, place)
            height = 2 if field is self._reason else 1
            grid.addWidget(field, 1, place, height, 1, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, _SHARES[place])
        self.lines["items"].setPlaceholderText("O10 O11")
        self.cause.setMinimumContentsLength(_CAUSE_LETTERS)
        self.cause.view().setMinimumWidth(_LIST_WIDTH)
        self.cause.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        hint = _(
            "F2 edit · Alt+Enter new line · Ctrl+Enter step group · Ctrl+D fill down · Alt+↑↓ move"
        )
        grid.addWidget(theme.label(hint, "caption"), 2, 0, 1, len(_FIELDS) - 1)
        self._fit()

    def _widget(self, name: str) -> QWidget:
        if name == "score_key":
            return self.cause
        return self.lines.get(name) or self._reason

    def _fit(self) -> None:
        self._reason.setFixedHeight(line_height(self._reason) * 2 + theme.L + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
