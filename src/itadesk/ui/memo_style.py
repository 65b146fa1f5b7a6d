"""How the office's papers look: garuda, typeface, margins, size, digits; else as the rule says."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.model import Office, Value
from itadesk.ui import theme
from itadesk.ui.font_field import FontField
from itadesk.ui.garuda_field import GarudaField
from itadesk.ui.prompts import Prompts

RULE = Office()
_FIELDS = ("memo_left", "memo_right", "memo_top", "memo_bottom", "memo_size", "thai_digits")
_LEAST_MARGIN, _MOST_MARGIN = 5.0, 60.0  # millimetres
_LEAST_SIZE, _MOST_SIZE = 12.0, 20.0  # points
_STEP, _FIELD_WIDTH = 0.5, 140


class MemoStyle(QWidget):
    """Each value is kept when its field is left; the garuda at once."""

    def __init__(self, session: Session, prompts: Prompts) -> None:
        super().__init__()
        self._session = session
        self.garuda = GarudaField(session, prompts)
        self.typeface = FontField(session)
        self.numbers: dict[str, QDoubleSpinBox] = {}
        self.thai_digits = QCheckBox(_("Thai digits"))
        self.reset = theme.button(_("As the rule says"), "arrow-counter-clockwise")
        self._build()
        self.thai_digits.clicked.connect(lambda on: self._save("thai_digits", bool(on)))
        self.reset.clicked.connect(self._reset)
        self.show_office()

    def show_office(self) -> None:
        """Show what the office has now."""
        office = self._session.state.get(Office, "office") or RULE
        for name, field in self.numbers.items():
            field.blockSignals(True)
            field.setValue(getattr(office, name))
            field.blockSignals(False)
        self.thai_digits.setChecked(office.thai_digits)
        self.reset.setEnabled(any(getattr(office, f) != getattr(RULE, f) for f in _FIELDS))
        self.garuda.show_garuda()
        self.typeface.show_font()

    def _reset(self) -> None:
        self._apply([Edit("office", "office", name, getattr(RULE, name)) for name in _FIELDS])

    def _save(self, name: str, value: Value) -> None:
        self._apply([Edit("office", "office", name, value)])

    def _apply(self, edits: list[Edit]) -> None:
        if self._session.state.get(Office, "office") is None:
            edits = [Edit("office", "office", EXISTS, True), *edits]
        self._session.apply(edits, _("Look of memos"))

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(theme.L)
        form.setVerticalSpacing(theme.S)
        for name, text in (
            ("memo_left", _("Left margin")),
            ("memo_right", _("Right margin")),
            ("memo_top", _("Top margin")),
            ("memo_bottom", _("Bottom margin")),
            ("memo_size", _("Size of letters")),
        ):
            form.addRow(theme.label(text), self._number(name, text))
        form.addRow(theme.label(_("Typeface of papers")), self.typeface)
        form.addRow("", self.thai_digits)
        line = QHBoxLayout()
        line.addWidget(self.reset)
        line.addStretch(1)
        form.addRow("", line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(self.garuda)
        layout.addWidget(theme.rule())
        layout.addLayout(form)
        layout.addStretch(1)

    def _number(self, name: str, text: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        is_size = name == "memo_size"
        field.setRange(*((_LEAST_SIZE, _MOST_SIZE) if is_size else (_LEAST_MARGIN, _MOST_MARGIN)))
        field.setSuffix(f" {_('points')}" if is_size else f" {_('mm')}")
        field.setDecimals(1)
        field.setSingleStep(_STEP)
        field.setKeyboardTracking(False)
        field.setFixedWidth(_FIELD_WIDTH)
        field.lineEdit().setTextMargins(theme.XS, 0, 0, 0)
        field.setAccessibleName(text)
        field.valueChanged.connect(lambda value: self._save(name, value))
        self.numbers[name] = field
        return field
