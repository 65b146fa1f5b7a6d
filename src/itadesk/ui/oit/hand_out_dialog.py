"""Who is responsible for several items, and by when: filled in once."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from itadesk.app.language import _
from itadesk.ui import theme
from itadesk.ui.completing import NamesCompleter
from itadesk.ui.date_field import DateField
from itadesk.ui.dialogs import FormDialog
from itadesk.ui.wording import counted

_LETTERS = 40  # that a unit's long name, or two units, take


class HandOutDialog(FormDialog):
    """A field that is left blank leaves the items as they are."""

    def __init__(self, count: int, units: tuple[str, ...], parent: QWidget | None = None) -> None:
        self.responsible = QLineEdit()
        NamesCompleter(self.responsible).set_names(units)
        letters = self.responsible.fontMetrics().averageCharWidth()
        self.responsible.setMinimumWidth(_LETTERS * letters)
        self.due = DateField()
        body = QWidget()
        layout = QFormLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addRow(theme.label(_("A field left blank changes nothing."), "muted", wrap=True))
        for name, field in ((_("Responsible"), self.responsible), (_("Due date"), self.due)):
            field.setAccessibleName(name)
            layout.addRow(theme.label(name), field)
        title = counted(count, _("Hand out {n} item"), _("Hand out {n} items"))
        super().__init__(parent, title, body, _("Hand out"))

    def accept(self) -> None:
        """Close, unless what was typed is no day: then the field says so."""
        self.due.read()
        if not self.due.is_wrong:
            super().accept()
