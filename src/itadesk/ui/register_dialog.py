"""The register of a year: what was printed when, and the scans of what was signed."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.evidence import attach_scan, read_files, scan_name
from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Session
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.model import PrintedPaper
from itadesk.core.register import item_for, paper_struck_out, papers_of, signed, unsigned_papers
from itadesk.ui import theme, worker
from itadesk.ui.date_field import DateField
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.flow import FlowLayout
from itadesk.ui.kept_file import look_at, save_out
from itadesk.ui.prompts import Prompts
from itadesk.ui.register_table import RegisterTable
from itadesk.ui.wording import number, year_name

_WIDTH, _HEIGHT = 900, 600
_KINDS = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"


class RegisterDialog(CloseDialog):
    """Every paper that was printed; a scan is put to the one that is chosen or dropped on."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        self._session, self._year, self._prompts = session, year, prompts
        self._papers: tuple[PrintedPaper, ...] = ()
        self.table = RegisterTable()
        self.item = QComboBox()
        self.signed_on = DateField(self._keep_day)
        self.attach = theme.button(_("Choose the signed scan …"), "paperclip")
        self.look = theme.button(_("Look at the scan"), "eye")
        self.save = theme.button(_("Save as …"), "download-simple")
        self.removal = theme.button(_("Strike out of the register"), "trash")
        self._count = theme.label(tone="muted")
        self._note = theme.label(tone="muted", wrap=True)
        super().__init__(parent, _("Printed papers"), self._body())
        self.resize(_WIDTH, _HEIGHT)
        self._fill_items()
        self._wire()
        self._show()
        self.table.selectRow(0)
        unsubscribe = session.subscribe(lambda _changed, _source: self._show())
        self.finished.connect(lambda _result: unsubscribe())

    def choose(self, paper: str) -> None:
        """Choose the paper with this id; another one than there is changes nothing."""
        rows = [row for row, known in enumerate(self._papers) if known.id == paper]
        for row in rows:
            self.table.selectRow(row)

    def choose_scan(self) -> None:
        """Ask for the scan of the paper at hand."""
        title = _("The scan of what was signed")
        path = self._prompts.choose_file(self, title, _KINDS)
        if path is not None:
            self.take_scan(self.table.currentRow(), path)

    def take_scan(self, row: int, path: Path) -> None:
        """Keep a scan of the paper in this row; as evidence too, where an item is chosen."""
        if not 0 <= row < len(self._papers):
            return
        self.table.selectRow(row)
        self.signed_on.read()
        paper, item = self._papers[row], self.item.currentData()
        if self.signed_on.is_wrong or not self._may_replace(paper):
            return
        try:
            (file,) = worker.wait(self, partial(read_files, (path,)))
            attach_scan(self._session, paper.id, file, self.signed_on.iso, item)
        except UserError as error:
            self._prompts.warn(self, self.windowTitle(), sentence(error))
            return
        text = _("{file} is kept with the paper.")
        if item:
            text = _("{file} is kept with the paper, and is evidence of {item}.")
        self._note.setText(text.format(file=path.name, item=item.partition("/")[2]))

    def _may_replace(self, paper: PrintedPaper) -> bool:
        text = _("A scan of this paper is kept already. Put the new one in its place?")
        replace = _("Replace the scan")
        return not paper.scan or self._prompts.ask(self, self.windowTitle(), text, replace)

    def _look_at_scan(self) -> None:
        paper = self._papers[self.table.currentRow()]
        name = scan_name(self._session, paper)
        look_at(self, self._session, self._prompts, paper.scan, name)

    def _save_scan(self) -> None:
        paper = self._papers[self.table.currentRow()]
        name = scan_name(self._session, paper)
        save_out(self, self._session, self._prompts, paper.scan, name)

    def _strike_out(self) -> None:
        paper = self._papers[self.table.currentRow()]
        text = _("Strike “{paper}” out of the register? Undo brings it back.")
        strike = _("Strike out of the register")
        if self._prompts.ask(self, self.windowTitle(), text.format(paper=paper.title), strike):
            self._session.apply(paper_struck_out(paper.id), strike)

    def _keep_day(self, iso: str) -> None:
        """Another day for a paper whose scan is kept; else it waits for the scan."""
        paper = self._papers[self.table.currentRow()] if self._papers else None
        if paper is not None and paper.scan:
            self._session.apply([signed(paper.id, iso)], _("Date of the signature"))

    # what is shown

    def _show(self) -> None:
        self._papers = papers_of(self._session.state, self._year)
        self.table.show_papers(self._papers)
        for widget in (self.item, self.signed_on, self.attach, self.removal):
            widget.setEnabled(bool(self._papers))
        self._show_paper()
        left = number(len(unsigned_papers(self._session.state, self._year)))
        text = _("{n} of {all} papers have no signed scan yet.")
        if not self._papers:
            text = _("Nothing was printed in {year} yet. Papers that are printed come here.")
        everything = number(len(self._papers))
        self._count.setText(text.format(n=left, all=everything, year=year_name(self._year)))

    def _show_paper(self) -> None:
        """Show what is kept of the paper at hand, and which item it was evidence of before."""
        row = self.table.currentRow()
        paper = self._papers[row] if 0 <= row < len(self._papers) else None
        has_scan = paper is not None and bool(paper.scan)
        self.look.setEnabled(has_scan)
        self.save.setEnabled(has_scan)
        if paper is None:
            return
        self.signed_on.show_day(paper.signed_on if has_scan else date.today().isoformat())
        self.item.setCurrentIndex(max(0, self.item.findData(item_for(self._session.state, paper))))

    def _on_row(self) -> None:
        self._note.clear()
        self._show_paper()

    def _fill_items(self) -> None:
        self.item.addItem(_("Of no item"), "")
        for item in items_of(self._session.state, self._year):
            self.item.addItem(f"{item.code} {item.name}", item.id)

    # how it is laid out

    def _wire(self) -> None:
        self.table.scan_dropped.connect(self.take_scan, Qt.ConnectionType.QueuedConnection)
        self.table.itemSelectionChanged.connect(self._on_row)
        self.table.cellDoubleClicked.connect(lambda: self.look.click())
        self.attach.clicked.connect(self.choose_scan)
        self.look.clicked.connect(self._look_at_scan)
        self.save.clicked.connect(self._save_scan)
        self.removal.clicked.connect(self._strike_out)

    def _body(self) -> QWidget:
        self.item.setAccessibleName(_("Evidence of"))
        self.item.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.signed_on.setAccessibleName(_("Signed on"))
        form = QFormLayout()
        form.setHorizontalSpacing(theme.L)
        form.setVerticalSpacing(theme.S)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(theme.label(_("Evidence of")), self.item)
        form.addRow(theme.label(_("Signed on")), self.signed_on)
        buttons = FlowLayout(theme.S)
        for button in (self.attach, self.look, self.save, self.removal):
            buttons.add(button)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        hint = _("Drop the scan of a signed paper (PDF, JPG, PNG) on its row, or choose it below.")
        layout.addWidget(theme.label(hint, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        said = QHBoxLayout()
        said.setSpacing(theme.L)
        said.addWidget(self._count)
        said.addWidget(self._note, 1)
        layout.addLayout(said)
        layout.addLayout(form)
        layout.addLayout(buttons)
        return body
