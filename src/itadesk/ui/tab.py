"""What the tabs of an open file have in common: a session, a year, and keeping up with both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from itadesk.app.session import Changed, Session
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent


class Tab(QWidget):
    """A tab on one session and one fiscal year; what is typed is saved before it is hidden.

    `TABLES` names the tables whose rows are shown; a tab without any shows them all. A tab makes
    its widgets and then calls `begin`.

    Signals, for what other tabs show: `row_wanted` with the year, the table and the id of a row;
    `paper_wanted` with the name of a report; `clipboard_wanted` to import what was copied.
    """

    row_wanted = Signal(int, str, str)
    paper_wanted = Signal(str)
    clipboard_wanted = Signal()
    TABLES: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self, session: Session, year: int, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._year = year
        self._prompts = prompts

    def begin(self, first: QWidget | None = None) -> None:
        """Show the year, and every change of it; `first` gets the keyboard, if it is named."""
        if first is not None:
            self.setFocusProxy(first)
        self.destroyed.connect(self._session.subscribe(self._on_changed))
        self.set_year(self._year)

    def set_year(self, year: int) -> None:
        """Show another fiscal year."""
        raise NotImplementedError

    def go_to(self, table: str, row: str) -> bool:
        """Choose what this row is, or belongs to; False if it is not shown here."""
        raise NotImplementedError

    def parts(self) -> dict[str, QAbstractButton]:
        """What can be folded away: the buttons that show it, by the names it is remembered by."""
        return {}

    def flush(self) -> None:
        """Save what is being typed.

        Raises:
            UserError: it could not be saved; the text stays.
        """

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def _refresh(self) -> None:
        """Show the year as it stands now."""
        raise NotImplementedError

    def _on_changed(self, changed: Changed, source: object) -> None:
        if not self.TABLES or self.TABLES.intersection(table for table, _row in changed):
            self._follow()

    def _follow(self) -> None:
        self._refresh()


class LateTab(Tab):
    """A tab that is costly to fill: out of sight it waits until it is shown."""

    _is_stale = True

    def refresh_in_sight(self) -> None:
        """Show the year as it stands now, or when the tab is shown."""
        self._is_stale = True
        if self.isVisible():
            self._refresh()
            self._is_stale = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh_in_sight()

    def _follow(self) -> None:
        self.refresh_in_sight()


def toggles(group: QButtonGroup, texts: Iterable[str]) -> list[QPushButton]:
    """A button for each text, numbered from 0 in the group, of which one is down."""
    buttons = []
    for number, text in enumerate(texts):
        button = QPushButton(text)
        button.setCheckable(True)
        group.addButton(button, number)
        buttons.append(button)
    return buttons
