"""An open office file: the header, and the tabs, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Changed, Session
from itadesk.core.parts import year_of
from itadesk.core.years import years_of
from itadesk.ui import icons, theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.header import Header
from itadesk.ui.places import OFFICE, tab_of
from itadesk.ui.prompts import Prompts
from itadesk.ui.search.hits import Hit
from itadesk.ui.tab import Tab

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

TabName: TypeAlias = Literal["overview", "oit", "scores", "measures", "memo", "print"]
TABS: tuple[TabName, ...] = ("overview", "oit", "scores", "measures", "memo", "print")
_ICONS = {
    "overview": "squares-four",
    "oit": "check-square",
    "scores": "chart-bar",
    "measures": "table",
    "memo": "file-text",
    "print": "printer",
}


def tab_title(name: TabName) -> str:
    """What a tab is called."""
    return {
        "overview": _("Overview"),
        "oit": _("OIT checklist"),
        "scores": _("ITA scores"),
        "measures": _("Measures"),
        "memo": _("Memos"),
        "print": _("Print reports"),
    }[name]


class WorkArea(QWidget):
    """All tabs on one session and one fiscal year.

    Signals: `year_wanted`, `import_wanted`, `copy_wanted` from the header; `clipboard_wanted` to
    import what was copied; `year_changed` with the year shown; `tab_shown` with the name of the
    tab in front; `part_shown` with the name of a part of a tab and whether it is shown;
    `office_wanted` to go to a row of the office.
    """

    year_wanted = Signal()
    import_wanted = Signal()
    clipboard_wanted = Signal()
    copy_wanted = Signal()
    year_changed = Signal(int)
    tab_shown = Signal(str)
    part_shown = Signal(str, bool)
    office_wanted = Signal()

    def __init__(
        self,
        session: Session,
        prompts: Prompts,
        first: str = "",
        parts: Mapping[str, bool] | None = None,
    ) -> None:
        super().__init__()
        self._parts = parts or {}
        self._session = session
        self._prompts = prompts
        self._tabs: dict[TabName, Tab] = {}
        years = years_of(session.state)
        self.year = years[0].year if years else 0
        self.header = Header(lambda: self._session.state)
        self.bar = QTabBar()
        self._stack = QStackedWidget()
        self._build()
        self._wire()
        self.destroyed.connect(session.subscribe(self._on_changed))
        self._show_head()
        self.bar.setCurrentIndex(TABS.index(first) if first in TABS else 0)
        self._show_tab(self.bar.currentIndex())

    @property
    def current(self) -> TabName:
        return TABS[self.bar.currentIndex()]

    def set_year(self, year: int) -> None:
        """Show another fiscal year in every tab."""
        self.year = year
        self.header.show_years(self._session.state, year)
        for tab in self._tabs.values():
            tab.set_year(year)
        self.year_changed.emit(year)

    def show_tab(self, name: TabName) -> Tab:
        """Bring a tab to the front, making it if it was never shown, and the keyboard into it."""
        self.bar.setCurrentIndex(TABS.index(name))
        self._enter()
        return self._tabs[name]

    def go_to(self, hit: Hit) -> None:
        """Show the tab, the year and the row of something that was found."""
        self.open_row(hit.year, hit.table, hit.row)

    def open_row(self, year: int, table: str, row: str) -> None:
        """Show the tab and the year of a row, and choose it there; the office is its dialog's."""
        if tab_of(table) == OFFICE:
            self.office_wanted.emit()
            return
        if year != self.year and any(known.year == year for known in years_of(self._session.state)):
            self.set_year(year)
        tab = self.show_tab(cast("TabName", tab_of(table)))
        tab.go_to(table, row)
        tab.setFocus()

    def show_paper(self, name: str) -> None:
        """Show the pages of a report of this year."""
        from itadesk.ui.print_tab import PrintTab

        cast("PrintTab", self.show_tab("print")).choose(name)

    def show_changed(self, changed: Changed) -> bool:
        """Go to one of these rows, unless one is on the tab and in the year shown; if it went."""
        state = self._session.state
        places = []
        for table, row in sorted(changed):
            record = state.tables.get(table, {}).get(row)
            if record is not None and tab_of(table) not in ("", "print"):  # undo opens no register
                places.append((year_of(state, record), table, row))
        here = [
            table
            for year, table, _row in places
            if year in (0, self.year) and tab_of(table) == self.current
        ]
        if here or not places or self.current == "overview":
            return False
        year, table, row = places[0]
        self.open_row(year or self.year, table, row)
        return True

    def keyboard(self) -> QWidget | None:
        """What has the keyboard: a field, or the table whose cell is being written in."""
        focused = self.window().focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
        parent = focused.parentWidget()
        around = parent.parentWidget() if parent else None
        return around if isinstance(around, QAbstractItemView) else focused

    def flush(self) -> None:
        """Save what is being typed in any tab, and end the typing.

        Raises:
            UserError: it could not be saved; the text stays.
        """
        for tab in self._tabs.values():
            tab.flush()
        self._end_typing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._enter()

    def _enter(self) -> None:
        """Put the keyboard into what the tab in front is for, or its first field."""
        tab = self._tabs[self.current]
        if tab.isAncestorOf(self.window().focusWidget() or self):
            return
        target = tab.focusProxy()
        if target is None or not target.isVisible():
            target = next((w for w in _chain_of(tab) if _takes_keys(w)), tab)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up_text(self) -> None:
        """Let go of what could not be saved."""
        for field in self.findChildren(Autosave):
            field.give_up()
        for view in self.findChildren(QAbstractItemView):
            view.reset()
        self._end_typing()

    def _end_typing(self) -> None:
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    def _show_tab(self, number: int) -> None:
        name = TABS[number]
        if name not in self._tabs:
            self._tabs[name] = self._made(name)
            self._stack.addWidget(self._tabs[name])
        self._stack.setCurrentWidget(self._tabs[name])
        self.tab_shown.emit(name)

    def _made(self, name: TabName) -> Tab:
        tab = _kind_of(name)(self._session, self.year, self._prompts)
        tab.row_wanted.connect(self.open_row)
        tab.paper_wanted.connect(self.show_paper)
        tab.clipboard_wanted.connect(self.clipboard_wanted)
        for part, button in tab.parts().items():
            button.setChecked(self._parts.get(part, button.isChecked()))
            button.toggled.connect(partial(self.part_shown.emit, part))
        return tab

    def _show_head(self) -> None:
        self.header.show_office(self._session.state)
        self.header.show_years(self._session.state, self.year)

    def _on_changed(self, changed: Changed, source: object) -> None:
        tables = {table for table, _row in changed}
        if "year" in tables:
            years = [year.year for year in years_of(self._session.state)]
            if self.year not in years and years:
                self.set_year(years[0])
        if tables & {"year", "office"}:
            self._show_head()

    def _wire(self) -> None:
        self.bar.currentChanged.connect(self._show_tab)
        self.header.year_chosen.connect(self.set_year)
        self.header.year_wanted.connect(self.year_wanted)
        self.header.import_wanted.connect(self.import_wanted)
        self.header.copy_wanted.connect(self.copy_wanted)
        self.header.print_wanted.connect(lambda: self.show_tab("print"))
        self.header.search.chosen.connect(self.go_to)

    def _build(self) -> None:
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(_("Tabs"))
        for name in TABS:
            self.bar.addTab(icons.beside_text(_ICONS[name], theme.MUTED), tab_title(name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.header, theme.rule(), self.bar, theme.rule()):
            layout.addWidget(widget)
        layout.addWidget(self._stack, 1)


def _chain_of(tab: QWidget) -> Iterator[QWidget]:
    """The widgets within a tab in the order that the Tab key goes."""
    widget = tab.nextInFocusChain()
    while widget is not None and widget is not tab:
        if tab.isAncestorOf(widget):
            yield widget
        widget = widget.nextInFocusChain()


def _takes_keys(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.isVisible() and widget.isEnabled()


def _kind_of(name: TabName) -> type[Tab]:
    """The class of a tab; what only it needs is loaded when it is first shown."""
    if name == "overview":
        from itadesk.ui.overview.tab import OverviewTab

        return OverviewTab
    if name == "oit":
        from itadesk.ui.oit.tab import OitTab

        return OitTab
    if name == "scores":
        from itadesk.ui.scores.tab import ScoresTab

        return ScoresTab
    if name == "measures":
        from itadesk.ui.measures.tab import MeasuresTab

        return MeasuresTab
    if name == "memo":
        from itadesk.ui.memo.tab import MemoTab

        return MemoTab
    from itadesk.ui.print_tab import PrintTab

    return PrintTab
