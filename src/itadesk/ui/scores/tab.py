"""The tab of the ITA scores."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.analysis import Placed, placement
from itadesk.core.model import Issue, Score
from itadesk.core.proposals import weak
from itadesk.ui import theme
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.scores.analysis import AnalysisPane
from itadesk.ui.scores.figures import parts_of, scored, year_to_show, years_offered
from itadesk.ui.scores.pane import ScoresPane
from itadesk.ui.scores.proposing import propose
from itadesk.ui.scores.said import TOOLS
from itadesk.ui.scores.whatif import WhatIfPane
from itadesk.ui.tab import LateTab, toggles
from itadesk.ui.wording import number

SCORES, ANALYSIS, WHAT_IF = range(3)


class ScoresTab(LateTab):
    """Scores, analysis and "what if" of one year: by itself the newest that has scores."""

    TABLES = frozenset({"score", "year", "item", "issue"})

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self.years = QComboBox()
        self.years.setAccessibleName(_("Scores of the year"))
        self.scores = ScoresPane(session, prompts)
        self.analysis = AnalysisPane(Conflicts(session, prompts))
        self.what_if = WhatIfPane(session)
        self._buttons = QButtonGroup(self)
        self._stack = QStackedLayout()
        self._build()
        self._wire()
        self._buttons.button(SCORES).setChecked(True)
        self.begin(self.scores.view)

    @property
    def scored_year(self) -> int:
        """The year whose scores are shown."""
        return int(self.years.currentData())

    def set_year(self, year: int) -> None:
        """Show the scores that a plan of this fiscal year is made from."""
        self.flush()
        self._year = year
        self.show_scores_of(year_to_show(self._session.state, year))

    def show_scores_of(self, year: int) -> None:
        """Show the scores of another year, whatever year the other tabs show."""
        self.years.clear()
        for each in years_offered(self._session.state, max(self._year, year)):
            self.years.addItem(_("Scores of {year}").format(year=number(each)), each)
        self.years.setCurrentIndex(self.years.findData(year))
        self.refresh_in_sight()

    def show_pane(self, pane: int) -> None:
        """Show the scores, the analysis, or what if."""
        self.flush()
        self._buttons.button(pane).setChecked(True)
        self._stack.setCurrentIndex(pane)
        self._refresh()

    def go_to(self, table: str, row: str) -> bool:
        """Choose the score or the issue that this row is; False if it is none."""
        state = self._session.state
        found = state.get(Score, row) if table == "score" else None
        issue = state.get(Issue, row) if table == "issue" else None
        if found is not None:
            self.show_scores_of(found.year)
            self.show_pane(SCORES)
            return self.scores.go(found.key)
        if issue is not None:
            self.show_scores_of(issue.year)
            self.show_pane(ANALYSIS)
            return self.analysis.go(issue.id)
        return False

    def flush(self) -> None:
        """Save what is being typed."""
        self.scores.flush()
        self.analysis.flush()

    # what the clerk does

    def _on_year(self) -> None:
        self.flush()
        self._refresh()

    def _propose_for(self, key: str) -> None:
        """Measures for a question or an item, or for all that a whole is summed from."""
        shown = scored(self._session.state, self.scored_year)
        keys = parts_of(shown, key)
        found = placement(self._session.state, shown.year, shown.form, shown.oit)
        entries = {e.key: e for e in found.placed if e.key in keys or e.key == key}
        self._propose(weak(entries.values()))

    def _propose(self, entries: tuple[Placed, ...]) -> None:
        shown = scored(self._session.state, self.scored_year)
        propose(self, self._session, self._prompts, shown, entries)

    def _ask_rules(self) -> None:
        """The place to say what is missing for a total: the weights, else the score of a tool."""
        self.show_pane(SCORES)
        shown = scored(self._session.state, self.scored_year)
        blank = [tool for tool in TOOLS if tool not in shown.result.scores]
        if self.scores.side.says.lacks_weights or not blank:
            self.scores.side.says.setFocus()
        else:
            self.scores.go(blank[0])
            self.scores.setFocus()

    # what is shown

    def _refresh(self) -> None:
        """Show the year in the pane in sight; the others follow when they are shown."""
        shown = scored(self._session.state, self.scored_year)
        panes = (self.scores, self.analysis, self.what_if)
        panes[self._stack.currentIndex()].show_scores(shown)

    # how it is laid out

    def _wire(self) -> None:
        self.years.activated.connect(self._on_year)
        self._buttons.idClicked.connect(self.show_pane)
        self.scores.measures_wanted.connect(self._propose_for)
        self.analysis.measures_wanted.connect(self._propose)
        self.what_if.rules_wanted.connect(self._ask_rules)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.M, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(self._head())
        layout.addLayout(self._stack, 1)
        for pane in (
            self.scores,
            self.analysis,
            self.what_if,
        ):  # a stack without a window would show them as windows
            self._stack.addWidget(pane)

    def _head(self) -> QLayout:
        line = QHBoxLayout()
        line.setContentsMargins(theme.L, 0, theme.L, 0)
        line.setSpacing(theme.S)
        for button in toggles(self._buttons, (_("Scores"), _("Analysis"), _("What if"))):
            line.addWidget(button)
        line.addSpacing(theme.S)
        line.addWidget(self.years)
        line.addStretch(1)
        return line
