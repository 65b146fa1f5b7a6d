"""Signing day: papers chosen and put in order, as one PDF to look at, to print and to save."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.garuda import garuda_of
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.printing import Printable, reports_for
from itadesk.app.session import Session
from itadesk.app.signing import Choice, Pack, enter, make_pack, save
from itadesk.core.errors import UserError
from itadesk.core.memos import memos_of
from itadesk.core.model import State
from itadesk.ui import theme, worker, wrapping
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.prompts import Prompts
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_WIDTH, _HEIGHT, _LIST_WIDTH = 1120, 680, 420
_PAUSE = 500  # milliseconds between a choice and its pages
_MEMO = "memo"
_CHOICE = Qt.ItemDataRole.UserRole


class SigningDialog(CloseDialog):
    """Papers that can be printed at the left, in the order of signing; the set at the right."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        self._session, self._year, self._prompts = session, year, prompts
        self._pack: Pack | None = None
        self._task: worker.Task | None = None
        self._is_stale = False
        self.papers = QListWidget()
        self.up = theme.icon_button("arrow-up", _("Earlier in the set"))
        self.down = theme.icon_button("arrow-down", _("Later in the set"))
        self.to_printer = theme.button(_("Print …"), "printer", accent=True)
        self.to_file = theme.button(_("Save as PDF …"), "download-simple")
        self.preview = PdfPreview()
        self._note = theme.label(tone="muted", wrap=True)
        super().__init__(parent, _("Papers to sign"), self._body())
        self.resize(_WIDTH, _HEIGHT)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make)
        self._fill()
        self._wire()
        self._show_later()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What is ticked, in the order of the list."""
        rows = (self.papers.item(row) for row in range(self.papers.count()))
        ticked = Qt.CheckState.Checked
        return tuple(row.data(_CHOICE) for row in rows if row.checkState() == ticked)

    def move_paper(self, step: int) -> None:
        """Move the paper at hand up (-1) or down (1)."""
        row = self.papers.currentRow()
        if row < 0 or not 0 <= row + step < self.papers.count():
            return
        self.papers.insertItem(row + step, self.papers.takeItem(row))
        self.papers.setCurrentRow(row + step)
        self._show_later()

    def print_pages(self) -> None:
        """Ask for a printer and print the set."""
        from PySide6.QtPrintSupport import QPrintDialog

        from itadesk.ui.paper import printer

        target = printer()
        dialog = QPrintDialog(target, self)
        dialog.setWindowTitle(_("Print"))
        dialog.setMinMax(1, self.preview.page_count)
        if dialog.exec():
            self.print_on(target)

    def print_on(self, target: QPrinter) -> None:
        """Print the pages that are shown, and enter their papers in the register."""
        from itadesk.ui.paper import print_document

        count = print_document(self.preview.document, target)
        if count and self._pack is not None:
            enter(self._session, self._pack.papers)
        self._note.setText(_("Sent {n} pages to the printer.").format(n=number(count)))

    def save(self) -> None:
        """Ask for a name, write the set there and enter its papers in the register."""
        pack = self._pack
        title = _("Save the papers to sign")
        name = f"{_('Papers to sign')} {self._year}.pdf"
        path = self._prompts.choose_new_file(self, title, name, "PDF (*.pdf)")
        if path is None or pack is None:
            return
        path = path if path.suffix.lower() == ".pdf" else Path(f"{path}.pdf")
        try:
            worker.wait(self, partial(save, path, lambda: pack))
            enter(self._session, pack.papers)
        except UserError as error:
            self._prompts.warn(self, title, sentence(error))
        else:
            self._note.setText(_("Saved {file}.").format(file=path.name))

    # the pages

    def _show_later(self) -> None:
        self._is_stale = True
        self._set_ready(ready=False)
        self._timer.start(_PAUSE)

    def _make(self) -> None:
        if self._task is not None:
            return  # made when the one under way has ended
        self._is_stale = False
        choices = self.choices
        if not choices:
            self.preview.clear()
            self._note.setText(_("Tick the papers that are to be signed."))
            return
        self._note.setText(_("Making the pages …"))
        garuda = garuda_of(self._session)
        work = partial(make_pack, self._session.state, self._year, choices, garuda)
        self._task = worker.run(self, work, self._show, self._fail)
        self._task.ended.connect(self._on_ended)

    def _on_ended(self) -> None:
        self._task = None
        if self._is_stale:
            self._timer.start(0)

    def _show(self, pack: Pack) -> None:
        self._pack = pack
        self.preview.show_pdf(pack.data)
        self._set_ready(ready=not self._is_stale)
        self._note.setText("")

    def _fail(self, error: UserError) -> None:
        self.preview.clear()
        self._note.setText(sentence(error))

    def _set_ready(self, *, ready: bool) -> None:
        self.to_printer.setEnabled(ready)
        self.to_file.setEnabled(ready)

    # how it is laid out

    def _fill(self) -> None:
        for text, choice in papers_to_choose(self._session.state, self._year):
            entry = QListWidgetItem(wrapping.shown(text), self.papers)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, text)
            entry.setToolTip(wrapping.shown(text))
            entry.setData(_CHOICE, choice)
            entry.setCheckState(Qt.CheckState.Unchecked)
        self.papers.setCurrentRow(0)

    def _wire(self) -> None:
        self.papers.itemChanged.connect(lambda _item: self._show_later())
        self.up.clicked.connect(lambda: self.move_paper(-1))
        self.down.clicked.connect(lambda: self.move_paper(1))
        self.to_printer.clicked.connect(self.print_pages)
        self.to_file.clicked.connect(self.save)

    def _body(self) -> QWidget:
        self.papers.setAccessibleName(_("Papers"))
        self.papers.setWordWrap(True)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        heading = QHBoxLayout()
        heading.addWidget(theme.label(_("In the order of signing"), "heading"))
        heading.addStretch(1)
        heading.addWidget(self.up)
        heading.addWidget(self.down)
        actions = QHBoxLayout()
        actions.setSpacing(theme.S)
        actions.addWidget(self.to_printer, 1)
        actions.addWidget(self.to_file, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.M, 0)
        column.setSpacing(theme.S)
        column.addLayout(heading)
        column.addWidget(self.papers, 1)
        column.addWidget(self._note)
        column.addLayout(actions)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, _WIDTH - _LIST_WIDTH])
        return splitter


def papers_to_choose(state: State, year: int) -> list[tuple[str, Choice]]:
    """Memos first, then every paper that can be printed, in each of its layouts."""
    memos = [
        (f"{_('Memo')}: {memo.subject or _('Memo without a subject')}", Choice(_MEMO, memo=memo.id))
        for memo in memos_of(state, year)
    ]
    ready = [paper for paper in reports_for(state, year) if paper.ready and paper.name != _MEMO]
    return [*memos, *(entry for paper in ready for entry in _in_its_layouts(paper))]


def _in_its_layouts(paper: Printable) -> list[tuple[str, Choice]]:
    if len(paper.layouts) < 2:
        return [(paper.title, Choice(paper.name))]
    return [
        (f"{paper.title} – {layout.name}", Choice(paper.name, layout.id))
        for layout in paper.layouts
    ]
