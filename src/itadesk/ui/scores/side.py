"""What a year's scores add up to: total and level, charts, what is not known, the formula."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.packs import question_form
from itadesk.app.session import Session
from itadesk.core.model import State
from itadesk.core.scores import YearScores, level_names, year_scores
from itadesk.core.scoring import MissingRule
from itadesk.ui import theme
from itadesk.ui.scores.charts import Bar, IndicatorChart, YearColumn, YearsChart
from itadesk.ui.scores.figures import (
    FIRST_YEAR,
    Scored,
    level_text,
    missing_text,
    oit_of,
    score_text,
    slips_text,
    suspects_text,
)
from itadesk.ui.scores.said import OfficeSays
from itadesk.ui.wording import digits, number

_YEARS_SHOWN = 6


class SidePanel(QScrollArea):
    """Reads beside the table; what the office itself may say of the year is asked here."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._total = theme.label(tone="title", wrap=True)
        self._tools = theme.label(tone="muted", wrap=True)
        self._notice = theme.label(tone="warning", wrap=True)
        self.says = OfficeSays(session)
        self.bars = IndicatorChart()
        self.years = YearsChart()
        self._formula = theme.label(tone="muted", wrap=True)
        self._build()

    def show_scores(self, shown: Scored) -> None:
        """Show a year."""
        result = shown.result
        total = result.scores.get("total")
        level = level_text(result.level)
        year = number(shown.year)
        if total is None:
            self._total.setText(_("No total of {year} yet").format(year=year))
        else:
            text = _("Total of {year}: {total}").format(year=year, total=score_text(total))
            self._total.setText(f"{text} · {level}" if level else text)
        tools = [t.code for t in shown.form.tools if t.code in result.scores]
        self._tools.setText(" · ".join(f"{t} {score_text(result.scores[t])}" for t in tools))
        self._tools.setVisible(bool(tools))
        self._show_notices(shown)
        self.says.show_year(shown)
        names = [(i.code, i.name) for i in shown.form.indicators]
        self.bars.show_bars(
            [Bar(f"{digits(code)} {name}", result.scores.get(code)) for code, name in names]
        )
        self.years.show_years(year_columns(self._session.state, shown.year))
        self._formula.setText(shown.form.formula.text.strip())

    def _show_notices(self, shown: Scored) -> None:
        texts = [missing_text(missing) for missing in shown.rules.missing]
        if isinstance(shown.result.level, MissingRule):
            texts.append(missing_text(shown.result.level))
        if shown.form.standing(shown.year) != "confirmed":
            year = number(shown.year)
            texts.append(
                _("The questions and the formula of {year} are not confirmed.").format(year=year)
            )
        if slips_text(shown):
            texts.insert(0, slips_text(shown))
            narrowest = [s for s in map(suspects_text, shown.lines) if s]
            texts[1:1] = narrowest[-1:]  # parts stand behind their wholes
        self._notice.setText("\n".join(texts))
        self._notice.setVisible(bool(texts))

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("panel", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.S)
        for widget in (self._total, self._tools, self._notice, self.says):
            column.addWidget(widget)
        for heading, chart in (
            (_("Indicators against 85 and 100"), self.bars),
            (_("Totals by year"), self.years),
            (_("How the scores add up"), self._formula),
        ):
            column.addSpacing(theme.S)
            column.addWidget(theme.label(heading, "heading"))
            column.addWidget(chart)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def year_columns(state: State, year: int) -> list[YearColumn]:
    """Six years that hold this one, from 2564 where they can."""
    first = max(FIRST_YEAR, year - _YEARS_SHOWN + 1)
    return [
        _column(year_scores(state, each, question_form(each), oit_of(each)), is_shown=each == year)
        for each in range(first, first + _YEARS_SHOWN)
    ]


def _column(scores: YearScores, *, is_shown: bool) -> YearColumn:
    names = level_names(scores)
    return YearColumn(scores.year, scores.scores.get("total"), names, is_shown)
