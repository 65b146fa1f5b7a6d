"""A look into a backup: every row and what it says, to read only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.holdings import Held
from itadesk.app.language import _
from itadesk.thai.keys import search_key
from itadesk.ui import theme
from itadesk.ui.dialogs import CloseDialog, fit
from itadesk.ui.safety.text_table import TextTable
from itadesk.ui.wording import counted, digits, number

_WIDTH, _HEIGHT = 1080, 640
_FIELD_WIDTH = 170
_MOST = 500  # rows; more would be slow to lay out at every letter of the search


class LookDialog(CloseDialog):
    """The rows on the left, found by what they say; the chosen one's values on the right."""

    def __init__(self, title: str, rows: Sequence[Held], parent: QWidget | None = None) -> None:
        self._all = rows
        self._shown: Sequence[Held] = ()
        self._keys = [search_key(f"{row.title} {row.values}") for row in rows]
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find"))
        self.search.setAccessibleName(_("Find"))
        self.search.setClearButtonEnabled(True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("What to show"))
        self.kinds.addItems([_("Everything"), *dict.fromkeys(row.kind for row in rows)])
        self.rows = TextTable(_("Rows"), (_("Rows"),), {})
        self.values = TextTable(_("What it holds"), (_("Field"), _("Value")), {0: _FIELD_WIDTH})
        self._count = theme.label(tone="muted")
        body = QWidget()
        super().__init__(parent, _("A look into the backup, to read only"), body)
        self._build(body, title)
        fit(self, _WIDTH, _HEIGHT)
        self.rows.currentCellChanged.connect(lambda row, *_others: self._show_values(row))
        self.search.textChanged.connect(self._show_rows)
        self.kinds.currentIndexChanged.connect(self._show_rows)
        self._show_rows()

    def _show_rows(self) -> None:
        key = search_key(self.search.text())
        kind = self.kinds.currentText() if self.kinds.currentIndex() else ""
        self._shown = [
            row
            for row, of_row in zip(self._all, self._keys, strict=True)
            if key in of_row and kind in ("", row.kind)
        ]
        self.rows.show_rows([(digits(row.title),) for row in self._shown[:_MOST]])
        told = counted(len(self._shown), _("{n} row"), _("{n} rows"))
        if len(self._shown) > _MOST:
            told = _("{all}, of which the first {n} are listed").format(all=told, n=number(_MOST))
        self._count.setText(told)
        self.rows.selectRow(0)
        self._show_values(0)

    def _show_values(self, row: int) -> None:
        values = self._shown[row].values if 0 <= row < len(self._shown) else ()
        self.values.show_rows([(name, digits(value)) for name, value in values])

    def _build(self, body: QWidget, title: str) -> None:
        self.rows.setSelectionBehavior(TextTable.SelectionBehavior.SelectRows)
        tables = QHBoxLayout()
        tables.setSpacing(theme.L)
        tables.addWidget(self.rows, 2)
        tables.addWidget(self.values, 3)
        line = QHBoxLayout()
        line.setSpacing(theme.M)
        line.addWidget(self.kinds)
        line.addWidget(self.search, 1)
        line.addWidget(self._count)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addWidget(theme.label(title, "title", wrap=True))
        layout.addLayout(line)
        layout.addLayout(tables, 1)
