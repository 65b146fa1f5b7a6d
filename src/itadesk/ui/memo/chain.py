"""Who signs a memo: its maker, then those who endorse it, up to the one who decides."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from itadesk.app.language import _
from itadesk.app.session import new_id
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.memos import endorsement_added, endorsement_moved, endorsements_of
from itadesk.core.model import Endorsement, Person, placed
from itadesk.ui import theme
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.memo.fields import RowFields
from itadesk.ui.memo.rows import RowEditor, RowsEditor
from itadesk.ui.safety.conflict_marks import Conflicts
from itadesk.ui.wording import number


class LinkEditor(RowEditor):
    """One link of the chain: to whom, what is proposed or decided, and who signs."""

    def __init__(self, conflicts: Conflicts, link: str) -> None:
        fields = RowFields(conflicts, "endorsement", link, _("Write in a memo"))
        super().__init__(fields, _("Sign earlier"), _("Sign later"), _("Remove the signature"))
        self._session = conflicts.session
        self._link = Endorsement(link)
        self._title = theme.label(tone="heading")
        self.lines = {name: QLineEdit() for name in ("to", "rank", "name", "post")}
        self.texts = {name: GrowingText() for name in ("remarks", "choices")}
        self._opinion: list[QWidget] = []
        self.people = QMenu(self)
        self.people.aboutToShow.connect(self._fill_people)
        self._build()

    def show_link(self, link: Endorsement, place: int, count: int) -> None:
        """Show the link as it is now, at its place among `count`."""
        self._link = link
        role = _("Maker") if place == 0 else _("Endorsement")
        if place and place == count - 1:
            role = _("Decision")
        self._title.setText(f"{number(place + 1)}. {role}")
        self.fields.show(link)
        has_opinion = bool(place or link.to or link.remarks or link.choices)
        for widget in self._opinion:
            widget.setVisible(has_opinion)

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
            self.fields.add(name, line)
        for name, text in self.texts.items():
            self.fields.add(name, text)

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
        line.addLayout(self.buttons)
        return line

    def move_row(self, step: int) -> None:
        edits = endorsement_moved(self._session.state, self._link, step)
        self._session.apply(edits, _("Move a signature"))

    def remove_row(self) -> None:
        edit = Edit("endorsement", self._link.id, EXISTS, False)
        self._session.apply([edit], _("Remove a signature"))


class ChainEditor(RowsEditor[LinkEditor]):
    """The chain of one memo in its order, and a button that adds a link."""

    def __init__(self, conflicts: Conflicts) -> None:
        add = theme.button(_("Signature"), "plus")
        add.setToolTip(_("Add one who endorses the memo"))
        super().__init__(partial(LinkEditor, conflicts), add, theme.M)
        self._session = conflicts.session
        self._memo = ""

    def show_memo(self, memo: str) -> None:
        """Show the chain of the memo with this id."""
        self._memo = memo
        links = endorsements_of(self._session.state, memo)
        self.keep_rows([link.id for link in links])
        for place, link in enumerate(links):
            self.rows[link.id].show_link(link, place, len(links))

    def add(self) -> None:
        """Add a blank link before the last one, who decides; after the only one."""
        row = new_id()
        index = max(len(self.rows) - 1, 1)
        edits = endorsement_added(self._session.state, self._memo, index, row)
        self._session.apply(edits, _("Add a signature"))
        if row in self.rows:
            self.rows[row].lines["to"].setFocus()
