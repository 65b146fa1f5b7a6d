"""One piece of an item's evidence: a web address with the clicks that lead there, or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import Session
from itadesk.core.changelog import Edit
from itadesk.core.checklist import evidence_of, without_evidence
from itadesk.core.model import Evidence
from itadesk.core.ordering import place_after_move
from itadesk.ui import icons, theme
from itadesk.ui.autosave import Autosave
from itadesk.ui.kept_file import look_at, save_out
from itadesk.ui.oit.rows import of_item
from itadesk.ui.prompts import Prompts

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ADDRESS = re.compile(r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?")
BUTTONS_WIDTH = 60  # beside every field, so that all fields end alike


class EvidenceRow(QWidget):
    """What the rows have in common: the buttons that remove them and move them."""

    def __init__(self, session: Session, link: Evidence) -> None:
        super().__init__()
        self._session = session
        self._link = link
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.XS)
        self.grid.setColumnStretch(0, 1)
        self._up = theme.icon_button("arrow-up", _("Move up"))
        self._up.clicked.connect(lambda: self._move(-1))
        self._down = theme.icon_button("arrow-down", _("Move down"))
        self._down.clicked.connect(lambda: self._move(1))
        self.moves = QHBoxLayout()
        self.moves.setSpacing(0)
        self.moves.addWidget(self._up)
        self.moves.addWidget(self._down)

    def show_link(self, link: Evidence, place: int, count: int) -> None:
        """Show what it is now, as the row at `place` among `count`."""
        self._link = link
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < count - 1)

    def flush(self) -> None:
        """Save what is being typed."""

    def _remove(self) -> None:
        label = of_item(_("Remove evidence of {item}"), self._session.state, self._link.item)
        self._session.apply(without_evidence(self._link), label)

    def _move(self, step: int) -> None:
        rows = evidence_of(self._session.state, self._link.item)
        place = place_after_move(rows, self._link.id, step)
        if place is not None:
            label = of_item(_("Move evidence of {item}"), self._session.state, self._link.item)
            self._session.apply([Edit("evidence", self._link.id, "place", place)], label)


class LinkRow(EvidenceRow):
    """A web address and the clicks that lead there."""

    def __init__(self, session: Session, link: Evidence) -> None:
        super().__init__(session, link)
        self.url, self.clicks = QLineEdit(), QLineEdit()
        self._no_address = theme.label(_("This is no web address"), "warning")
        self.url.setAccessibleName(_("Web address"))
        self.clicks.setAccessibleName(_("Clicks that lead there"))
        self.clicks.setPlaceholderText(_("Clicks that lead there: Home > About us > …"))
        for field in (self.url, self.clicks):
            field.setAcceptDrops(False)  # the panel takes what is dropped
        self._url = Autosave(self.url, lambda text: self._save("url", text))
        self._clicks = Autosave(self.clicks, lambda text: self._save("click_path", text))
        remove = theme.icon_button("trash", _("Remove the link"))
        remove.clicked.connect(self._remove)
        self.grid.setColumnMinimumWidth(1, BUTTONS_WIDTH)
        self.grid.addWidget(self.url, 0, 0)
        self.grid.addWidget(remove, 0, 1)
        self.grid.addWidget(self.clicks, 1, 0)
        self.grid.addLayout(self.moves, 1, 1)
        self.grid.addWidget(self._no_address, 2, 0, 1, 2)

    def show_link(self, link: Evidence, place: int, count: int) -> None:
        super().show_link(link, place, count)
        url = link.url.strip()
        self._no_address.setVisible(bool(url) and not _ADDRESS.fullmatch(url))
        self._url.show_text(link.url)
        self._clicks.show_text(link.click_path)

    def flush(self) -> None:
        self._url.flush()
        self._clicks.flush()

    def _save(self, field: str, text: str) -> None:
        if self._session.state.get(Evidence, self._link.id) is None:
            return  # taken back by undo while it was typed in
        edit = Edit("evidence", self._link.id, field, text.strip())
        label = of_item(_("Change a link of {item}"), self._session.state, self._link.item)
        self._session.apply([edit], label, typing=True)


class FileRow(EvidenceRow):
    """A file that is kept in the office file; its name opens a copy."""

    def __init__(self, session: Session, prompts: Prompts, link: Evidence) -> None:
        super().__init__(session, link)
        self._prompts = prompts
        self.name = _FileName()
        self.name.clicked.connect(self._look)
        save = theme.icon_button("download-simple", _("Save the file as …"))
        save.clicked.connect(self._save_out)
        remove = theme.icon_button("trash", _("Remove the file"))
        remove.clicked.connect(self._remove)
        self.moves.insertWidget(0, save)
        self.moves.insertWidget(1, remove)
        self.grid.addWidget(self.name, 0, 0)
        self.grid.addLayout(self.moves, 0, 1)

    def show_link(self, link: Evidence, place: int, count: int) -> None:
        super().show_link(link, place, count)
        self.name.show_name(link.file_name)

    def _look(self) -> None:
        look_at(self, self._session, self._prompts, self._link.attachment, self._link.file_name)

    def _save_out(self) -> None:
        save_out(self, self._session, self._prompts, self._link.attachment, self._link.file_name)


class _FileName(QPushButton):
    """A file's name, its middle left out where there is no room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self.setIcon(icons.beside_text("paperclip", theme.TEXT))
        self.setProperty("plain", True)
        self.setStyleSheet("text-align: left;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setToolTip(_("Look at {file}").format(file=name))
        self.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - 2 * theme.M
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._name, middle, room).replace("&", "&&"))
