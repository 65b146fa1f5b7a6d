"""Who signs a memo: its maker, then those who endorse it, up to the one who decides."""

from __future__ import annotations

import secrets

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from itadesk.app.language import _
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.memos import endorsement_added, endorsement_moved, endorsements_of
from itadesk.core.model import Endorsement, Person, placed
from itadesk.ui import theme
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.memo.fields import RowFields
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.wording import number


class ChainEditor(QWidget):
    """The chain of one memo in its order, and a button that adds a link."""

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__()
        self._session = conflicts.session
        self._conflicts = conflicts
        self._memo = ""
        self.rows: dict[str, LinkEditor] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.M)
        add = theme.button(_("Signature"), "plus")
        add.setToolTip(_("Add one who endorses the memo"))
        add.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.M)
        layout.addLayout(self._list)
        layout.addLayout(line)

    def show_memo(self, memo: str) -> None:
        """Show the chain of the memo with this id; links that stay keep the keyboard."""
        self._memo = memo
        links = endorsements_of(self._session.state, memo)
        if list(self.rows) != [link.id for link in links]:
            self._rebuild(links)
        for place, link in enumerate(links):
            self.rows[link.id].show_link(link, place, len(links))

    def flush(self) -> None:
        """Save what is being typed."""
        for row in self.rows.values():
            row.flush()

    def add(self) -> None:
        """Add a blank link before the last one, who decides; after the only one."""
        row = secrets.token_hex(8)
        index = max(len(self.rows) - 1, 1)
        edits = endorsement_added(self._session.state, self._memo, index, row)
        self._session.apply(edits, _("Add a signature"))
        if row in self.rows:
            self.rows[row].lines["to"].setFocus()

    def _rebuild(self, links: tuple[Endorsement, ...]) -> None:
        before, self.rows = self.rows, {}
        for place, link in enumerate(links):
            row = before.pop(link.id, None) or LinkEditor(self._conflicts, link.id)
            self.rows[link.id] = row
            self._list.insertWidget(place, row)
        for row in before.values():
            row.hide()
            row.deleteLater()


class LinkEditor(QWidget):
    """One link of the chain: to whom, what is proposed or decided, and who signs."""

    def __init__(self, conflicts: Conflicts, link: str) -> None:
        super().__init__()
        self._session = conflicts.session
        self._link = Endorsement(link)
        self._title = theme.label(tone="heading")
        self.lines = {name: QLineEdit() for name in ("to", "rank", "name", "post")}
        self.texts = {name: GrowingText() for name in ("remarks", "choices")}
        self.up = theme.icon_button("arrow-up", _("Sign earlier"))
        self.down = theme.icon_button("arrow-down", _("Sign later"))
        self.removal = theme.icon_button("trash", _("Remove the signature"))
        self._fields = RowFields(conflicts, "endorsement", link, _("Write in a memo"))
        self._opinion: list[QWidget] = []
        self.people = QMenu(self)
        self.people.aboutToShow.connect(self._fill_people)
        self._build()

    def show_link(self, link: Endorsement, place: int, count: int) -> None:
        self._link = link
        role = _("Maker") if place == 0 else _("Endorsement")
        if place and place == count - 1:
            role = _("Decision")
        self._title.setText(f"{number(place + 1)}. {role}")
        self._fields.show(link)
        has_opinion = bool(place or link.to or link.remarks or link.choices)
        for widget in self._opinion:
            widget.setVisible(has_opinion)

    def flush(self) -> None:
        self._fields.flush()

    def take_person(self, person: Person) -> None:
        """Let this person sign."""
        row = self._link.id
        values = {"rank": person.rank, "name": person.name, "post": person.post}
        edits = [Edit("endorsement", row, field, value) for field, value in values.items()]
        self._session.apply(edits, _("Choose who signs"))

    def _fill_people(self) -> None:
        self.people.clear()
        people = placed(self._session.state.all(Person))
        for person in people:
            text = " ".join(filter(None, (person.rank, person.name, person.post)))
            action = self.people.addAction(text.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, chosen=person: self.take_person(chosen))
        if not people:
            nobody = _("No people yet: add them in the office's details")
            self.people.addAction(nobody).setEnabled(False)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S)
        grid.setVerticalSpacing(theme.XS)
        self._add(grid, 1, 0, 4, _("To"), self.lines["to"], is_opinion=True)
        self._add(grid, 2, 0, 2, _("Remarks"), self.texts["remarks"], is_opinion=True)
        self._add(grid, 2, 2, 2, _("Boxes to tick"), self.texts["choices"], is_opinion=True)
        self._add(grid, 4, 0, 1, _("Rank"), self.lines["rank"])
        self._add(grid, 4, 1, 1, _("Name"), self.lines["name"])
        self._add(grid, 4, 2, 2, _("Post"), self.lines["post"])
        grid.addLayout(self._head(), 0, 0, 1, 4)
        for column, share in enumerate((2, 4, 1, 4)):
            grid.setColumnStretch(column, share)
        for name, line in self.lines.items():
            self._fields.add(name, line)
        for name, text in self.texts.items():
            self._fields.add(name, text)

    def _add(
        self,
        grid: QGridLayout,
        row: int,
        column: int,
        width: int,
        name: str,
        field: QLineEdit | QPlainTextEdit,
        *,
        is_opinion: bool = False,
    ) -> None:
        """A field that shows its own name while it is blank."""
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setToolTip(name)
        grid.addWidget(field, row, column, 1, width)
        if is_opinion:
            self._opinion.append(field)

    def _head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self._title)
        line.addStretch(1)
        pick = theme.icon_button("user", _("Choose who signs"))
        pick.setMenu(self.people)
        pick.setPopupMode(pick.ToolButtonPopupMode.InstantPopup)
        line.addWidget(pick)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.removal.clicked.connect(self._remove)
        for button in (self.up, self.down, self.removal):
            line.addWidget(button)
        return line

    def _move(self, step: int) -> None:
        edits = endorsement_moved(self._session.state, self._link, step)
        self._session.apply(edits, _("Move a signature"))

    def _remove(self) -> None:
        edit = Edit("endorsement", self._link.id, EXISTS, False)
        self._session.apply([edit], _("Remove a signature"))
