"""The register of a year: what was printed when, and the scans of what was signed."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.reading import read_source
from itadesk.app.session import Session
from itadesk.app.signing import attach_scan
from itadesk.core.checklist import items_of
from itadesk.core.errors import UserError
from itadesk.core.model import PrintedPaper
from itadesk.core.register import papers_of
from itadesk.ui import theme, worker
from itadesk.ui.date_field import DateField
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.prompts import Prompts
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import digits, number, year_name

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

_WIDTH, _HEIGHT = 900, 600
_WIDTHS = {0: 190, 2: 70, 3: 170}
_KINDS = "PDF, JPEG, PNG (*.pdf *.jpg *.jpeg *.png)"


class RegisterDialog(CloseDialog):
    """Every paper that was printed; a scan is put to the one that is chosen or dropped on."""

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        self._session, self._year, self._prompts = session, year, prompts
        self._papers: tuple[PrintedPaper, ...] = ()
        heads = (_("Printed"), _("Paper"), _("Pages"), _("Signed"))
        self.table = _Register(_("Printed papers"), heads, _WIDTHS)
        self.item = QComboBox()
        self.signed_on = DateField()
        self.attach = theme.button(_("Choose the signed scan …"), "paperclip")
        self._note = theme.label(tone="muted", wrap=True)
        super().__init__(parent, _("Printed papers"), self._body())
        self.resize(_WIDTH, _HEIGHT)
        self.signed_on.show_day(date.today().isoformat())
        self._fill_items()
        self._show()
        self.table.selectRow(0)
        self.table.scan_dropped.connect(self.take_scan)
        self.attach.clicked.connect(self.choose_scan)
        unsubscribe = session.subscribe(lambda _changed, _source: self._show())
        self.finished.connect(lambda _result: unsubscribe())

    def choose_scan(self) -> None:
        """Ask for the scan of the paper at hand."""
        title = _("The scan of what was signed")
        path = self._prompts.choose_file(self, title, _KINDS)
        if path is not None:
            self.take_scan(self.table.currentRow(), path)

    def take_scan(self, row: int, path: Path) -> None:
        """Keep a scan of the paper in this row; as evidence too, where an item is chosen."""
        self.signed_on.read()
        if not 0 <= row < len(self._papers) or self.signed_on.is_wrong:
            return
        paper, item = self._papers[row], self.item.currentData()
        try:
            data = worker.wait(self, partial(read_source, path))
            attach_scan(self._session, paper.id, data, path.name, self.signed_on.iso, item)
        except UserError as error:
            self._prompts.warn(self, self.windowTitle(), sentence(error))
            return
        self.table.selectRow(row)
        text = _("{file} is kept with the paper.")
        if item:
            text = _("{file} is kept with the paper, and is evidence of {item}.")
        self._note.setText(text.format(file=path.name, item=item.partition("/")[2]))

    def _show(self) -> None:
        row = self.table.currentRow()
        self._papers = papers_of(self._session.state, self._year)
        self.table.show_rows([_row_of(paper) for paper in self._papers], right=(2,))
        self.table.setCurrentCell(min(max(row, 0), len(self._papers) - 1), 0)
        self.attach.setEnabled(bool(self._papers))
        if not self._papers:
            text = _("Nothing was printed in {year} yet. Papers that are printed come here.")
            self._note.setText(text.format(year=year_name(self._year)))

    def _fill_items(self) -> None:
        self.item.addItem(_("Of no item"), "")
        for item in items_of(self._session.state, self._year):
            self.item.addItem(f"{item.code} {item.name}", item.id)

    def _body(self) -> QWidget:
        self.table.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
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
        line = QHBoxLayout()
        line.setSpacing(theme.M)
        line.addWidget(self.attach)
        line.addWidget(self._note, 1)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        hint = _("Drop the scan of a signed paper (PDF, JPG, PNG) on its row, or choose it below.")
        layout.addWidget(theme.label(hint, "muted", wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(form)
        layout.addLayout(line)
        return body


class _Register(TextTable):
    """Takes one file that is dropped on a row.

    Signals: `scan_dropped` with the row and the file.
    """

    scan_dropped = Signal(int, Path)

    def __init__(self, name: str, heads: tuple[str, ...], widths: dict[int, int]) -> None:
        super().__init__(name, heads, widths)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        event.setAccepted(row >= 0 and _file_of(event.mimeData()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        path, row = _file_of(event.mimeData()), self.rowAt(round(event.position().y()))
        if path is not None and row >= 0:
            event.acceptProposedAction()
            self.scan_dropped.emit(row, path)


def _file_of(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def _row_of(paper: PrintedPaper) -> tuple[str, ...]:
    from itadesk.thai.dates import medium_date

    printed = ""
    if paper.printed_at:
        when = datetime.fromisoformat(paper.printed_at).astimezone()
        printed = f"{medium_date(when.date())} {digits(f'{when:%H.%M}')}"
    signed = _("Not yet")
    if paper.scan:
        day = paper.signed_on
        signed = medium_date(date.fromisoformat(day)) if day else _("Scan kept")
    return printed, paper.title, number(paper.pages), signed
