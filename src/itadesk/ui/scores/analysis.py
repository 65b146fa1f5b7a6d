"""The analysis of a year by issue: what stands in which band, and what the office says of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.packs import analysis_phrases, question_form
from itadesk.core.analysis import (
    BANDS,
    Difference,
    Drafting,
    Placed,
    Placement,
    code_moved,
    draft_taken,
    drafted,
    own_words_kept,
    placement,
)
from itadesk.core.changelog import Edit
from itadesk.core.issues import issues_of
from itadesk.core.model import Issue
from itadesk.core.proposals import weak
from itadesk.core.question_form import Band
from itadesk.ui import theme
from itadesk.ui.row_list import Column, ListRow, RowList
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.scores.figures import FIRST_YEAR, Scored, score_text
from itadesk.ui.scores.model import WEAK
from itadesk.ui.scores.paragraph import BandParagraph
from itadesk.ui.wording import digits, number

_LIST_SHARE, _TEXT_SHARE = 660, 660
_ISSUE_LETTERS = 24


class AnalysisPane(QWidget):
    """One issue at a time: its questions and items at the left, its three paragraphs at the right.

    Signals: `measures_wanted` with the weak entries (`Placed`) that measures are asked for.
    """

    measures_wanted = Signal(object)

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__()
        self._session = conflicts.session
        self._conflicts = conflicts
        self._shown: Scored | None = None
        self._written_issue = ""
        self._placement = Placement((), ())
        self._drafting = Drafting((), ())
        self._bands = question_form(FIRST_YEAR).bands
        self.issue = QComboBox()
        self.issue.setAccessibleName(_("Issue"))
        self.issue.setMinimumContentsLength(_ISSUE_LETTERS)
        self.list = RowList(
            _("Questions and items of the issue"),
            (Column("", 8), Column(""), Column("", 8, is_number=True)),
        )
        self.move_to = QComboBox()
        self.move_to.setAccessibleName(_("Move to another issue"))
        self.paragraphs = [
            BandParagraph(_heading(band), partial(self._write, field))
            for band, field in zip(self._bands, BANDS, strict=True)
        ]
        self.draft = theme.button(_("Draft from the scores"), "magic-wand")
        self.begin = theme.button(_("Begin the analysis"), accent=True)
        self._measures = theme.button(_("Propose measures"), "lightbulb")
        self._none = theme.label(tone="muted", wrap=True)
        self._stack = QStackedLayout(self)
        self._build()
        self._wire()
        self.setFocusProxy(self.list)

    def show_scores(self, shown: Scored) -> None:
        """Show a year's issues."""
        if self._shown is not None and shown.year != self._shown.year:
            self.flush()
        self._shown = shown
        state = self._session.state
        issues = issues_of(state, shown.year)
        self._placement = placement(state, shown.year, shown.form, shown.oit)
        self._drafting = drafted(state, shown.year, shown.form, analysis_phrases(), shown.oit)
        self._stack.setCurrentIndex(0 if issues else 1)
        self.begin.setEnabled(shown.has_scores)
        self._none.setText(_nothing_yet(shown))
        self._show_issues(issues)
        self._show_issue()

    def go(self, issue: str) -> bool:
        """Choose an issue; False where the year has none of this id."""
        place = self.issue.findData(issue)
        if place >= 0:
            self.issue.setCurrentIndex(place)
            self._show_issue()
        return place >= 0

    def flush(self) -> None:
        """Save what is being typed."""
        for paragraph in self.paragraphs:
            paragraph.flush()

    # what the clerk does

    def _start(self) -> None:
        self._apply(self._drafting.edits, _("Begin the analysis"))

    def _redraft(self) -> None:
        self.flush()
        self._apply(self._drafting.edits, _("Draft from the scores"))

    def _write(self, field: str, text: str) -> None:
        issue = self._written_issue
        if self._session.state.get(Issue, issue) is not None:
            edit = Edit("issue", issue, field, text)
            self._session.apply([edit], _("Write the analysis"), typing=True)

    def _take_draft(self, found: Difference) -> None:
        self._apply(draft_taken(found.issue, found.field, found.draft), _("Use the draft"))

    def _keep_own(self, found: Difference) -> None:
        self._apply(own_words_kept(found), _("Keep the office's words"))

    def _move(self) -> None:
        entry = self._current_code()
        issue = self.move_to.currentData()
        self.move_to.setCurrentIndex(0)
        if entry and issue and self._shown is not None:
            edits = code_moved(self._session.state, self._shown.year, entry, issue)
            self._apply(edits, _("Move {item} to another issue").format(item=entry))

    def _propose(self) -> None:
        self.measures_wanted.emit(weak(self._placement.of(self.issue.currentData() or "")))

    def _propose_one(self, key: str) -> None:
        self.measures_wanted.emit(weak(e for e in self._placement.placed if e.key == key))

    def _apply(self, edits: Sequence[Edit], label: str) -> None:
        if edits:
            self._session.apply(edits, label)

    # what is shown

    def _current_code(self) -> str:
        return self.list.current_key().partition("/")[0]

    def _show_issues(self, issues: Sequence[Issue]) -> None:
        chosen = self.issue.currentData()
        self.issue.clear()
        self.move_to.clear()
        self.move_to.addItem(_("Move to issue …"), "")
        for issue in issues:
            name = f"{number(issue.number)}. {issue.name}"
            self.issue.addItem(name, issue.id)
            self.move_to.addItem(name, issue.id)
        self.issue.setCurrentIndex(max(0, self.issue.findData(chosen)))

    def _show_issue(self) -> None:
        issue = self._session.state.get(Issue, self.issue.currentData() or "")
        self._written_issue = issue.id if issue else ""
        self.draft.setEnabled(bool(self._drafting.edits))
        if issue is None:
            return
        entries = self._placement.of(issue.id)
        self.list.fill([*_rows(entries, self._bands), *_stray_rows(self._placement)])
        self._measures.setEnabled(bool(weak(entries)))
        found = {d.field: d for d in self._drafting.differences if d.issue == issue.id}
        bands = {entry.band for entry in entries if entry.band is not None}
        nothing = _("Nothing falls here: ไม่มี is printed")
        for field, band, paragraph in zip(BANDS, self._bands, self.paragraphs, strict=True):
            paragraph.show_text(getattr(issue, field), found.get(field))
            is_empty = bool(bands) and band.number not in bands
            paragraph.text.setPlaceholderText(nothing if is_empty else "")
            self._conflicts.mark(paragraph.text, ("issue", issue.id, field))

    # how it is laid out

    def _wire(self) -> None:
        self.issue.activated.connect(self._change_issue)
        self.move_to.activated.connect(self._move)
        self.list.opened.connect(self._propose_one)
        self.draft.clicked.connect(self._redraft)
        self.begin.clicked.connect(self._start)
        self._measures.clicked.connect(self._propose)
        for paragraph in self.paragraphs:
            paragraph.draft_wanted.connect(self._take_draft)
            paragraph.own_words_wanted.connect(self._keep_own)
        shortcut = QShortcut(QKeySequence("Ctrl+M"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._propose)

    def _change_issue(self) -> None:
        self.flush()
        self._show_issue()

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, 0, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.issue)
        column.addWidget(self.list, 1)
        column.addLayout(self._foot())
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self._texts())
        splitter.setSizes([_LIST_SHARE, _TEXT_SHARE])
        self._stack.addWidget(splitter)
        self._stack.addWidget(self._nothing())

    def _foot(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(self.move_to, 1)
        line.addWidget(self._measures)
        self.move_to.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.issue.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        return line

    def _texts(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("panel", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        column.setSpacing(theme.M)
        column.addWidget(self.draft, 0, Qt.AlignmentFlag.AlignLeft)
        for paragraph in self.paragraphs:
            column.addWidget(paragraph)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _nothing(self) -> QWidget:
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        column.setSpacing(theme.M)
        column.addWidget(self._none)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return result


def _nothing_yet(shown: Scored) -> str:
    text = _("Type or paste the scores of {year} first; the analysis follows from them.")
    if shown.has_scores:
        text = _("No analysis of {year} yet. It puts every question under its issue.")
    return text.format(year=number(shown.year))


def _heading(band: Band) -> str:
    return digits(band.name)


def _rows(entries: Sequence[Placed], bands: Sequence[Band]) -> list[ListRow]:
    """The entries under their bands, lowest band first."""
    rows: list[ListRow] = []
    for band in bands:
        inside = [entry for entry in entries if entry.band == band.number]
        rows += _group(f"{_heading(band)} ({number(len(inside))})", inside)
    unscored = [entry for entry in entries if entry.band is None]
    return rows + (_group(_("Without a score"), unscored) if unscored else [])


def _group(heading: str, entries: Sequence[Placed]) -> list[ListRow]:
    rows = [ListRow("", (heading, "", ""))]
    for entry in entries:
        weak_ = entry.score is not None and entry.score < WEAK
        texts = (entry.key, entry.name, score_text(entry.score))
        rows.append(ListRow(entry.key, texts, is_weak=weak_))
    return rows


def _stray_rows(found: Placement) -> list[ListRow]:
    if not found.stray:
        return []
    heading = ListRow("", (_("Under no issue yet"), "", ""))
    return [heading, *(ListRow(code, (code, "", "")) for code in found.stray)]
