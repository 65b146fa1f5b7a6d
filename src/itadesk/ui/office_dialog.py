"""The dialog of the office at hand: its name and place, its units, the people who sign."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.messages import sentence
from itadesk.app.session import Changed, Session
from itadesk.core.changelog import Edit, made
from itadesk.core.errors import UserError
from itadesk.core.model import Office, Person, Unit
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.dialogs import CloseDialog
from itadesk.ui.memo_style import MemoStyle
from itadesk.ui.names_table import NamesTable
from itadesk.ui.office_form import OfficeForm
from itadesk.ui.prompts import Prompts

_WIDTH, _HEIGHT = 680, 640


class OfficeDialog(CloseDialog):
    """Everything typed here is kept at once."""

    def __init__(
        self, session: Session, parent: QWidget | None = None, prompts: Prompts | None = None
    ) -> None:
        self._session = session
        self._prompts = prompts or Prompts()
        self.form = OfficeForm()
        self.units = NamesTable(session, Unit, {"name": _("Unit")}, _("Add a unit"))
        heads = {"rank": _("Rank"), "name": _("Name"), "post": _("Post")}
        self.people = NamesTable(session, Person, heads, _("Add a person"))
        self.memos = MemoStyle(session, self._prompts)
        tabs = QTabWidget()
        for text, page in (
            (_("Office"), self.form),
            (_("Units"), self.units),
            (_("People"), self.people),
        ):
            tabs.addTab(_padded(page), text)
        tabs.addTab(_scrolled(_padded(self.memos)), _("Memos"))
        super().__init__(parent, _("Office, units and people"), tabs)
        self.resize(_WIDTH, _HEIGHT)
        self._fields = {
            name: Autosave(field, lambda text, name=name: self._save(name, text.strip()))  # type: ignore[misc]
            for name, field in self.form.fields.items()
        }
        self._show_office()
        self.form.kind.activated.connect(lambda: self._save("kind", self.form.kind.currentText()))
        self.finished.connect(self._on_finished)
        self._unsubscribe = session.subscribe(self._on_changed)

    def _office(self) -> Office:
        return self._session.state.get(Office, "office") or Office()

    def _show_office(self) -> None:
        office = self._office()
        for name, field in self._fields.items():
            field.show_text(getattr(office, name))
        self.form.kind.setCurrentText(office.kind)
        self.memos.show_office()

    def _save(self, field: str, text: str) -> None:
        edits = [Edit("office", "office", field, text)]
        if self._session.state.get(Office, "office") is None:
            edits = [*made(Office(), "office"), *edits]
        self._session.apply(edits, _("Change the office"))

    def _on_changed(self, changed: Changed, source: object) -> None:
        if {"office", "report_text"}.intersection(table for table, _row in changed):
            self._show_office()

    def done(self, result: int) -> None:
        """Stay open where a text cannot be saved, unless it may be lost."""
        if self._may_leave_text():
            super().done(result)

    def _may_leave_text(self) -> bool:
        try:
            for field in self._fields.values():
                field.flush()
            self.units.flush()
            self.people.flush()
        except UserError as error:
            lost = _("The text typed last is not saved and would be lost. Close all the same?")
            text = f"{sentence(error)}\n\n{lost}"
            return self._prompts.ask(self, self.windowTitle(), text, _("Close without the text"))
        return True

    def _on_finished(self) -> None:
        self._unsubscribe()
        self.units.leave()
        self.people.leave()


def _padded(page: QWidget) -> QWidget:
    result = QWidget()
    layout = QVBoxLayout(result)
    layout.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
    layout.addWidget(page)
    return result


def _scrolled(page: QWidget) -> QScrollArea:
    """A page that may be higher than a small screen."""
    result = QScrollArea()
    result.setFrameShape(QScrollArea.Shape.NoFrame)
    result.setWidgetResizable(True)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setWidget(page)
    bar = result.verticalScrollBar().sizeHint().width()
    result.setMinimumWidth(page.minimumSizeHint().width() + bar)
    return result
