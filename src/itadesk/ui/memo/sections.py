"""The parts of a memo's text: each with a heading and a body."""

from __future__ import annotations

import secrets

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from itadesk.app.language import _
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.memos import section_added, section_moved, sections_of
from itadesk.core.model import MemoSection
from itadesk.ui import theme
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.memo.fields import RowFields
from itadesk.ui.safety.conflict_marks import Conflicts

_MOST_LINES = 400  # a memo scrolls as a whole, not its parts


class SectionsEditor(QWidget):
    """The sections of one memo in their order, and a button that adds one."""

    def __init__(self, conflicts: Conflicts) -> None:
        super().__init__()
        self._session = conflicts.session
        self._conflicts = conflicts
        self._memo = ""
        self.rows: dict[str, SectionEditor] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.S)
        add = theme.button(_("Section"), "plus")
        add.setToolTip(_("Add a section to the memo"))
        add.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S)
        layout.addLayout(self._list)
        layout.addLayout(line)

    def show_memo(self, memo: str) -> None:
        """Show the sections of the memo with this id; those that stay keep the keyboard."""
        self._memo = memo
        sections = sections_of(self._session.state, memo)
        if list(self.rows) != [section.id for section in sections]:
            self._rebuild(sections)
        for section in sections:
            self.rows[section.id].show_section(section)

    def flush(self) -> None:
        """Save what is being typed."""
        for row in self.rows.values():
            row.flush()

    def add(self) -> None:
        """Add a blank section at the end, ready to be named."""
        row = secrets.token_hex(8)
        self._session.apply(section_added(self._session.state, self._memo, row), _("Add a section"))
        if row in self.rows:
            self.rows[row].heading.setFocus()

    def _rebuild(self, sections: tuple[MemoSection, ...]) -> None:
        before, self.rows = self.rows, {}
        for place, section in enumerate(sections):
            row = before.pop(section.id, None) or SectionEditor(self._conflicts, section.id)
            self.rows[section.id] = row
            self._list.insertWidget(place, row)
        for row in before.values():
            row.hide()
            row.deleteLater()


class SectionEditor(QWidget):
    """One section: its heading, its body, and what can be done with it."""

    def __init__(self, conflicts: Conflicts, section: str) -> None:
        super().__init__()
        self._session = conflicts.session
        self._section = MemoSection(section)
        self.heading = QLineEdit()
        self.heading.setFont(theme.bold(self.heading.font()))
        self.heading.setPlaceholderText(_("Heading"))
        self.heading.setAccessibleName(_("Heading"))
        self.body = GrowingText(most=_MOST_LINES)
        self.body.setPlaceholderText(_("One line a paragraph; lists begin with 1. (1) or -"))
        self.up = theme.icon_button("arrow-up", _("Move the section up"))
        self.down = theme.icon_button("arrow-down", _("Move the section down"))
        self.removal = theme.icon_button("trash", _("Remove the section"))
        self._fields = RowFields(conflicts, "memo_section", section, _("Write in a memo"))
        self._fields.add("heading", self.heading)
        self._fields.add("body", self.body)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.heading, 0, 0)
        layout.addWidget(self.body, 1, 0, 1, 2)
        layout.addLayout(self._buttons(), 0, 1)

    def show_section(self, section: MemoSection) -> None:
        self._section = section
        self._fields.show(section)
        self.body.setAccessibleName(section.heading or _("Text"))

    def flush(self) -> None:
        self._fields.flush()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.removal.clicked.connect(self._remove)
        for button in (self.up, self.down, self.removal):
            line.addWidget(button)
        return line

    def _move(self, step: int) -> None:
        edits = section_moved(self._session.state, self._section, step)
        self._session.apply(edits, _("Move a section"))

    def _remove(self) -> None:
        edit = Edit("memo_section", self._section.id, EXISTS, False)
        self._session.apply([edit], _("Remove a section"))
