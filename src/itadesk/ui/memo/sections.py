"""The parts of a memo's text: each with a heading and a body."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit

from itadesk.app.language import _
from itadesk.app.session import new_id
from itadesk.core.changelog import EXISTS, Edit
from itadesk.core.memos import section_added, section_moved, sections_of
from itadesk.core.model import MemoSection
from itadesk.ui import theme
from itadesk.ui.growing_text import GrowingText
from itadesk.ui.memo.fields import RowFields
from itadesk.ui.memo.rows import RowEditor, RowsEditor
from itadesk.ui.safety.conflict_marks import Conflicts

_MOST_LINES = 400  # a memo scrolls as a whole, not its parts


class SectionEditor(RowEditor):
    """One section: its heading, its body, and what can be done with it."""

    def __init__(self, conflicts: Conflicts, section: str) -> None:
        fields = RowFields(conflicts, "memo_section", section, _("Write in a memo"))
        names = (_("Move the section up"), _("Move the section down"), _("Remove the section"))
        super().__init__(fields, *names)
        self._session = conflicts.session
        self._section = MemoSection(section)
        self.heading = QLineEdit()
        self.heading.setFont(theme.bold(self.heading.font()))
        self.heading.setPlaceholderText(_("Heading"))
        self.heading.setAccessibleName(_("Heading"))
        self.body = GrowingText(most=_MOST_LINES)
        self.body.setPlaceholderText(_("One line a paragraph; lists begin with 1. (1) or -"))
        self.fields.add("heading", self.heading)
        self.fields.add("body", self.body)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.XS)
        layout.addWidget(self.heading, 0, 0)
        layout.addWidget(self.body, 1, 0, 1, 2)
        layout.addLayout(self.buttons, 0, 1)

    def show_section(self, section: MemoSection) -> None:
        """Show the section as it is now."""
        self._section = section
        self.fields.show(section)
        self.body.setAccessibleName(section.heading or _("Text"))

    def move_row(self, step: int) -> None:
        edits = section_moved(self._session.state, self._section, step)
        self._session.apply(edits, _("Move a section"))

    def remove_row(self) -> None:
        edit = Edit("memo_section", self._section.id, EXISTS, False)
        self._session.apply([edit], _("Remove a section"))


class SectionsEditor(RowsEditor[SectionEditor]):
    """The sections of one memo in their order, and a button that adds one."""

    def __init__(self, conflicts: Conflicts) -> None:
        add = theme.button(_("Section"), "plus")
        add.setToolTip(_("Add a section to the memo"))
        super().__init__(partial(SectionEditor, conflicts), add, theme.S)
        self._session = conflicts.session
        self._memo = ""

    def show_memo(self, memo: str) -> None:
        """Show the sections of the memo with this id."""
        self._memo = memo
        sections = sections_of(self._session.state, memo)
        self.keep_rows([section.id for section in sections])
        for section in sections:
            self.rows[section.id].show_section(section)

    def add(self) -> None:
        """Add a blank section at the end, ready to be named."""
        row = new_id()
        self._session.apply(section_added(self._session.state, self._memo, row), _("Add a section"))
        if row in self.rows:
            self.rows[row].heading.setFocus()
