"""The top of the window: whose file this is, the fiscal year, search, import, copy and print."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.core.model import Office, State
from itadesk.core.years import years_of
from itadesk.ui import theme
from itadesk.ui.search.field import SearchField
from itadesk.ui.wording import year_name

_SEARCH_WIDTH = 180


class Header(QWidget):
    """Shows the office and offers what is done from every tab.

    Signals: `year_chosen` with the year; `year_wanted`, `import_wanted`, `copy_wanted`,
    `print_wanted`.
    """

    year_chosen = Signal(int)
    year_wanted = Signal()
    import_wanted = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, state: Callable[[], State | None]) -> None:
        super().__init__()
        self._office = theme.label(tone="title", elided=True)
        self._where = theme.label(tone="muted", elided=True)
        self.years = QComboBox()
        self.years.setAccessibleName(_("Fiscal year"))
        self.years.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.years.activated.connect(self._on_year)
        self.new_year = theme.icon_button("calendar-plus", _("Start a fiscal year"))
        self.new_year.clicked.connect(self.year_wanted)
        self.search = SearchField(state)
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.take = theme.button(_("Import"), "download-simple")
        self.take.clicked.connect(self.import_wanted)
        self.copy = theme.button(_("Copy to USB"), "hard-drive")
        self.copy.clicked.connect(self.copy_wanted)
        self.print = theme.button(_("Print"), "printer", accent=True)
        self.print.clicked.connect(self.print_wanted)
        self._build()

    def show_office(self, state: State) -> None:
        """Show the office's name and where it is."""
        office = state.get(Office, "office") or Office()
        self._office.setText(office.name or _("Office without a name"))
        places = ((_("Amphoe {name}"), office.amphoe), (_("Province {name}"), office.province))
        parts = [text.format(name=name) for text, name in places if name]
        self._where.setText(" ".join(parts))
        self._where.setVisible(bool(parts))

    def show_years(self, state: State, chosen: int) -> None:
        """Offer the years that the file holds."""
        self.years.clear()
        for year in years_of(state):
            self.years.addItem(year_name(year.year), year.year)
        self.years.setCurrentIndex(self.years.findData(chosen))

    def _on_year(self, _row: int) -> None:
        self.year_chosen.emit(self.years.currentData())

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._office)
        names.addWidget(self._where)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.L, 0, theme.L, 0)
        line.setSpacing(theme.S)
        line.addLayout(names, 3)
        for widget in (self.years, self.new_year, self.search, self.take, self.copy, self.print):
            line.addWidget(widget)
