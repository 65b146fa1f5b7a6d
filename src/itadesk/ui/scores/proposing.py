"""Measures proposed from weak scores: the clerk ticks those that go into the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.packs import analysis_phrases, measure_phrases
from itadesk.app.session import Session, new_id
from itadesk.core.analysis import Placed
from itadesk.core.model import Year
from itadesk.core.proposals import Proposal, measure_proposed, proposals
from itadesk.ui import theme
from itadesk.ui.prompts import Prompts
from itadesk.ui.row_list import Column, ListRow, RowList
from itadesk.ui.scores.figures import Scored
from itadesk.ui.wording import counted, number, year_name

_SIZE = (860, 560)


def propose(
    parent: QWidget, session: Session, prompts: Prompts, shown: Scored, entries: Sequence[Placed]
) -> None:
    """Offer measures against these weak scores for the plan of the year after; add the chosen."""
    title, year = _("Propose measures"), shown.year + 1
    if not entries:
        text = _(
            "Nothing here scored below {n}. Choose a question or an item that has a score; "
            "measures are proposed from those."
        )
        prompts.tell(parent, title, text.format(n=number(100)))
        return
    if session.state.get(Year, str(year)) is None:
        text = _("The plan of {year} takes the measures. Start that fiscal year first.")
        prompts.tell(parent, title, text.format(year=year_name(year)))
        return
    phrases = (analysis_phrases(), measure_phrases())
    dialog = ProposalsDialog(proposals(session.state, year, entries, shown.form, phrases), parent)
    if prompts.show(dialog):
        edits = measure_proposed(session.state, dialog.chosen(), new_id)
        if edits:
            session.apply(edits, _("Put measures into the plan"))


class ProposalsDialog(QDialog):
    """The proposals with their steps; those that the plan has already begin without a tick."""

    def __init__(self, found: Sequence[Proposal], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = {proposal.id: proposal for proposal in found}
        self._ticked = {p.id for p in found if not p.planned}
        self.list = RowList(_("Proposed measures"), (Column(""),))
        self.list.ticked.connect(self._on_tick)
        self.list.chosen.connect(self._show)
        self._title = theme.label(tone="heading", wrap=True)
        self._reason = theme.label(tone="muted", wrap=True)
        self._steps = theme.label(wrap=True)
        self._rest = theme.label(tone="muted", wrap=True)
        self.accept_button = theme.button("", accent=True)
        self.setWindowTitle(_("Propose measures"))
        self.resize(*_SIZE)
        self._build()
        self.list.fill([self._row(proposal) for proposal in found])
        self._show(self.list.current_key())
        self._show_count()

    def chosen(self) -> tuple[Proposal, ...]:
        """The ticked proposals."""
        return tuple(p for p in self._found.values() if p.id in self._ticked)

    def _row(self, proposal: Proposal) -> ListRow:
        text = proposal.title
        if proposal.planned:
            text = _("{title} (in the plan already)").format(title=text)
        return ListRow(proposal.id, (text,), ticked=proposal.id in self._ticked)

    def _on_tick(self, key: str, ticked: bool) -> None:
        (self._ticked.add if ticked else self._ticked.discard)(key)
        self._show_count()

    def _show(self, key: str) -> None:
        proposal = self._found.get(key)
        if proposal is None:
            return
        self._title.setText(proposal.title)
        self._reason.setText(proposal.reason)
        self._steps.setText(proposal.steps)
        rest = (proposal.responsible.replace("\n", " "), proposal.period)
        self._rest.setText(" · ".join(text for text in rest if text))

    def _show_count(self) -> None:
        year = next((p.year for p in self._found.values()), 0)
        text = counted(len(self._ticked), _("{n} measure"), _("{n} measures"))
        self.accept_button.setText(
            _("Put {measures} into the plan of {year}").format(measures=text, year=number(year))
        )
        self.accept_button.setEnabled(bool(self._ticked))

    def _build(self) -> None:
        about = QWidget()
        about.setProperty("panel", True)
        beside = QVBoxLayout(about)
        beside.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        beside.setSpacing(theme.S)
        for widget in (self._title, self._reason, self._steps, self._rest):
            beside.addWidget(widget)
        beside.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(theme.M)
        middle.addWidget(self.list, 1)
        middle.addWidget(about, 1)
        cancel = theme.button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.accept_button)
        buttons.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.M)
        text = _("Tick what goes into the plan; everything can be changed there.")
        layout.addWidget(theme.label(text, wrap=True), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        self.accept_button.setDefault(True)
