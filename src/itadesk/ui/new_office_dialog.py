"""The dialog that makes an office file: the office and its first fiscal year."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.office_files import year_edits
from itadesk.core.changelog import Edit, made
from itadesk.core.model import EMPTY
from itadesk.ui import theme
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.office_form import OfficeForm
from itadesk.ui.year_choice import YearChoice, first_year

_WIDTH = 560


class NewOfficeDialog(FormDialog):
    """Asks what a new file begins with; `edits` is what is to be in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        from itadesk.thai.dates import fiscal_year

        self.form = OfficeForm()
        self.year = YearChoice(EMPTY, first_year(fiscal_year(date.today())))
        self.form.rows.addRow(theme.label(_("First fiscal year")), self.year)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addWidget(self.form)
        layout.addStretch(1)
        super().__init__(parent, _("New office file"), body, _("Choose where to keep it …"))
        self.setMinimumWidth(_WIDTH)
        self.form.fields["name"].textChanged.connect(self._on_name)
        self._on_name()

    @property
    def suggested_name(self) -> str:
        """A file name made from the office's."""
        name = "".join(letter for letter in self.form.office().name if letter not in '\\/:*?"<>|')
        return f"{name}.itadesk"

    def edits(self) -> list[Edit]:
        return [*made(self.form.office(), "office"), *year_edits(self.year.year)]

    def _on_name(self) -> None:
        self.accept_button.setEnabled(bool(self.form.office().name))
