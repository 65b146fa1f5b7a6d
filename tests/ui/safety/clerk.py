"""A clerk who uses the dialogs before answering them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.ui.acting import Answers

from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.measures import measures_of
from itadesk.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

YEAR = 2568


class Clerk(Answers):
    """Does `acts` in each dialog of a kind before it is accepted."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: dict[type[QDialog], Callable[..., None]] = {}

    def show(self, dialog: QDialog) -> bool:
        act = self.acts.get(type(dialog))
        if act is not None:
            act(dialog)
        return super().show(dialog)

    def shown(self, kind: type[QDialog]) -> list[QDialog]:
        return [dialog for dialog in self.dialogs if type(dialog) is kind]


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def first_measure(session: Session) -> str:
    return measures_of(session.state, YEAR)[0].id


def rename(session: Session, measure: str, title: str) -> None:
    session.apply([Edit("measure", measure, "title", title)], "แก้ไข")


def title_of(session: Session, measure: str) -> str:
    return str(session.state.tables["measure"][measure].title)
