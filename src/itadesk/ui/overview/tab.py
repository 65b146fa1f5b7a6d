"""The tab of the overview."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.checklist import items_of
from itadesk.ui import theme
from itadesk.ui.overview.findings import FindingsPane
from itadesk.ui.overview.glance import GlancePane
from itadesk.ui.prompts import Prompts
from itadesk.ui.tab import LateTab, toggles
from itadesk.ui.wording import number, year_name

GLANCE, FINDINGS = range(2)


class OverviewTab(LateTab):
    """The year at a glance, and what the checker finds before printing."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self.glance = GlancePane(session)
        self.findings = FindingsPane(session, prompts)
        self._none = theme.label(tone="muted", wrap=True)
        self.paper = theme.button(_("One page for the chief executive"), "printer")
        self._buttons = QButtonGroup(self)
        self._stack = QStackedLayout()
        self._build()
        self._wire()
        self._buttons.button(GLANCE).setChecked(True)
        self.begin()

    def set_year(self, year: int) -> None:
        """Show another fiscal year."""
        self._year = year
        self.refresh_in_sight()

    def show_pane(self, pane: int) -> None:
        """Show the year at a glance, or the findings."""
        self._buttons.button(pane).setChecked(True)
        self._stack.setCurrentIndex(pane)
        self._refresh()

    def go_to(self, table: str, row: str) -> bool:
        """Nothing is kept here: no row is of this tab."""
        return False

    def _refresh(self) -> None:
        has_items = bool(items_of(self._session.state, self._year))
        self.paper.setEnabled(has_items)
        self._none.setVisible(not has_items)
        self._none.setText(
            _(
                "{year} has no OIT items in this file, so nothing of the checklist is counted."
            ).format(year=year_name(self._year))
        )
        self.findings.show_year(self._year)
        if self._stack.currentIndex() == GLANCE:
            self.glance.show_year(self._year, date.today())

    def _show_count(self, count: int) -> None:
        text = _("Check before printing")
        button = self._buttons.button(FINDINGS)
        button.setText(f"{text} ({number(count)})" if count else text)

    def _wire(self) -> None:
        self._buttons.idClicked.connect(self.show_pane)
        self.findings.counted.connect(self._show_count)
        self.paper.clicked.connect(lambda: self.paper_wanted.emit("overview"))
        self.findings.row_wanted.connect(self.row_wanted)
        self.glance.row_wanted.connect(
            lambda table, row: self.row_wanted.emit(self._year, table, row)
        )

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.M, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(self._head())
        layout.addWidget(self._none)
        layout.addLayout(self._stack, 1)
        for pane in (
            self.glance,
            self.findings,
        ):  # a stack without a window would show them as windows
            self._stack.addWidget(pane)

    def _head(self) -> QLayout:
        self._none.setContentsMargins(theme.L, 0, theme.L, 0)
        self._none.hide()
        line = QHBoxLayout()
        line.setContentsMargins(theme.L, 0, theme.L, 0)
        line.setSpacing(theme.S)
        for button in toggles(self._buttons, (_("At a glance"), _("Check before printing"))):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.paper)
        return line
