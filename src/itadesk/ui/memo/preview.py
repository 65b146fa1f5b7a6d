"""The memo's pages beside its form: the very PDF that is printed, made in the background."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.app.signing import Choice
from itadesk.ui import theme
from itadesk.ui.garuda_field import mark_place
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.printing.paper_pages import PAUSE, PaperPages, Wanted


class MemoPreview(QWidget):
    """Shows the pages of one memo a moment after it changed, and prints them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = 0
        self._memo = ""
        self.pages = PdfPreview(slim=True)
        self.paper = PaperPages(session, self.pages, self._wanted)
        self.print_button = theme.button(_("Print …"), "printer")
        self.print_button.setEnabled(False)
        self._note = theme.label(tone="warning", wrap=True)
        self._note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.L, theme.M)
        layout.setSpacing(theme.S)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._note)
        layout.addWidget(self.print_button)
        self.print_button.clicked.connect(self.paper.print_pages)
        self.paper.made.connect(self._on_made)
        self.paper.failed.connect(lambda _why: self.print_button.setEnabled(False))
        self.paper.told.connect(partial(self._say, tone="muted"))
        for told in (self.paper.failed, self.paper.refused):
            told.connect(partial(self._say, tone="warning"))

    def show_memo(self, year: int, memo: str) -> None:
        """Show this memo's pages: at once if it is another one, else after a pause."""
        pause = PAUSE if memo == self._memo else 0
        self._year, self._memo = year, memo
        self.print_button.setEnabled(bool(memo))
        if not memo:
            self._say("")
        self.paper.make_soon(pause)

    def _wanted(self) -> Wanted | None:
        return Wanted(self._year, Choice("memo", memo=self._memo)) if self._memo else None

    def _on_made(self) -> None:
        mark_place(self.pages, self._session)
        self._say("")

    def _say(self, text: str, tone: theme.Tone = "muted") -> None:
        theme.set_tone(self._note, tone)
        self._note.setText(text)
        self._note.setVisible(bool(text))
