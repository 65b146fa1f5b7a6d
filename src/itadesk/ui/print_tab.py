"""The tab พิมพ์รายงาน: choose a paper, see its pages, print them or save them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.garuda import garuda_of
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.printing import Format, Printable, print_to, reports_for, texts_left_out
from itadesk.app.row_words import field_words
from itadesk.app.session import Changed, Session
from itadesk.app.signing import Choice, Pack, enter, make_paper, save
from itadesk.core.errors import UserError
from itadesk.core.memos import memos_of
from itadesk.ui import theme, worker, wrapping
from itadesk.ui.garuda_field import mark_place
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.prompts import Prompts
from itadesk.ui.tab import Tab
from itadesk.ui.wording import number

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtPrintSupport import QPrinter

_PAUSE = 600  # milliseconds between an edit and the new preview
_CHOICE_WIDTH, _PREVIEW_WIDTH = 400, 960
_MEMO = "memo"
_KINDS: dict[Format, str] = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


class PrintTab(Tab):
    """Papers of the year at the left, the pages of the chosen one at the right."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self._papers: tuple[Printable, ...] = ()
        self._is_stale = True
        self._task: worker.Task | None = None
        self._pack: Pack | None = None
        self.papers = QListWidget()
        self.layout_choice = QComboBox()
        self.memo_choice = QComboBox()
        self.signing = theme.button(_("Papers to sign …"), "pen-nib")
        self.register = theme.button(_("Printed papers …"), "list-bullets")
        self.words = theme.button(_("Change the words …"), "pencil-simple")
        self.preview = PdfPreview()
        self._note = theme.label(tone="muted", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._build()
        self._wire()
        self.begin(self.papers)

    def set_year(self, year: int) -> None:
        """Show the papers of another fiscal year."""
        self._year = year
        self._fill_papers()
        self._render_soon(0)

    def go_to(self, table: str, row: str) -> bool:
        """Show the paper of a memo; False for any other row."""
        if table != _MEMO:
            return False
        self.choose(_MEMO, row)
        return True

    def choose(self, paper: str, memo: str = "") -> None:
        """Show this paper; `memo` is the id of the memo to print."""
        for row, each in enumerate(self._papers):
            if each.name == paper:
                self.papers.setCurrentRow(row)
        place = self.memo_choice.findData(memo)
        if place >= 0:
            self.memo_choice.setCurrentIndex(place)
        self._render_soon(0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._render_soon(0)

    # the papers and their choices

    def _paper(self) -> Printable | None:
        row = self.papers.currentRow()
        return self._papers[row] if 0 <= row < len(self._papers) else None

    def _fill_papers(self) -> None:
        chosen = self._paper()
        self._papers = reports_for(self._session.state, self._year)
        names = [paper.name for paper in self._papers]
        ready = next((i for i, paper in enumerate(self._papers) if paper.ready), 0)
        self.papers.blockSignals(True)
        self.papers.clear()
        for paper in self._papers:
            entry = QListWidgetItem(wrapping.shown(paper.title))
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, paper.title)
            if not paper.ready:
                entry.setForeground(self.palette().placeholderText())
                entry.setToolTip(wrapping.shown(sentence(UserError(paper.why))))
            self.papers.addItem(entry)
        self.papers.setCurrentRow(names.index(chosen.name) if chosen else ready)
        self.papers.blockSignals(False)
        self._fill_choices()

    def _fill_choices(self) -> None:
        paper = self._paper()
        layouts = paper.layouts if paper else ()
        _fill(self.layout_choice, [(layout.name, layout.id) for layout in layouts])
        memos = memos_of(self._session.state, self._year)
        is_memo = paper is not None and paper.name == _MEMO
        titles = [(memo.subject or _("Memo without a subject"), memo.id) for memo in memos]
        _fill(self.memo_choice, titles if is_memo else [])
        for choice in (self.layout_choice, self.memo_choice):
            self._choices.setRowVisible(choice, choice.count() > 0)

    # the pages

    def _render_soon(self, pause: int = _PAUSE) -> None:
        self._is_stale = True
        self._timer.start(pause)

    def _render(self) -> None:
        if not self.isVisible() or self._task is not None:
            return  # rendered when it is shown, or when the one under way has ended
        self._is_stale = False
        paper = self._paper()
        self._set_ready(ready=paper is not None and paper.ready)
        self.words.setEnabled(paper is not None and paper.name != _MEMO)
        if paper is None or not paper.ready:
            self.preview.clear()
            self._note.setText(sentence(UserError(paper.why)) if paper else "")
            return
        self._note.setText(_("Making the pages …"))
        self._task = worker.run(self, self._making(paper), self._show, self._fail)
        self._task.ended.connect(self._on_ended)

    def _choice(self) -> tuple[str, str]:
        """The ids of the layout and the memo, empty where there is no choice."""
        return self.layout_choice.currentData() or "", self.memo_choice.currentData() or ""

    def _making(self, paper: Printable) -> Callable[[], Pack]:
        """What makes the PDF of a paper as it is now."""
        garuda = garuda_of(self._session)
        choice = Choice(paper.name, *self._choice())
        return partial(make_paper, self._session.state, self._year, choice, garuda)

    def _on_ended(self) -> None:
        self._task = None
        if self._is_stale:
            self._render_soon(0)

    def _show(self, pack: Pack) -> None:
        self._pack = pack
        self.preview.show_pdf(pack.data)
        self.preview.mark(None)
        if pack.papers[0].report == _MEMO:
            mark_place(self.preview, self._session)
        self._note.setText(self._left_out())

    def _fail(self, error: UserError) -> None:
        self.preview.clear()
        self._set_ready(ready=False)
        self._note.setText(sentence(error))

    def _left_out(self) -> str:
        """Which texts of the measures the chosen layout has no column for."""
        paper = self._paper()
        if paper is None or not paper.layouts:
            return ""
        layout, _memo = self._choice()
        fields = texts_left_out(self._session.state, self._year, paper.name, layout)
        names = ", ".join(field_words(field) for field in fields)
        return _("This layout does not print: {fields}.").format(fields=names) if names else ""

    def _set_ready(self, *, ready: bool) -> None:
        for button in self._actions:
            button.setEnabled(ready)

    # what the clerk does

    def print_pages(self) -> None:
        """Ask for a printer and print the pages that are shown."""
        from PySide6.QtPrintSupport import QPrintDialog

        from itadesk.ui.paper import printer

        target = printer()
        dialog = QPrintDialog(target, self)
        dialog.setWindowTitle(_("Print"))
        dialog.setMinMax(1, self.preview.page_count)
        if dialog.exec():
            self.print_on(target)

    def print_on(self, target: QPrinter) -> None:
        """Print the pages that are shown, and enter the paper in the register."""
        from itadesk.ui.paper import print_document

        count = print_document(self.preview.document, target)
        if count and self._pack is not None:
            enter(self._session, self._pack.papers)
        self._note.setText(_("Sent {n} pages to the printer.").format(n=number(count)))

    def save_as(self, fmt: Format) -> None:
        """Ask for a name and write the paper there."""
        paper = self._paper()
        if paper is None:
            return
        name = f"{paper.title} {self._year}.{fmt}".replace("/", "-")
        kinds = f"{_KINDS[fmt]} (*.{fmt})"
        path = self._prompts.choose_new_file(self, _("Save the paper"), name, kinds)
        if path is None:
            return
        if path.suffix.lower() != f".{fmt}":
            path = Path(f"{path}.{fmt}")
            question = _("{file} is there already. Write over it?").format(file=path.name)
            if path.exists() and not self._prompts.ask(
                self, _("Save the paper"), question, _("Write over it")
            ):
                return
        as_pdf = fmt == "pdf"
        work: Callable[[], Pack | None] = (
            partial(save, path, self._making(paper)) if as_pdf else self._writing(path, paper)
        )
        worker.run(
            self,
            work,
            partial(self._on_saved, path),
            lambda error: self._prompts.warn(self, _("Save the paper"), sentence(error)),
            _("Saving the paper …"),
        )

    def _writing(self, path: Path, paper: Printable) -> Callable[[], None]:
        garuda = garuda_of(self._session)
        layout, memo = self._choice()
        state, year = self._session.state, self._year
        return partial(print_to, path, state, year, paper.name, layout, memo, garuda)

    def _on_saved(self, path: Path, pack: Pack | None) -> None:
        if pack is not None:
            enter(self._session, pack.papers)
        self._note.setText(_("Saved {file}.").format(file=path.name))

    def change_words(self) -> None:
        """Show the words around the paper's tables, to be changed; the preview follows."""
        from itadesk.ui.words_dialog import WordsDialog

        paper = self._paper()
        if paper is not None:
            layout, _memo = self._choice()
            dialog = WordsDialog(self._session, self._year, paper.name, layout, self._prompts, self)
            self._prompts.show(dialog)

    def gather_to_sign(self) -> None:
        """Put papers together for those who sign."""
        from itadesk.ui.signing_dialog import SigningDialog

        self._prompts.show(SigningDialog(self._session, self._year, self._prompts, self))

    def show_register(self) -> None:
        """Show what was printed, and take the scans of what was signed."""
        from itadesk.ui.register_dialog import RegisterDialog

        self._prompts.show(RegisterDialog(self._session, self._year, self._prompts, self))

    def _on_changed(self, changed: Changed, source: object) -> None:
        if all(table == "printed_paper" for table, _row in changed):
            return
        self._fill_papers()
        self._render_soon()

    # how it is laid out

    def _wire(self) -> None:
        self._timer.timeout.connect(self._render)
        self.words.clicked.connect(self.change_words)
        self.signing.clicked.connect(self.gather_to_sign)
        self.register.clicked.connect(self.show_register)
        self.papers.currentRowChanged.connect(lambda _row: self._fill_choices())
        self.papers.currentRowChanged.connect(lambda _row: self._render_soon(0))
        for choice in (self.layout_choice, self.memo_choice):
            choice.activated.connect(lambda _row: self._render_soon(0))

    def _build(self) -> None:
        self.papers.setAccessibleName(_("Papers"))
        self.papers.setWordWrap(True)
        self.papers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choices = QFormLayout()
        self._choices.setVerticalSpacing(theme.XS)
        self._choices.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._choices.setHorizontalSpacing(theme.M)
        for text, choice in ((_("Layout"), self.layout_choice), (_("Memo"), self.memo_choice)):
            choice.setAccessibleName(text)
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            self._choices.addRow(theme.label(text), choice)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.papers, 1)
        column.addLayout(self._choices)
        column.addWidget(self._note)
        column.addLayout(self._action_lines())
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(theme.M, theme.S, theme.L, theme.M)
        beside.setSpacing(theme.S)
        beside.addLayout(self._dialog_line())
        beside.addWidget(self.preview, 1)
        splitter = QSplitter()
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_CHOICE_WIDTH, _PREVIEW_WIDTH])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _dialog_line(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        for button in (self.words, self.signing, self.register):
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _action_lines(self) -> QLayout:
        to_printer = theme.button(_("Print …"), "printer", accent=True)
        to_printer.clicked.connect(self.print_pages)
        saves = QHBoxLayout()
        saves.setSpacing(theme.S)
        saves.addWidget(theme.label(_("Save as")))
        self._actions = [to_printer]
        for fmt, kind in _KINDS.items():
            button = theme.button(kind)
            button.setAccessibleName(_("Save as {kind}").format(kind=kind))
            button.clicked.connect(lambda _on, chosen=fmt: self.save_as(chosen))
            saves.addWidget(button, 1)
            self._actions.append(button)
        lines = QVBoxLayout()
        lines.setSpacing(theme.S)
        lines.addWidget(to_printer)
        lines.addLayout(saves)
        return lines


def _fill(choice: QComboBox, entries: list[tuple[str, str]]) -> None:
    """Put these texts and their data in, and keep what was chosen where it is still there."""
    chosen = choice.currentData()
    choice.clear()
    for text, data in entries:
        choice.addItem(text, data)
    choice.setCurrentIndex(max(0, choice.findData(chosen)) if entries else -1)
