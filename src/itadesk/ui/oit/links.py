"""An item's evidence: web addresses, each with the clicks that lead there."""

from __future__ import annotations

import re
import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.checklist import evidence_of, with_evidence, without_evidence
from itadesk.core.errors import UserError
from itadesk.core.model import Evidence
from itadesk.core.ordering import place_after_move
from itadesk.ui import theme
from itadesk.ui.autosave import Autosave

_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?")
_BUTTONS_WIDTH = 60  # beside every field, so that all fields end alike


class LinksEditor(QWidget):
    """The links of one item, and a field that adds one.

    Signals: `added` with the field for the next link, which is to stay in sight.
    """

    added = Signal(QWidget)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._item = ""
        self._rows: dict[str, _Row] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.S)
        self._new = QLineEdit()
        self._new.setPlaceholderText(_("Paste a web address here"))
        self._new.setAccessibleName(_("New link"))
        self._new.returnPressed.connect(self.add)
        add = theme.icon_button("plus", _("Add the link"))
        add.clicked.connect(self.add)
        line = QGridLayout()
        line.setSpacing(theme.XS)
        line.addWidget(self._new, 0, 0)
        line.addWidget(add, 0, 1)
        line.setColumnMinimumWidth(1, _BUTTONS_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(self._list)
        layout.addLayout(line)

    def show_item(self, item: str) -> None:
        """Show the links of the item with this id."""
        if item != self._item:
            self._new.clear()
        self._item = item
        links = evidence_of(self._session.state, item)
        self._keep_rows([link.id for link in links])
        for link in links:
            if link.id not in self._rows:
                self._rows[link.id] = _Row(self._session, link)
        for place, link in enumerate(links):
            self._rows[link.id].show_link(link, place, len(links))
            if self._list.indexOf(self._rows[link.id]) != place:
                self._list.insertWidget(place, self._rows[link.id])

    def flush(self) -> None:
        """Save what is being typed; an address that was typed but not added is added."""
        for row in self._rows.values():
            row.flush()
        self.add()

    def add(self) -> None:
        """Add the link that stands in the field for new ones."""
        url = self._new.text().strip()
        if not url or not self._item:
            return
        self._new.clear()
        edits = with_evidence(self._session.state, self._item, secrets.token_hex(8), url)
        try:
            self._session.apply(edits, _("Add a link"))
        except UserError:
            self._new.setText(url)
            raise
        self.added.emit(self._new)

    def _keep_rows(self, ids: list[str]) -> None:
        """Let go of the rows of other links; those that stay keep the keyboard."""
        for gone in set(self._rows) - set(ids):
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()


class _Row(QWidget):
    def __init__(self, session: Session, link: Evidence) -> None:
        super().__init__()
        self._session = session
        self._link = link
        url, clicks = QLineEdit(), QLineEdit()
        self._no_address = theme.label(_("This is no web address"), "warning")
        url.setAccessibleName(_("Web address"))
        clicks.setAccessibleName(_("Clicks that lead there"))
        clicks.setPlaceholderText(_("Clicks that lead there: Home > About us > …"))
        self._url = Autosave(url, lambda text: self._save("url", text))
        self._clicks = Autosave(clicks, lambda text: self._save("click_path", text))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(url, 0, 0)
        layout.addWidget(self._no_address, 2, 0, 1, 2)
        layout.addWidget(clicks, 1, 0)
        remove = theme.icon_button("trash", _("Remove the link"))
        remove.clicked.connect(self._remove)
        self._up = theme.icon_button("arrow-up", _("Move the link up"))
        self._up.clicked.connect(lambda: self._move(-1))
        self._down = theme.icon_button("arrow-down", _("Move the link down"))
        self._down.clicked.connect(lambda: self._move(1))
        layout.addWidget(remove, 0, 1)
        layout.setColumnMinimumWidth(1, _BUTTONS_WIDTH)
        moves = QHBoxLayout()
        moves.setSpacing(0)
        moves.addWidget(self._up)
        moves.addWidget(self._down)
        layout.addLayout(moves, 1, 1)

    def show_link(self, link: Evidence, place: int, count: int) -> None:
        self._link = link
        url = link.url.strip()
        self._no_address.setVisible(bool(url) and not _ADDRESS.fullmatch(url))
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < count - 1)
        self._url.show_text(link.url)
        self._clicks.show_text(link.click_path)

    def flush(self) -> None:
        self._url.flush()
        self._clicks.flush()

    def _save(self, field: str, text: str) -> None:
        if self._session.state.get(Evidence, self._link.id) is None:
            return  # taken back by undo while it was typed in
        edit = Edit("evidence", self._link.id, field, text.strip())
        self._session.apply([edit], _("Change a link"), typing=True)

    def _remove(self) -> None:
        self._session.apply(without_evidence(self._link), _("Remove a link"))

    def _move(self, step: int) -> None:
        rows = evidence_of(self._session.state, self._link.item)
        place = place_after_move(rows, self._link.id, step)
        if place is not None:
            edit = Edit("evidence", self._link.id, "place", place)
            self._session.apply([edit], _("Move a link"))
