"""What all tabs have in common: they keep up with the data, and no part of them is a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from itadesk.app.settings import Settings
from itadesk.core.changelog import Edit
from itadesk.ui.main_window import MainWindow
from itadesk.ui.tab import LateTab, Tab
from itadesk.ui.work_area import TABS, TabName

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from tests.ui.acting import Answers

    from itadesk.app.session import Session

YEAR = 2568
ITEM = Edit("item", f"{YEAR}/O1", "progress", "น้ำ")
PHONE = Edit("office", "office", "phone", "๐")


class Counted(Tab):
    """Counts how often it is filled."""

    TABLES = frozenset({"item"})
    count = 0

    def set_year(self, year: int) -> None:
        self._year = year

    def _refresh(self) -> None:
        self.count += 1


class CountedLate(LateTab):
    TABLES = frozenset({"item"})
    count = 0

    def set_year(self, year: int) -> None:
        self._year = year
        self.refresh_in_sight()

    def _refresh(self) -> None:
        self.count += 1


def test_a_tab_follows_the_tables_that_it_shows(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    tab = Counted(session, YEAR, prompts)
    qtbot.addWidget(tab)
    tab.begin()
    session.apply([ITEM], "x")
    session.apply([PHONE], "x")
    assert tab.count == 1


def test_a_late_tab_waits_until_it_is_shown_and_is_filled_once(
    session: Session, prompts: Answers, qtbot: QtBot
) -> None:
    tab = CountedLate(session, YEAR, prompts)
    qtbot.addWidget(tab)
    tab.begin()
    session.apply([ITEM], "x")
    assert tab.count == 0
    tab.show()
    assert tab.count == 1
    session.undo()
    assert tab.count == 2


class ShownWindows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if is_shown and watched.isWindow():  # type: ignore[attr-defined]
            self.kinds.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("name", TABS)
def test_no_part_of_a_tab_is_shown_as_a_window(
    session: Session, prompts: Answers, qapp: QApplication, qtbot: QtBot, name: TabName
) -> None:
    window = MainWindow(Settings(), prompts)
    qtbot.addWidget(window)
    window.show_session(session, kept=False)
    window.show()
    spy = ShownWindows()
    qapp.installEventFilter(spy)
    window.show_tab(name)
    qtbot.wait(50)
    qapp.removeEventFilter(spy)
    assert spy.kinds == []
