"""The rows of the register, each of which takes a file that is dropped on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from itadesk.app.days import day_text, iso_text
from itadesk.app.language import _
from itadesk.core.model import PrintedPaper
from itadesk.ui.dropped import dropped_file
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import digits, number

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

_PAGES = 2
_WIDTHS = {0: 190, _PAGES: 70, 3: 170}


class RegisterTable(TextTable):
    """Papers, one a row.

    Signals: `scan_dropped` with the row and the file that was dropped on it.
    """

    scan_dropped = Signal(int, Path)

    def __init__(self) -> None:
        heads = (_("Printed"), _("Paper"), _("Pages"), _("Signed"))
        super().__init__(_("Printed papers"), heads, _WIDTHS)
        self.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        self.setAcceptDrops(True)

    def show_papers(self, papers: Sequence[PrintedPaper]) -> None:
        """Show these; the row at hand stays where it is, or the last is."""
        row = self.currentRow()
        self.show_rows([_texts_of(paper) for paper in papers], right=(_PAGES,))
        self.setCurrentCell(min(max(row, 0), len(papers) - 1), 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self.rowAt(round(event.position().y()))
        event.setAccepted(row >= 0 and dropped_file(event.mimeData()) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        path, row = dropped_file(event.mimeData()), self.rowAt(round(event.position().y()))
        if path is not None and row >= 0:
            event.setDropAction(Qt.DropAction.CopyAction)  # moving would take it from its folder
            event.accept()
            self.scan_dropped.emit(row, path)


def _texts_of(paper: PrintedPaper) -> tuple[str, ...]:
    printed = ""
    if paper.printed_at:
        when = datetime.fromisoformat(paper.printed_at).astimezone()
        printed = f"{day_text(when.date())} {digits(f'{when:%H.%M}')}"
    signed = _("Not yet")
    if paper.scan:
        signed = iso_text(paper.signed_on) or _("Scan kept")
    return printed, paper.title, number(paper.pages), signed
