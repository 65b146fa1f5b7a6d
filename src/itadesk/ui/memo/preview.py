"""The memo's pages beside its form: the very PDF that is printed, made in the background."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.garuda import garuda_of
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.app.signing import Choice, Pack, enter, make_paper
from itadesk.core.errors import UserError
from itadesk.ui import theme, worker
from itadesk.ui.garuda_field import mark_place
from itadesk.ui.pdf_preview import PdfPreview

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtPrintSupport import QPrinter

PAUSE = 600  # milliseconds between an edit and the new pages


class MemoPreview(QWidget):
    """Shows the pages of one memo a moment after it changed, and prints them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year = 0
        self._memo = ""
        self._is_stale = False
        self._task: worker.Task | None = None
        self._pack: Pack | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render)
        self.pages = PdfPreview(slim=True)
        self.print_button = theme.button(_("Print …"), "printer")
        self.print_button.clicked.connect(self.print_pages)
        self._note = theme.label(tone="warning", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.M, theme.S, theme.L, theme.M)
        layout.setSpacing(theme.S)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._note)
        layout.addWidget(self.print_button)
        self._fail_quietly("")

    def show_memo(self, year: int, memo: str) -> None:
        """Show this memo's pages: at once if it is another one, else after a pause."""
        pause = PAUSE if memo == self._memo else 0
        self._year, self._memo = year, memo
        self._is_stale = True
        self._timer.start(pause)

    def print_pages(self) -> None:
        """Ask for a printer and print the pages that are shown."""
        from PySide6.QtPrintSupport import QPrintDialog

        from itadesk.ui.paper import printer

        target = printer()
        dialog = QPrintDialog(target, self)
        dialog.setWindowTitle(_("Print"))
        dialog.setMinMax(1, self.pages.page_count)
        if dialog.exec():
            self.print_on(target)

    def print_on(self, target: QPrinter) -> None:
        """Print the pages that are shown, and enter the memo in the register."""
        from itadesk.ui.paper import print_document

        if self._pack is not None and print_document(self.pages.document, target):
            enter(self._session, self._pack.papers)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._timer.start(0)

    def _render(self) -> None:
        if not self.isVisible() or self._task is not None:
            return  # rendered when it is shown, or when the one under way has ended
        self._is_stale = False
        if not self._memo:
            self.pages.clear()
            self._fail_quietly("")
            return
        choice, garuda = Choice("memo", memo=self._memo), garuda_of(self._session)
        work = partial(make_paper, self._session.state, self._year, choice, garuda)
        self._task = worker.run(self, work, self._show, self._fail)
        self._task.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._task = None
        if self._is_stale:
            self._timer.start(0)

    def _show(self, pack: Pack) -> None:
        self._pack = pack
        self.pages.show_pdf(pack.data)
        mark_place(self.pages, self._session)
        self._note.hide()
        self.print_button.setEnabled(True)

    def _fail(self, error: UserError) -> None:
        self.pages.clear()
        self._fail_quietly(sentence(error))

    def _fail_quietly(self, why: str) -> None:
        self._note.setText(why)
        self._note.setVisible(bool(why))
        self.print_button.setEnabled(False)
