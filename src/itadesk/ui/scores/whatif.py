"""What if: tick what could be mended, and see at once what it would make of the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.model import State
from itadesk.core.scoring import MissingRule
from itadesk.core.whatif import (
    FULL,
    Basis,
    Gain,
    Goal,
    Outcome,
    Way,
    forecast,
    goals_of,
    levers,
    outcome,
    ranking,
    way_to,
)
from itadesk.ui import theme, worker
from itadesk.ui.row_list import Column, ListRow, RowList
from itadesk.ui.scores.figures import (
    Scored,
    basis_of,
    gain_text,
    key_name,
    level_text,
    missing_text,
    score_text,
    slips_text,
)
from itadesk.ui.scores.model import WEAK
from itadesk.ui.wording import digits, number

_LIST_SHARE, _SIDE_SHARE = 800, 500

GoalAndWay: TypeAlias = tuple[Goal, Way | MissingRule]


class WhatIfPane(QWidget):
    """What can be raised at the left, most useful first; the result and the goals at the right.

    Signals: `rules_wanted` when the clerk wants to say what nobody knows of the year.
    """

    rules_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = 0
        self._basis: Basis | None = None
        self._labels: Mapping[str, str] = {}
        self._gains: dict[str, Gain] = {}
        self._ticked: frozenset[str] = frozenset()
        self._search: worker.Task | None = None
        self.intro = theme.label(tone="muted", wrap=True)
        self.list = RowList(
            _("What could be mended"),
            (
                Column(_("Item"), 9),
                Column(_("Question or item")),
                Column(_("Now"), 7, is_number=True),
                Column(_("Adds"), 8, is_number=True),
            ),
        )
        self.list.ticked.connect(self._on_tick)
        self.result = theme.label(tone="title", wrap=True)
        self.why = theme.label(wrap=True)
        self._grid = QGridLayout()
        self._heading = theme.label(_("The fewest that reach"), "heading")
        self._looking = theme.label(_("Looking for the ways …"), "muted")
        self._goals = QVBoxLayout()
        self.slips = theme.label(tone="warning", wrap=True)
        self.say = theme.button(_("Type what is missing"), "arrow-right")
        self.say.clicked.connect(self.rules_wanted)
        self._clear = theme.button(_("Clear the ticks"))
        self._clear.clicked.connect(lambda: self.tick(frozenset()))
        self._build()
        self.setFocusProxy(self.list)

    def show_scores(self, shown: Scored) -> None:
        """Begin with a year's scores, or with what its checklist lets expect."""
        self._basis = basis_of(self._session.state, shown)
        self._labels = shown.labels
        if shown.year != self._year:
            self._ticked = frozenset()
        self._year = shown.year
        self._gains = {gain.keys[-1]: gain for gain in ranking(self._basis)}
        self._ticked &= frozenset(levers(self._basis))
        self.intro.setText(_intro(self._session.state, shown))
        self.slips.setText(slips_text(shown))
        self.slips.setVisible(bool(self.slips.text()))
        self._show_list()
        self._show_result()
        self._look_further(self._basis, goals_of(shown.form.levels, shown.year))
        self._show_goals(())

    def tick(self, keys: frozenset[str]) -> None:
        """Tick these and nothing else."""
        self._ticked = keys
        self._show_list()
        self._show_result()

    def _look_further(self, basis: Basis, goals: Sequence[Goal]) -> None:
        """Find the ways to the goals, off the window's thread."""
        if self._search is not None:
            self._search.cancel()
            self._search = None
        self._heading.setVisible(outcome(basis).total is not None)
        if outcome(basis).total is None:
            return  # what is missing for a total stands above

        def look() -> list[GoalAndWay]:
            return [(goal, way_to(basis, goal)) for goal in goals]

        self._search = worker.run(self, look, self._on_found, lambda _error: None)

    def _on_found(self, ways: list[GoalAndWay]) -> None:
        self._search = None
        self._show_goals(ways)

    def _on_tick(self, key: str, ticked: bool) -> None:
        self._ticked = self._ticked | {key} if ticked else self._ticked - {key}
        self._show_result()

    def _changes(self) -> dict[str, float]:
        """Every ticked score at 100, with the items that drag it down."""
        keys = [k for key in self._ticked for k in self._keys(key)]
        return dict.fromkeys(keys, FULL)

    def _keys(self, key: str) -> tuple[str, ...]:
        gain = self._gains.get(key)
        return gain.keys if gain else (key,)

    def _show_list(self) -> None:
        if self._basis is None:
            return
        now = outcome(self._basis).scores
        order = [*self._gains, *(key for key in levers(self._basis) if key not in self._gains)]
        self.list.fill([self._row(key, now) for key in order])

    def _row(self, key: str, now: Mapping[str, float]) -> ListRow:
        gain = self._gains.get(key)
        score = now.get(key)
        label = self._labels.get(key, "")
        if gain and len(gain.keys) > 1:
            first = ", ".join(gain.keys[:-1])
            label = _("{label} (only together with {keys})").format(label=label, keys=first)
        texts = (key_name(key), label, score_text(score), gain_text(gain.gain) if gain else "")
        weak = score is not None and score < WEAK
        return ListRow(key, texts, is_weak=weak, ticked=key in self._ticked)

    def _show_result(self) -> None:
        if self._basis is None:
            return
        before, after = outcome(self._basis), outcome(self._basis, self._changes())
        self._clear.setEnabled(bool(self._ticked))
        self.result.setText(_total_text(before, after))
        self.why.setText(_level_change(before, after))
        self.why.setVisible(bool(self.why.text()))
        self.say.setVisible(bool(before.total is None and before.missing))
        while (item := self._grid.takeAt(0)) is not None:
            _delete(item.widget())
        tools = ("IIT", "EIT", "EIT/1", "EIT/2", "OIT")
        moved = [
            k for k in after.scores if k.isdecimal() and after.scores[k] != before.scores.get(k)
        ]
        shown = [key for key in (*tools, *sorted(moved, key=int)) if key in after.scores]
        for row, key in enumerate(shown):
            self._add_line(row, key, before.scores.get(key), after.scores[key])

    def _add_line(self, row: int, key: str, before: float | None, after: float) -> None:
        name = self._labels.get(key, "") if key.isdecimal() else ""
        label = theme.label(f"{key_name(key)} {name}".strip(), wrap=True)
        self._grid.addWidget(label, row, 0)
        moved = before is not None and before != after
        texts = (score_text(before), "→" if moved else "", score_text(after) if moved else "")
        for column, text in enumerate(texts, start=1):
            number_ = theme.label(text)
            number_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(number_, row, column)

    def _show_goals(self, ways: Sequence[GoalAndWay]) -> None:
        while (item := self._goals.takeAt(0)) is not None:
            _delete(item.widget())
        for goal, way in ways:
            self._goals.addWidget(self._goal(goal, way))
        self._looking.setVisible(self._search is not None)

    def _goal(self, goal: Goal, way: Way | MissingRule) -> QWidget:
        result = QWidget()
        line = QHBoxLayout(result)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.S)
        name = digits(goal.name)
        line.addWidget(theme.label(f"{name}: {_way_text(way)}", wrap=True), 1)
        if isinstance(way, Way) and way.steps:
            keys = frozenset(key for key, _total in way.steps)
            button = QPushButton(_("Tick these"))
            button.setAccessibleName(_("Tick what leads to {goal}").format(goal=name))
            button.clicked.connect(lambda: self.tick(keys))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return result

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, 0, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.intro)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._side())
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([_LIST_SHARE, _SIDE_SHARE])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _side(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("panel", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.S)
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._goals.setSpacing(theme.S)
        column.addWidget(self.result)
        column.addWidget(self.why)
        column.addWidget(self.slips)
        column.addWidget(self.say, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.S)
        column.addWidget(self._heading)
        column.addWidget(self._looking)
        column.addLayout(self._goals)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def _delete(widget: QWidget | None) -> None:
    if widget is not None:
        widget.setParent(None)
        widget.deleteLater()


def _intro(state: State, shown: Scored) -> str:
    year = number(shown.year)
    if shown.has_scores:
        return _("Tick what could be mended, and see what {year} would have been.").format(
            year=year
        )
    found = forecast(state, shown.year, shown.rules, shown.form.levels)
    text = _("What {year} may become: the {done} of {all} items that are ticked count 100.")
    texts = [text.format(year=year, done=number(found.done), all=number(found.listed))]
    if found.survey_year is not None:
        text = _("The surveys are those of {year}.")
        texts.append(text.format(year=number(found.survey_year)))
    if found.low.total != found.high.total:
        text = _("What does not apply counts 0; at 100 the total were {total}: {items}")
        items = ", ".join(found.not_applicable)
        texts.append(text.format(total=score_text(found.high.total), items=items))
    return " ".join(texts)


def _total_text(before: Outcome, after: Outcome) -> str:
    if before.total is None:
        return _("No total can be told")
    text = _("Total {total}").format(total=score_text(before.total))
    if after.total is None or after.total == before.total:
        return text
    return f"{text} → {score_text(after.total)} ({gain_text(after.total - before.total)})"


def _level_change(before: Outcome, after: Outcome) -> str:
    if before.total is None:
        return "\n".join(missing_text(missing) for missing in before.missing)
    texts = [level_text(o.level) for o in (before, after)]
    if isinstance(before.level, MissingRule):
        return missing_text(before.level)
    return texts[0] if texts[0] == texts[1] else " → ".join(texts)


def _way_text(way: Way | MissingRule) -> str:
    if isinstance(way, MissingRule):
        return missing_text(way)
    if way.reached and not way.steps:
        return _("reached already")
    if not way.reached:
        text = _("not reached even with everything at 100 (total {total})")
        return text.format(total=score_text(way.outcome.total))
    steps = ", ".join(key_name(key) for key, _total in way.steps)
    text = _("mend {steps} (total {total})")
    return text.format(steps=steps, total=score_text(way.outcome.total))
