"""Which paper of the year, in which layout, and which memo."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.printing import Printable, reports_for
from itadesk.app.signing import Choice
from itadesk.core.errors import UserError
from itadesk.core.memos import memos_of
from itadesk.core.model import State
from itadesk.ui import theme, wrapping

MEMO = "memo"


class PaperChoice(QWidget):
    """The papers under each other; those that are not ready are faint and say why.

    Signals: `chosen` when another paper, layout or memo is at hand.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._papers: tuple[Printable, ...] = ()
        self._memos: list[tuple[str, str]] = []
        self.papers = QListWidget()
        self.layouts = QComboBox()
        self.memos = QComboBox()
        self._build()
        self.papers.currentRowChanged.connect(self._on_paper)
        for choice in (self.layouts, self.memos):
            choice.activated.connect(lambda _row: self.chosen.emit())

    @property
    def paper(self) -> Printable | None:
        """The paper at hand, ready or not."""
        row = self.papers.currentRow()
        return self._papers[row] if 0 <= row < len(self._papers) else None

    @property
    def layout_id(self) -> str:
        """The chosen layout; empty where there is no choice."""
        return self.layouts.currentData() or ""

    @property
    def choice(self) -> Choice | None:
        """What is to be printed; None if nothing is at hand that is ready."""
        paper = self.paper
        if paper is None or not paper.ready:
            return None
        return Choice(paper.name, self.layout_id, self.memos.currentData() or "")

    @property
    def lack(self) -> str:
        """What the paper at hand needs before it can be printed; empty if nothing."""
        return _lack(self.paper) if self.paper is not None else ""

    def show_year(self, state: State, year: int) -> None:
        """Offer the papers of a year; what was chosen stays where it is still there."""
        chosen = self.paper
        self._papers = reports_for(state, year)
        untitled = _("Memo without a subject")
        self._memos = [(memo.subject or untitled, memo.id) for memo in memos_of(state, year)]
        names = [paper.name for paper in self._papers]
        ready = next((i for i, paper in enumerate(self._papers) if paper.ready), 0)
        self.papers.blockSignals(True)
        self.papers.clear()
        for paper in self._papers:
            self.papers.addItem(self._entry(paper))
        self.papers.setCurrentRow(names.index(chosen.name) if chosen else ready)
        self.papers.blockSignals(False)
        self._fill()

    def choose(self, paper: str, memo: str) -> None:
        """Take this paper; `memo` is the id of the memo to print."""
        for row, each in enumerate(self._papers):
            if each.name == paper:
                self.papers.setCurrentRow(row)
        place = self.memos.findData(memo)
        if place >= 0:
            self.memos.setCurrentIndex(place)
        self.chosen.emit()

    def _entry(self, paper: Printable) -> QListWidgetItem:
        result = QListWidgetItem(wrapping.shown(paper.title))
        result.setData(Qt.ItemDataRole.AccessibleTextRole, paper.title)
        if not paper.ready:
            result.setForeground(self.palette().placeholderText())
            result.setToolTip(wrapping.shown(_lack(paper)))
        return result

    def _on_paper(self) -> None:
        self._fill()
        self.chosen.emit()

    def _fill(self) -> None:
        paper = self.paper
        layouts = paper.layouts if paper else ()
        _fill(self.layouts, [(layout.name, layout.id) for layout in layouts])
        _fill(self.memos, self._memos if paper is not None and paper.name == MEMO else [])
        for choice in (self.layouts, self.memos):
            self._form.setRowVisible(choice, choice.count() > 0)

    def _build(self) -> None:
        self.papers.setAccessibleName(_("Papers"))
        self.papers.setWordWrap(True)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(theme.XS)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._form.setHorizontalSpacing(theme.M)
        for text, choice in ((_("Layout"), self.layouts), (_("Memo"), self.memos)):
            choice.setAccessibleName(text)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self._form.addRow(theme.label(text), choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        column.addWidget(self.papers, 1)
        column.addLayout(self._form)
        self.setFocusProxy(self.papers)


def _lack(paper: Printable) -> str:
    return "" if paper.ready else sentence(UserError(paper.why))


def _fill(choice: QComboBox, entries: list[tuple[str, str]]) -> None:
    """Put these texts and their data in, and keep what was chosen where it is still there."""
    chosen = choice.currentData()
    choice.clear()
    for text, data in entries:
        choice.addItem(text, data)
    choice.setCurrentIndex(max(0, choice.findData(chosen)) if entries else -1)
