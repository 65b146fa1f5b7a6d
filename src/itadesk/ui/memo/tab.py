"""The tab of the memos."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session, new_id
from itadesk.core.memos import memo_copied, memo_removed, memos_of
from itadesk.core.model import Endorsement, Memo, MemoSection
from itadesk.ui import theme
from itadesk.ui.memo.beginning import begin_memo
from itadesk.ui.memo.form import MemoForm
from itadesk.ui.memo.list import MemoList
from itadesk.ui.memo.preview import MemoPreview
from itadesk.ui.menu_action import offer
from itadesk.ui.printing.own_keys import OwnKeys
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.safety.history import show_history
from itadesk.ui.tab import Tab

_WIDTHS, _SHARES = (270, 640, 440), (0, 3, 2)


class MemoTab(Tab):
    """The year's memos at the left, the chosen one to write in, its pages at the right."""

    TABLES = frozenset({"memo", "memo_section", "endorsement", "office"})

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self.list = MemoList()
        self.form = MemoForm(Conflicts(session, prompts))
        self.preview = MemoPreview(session)
        self._middle = QStackedWidget()
        self._build()
        self.list.chosen.connect(self._choose)
        self.form.date.refused.connect(self._say_wrong_date)
        self.list.new_wanted.connect(self.add)
        self.list.copy_wanted.connect(self.copy)
        self.list.removal_wanted.connect(self.remove)
        offer(self.list.view, _("History …"), "", self.show_history)
        self.list.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        OwnKeys(self, {"Ctrl+P": self.print_pages})
        self.begin(self.list.view)

    def set_year(self, year: int) -> None:
        """Show the memos of another fiscal year."""
        self.flush()
        self._year = year
        self._refresh()

    def go_to(self, table: str, row: str) -> bool:
        """Choose the memo that this row is, or belongs to; False if it is not of this year."""
        state = self._session.state
        memo = row if table == "memo" else ""
        if table == "memo_section" and (section := state.get(MemoSection, row)):
            memo = section.memo
        if table == "endorsement" and (link := state.get(Endorsement, row)):
            memo = link.memo
        found = state.get(Memo, memo)
        if found is None or found.year != self._year:
            return False
        self._choose(memo)
        return True

    def flush(self) -> None:
        """Save what is being typed."""
        self.form.flush()

    # what the clerk does

    def add(self) -> None:
        """A new memo with the usual headings and signatures."""
        self.flush()
        self._choose(begin_memo(self._session, self._year))
        self.form.start()

    def copy(self) -> None:
        """A draft with the text of the memo that is shown."""
        self.flush()
        memo = self._session.state.get(Memo, self.form.memo)
        if memo is not None:
            edits = memo_copied(self._session.state, memo, new_id)
            self._session.apply(edits, _("Copy a memo"))
            self._choose(edits[0].row)

    def remove(self) -> None:
        """Remove the memo that is shown, after asking."""
        memo = self._session.state.get(Memo, self.form.memo)
        if memo is None:
            return
        question = _("Remove the memo “{subject}”? Undo brings it back.")
        text = question.format(subject=memo.subject or _("Memo without a subject"))
        if self._prompts.ask(self, _("Remove a memo"), text, _("Remove")):
            self._session.apply(memo_removed(self._session.state, memo.id), _("Remove a memo"))

    def print_pages(self) -> None:
        """Print the memo that is shown, with what is being typed."""
        self.flush()
        self.preview.paper.print_pages()

    def show_history(self) -> None:
        """Show who changed the memo that is shown, when and how."""
        self.flush()
        if self.form.memo:
            show_history(self._session, self._prompts, ("memo", self.form.memo), self)

    def _say_wrong_date(self, said: str) -> None:
        QTimer.singleShot(0, self, lambda: self._prompts.warn(self.window(), _("Date"), said))

    # what is shown

    def _choose(self, memo: str) -> None:
        try:
            self.form.show_memo(memo)
        finally:
            self._refresh()

    def _refresh(self) -> None:
        memos = memos_of(self._session.state, self._year)
        ids = [memo.id for memo in memos]
        shown = self.form.memo if self.form.memo in ids else next(iter(ids), "")
        self.list.show_memos(memos, shown)
        self.form.show_memo(shown)
        self._middle.setCurrentIndex(0 if memos else 1)
        self.preview.show_memo(self._year, shown)

    def _build(self) -> None:
        self._middle.addWidget(self.form)
        self._middle.addWidget(_nothing())
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for widget in (self.list, self._middle, self.preview):
            splitter.addWidget(widget)
        for place, share in enumerate(_SHARES):
            splitter.setStretchFactor(place, share)
        splitter.setSizes(list(_WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)


def _nothing() -> QWidget:
    result = QWidget()
    result.setProperty("panel", True)
    text = _("No memos this year yet. “New memo” makes one with the usual headings and signatures.")
    layout = QVBoxLayout(result)
    layout.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
    layout.addWidget(theme.label(text, "muted", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
    return result
