"""What was done, to read, to print and to save: the receipt of a copy, the report of a merge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.meter import Meter
from itadesk.app.receipts import paper_of, save_paper
from itadesk.core.errors import UserError
from itadesk.core.model import State
from itadesk.ui import theme, worker
from itadesk.ui.dialogs import CloseDialog, fit
from itadesk.ui.prompts import Prompts
from itadesk.ui.wording import digits

_WIDTH, _HEIGHT = 740, 480


class PaperDialog(CloseDialog):
    """One heading over the lines; the same lines go on paper."""

    def __init__(
        self,
        state: State,
        title: str,
        heading: str,
        lines: Sequence[str],
        prompts: Prompts,
        parent: QWidget | None = None,
        further: str = "",
    ) -> None:
        """`further` is what a button offers to go on with; pressed, `goes_on` is True."""
        self._state = state
        self._title = title
        self._prompts = prompts
        self.goes_on = False
        self.lines = tuple(digits(line) for line in lines)
        body = QWidget()
        super().__init__(parent, title, body)
        self._build(body, heading, further)
        fit(self, _WIDTH, _HEIGHT)

    def save(self) -> None:
        """Ask for a name and write the PDF there."""
        kinds = "PDF (*.pdf)"
        path = self._prompts.choose_new_file(self, _("Save"), f"{self._title}.pdf", kinds)
        if path is None:
            return
        path = path if path.suffix.lower() == ".pdf" else Path(f"{path}.pdf")
        work = partial(save_paper, path, self._state, self._title, self.lines)
        try:
            worker.wait(self, work)
        except UserError as error:
            self._prompts.warn(self, self._title, sentence(error))
        else:
            self.saved.setText(_("Saved: {file}").format(file=path.name))

    def print_it(self) -> None:
        """Ask for a printer and print the PDF's pages."""
        from itadesk.ui.paper import choose_printer, print_document

        data = worker.wait(self, partial(paper_of, self._state, self._title, self.lines))
        target = choose_printer(self)
        if target is None:
            return
        try:
            worker.wait(self, partial(print_document, data, target, Meter()))
        except UserError as error:
            self._prompts.warn(self, self._title, sentence(error))

    def _go_on(self) -> None:
        self.goes_on = True
        self.accept()

    def _build(self, body: QWidget, heading: str, further: str) -> None:
        text = theme.label("\n".join(self.lines), wrap=True)
        text.setMargin(theme.M)
        area = QScrollArea()
        area.setWidget(text)
        area.setWidgetResizable(True)
        self.saved = theme.label(tone="muted")
        to_printer = theme.button(_("Print …"), "printer")
        to_printer.clicked.connect(self.print_it)
        to_file = theme.button(_("Save as PDF …"), "download-simple")
        to_file.clicked.connect(self.save)
        line = QHBoxLayout()
        line.setSpacing(theme.S)
        line.addWidget(to_printer)
        line.addWidget(to_file)
        if further:
            self.further = theme.button(further, "copy")
            self.further.clicked.connect(self._go_on)
            line.addWidget(self.further)
        line.addWidget(self.saved, 1)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(theme.label(heading, "title", wrap=True))
        layout.addWidget(area, 1)
        layout.addLayout(line)
