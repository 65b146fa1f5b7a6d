"""The tab พิมพ์รายงาน: choose a paper, see its pages, print them or save them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLayout, QSplitter, QVBoxLayout, QWidget

from itadesk.app.garuda import garuda_of
from itadesk.app.language import _
from itadesk.app.meter import Meter
from itadesk.app.printing import Format, Printable, print_to, texts_left_out
from itadesk.app.row_words import field_words
from itadesk.app.session import Changed, Session
from itadesk.ui import theme
from itadesk.ui.garuda_field import mark_place
from itadesk.ui.pdf_preview import PdfPreview
from itadesk.ui.printing.file_names import KINDS, choose_path, free_path, usual_name
from itadesk.ui.printing.own_keys import OwnKeys
from itadesk.ui.printing.paper_choice import MEMO, PaperChoice
from itadesk.ui.printing.paper_pages import PAUSE, PaperPages, Wanted
from itadesk.ui.prompts import Prompts
from itadesk.ui.tab import Tab

_CHOICE_WIDTH, _PREVIEW_WIDTH = 400, 960


class PrintTab(Tab):
    """Papers of the year at the left, the pages of the chosen one at the right."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, year, prompts, parent)
        self._saved: tuple[Printable, Path] | None = None
        self.choices = PaperChoice()
        self.papers = self.choices.papers
        self.preview = PdfPreview()
        self.pages = PaperPages(session, self.preview, self._wanted)
        self.signing = theme.button(_("Papers to sign …"), "pen-nib")
        self.register = theme.button(_("Printed papers …"), "list-bullets")
        self.words = theme.button(_("Change the words …"), "pencil-simple")
        self.to_printer = theme.button(_("Print …"), "printer", accent=True)
        self.saves = {fmt: theme.button(kind) for fmt, kind in KINDS.items()}
        self._note = theme.label(tone="muted", wrap=True)
        self._build()
        self._wire()
        self.begin(self.choices)

    def set_year(self, year: int) -> None:
        """Show the papers of another fiscal year."""
        self._year = year
        self.choices.show_year(self._session.state, year)
        self._show_paper(0)

    def go_to(self, table: str, row: str) -> bool:
        """Show a memo's paper, a paper's own words, or one in the register; False for others."""
        if table == "printed_paper":
            self.show_register(row)
        elif table == "report_text":
            self.choose(row.split("/")[1])
            self.change_words()
        elif table == MEMO:
            self.choose(MEMO, row)
        return table in ("printed_paper", "report_text", MEMO)

    def choose(self, paper: str, memo: str = "") -> None:
        """Show this paper; `memo` is the id of the memo to print."""
        self.choices.choose(paper, memo)

    def parts(self) -> dict[str, QAbstractButton]:
        """The pages at the side."""
        return {"print.pages": self.preview.strip_button}

    # what is shown

    def _show_paper(self, pause: int) -> None:
        """Say what the paper at hand lacks, and make its pages."""
        paper = self.choices.paper
        is_ready = paper is not None and paper.ready
        for button in self.saves.values():
            button.setEnabled(is_ready)
        self.words.setEnabled(paper is not None and paper.name != MEMO)
        self._note.setText(self.choices.lack)
        self.pages.make_soon(pause)

    def _wanted(self) -> Wanted | None:
        choice = self.choices.choice
        return Wanted(self._year, choice) if choice is not None else None

    def _on_made(self) -> None:
        self.to_printer.setEnabled(True)
        self.preview.mark(None)
        paper = self.choices.paper
        if paper is not None and paper.name == MEMO:
            mark_place(self.preview, self._session)
        self._note.setText(" ".join(filter(None, (self._left_out(), self._missing_font()))))

    def _missing_font(self) -> str:
        from itadesk.app.paper_fonts import missing_words  # loaded by the pages that are made

        return missing_words(self._session.state)

    def _left_out(self) -> str:
        """Which texts of the measures the chosen layout has no column for."""
        paper, layout = self.choices.paper, self.choices.layout_id
        if paper is None or not paper.layouts:
            return ""
        fields = texts_left_out(self._session.state, self._year, paper.name, layout)
        names = ", ".join(field_words(field) for field in fields)
        return _("This layout does not print: {fields}.").format(fields=names) if names else ""

    def _on_changed(self, changed: Changed, source: object) -> None:
        if any(table != "printed_paper" for table, _row in changed):
            self.choices.show_year(self._session.state, self._year)
            self._show_paper(PAUSE)

    # what the clerk does

    def save_as(self, fmt: Format) -> None:
        """Ask for a name and write the paper there."""
        paper, title = self.choices.paper, _("Save the paper")
        if paper is None or not paper.ready:
            return
        name = usual_name(paper.title, self._year, fmt)
        path = choose_path(self._prompts, self, title, name, fmt)
        if path is not None:
            self._saved = paper, path
            self._save(path, fmt)

    def save_again(self) -> None:
        """Write the paper where the last one was saved, as the same kind, over no other file."""
        paper = self.choices.paper
        if self._saved is None:
            self.save_as("pdf")
        elif paper is not None and paper.ready:
            last, path = self._saved
            fmt = next(known for known in KINDS if path.suffix.lower() == f".{known}")
            if paper.name != last.name:
                path = path.with_name(usual_name(paper.title, self._year, fmt))
            self._saved = paper, path
            self._save(free_path(path), fmt)

    def _save(self, path: Path, fmt: Format) -> None:
        choice = self.choices.choice
        if fmt == "pdf":
            self.pages.save(path)
        elif choice is not None:
            meter, garuda, state = Meter(), garuda_of(self._session), self._session.state
            work = partial(
                print_to, path, state, self._year,
                choice.report, choice.layout, choice.memo, garuda, meter,
            )  # fmt: skip
            told = _("Saved {file}.").format(file=path.name)
            self.pages.run(
                work, lambda _none: self._note.setText(told), _("Saving the paper …"), meter
            )

    def _say(self, text: str, _answer: object = None) -> None:
        self._note.setText(text)

    def _refuse(self, why: str) -> None:
        self._prompts.warn(self, self.window().windowTitle(), why)

    def change_words(self) -> None:
        """Show the words around the paper's tables, to be changed; the preview follows."""
        from itadesk.ui.words_dialog import WordsDialog

        paper, layout = self.choices.paper, self.choices.layout_id
        if paper is not None:
            dialog = WordsDialog(self._session, self._year, paper.name, layout, self._prompts, self)
            self._prompts.show(dialog)

    def gather_to_sign(self) -> None:
        """Put papers together for those who sign."""
        from itadesk.ui.signing_dialog import SigningDialog

        self._prompts.show(SigningDialog(self._session, self._year, self._prompts, self))

    def show_register(self, paper: str = "") -> None:
        """Show what was printed, this paper chosen, and take the scans of what was signed."""
        from itadesk.ui.register_dialog import RegisterDialog

        dialog = RegisterDialog(self._session, self._year, self._prompts, self)
        dialog.choose(paper)
        self._prompts.show(dialog)

    # how it is laid out

    def _wire(self) -> None:
        self.choices.chosen.connect(lambda: self._show_paper(0))
        self.pages.made.connect(self._on_made)
        self.pages.unmade.connect(lambda: self.to_printer.setEnabled(False))
        self.pages.failed.connect(self._note.setText)
        self.pages.told.connect(self._note.setText)
        self.pages.refused.connect(self._refuse)
        self.to_printer.clicked.connect(self.pages.print_pages)
        for fmt, button in self.saves.items():
            button.clicked.connect(lambda _on, chosen=fmt: self.save_as(chosen))
        self.words.clicked.connect(self.change_words)
        self.signing.clicked.connect(self.gather_to_sign)
        self.register.clicked.connect(lambda: self.show_register())
        keys = {"Ctrl+P": self.pages.print_pages, "Ctrl+Shift+S": self.save_again}
        OwnKeys(self, {**self.preview.own_keys(), **keys})

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.L, theme.M, theme.M, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(self.choices, 1)
        column.addWidget(self._note)
        column.addWidget(self.to_printer)
        column.addLayout(self._save_line())
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

    def _save_line(self) -> QLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(theme.label(_("Save as")))
        for fmt, button in self.saves.items():
            button.setAccessibleName(_("Save as {kind}").format(kind=KINDS[fmt]))
            line.addWidget(button, 1)
        return line
