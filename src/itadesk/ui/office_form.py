"""The fields of an office, for a new one and for the one at hand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from itadesk.app.language import _
from itadesk.app.office_files import MUNICIPALITY, TAMBON_OFFICE, office_named
from itadesk.core.model import Office
from itadesk.ui import theme

KINDS = (TAMBON_OFFICE, MUNICIPALITY)


def office_fields() -> dict[str, str]:
    """The fields of `Office` that are typed, and what the window calls them."""
    return {
        "name": _("Name of the office"),
        "tambon": _("Tambon"),
        "amphoe": _("Amphoe"),
        "province": _("Province"),
        "letter_prefix": _("Letter prefix"),
        "phone": _("Telephone"),
        "web": _("Web site"),
    }


class OfficeForm(QWidget):
    """Name, kind, place and how letters are numbered; kind and tambon follow a typed name.

    `rows` takes further fields, which then stand in line with these.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        self.kind = QComboBox()
        self.kind.addItems(KINDS)
        self.kind.setAccessibleName(_("Kind"))
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(theme.L)
        self.rows.setVerticalSpacing(theme.S)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, text in office_fields().items():
            field = QLineEdit()
            field.setAccessibleName(text)
            self.fields[name] = field
            self.rows.addRow(theme.label(text), field)
            if name == "name":
                self.rows.addRow(theme.label(_("Kind")), self.kind)
        self.fields["name"].setPlaceholderText("องค์การบริหารส่วนตำบล…")
        self.fields["letter_prefix"].setPlaceholderText("ตย ๐๐๐๐๑/")
        self.fields["name"].textEdited.connect(self._on_name)

    def office(self) -> Office:
        """The office as it is typed."""
        office = Office(kind=self.kind.currentText())
        for name, field in self.fields.items():
            office = replace(office, **{name: field.text().strip()})  # type: ignore[arg-type]
        return office

    def _on_name(self, text: str) -> None:
        known = office_named(text.strip())
        if known.kind:
            self.kind.setCurrentText(known.kind)
            self.fields["tambon"].setText(known.tambon)
